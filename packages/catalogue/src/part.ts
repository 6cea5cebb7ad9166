/**
 * A part of the catalogue: what it is and what is published about it, each figure with its source.
 */

export const partKinds = ['medium', 'protocol', 'switch', 'accelerator', 'server', 'nic'] as const;
export type PartKind = (typeof partKinds)[number];

export type Confidence = 'datasheet' | 'standard' | 'paper' | 'press/analyst' | 'estimate' | 'not_found';

/** One published figure. A null bound was not published; all null means it was looked for and not found: unknown, never zero. */
export interface Figure {
  readonly unit: string;
  readonly low: number | null;
  readonly typical: number | null;
  readonly high: number | null;
  /** Ids into the table of sources. */
  readonly sources: readonly string[];
  readonly confidence: Confidence;
  /** `direct`: the cited page was read; `secondary`: the figure was read in a compilation that cites it. */
  readonly evidence: 'direct' | 'secondary' | null;
  readonly basis: string | null;
  readonly note: string | null;
}

/** One published statement in words. */
export interface Statement {
  readonly text: string;
  readonly sources: readonly string[];
  readonly confidence: Confidence;
  readonly evidence: 'direct' | 'secondary' | null;
  readonly note: string | null;
}

export interface Part {
  readonly kind: PartKind;
  readonly id: string;
  readonly name: string;
  readonly vendor: string | null;
  /** The part's family as the catalogue sorts it: a medium's class, a switch's kind, a protocol's scope. */
  readonly family: string | null;
  /** A medium's generation (`800G`) and its electrical lanes; null for every other kind of part. */
  readonly generation: string | null;
  readonly lanes: number | null;
  readonly lane_Gbps: number | null;
  readonly figures: Readonly<Record<string, Figure>>;
  readonly statements: Readonly<Record<string, Statement>>;
  readonly notes: readonly string[];
}

export interface Source {
  readonly id: string;
  readonly title: string;
  /** Null when the place has no public address. */
  readonly url: string | null;
  readonly date: string | null;
  readonly kind: string;
}
