/**
 * What is asked about the picture of a design, and answered: the scene, what its lines are and carried, why a part is as loaded as it is. Types only.
 */
import type { Design } from '@weft/model';
import type { Scene, SceneFilter, SceneLoads } from '@weft/scene';

export interface SceneRequest {
  readonly design: Design;
  /** Ids of the open groups. */
  readonly open: readonly string[];
  /** Groups that open after them, in this order, while there is room; none when left out. */
  readonly ifRoom?: readonly string[];
  /** Ids of failed links and nodes; what the last solve of the design was given when left out. */
  readonly failed?: readonly string[];
  /** Hidden roles, rails, planes and fabrics; nothing when left out. */
  readonly filter?: SceneFilter;
}

export interface DrawnScene {
  readonly scene: Scene;
  /** Null until the design has a result for its current records. */
  readonly loads: SceneLoads | null;
}

/** What the lines of a picture are made of and cost, parallel to the ids of its links. */
export interface LineFigures {
  readonly links: readonly string[];
  /** The technology that all links of a line share, `mixed` where they do not; null for links without a cable. */
  readonly media: readonly (string | null)[];
  readonly protocols: readonly (string | null)[];
  /** Of all cables of a line; NaN where one has no price. */
  readonly price_usd: Float64Array;
}

/** Whose bytes the lines of a picture carried, parallel to the ids of its links. */
export interface LineJobs {
  readonly links: readonly string[];
  /**
   * The job that carried most over the line, as its place in the jobs that were run; `several` where another carried as much to within 1 %, null
   * where none carried any.
   */
  readonly jobs: readonly (number | 'several' | null)[];
}

/** Why a scene node or link is as loaded as it is. */
export interface Explanation {
  readonly title: string;
  /** Label and value with its unit, ready to print. */
  readonly lines: readonly { readonly label: string; readonly value: string }[];
  /** The words of the reason: what limits the flows here. */
  readonly reason: string | null;
  /** Scene ids that light up: the path of the slowest flow through here, its bottleneck. */
  readonly path: { readonly nodes: readonly string[]; readonly links: readonly string[] };
  readonly bottleneck: string | null;
}

export interface ExplainRequest extends SceneRequest {
  /** Id of a scene node or scene link. */
  readonly target: string;
}

/** Scene ids in which links and nodes of the design are drawn. */
export interface Located {
  readonly nodes: readonly string[];
  readonly links: readonly string[];
}
