/**
 * What the tests of the importers share: read a text as the app would, and say in short what came out.
 */
import { emptyStudy, readStudy, type Design } from '@weft/model';
import { readAny, readAsFormat, type ReadFile } from '../read-any.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** Reads a file that must be a design, and checks that a study may hold it. */
export function read(text: string | Uint8Array, name = 'file.txt'): ReadFile & { readonly design: Design } {
  const outcome = readAny(name, typeof text === 'string' ? bytes(text) : text);
  if (!outcome.ok) throw new Error(`${outcome.fault.code} at ${outcome.fault.where}: ${outcome.fault.message}`);
  const { design } = outcome.value;
  if (!design) throw new Error('expected a design');
  const checked = readStudy({ ...emptyStudy(), designs: [structuredClone(design)] });
  if (!checked.ok) throw new Error(`${checked.fault.where}: ${checked.fault.message}`);
  return { ...outcome.value, design };
}

/** Why a file is refused: code, place, sentence; `read` when it is not. */
export function why(text: string | Uint8Array, format?: string): string {
  const file = typeof text === 'string' ? bytes(text) : text;
  const outcome = format ? readAsFormat(format, 'x', file) : readAny('x', file);
  return outcome.ok ? 'read' : `${outcome.fault.code} at ${outcome.fault.where}: ${outcome.fault.message}`;
}

/** The count of the report line that says so, 0 when there is none. */
export function counted({ report }: ReadFile, words: RegExp): number {
  return report.find((line) => words.test(line.message))?.count ?? 0;
}

/** `a:port-z:port rate` of every link, by name, ports from 0. */
export function cables(design: Design): string[] {
  const end = (side: { at: string; port: number | null }) => `${design.nodes[side.at]!.name}:${side.port ?? '?'}`;
  return Object.values(design.links)
    .map(({ a, z, rate_Gbps }) => `${[end(a), end(z)].toSorted().join('-')} ${rate_Gbps}`)
    .toSorted();
}

/** Names of nodes by kind and tier: `switch leaf`. */
export function kinds(design: Design): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { kind, tier, name } of Object.values(design.nodes)) (found[`${kind} ${tier ?? '-'}`] ??= []).push(name);
  return found;
}
