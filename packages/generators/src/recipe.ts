/**
 * A recipe: a family of fabrics as a record of parameters, the counts it must produce, and the generator that builds it.
 */
import type { Pauses } from './pauses.ts';
import type { Outcome } from '@weft/units';
import type { Counts, GroupLayout, TopologyBuilder } from '@weft/topology';
import type { ParameterValue, Parameters } from '@weft/model';

/** One parameter, as the form, the command line and the checker need it. */
export interface ParameterSpec {
  readonly key: string;
  /** The one letter the literature of the family has for it: `k` of a fat-tree, `p`, `a`, `h`, `g` of a Dragonfly. Left out where there is none. */
  readonly symbol?: string;
  /** What it means, one sentence without the unit. */
  readonly meaning: string;
  readonly kind: 'count' | 'rate' | 'ratio' | 'choice' | 'flag' | 'part' | 'list';
  /** `Gb/s`, `GB/s`, `servers`; null when it has none. */
  readonly unit: string | null;
  readonly default: ParameterValue;
  /** Inclusive bounds of a number (or of each number of a list). */
  readonly range: { readonly min: number; readonly max: number } | null;
  /** What a choice offers; for a part the ids of the catalogue, the empty word for none. Null for what is not chosen from a list. */
  readonly choices: readonly string[] | null;
}

/** What a generator must build, as a formula of the parameters: checked against what it did build, and shown while typing. */
export type ExpectedCounts = Counts;

/** How the group that holds a whole fabric is arranged when it is drawn open. */
export interface Arrangement {
  readonly layout: GroupLayout;
  /** For `grid`: cells per row; 0 otherwise. */
  readonly columns: number;
}

export interface Recipe {
  readonly name: string;
  readonly version: number;
  readonly title: string;
  /** One sentence: where it is used. */
  readonly use: string;
  readonly parameters: readonly ParameterSpec[];
  /** Fills in defaults and checks ranges and the relations between parameters; a fault names the limit and the nearest valid value. */
  check(parameters: Parameters): Outcome<Parameters>;
  /** The counts by formula, without building. Parameters must have passed `check`. */
  expected(parameters: Parameters): ExpectedCounts;
  /** How the fabric's own group is laid out. Parameters must have passed `check`. */
  arrangement(parameters: Parameters): Arrangement;
  /** Adds the fabric under `group` of the builder. Parameters must have passed `check`. */
  build(parameters: Parameters, builder: TopologyBuilder, group: number): void;
  /** The same with pauses, where the recipe has some: those that make fabrics of millions of parts do. */
  buildSteps(parameters: Parameters, builder: TopologyBuilder, group: number): Pauses<void>;
}

/** A recipe as plain data, for the other side of a worker. */
export type RecipeSpec = Pick<Recipe, 'name' | 'version' | 'title' | 'use' | 'parameters'>;
