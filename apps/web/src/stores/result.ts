/**
 * The result store: everything the engine derived from the document. Thrown away at will, never saved.
 */
import { createStore } from 'zustand/vanilla';
import type {
  ComparisonRow,
  DesignFacts,
  Engine,
  Explanation,
  ImportedFile,
  OnProgress,
  SolveFacts,
} from '@weft/engine';
import type { Finding } from '@weft/model';
import type { LinkPaint, Scene, SceneLoads } from '@weft/scene';

export type RecipeSpec = Awaited<ReturnType<Engine['recipes']>>[number];
export type Counts = DesignFacts['counts'];
export type Progress = Parameters<OnProgress>[0];

export type SolveState =
  | { readonly is: 'idle' }
  | { readonly is: 'waiting' }
  | { readonly is: 'running'; readonly progress: Progress | null }
  | { readonly is: 'done' }
  | { readonly is: 'cancelled' }
  | { readonly is: 'failed'; readonly reason: string };

export type CompareState =
  | { readonly is: 'idle' }
  /** The designs that are there already; progress is that of the next one. */
  | { readonly is: 'running'; readonly progress: Progress; readonly rows: readonly ComparisonRow[] }
  | { readonly is: 'done'; readonly rows: readonly ComparisonRow[] }
  | { readonly is: 'failed'; readonly reason: string; readonly rows: readonly ComparisonRow[] };

export interface Explained {
  /** The scene id it is about. */
  readonly target: string;
  readonly value: Explanation;
}

export interface Result {
  readonly recipes: readonly RecipeSpec[];
  readonly facts: DesignFacts | null;
  /** What is wrong with the site: of the design as it was when it was last looked at. Null before that. */
  readonly siteFindings: readonly Finding[] | null;
  /** `left`: so large that the site is looked at only when asked for. */
  readonly siteCheck: 'waiting' | 'done' | 'left';
  /** Why the design could not be compiled. */
  readonly fault: string | null;
  readonly scene: Scene | null;
  readonly loads: SceneLoads | null;
  /** What lines show in place of their loads, with its words for the legend; null while they show loads. */
  readonly paint: LinkPaint | null;
  /** Why a colouring that was chosen cannot be shown. */
  readonly paintMissing: 'failures' | 'jobs' | 'site' | null;
  readonly solve: SolveState;
  /** The last answer; older than the design while a newer one is awaited. */
  readonly solved: SolveFacts | null;
  /** Why what is selected, and what is under the pointer, is as loaded as it is. */
  readonly explained: Explained | null;
  readonly hovered: Explained | null;
  readonly compare: CompareState;
  readonly imported: { readonly name: string; readonly file: ImportedFile } | null;
  /** What the imports of this visit warned of, by the design that was made: findings until the page is left. */
  readonly importWarnings: readonly {
    readonly draft: string;
    readonly design: string;
    readonly findings: readonly Finding[];
  }[];
}

export const result = createStore<Result>(() => ({
  recipes: [],
  facts: null,
  siteFindings: null,
  siteCheck: 'waiting',
  fault: null,
  scene: null,
  loads: null,
  paint: null,
  paintMissing: null,
  solve: { is: 'idle' },
  solved: null,
  explained: null,
  hovered: null,
  compare: { is: 'idle' },
  imported: null,
  importWarnings: [],
}));
