/**
 * What is answered about designs before and beside a solve: counts and findings, rows of a comparison, files read, sizes. Types only.
 */
import type { Outcome } from '@weft/units';
import type { Counts } from '@weft/topology';
import type { Design, Finding, Study, Traffic } from '@weft/model';
import type { Sized } from '@weft/generators';
import type { ReportLine } from '@weft/codecs';
import type { Cost } from '@weft/site';

/** A compiled design: what the panels show without a solve. */
export interface DesignFacts {
  readonly designId: string;
  readonly counts: Counts;
  readonly nodes: number;
  readonly links: number;
  readonly cables: number;
  readonly findings: readonly Finding[];
  /** Counts per block id. */
  readonly blocks: Readonly<Record<string, Counts>>;
  readonly time_ms: number;
}

/** One design in the comparison. Null where it could not be computed, with the reason. */
export interface ComparisonRow {
  readonly designId: string;
  readonly name: string;
  readonly counts: Counts | null;
  readonly cables: number | null;
  /** What it costs; null where the site cannot be laid out. */
  readonly cost: Cost | null;
  readonly traffic: readonly {
    readonly traffic: Traffic;
    /** Per accelerator: the mean over all, and what each gets when all flows run at the slowest one's rate. */
    readonly mean_Gbps: number | null;
    readonly slowest_Gbps: number | null;
    readonly reason: string | null;
  }[];
  readonly reason: string | null;
}

export interface ImportedFile {
  /** A whole study (a study file), or one design (a cluster's file). */
  readonly study: Study | null;
  readonly design: Design | null;
  readonly format: string;
  readonly report: readonly ReportLine[];
}

/** The smallest design of a recipe that carries what was asked for, or why there is none. */
export interface SizedRecipe {
  readonly recipe: string;
  readonly answer: Outcome<Sized>;
}
