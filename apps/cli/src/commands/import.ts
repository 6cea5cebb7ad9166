/** `weft import FILE`: a real cluster's file as a study, with a report of what was read. */
import type { Command } from 'commander';
import { importFormats, readAnyFile, readAsFormat, type ReadFile } from '@weft/codecs';
import { emptyStudy, type Study } from '@weft/model';
import { expectGood } from '../fault.ts';
import { nameOf, readBytes } from '../files.ts';
import type { Io } from '../io.ts';
import { writeStudyFile } from '../study.ts';

const formats = importFormats.map(({ id }) => id).join(', ');

export function addImport(program: Command, io: Io): void {
  program
    .command('import')
    .argument('<file>', 'the cluster as a file, or - for standard input')
    .description('a study from the file of a real cluster; the report goes to standard error')
    .option('--from <format>', `${formats}; told by its content when left out`)
    .option('-o, --output <file>', 'where to write the study; standard output when left out')
    .action(async (file: string, options: { from?: string; output?: string }) => {
      const read = expectGood(await readCluster(file, await readBytes(io, file), options.from), nameOf(file));
      reportImport(io, read);
      await writeStudyFile(io, options.output, studyOf(read));
    });
}

async function readCluster(
  file: string,
  bytes: Uint8Array,
  format: string | undefined,
): ReturnType<typeof readAnyFile> {
  const name = file === '-' ? 'cluster' : file;
  return format === undefined ? readAnyFile(name, bytes) : readAsFormat(format, name, bytes);
}

/** What was read as a study: a cluster is its one design. */
export function studyOf({ study, design }: ReadFile): Study {
  if (study !== null) return study;
  if (design === null) throw new Error('an importer gave neither a study nor a design');
  return { ...emptyStudy(), name: design.name, designs: [design] };
}

/** What an importer found, merged, dropped and inferred, on standard error. */
export function reportImport(io: Io, { format, report }: ReadFile): void {
  io.err(`Read as ${format}.\n`);
  for (const { kind, message, examples } of report) {
    const shown = examples.slice(0, 3).join('; ');
    io.err(`${kind}: ${message}${shown === '' ? '' : ` (${shown}${examples.length > 3 ? '; ...' : ''})`}\n`);
  }
}
