/**
 * What the tests of the commands share: apply a command that must apply, with the laws that every command keeps; or say why it does not.
 */
import { applyChange } from '../apply.ts';
import { canonicalJson } from '../canonical.ts';
import { invertChange } from '../change.ts';
import { readStudy } from '../read.ts';
import type { Design, Study } from '../study.ts';
import type { Command, Commanded } from './command.ts';

/** What a command that must apply does. */
export function good(command: Command): Commanded {
  if (!command.ok) throw new Error(`${command.fault.where}: ${command.fault.message}`);
  return command.value;
}

/** The study after a command. Throws when undoing it does not give the former study byte for byte, or when no reader would take the new one. */
export function after(study: Study, command: Command): Study {
  const { change } = good(command);
  const next = applyChange(study, change);
  const back = canonicalJson(applyChange(next, invertChange(change)));
  if (back !== canonicalJson(study)) throw new Error(`"${change.label}" is not taken back: ${back}`);
  const read = readStudy(structuredClone(next));
  if (!read.ok) throw new Error(`"${change.label}" breaks the study at ${read.fault.where}: ${read.fault.message}`);
  return next;
}

/** The only design after a command. */
export function designAfter(study: Study, command: Command): Design {
  const { designs } = after(study, command);
  if (designs.length !== 1) throw new Error(`expected one design, got ${designs.length}`);
  return designs[0]!;
}

/** The code of the fault, or `applies`. */
export function why(command: Command): string {
  return command.ok ? 'applies' : command.fault.code;
}
