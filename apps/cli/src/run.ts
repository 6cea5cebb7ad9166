/**
 * The command line as one function: arguments in, exit code out. 0 done, 1 a fault of the input, 2 wrong usage.
 *
 * Results go to `io.out` and nothing else does; sentences about what went wrong go to `io.err`.
 */
import { Command, CommanderError } from 'commander';
import { InputFault, UsageFault } from './fault.ts';
import type { Io } from './io.ts';
import { commands } from './commands/index.ts';

/** Runs `weft` with these arguments (without node and script). */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const program = new Command('weft')
    .description('Design the network of an AI cluster and compute what it is worth.')
    .version('0.1.0')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .showHelpAfterError('(weft --help lists the commands, weft COMMAND --help its options)');
  for (const add of commands) add(program, io);
  for (const command of program.commands) {
    command.exitOverride().configureOutput({ writeOut: io.out, writeErr: io.err });
    command.showHelpAfterError(`(weft ${command.name()} --help shows how it is called)`);
  }
  try {
    if (argv.length === 0) {
      io.err(program.helpInformation());
      return 2;
    }
    await program.parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof UsageFault) {
      io.err(`${error.message}\n`);
      return 2;
    }
    if (error instanceof InputFault) {
      io.err(`${error.message}\n`);
      return 1;
    }
    throw error;
  }
}
