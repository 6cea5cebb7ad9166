/**
 * What is asked about failures, and answered: what each leaves. Types only.
 */
import type { Assumptions, Finding } from '@weft/model';
import type { SolveRequest } from './solve-answers.ts';

/** Failures to compute: every single cable and switch, or samples of several cables at once. */
export interface FailureRequest extends SolveRequest {
  readonly ask:
    | { readonly kind: 'single'; readonly limit?: number }
    | {
        readonly kind: 'sample';
        readonly samples: number;
        readonly seed: number;
        readonly cables: number;
        readonly switches?: number;
        /** Draws cables by the failure rates of their media under these assumptions; all alike when left out. */
        readonly byRates?: Assumptions;
      };
}

/** Cables of one choice of media, and how often one of them fails. */
export interface MediumRate {
  /** Names of the media at its ends; none where no medium serves the cables. */
  readonly media: readonly string[];
  readonly cables: number;
  /** A cable, with its part of a module that several share; null where none is known. */
  readonly failures_FIT: number | null;
}

/** The failure rates that cables were drawn by: failures in a thousand million hours. */
export interface DrawRates {
  /** Cables of known rate, and of none. */
  readonly known: number;
  readonly unknown: number;
  /** What a cable of unknown rate is drawn at: the mean of the known ones. Null where none is known, so that all are drawn alike. */
  readonly unknownAt_FIT: number | null;
  /** The most cables first. */
  readonly media: readonly MediumRate[];
}

export interface FailureScenario {
  /** What fails, for programs and the command line: `cable leaf-spine`. The same in any language. */
  readonly what: string;
  /** Whether one cable fails, one switch, or several parts at once. */
  readonly kind: 'cable' | 'switch' | 'several';
  /** Of one cable the kind of its link (`leaf-spine`), of one switch its role; null where several fail at once. */
  readonly part: string | null;
  readonly cables: number;
  readonly switches: number;
  /** Where one of them is, in words; empty where several fail at once. */
  readonly place: string;
  readonly failed: readonly string[];
  /** How many failures have this answer, this one among them. */
  readonly alike: number;
  readonly slowest_Gbps: number;
  /** Per accelerator, as in a solve. */
  readonly mean_Gbps: number;
  readonly atSlowest_Gbps: number;
  /** Flows that have no path left. */
  readonly disconnected: number;
}

export interface FailureFacts {
  readonly designId: string;
  /** Without the failures. */
  readonly whole: Pick<FailureScenario, 'slowest_Gbps' | 'mean_Gbps' | 'atSlowest_Gbps' | 'disconnected'>;
  /** The worst first: by flows without a path, then by the slowest flow. */
  readonly scenarios: readonly FailureScenario[];
  /** Single failures that were not computed because there are too many that are not alike. */
  readonly leftOut: number;
  /** How they were chosen, in words. */
  readonly why: string;
  /** Over samples, what an accelerator gets at the slowest flow's rate; null for single failures. */
  readonly summary: {
    readonly samples: number;
    readonly seed: number;
    readonly least_Gbps: number;
    readonly tenth_Gbps: number;
    readonly median_Gbps: number;
    readonly mean_Gbps: number;
    readonly most_Gbps: number;
    /** Samples in which some flow has no path. */
    readonly cutOff: number;
    /** Null where cables were drawn all alike. */
    readonly rates: DrawRates | null;
  } | null;
  readonly findings: readonly Finding[];
}
