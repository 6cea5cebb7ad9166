/**
 * What the worker does for the app, as one interface; the host implements it, the client calls it through Comlink.
 *
 * Designs go in as records; topologies and results stay in the worker. Everything that can be faulty answers an Outcome; a call that a newer
 * one replaced, that was cancelled, or whose worker died rejects with an `EngineStop` (see `client.ts`).
 */
import type { Outcome } from '@weft/units';
import type { Counts } from '@weft/topology';
import type { Assumptions, Design, Finding, OwnPart, Parameters, RoutingChoice, Study, Traffic } from '@weft/model';
import type { Need, RecipeSpec } from '@weft/generators';
import type { Progress } from '@weft/solver';
import type { Layers } from '@weft/scene';
import type { Exported } from '@weft/codecs';
import type { CollectiveFacts, CollectiveRequest } from './collective-answers.ts';
import type { ComparisonRow, DesignFacts, ImportedFile, SizedRecipe } from './design-answers.ts';
import type { FailureFacts, FailureRequest } from './failure-answers.ts';
import type { JobsCarried, JobsFacts, JobsRequest } from './job-answers.ts';
import type {
  DrawnScene,
  ExplainRequest,
  Explanation,
  LineFigures,
  LineJobs,
  Located,
  SceneRequest,
} from './picture-answers.ts';
import type { BoundsFacts, OptimumFacts, SolveFacts, SolveRequest } from './solve-answers.ts';
import type { Found } from './find.ts';
import type { TableRequest, TableWindow } from './table.ts';
import type { ListName, SiteFacts } from './site.ts';
import type { FloorFacts, RackFacts } from './site-floor.ts';
import type { LatencyFacts, LatencyRequest } from './site-latency.ts';
import type { MediaFacts } from './site-media.ts';
import type { ProtocolsFacts } from './site-protocols.ts';

export type * from './collective-answers.ts';
export type * from './design-answers.ts';
export type * from './failure-answers.ts';
export type * from './job-answers.ts';
export type * from './picture-answers.ts';
export type * from './solve-answers.ts';
export { collectiveAlgorithms, collectiveOps } from './collective-answers.ts';

export type OnProgress = (progress: Progress) => void;

export interface Engine {
  recipes(): Promise<readonly RecipeSpec[]>;
  /** Counts of a recipe while its form is being filled in. */
  preview(recipe: string, parameters: Parameters): Promise<Outcome<Counts>>;
  /** From a number of accelerators to the smallest design of every recipe, in the order of the palette. */
  sizes(need: Need): Promise<readonly SizedRecipe[]>;
  facts(design: Design): Promise<Outcome<DesignFacts>>;
  scene(request: SceneRequest): Promise<Outcome<DrawnScene>>;
  /**
   * Makes what the scene of a design will need, ahead of being asked for it: while a parameter of `block` is still being typed. Nothing where the
   * block cannot be made, or is so large that only what is wanted is made.
   */
  prepare(request: SceneRequest, block: string): Promise<void>;
  /** Media, protocols and prices of the lines of a scene. */
  lineFigures(request: SceneRequest, assumptions: Assumptions): Promise<Outcome<LineFigures>>;
  /** The job of each line of a scene, by what jobs have carried over the links of the same design. */
  lineJobs(request: SceneRequest, carried: JobsCarried): Promise<Outcome<LineJobs>>;
  /** What of the design can be hidden in a scene. */
  layers(design: Design): Promise<Outcome<Layers>>;
  /** Parts by name, drawn or not: at most `most`. */
  find(design: Design, text: string, most: number): Promise<Outcome<Found>>;
  /** A window of the list of all parts, or of all links. */
  table(request: TableRequest): Promise<Outcome<TableWindow>>;
  solve(request: SolveRequest, onProgress: OnProgress): Promise<Outcome<SolveFacts>>;
  /** The best any routing could do for the request's traffic, narrowed to a gap of `gap` of the upper bound; progress carries the interval. */
  optimum(request: SolveRequest, gap: number, onProgress: OnProgress): Promise<Outcome<OptimumFacts>>;
  /** The same to a gap of 1e-9, by a linear program; loads its solver when first called. */
  exactOptimum(request: SolveRequest, onProgress: OnProgress): Promise<Outcome<OptimumFacts>>;
  /** Hops, bisection and bounds of a design's fabric; of the workload only the hand-over of its routing counts. */
  bounds(request: SolveRequest, onProgress: OnProgress): Promise<Outcome<BoundsFacts>>;
  /** Where in a scene links and nodes are drawn. */
  locate(request: SceneRequest, ids: readonly string[]): Promise<Outcome<Located>>;
  collective(request: CollectiveRequest): Promise<Outcome<CollectiveFacts>>;
  /** Runs jobs together in time, and each alone. */
  jobs(request: JobsRequest, onProgress: OnProgress): Promise<Outcome<JobsFacts>>;
  failures(request: FailureRequest, onProgress: OnProgress): Promise<Outcome<FailureFacts>>;
  explain(request: ExplainRequest): Promise<Outcome<Explanation>>;
  compare(study: Study, traffic: readonly Traffic[], onProgress: OnProgress): Promise<readonly ComparisonRow[]>;
  /** Reads a dropped file: a study file or a cluster's file, told apart by content. */
  read(name: string, bytes: Uint8Array): Promise<Outcome<ImportedFile>>;
  /** A design as text in one of the codecs' export formats, by the format's id. */
  export(design: Design, format: string): Promise<Outcome<Exported>>;
  /** What a design costs to buy and to run, with the figures the study changed. */
  bill(design: Design, assumptions: Assumptions): Promise<Outcome<SiteFacts>>;
  /** The bill or the cabling list as CSV. */
  list(design: Design, assumptions: Assumptions, list: ListName): Promise<Outcome<string>>;
  /** The same design under every medium policy. */
  media(
    design: Design,
    assumptions: Assumptions,
    routing: RoutingChoice,
    onProgress: OnProgress,
  ): Promise<Outcome<MediaFacts>>;
  /** Where the racks stand. */
  floor(design: Design, assumptions: Assumptions): Promise<Outcome<FloorFacts>>;
  /** What is wrong with where things stand and what links them: racks, reach, media, scale-up domains. */
  siteFindings(design: Design, assumptions: Assumptions): Promise<Outcome<readonly Finding[]>>;
  /** What stands in a rack. */
  rack(design: Design, assumptions: Assumptions, rack: number): Promise<Outcome<RackFacts>>;
  /** Zero-load latency between two ends. */
  latency(request: LatencyRequest): Promise<Outcome<LatencyFacts>>;
  /** The protocols a design speaks, and those of some links. */
  protocols(design: Design, assumptions: Assumptions, links: readonly string[]): Promise<ProtocolsFacts>;
  /** A device-type file as an own part. */
  device(name: string, bytes: Uint8Array): Promise<Outcome<OwnPart>>;
  /** Turns a block of at most `limit` nodes into plain records. */
  dissolve(design: Design, block: string, limit: number): Promise<Outcome<Pick<Design, 'nodes' | 'links' | 'groups'>>>;
}
