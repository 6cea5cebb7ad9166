/**
 * What an importer says about the file it read, besides the design.
 */
import type { Design } from '@weft/model';

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
