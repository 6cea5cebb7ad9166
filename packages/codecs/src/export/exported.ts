/**
 * What an exporter answers: the text, and notes on what the format could not carry; or why it cannot carry the design at all.
 */
import type { Stretches } from '@weft/model';
import type { Topology } from '@weft/topology';
import { failed, type Outcome, say } from '@weft/units';

export interface Exported {
  readonly text: string;
  /** Whole sentences: what was left out or assumed. */
  readonly notes: readonly string[];
}

export type ExportFault = 'not-expressible' | 'too-large' | 'empty';
export type ExportOutcome = Outcome<Exported, ExportFault>;

export interface ExportFormat {
  readonly id: string;
  readonly title: string;
  /** Ending of a file, without the dot. */
  readonly extension: string;
  readonly mediaType: string;
  /** Where a design may be large, in stretches. */
  readonly write: (topology: Topology, title: string) => ExportOutcome | Stretches<ExportOutcome>;
}

/** Most links written: about 100 MB of text in the longest format. */
export const mostExported = 1_000_000;

/** The fault of a design that is empty or too large to write, null for one that can be. */
export function sizeFault(topology: Topology, most: number = mostExported): ExportOutcome | null {
  if (topology.nodeCount === 0)
    return failed('empty', say`the design`, say`The design is empty; expected at least one part.`);
  if (topology.linkCount + topology.nodeCount <= most) return null;
  return failed(
    'too-large',
    say`the design`,
    say`The design has ${topology.linkCount + topology.nodeCount} parts and links; this format is written for at most ${most}.`,
  );
}
