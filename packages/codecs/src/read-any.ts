/**
 * Any file a person drops: told apart by what is in it, not by its name. Out: a whole study or one design, the format's name and its report.
 */
import { importCabling, importCablingSteps, looksLikeCabling } from './cabling/import-csv.ts';
import { importContainerlab, looksLikeContainerlab } from './containerlab/import-clab.ts';
import { importDot, looksLikeDot } from './dot/import-dot.ts';
import { importGraphml, looksLikeGraphml } from './graphml/import-graphml.ts';
import { importTopo, looksLikeTopo } from './ibdiagnet/import-topo.ts';
import { importIbnetdiscover, looksLikeIbnetdiscover } from './ibnetdiscover/ibnetdiscover.ts';
import { textOf } from './import/text.ts';
import { importNccl, looksLikeNccl } from './nccl/import-nccl.ts';
import { importDeviceType, looksLikeDeviceType } from './netbox/import-netbox.ts';
import { importSlurmConf, importSlurmYaml, looksLikeSlurmConf, looksLikeSlurmYaml } from './slurm/import-slurm.ts';
import { isPicture, readStudyPicture, type PictureFault } from './picture/study-picture.ts';
import type { ImportFault, ImportOutcome, ReportLine } from './report.ts';
import { readStudyFile, type StudyFileFault } from './study-file.ts';
import { allAtOnce, type Design, type Stretches, type Study } from '@weft/model';
import { done, failed, type Outcome, say } from '@weft/units';

export interface ReadFile {
  /** A whole study (a study file), else null. */
  readonly study: Study | null;
  /** One design (a cluster's file), else null. */
  readonly design: Design | null;
  /** A format's id: `study`, `ibnetdiscover` ... */
  readonly format: string;
  readonly report: readonly ReportLine[];
}

export type ReadFault = 'unknown-format' | ImportFault | StudyFileFault;

/** A format that gives a design: its id, its title, and how its beginning is told. */
export interface ImportFormat {
  readonly id: string;
  readonly title: string;
  /** Whether a text that begins so is one; `head` is the first 64 kB. */
  readonly looksLike: (head: string) => boolean;
  readonly read: (name: string, bytes: Uint8Array) => ImportOutcome;
  /** The same in stretches, where files may be large. */
  readonly readSteps?: (name: string, bytes: Uint8Array) => Stretches<ImportOutcome>;
}

/** Every format with a reader, the most telling first: a text is given to the first that knows it. */
export const importFormats: readonly ImportFormat[] = [
  {
    id: 'ibnetdiscover',
    title: 'ibnetdiscover',
    looksLike: looksLikeIbnetdiscover,
    read: (name, bytes) => importIbnetdiscover(name, bytes),
  },
  { id: 'graphml', title: 'GraphML', looksLike: looksLikeGraphml, read: importGraphml },
  { id: 'nccl', title: 'NCCL topology XML', looksLike: looksLikeNccl, read: importNccl },
  { id: 'dot', title: 'DOT', looksLike: looksLikeDot, read: importDot },
  { id: 'slurm', title: 'Slurm topology.conf', looksLike: looksLikeSlurmConf, read: importSlurmConf },
  { id: 'slurm-yaml', title: 'Slurm topology.yaml', looksLike: looksLikeSlurmYaml, read: importSlurmYaml },
  { id: 'containerlab', title: 'containerlab', looksLike: looksLikeContainerlab, read: importContainerlab },
  { id: 'netbox', title: 'NetBox device type', looksLike: looksLikeDeviceType, read: importDeviceType },
  { id: 'ibdiagnet', title: 'ibdiagnet .topo', looksLike: looksLikeTopo, read: importTopo },
  {
    id: 'cabling',
    title: 'cabling CSV',
    looksLike: looksLikeCabling,
    read: (name, bytes) => importCabling(name, bytes),
    readSteps: (name, bytes) => importCablingSteps(name, bytes),
  },
];

const headLength = 65_536;

/** As `readAny`, and pictures that hold a study besides. */
export async function readAnyFile(
  name: string,
  bytes: Uint8Array,
): Promise<Outcome<ReadFile, ReadFault | PictureFault>> {
  return allAtOnce(await readFileSteps(name, bytes));
}

/** The same in stretches. */
export async function readFileSteps(
  name: string,
  bytes: Uint8Array,
): Promise<Stretches<Outcome<ReadFile, ReadFault | PictureFault>>> {
  if (!isPicture(bytes)) return readAnySteps(name, bytes);
  const study = await readStudyPicture(bytes);
  return already(study.ok ? done({ study: study.value, design: null, format: 'picture', report: [] }) : study);
}

// oxlint-disable-next-line require-yield -- what is there already takes no stretch
function* already<T>(value: T): Stretches<T> {
  return value;
}

/** Reads a text of any known format. `name` is the file's name; the design is named after it. */
export function readAny(name: string, bytes: Uint8Array): Outcome<ReadFile, ReadFault> {
  return allAtOnce(readAnySteps(name, bytes));
}

/** The same in stretches. */
export function* readAnySteps(name: string, bytes: Uint8Array): Stretches<Outcome<ReadFile, ReadFault>> {
  const head = textOf(bytes.subarray(0, headLength));
  if (!head.ok) return head;
  const begins = head.value.replace(/^\uFEFF/, '').trimStart();
  if (begins === '')
    return failed('unknown-format', name, say`The file is empty; expected a study or a cluster to import.`);
  if (begins.startsWith('{') && /"(?:version|designs)"\s*:/.test(begins)) {
    const study = readStudyFile(bytes);
    return study.ok ? done({ study: study.value, design: null, format: 'study', report: [] }) : study;
  }
  const format = importFormats.find((candidate) => candidate.looksLike(begins));
  if (!format) {
    return failed(
      'unknown-format',
      name,
      say`The format of ${name} is not known; expected a study file, or one of: ${importFormats.map(({ title }) => title).join(', ')}.`,
    );
  }
  if (format.readSteps === undefined) return readAs(format, name, bytes);
  return asFile(format, yield* format.readSteps(titleOf(name), bytes));
}

/** Reads a file as one format, by the format's id. */
export function readAsFormat(id: string, name: string, bytes: Uint8Array): Outcome<ReadFile, ReadFault> {
  const format = importFormats.find((candidate) => candidate.id === id);
  if (format) return readAs(format, name, bytes);
  const known = importFormats.map((candidate) => candidate.id).join(', ');
  return failed('unknown-format', name, say`There is no reader for ${id}; expected one of: ${known}.`);
}

function readAs(format: ImportFormat, name: string, bytes: Uint8Array): Outcome<ReadFile, ReadFault> {
  return asFile(format, format.read(titleOf(name), bytes));
}

function asFile(format: ImportFormat, read: ImportOutcome): Outcome<ReadFile, ReadFault> {
  if (!read.ok) return read;
  return done({ study: null, design: read.value.design, format: format.id, report: read.value.report });
}

/** The file's name without folders and without its last ending. */
function titleOf(name: string): string {
  const base = name.replace(/^.*[\\/]/, '');
  return base.replace(/\.[^.]{1,12}$/, '') || base;
}
