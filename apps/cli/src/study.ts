/**
 * STUDY on the command line: a study file, a picture that holds one, or `-` for standard input, and the design in it that is meant; and studies as results.
 */
import { isPicture, readStudyFile as readFromBytes, readStudyPicture, writeStudyFile as bytesOf } from '@weft/codecs';
import type { Design, Study } from '@weft/model';
import { expectGood, InputFault } from './fault.ts';
import { nameOf, readBytes, writeResult } from './files.ts';
import type { Io } from './io.ts';

export const studyArgument = [
  '<study>',
  'a study file, or a picture (PNG, SVG) the app exported, or - for standard input',
] as const;
export const designOption = [
  '--design <name>',
  'the design meant, by name or id, where the study has several',
] as const;

/** Reads and checks a study. */
export async function readStudyFile(io: Io, file: string): Promise<Study> {
  const bytes = await readBytes(io, file);
  return expectGood(isPicture(bytes) ? await readStudyPicture(bytes) : readFromBytes(bytes), nameOf(file));
}

/** Writes a study to a file if one was named, else to standard output. */
export async function writeStudyFile(io: Io, file: string | undefined, study: Study): Promise<void> {
  await writeResult(io, file, new TextDecoder().decode(bytesOf(study)));
}

/** The design named, or the only one there is. */
export function designIn(study: Study, wanted: string | undefined): Design {
  const { designs } = study;
  const names = designs.map((design) => `${design.name} (${design.id})`).join(', ');
  if (wanted === undefined) {
    if (designs.length === 1) return designs[0]!;
    throw new InputFault(
      designs.length === 0
        ? 'The study has no design; expected at least one.'
        : `The study has ${designs.length} designs: ${names}; say which one is meant with --design.`,
    );
  }
  const found = designs.filter((design) => design.id === wanted);
  const named = found.length > 0 ? found : designs.filter((design) => design.name === wanted);
  if (named.length === 1) return named[0]!;
  throw new InputFault(
    named.length === 0
      ? `--design: There is no design ${wanted}; the study has ${names}.`
      : `--design: ${named.length} designs are called ${wanted}; expected an id, one of ${named.map((d) => d.id).join(', ')}.`,
  );
}
