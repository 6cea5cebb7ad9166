/**
 * What an importer says about the file it read, besides the design.
 */
import type { Design } from '@weft/model';
import { formatCount, type Outcome } from '@weft/units';

/** One line of the report: how many of what, and examples where that helps. */
export interface ReportLine {
  readonly kind: 'found' | 'merged' | 'dropped' | 'unnamed' | 'inferred' | 'warning';
  /** A whole phrase: `40 aggregation nodes inside switches, dropped`. */
  readonly message: string;
  readonly count: number;
  readonly examples: readonly string[];
}

export interface Imported {
  readonly design: Design;
  readonly report: readonly ReportLine[];
}

export type ImportFault = 'too-large' | 'not-text' | 'not-this-format' | 'broken' | 'too-much';
export type ImportOutcome = Outcome<Imported, ImportFault>;

/** Examples kept of each kind of line; a list that a person must act on is kept whole up to here too. */
const mostExamples = 20;

/** Collects the lines of a report; lines that count nothing are left out. */
export class Report {
  readonly #lines: ReportLine[] = [];

  /** Adds a line whose phrase begins with its count: `add('found', 40, say`switch`, say`switches`)` says `40 switches`. */
  add(kind: ReportLine['kind'], count: number, one: string, many: string, examples: readonly string[] = []): void {
    if (count === 0) return;
    const message = `${formatCount(count)} ${count === 1 ? one : many}`;
    this.#lines.push({ kind, message, count, examples: examples.slice(0, mostExamples) });
  }

  get lines(): readonly ReportLine[] {
    return this.#lines;
  }
}

/** Counts things of one kind as they turn up and keeps the first few as examples. */
export class Tally {
  count = 0;
  readonly examples: string[] = [];

  add(example: string): void {
    this.count++;
    if (this.examples.length < mostExamples)
      this.examples.push(example.length > 160 ? `${example.slice(0, 160)}…` : example);
  }
}
