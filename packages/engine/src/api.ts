/**
 * What the worker does for the app, as one interface; the host implements it, the client calls it through Comlink.
 *
 * Designs go in as records; topologies and results stay in the worker. Everything that can be faulty answers an Outcome; a call that a newer
 * one replaced, that was cancelled, or whose worker died rejects with an `EngineStop` (see `client.ts`).
 */
import type { Outcome } from '@weft/units';
import type { Counts } from '@weft/topology';
import type {
  Assumptions,
  Design,
  Finding,
  JobRecord,
  OwnPart,
  Parameters,
  RoutingChoice,
  Study,
  Traffic,
  Workload,
} from '@weft/model';
import type { Need, RecipeSpec, Sized } from '@weft/generators';
import type { Certificate, Layer, Progress, Reach } from '@weft/solver';
import type { Layers, Scene, SceneFilter, SceneLoads } from '@weft/scene';
import type { Exported, ReportLine } from '@weft/codecs';
import type { Cost } from '@weft/site';
import type { Found } from './find.ts';
import type { TableRequest, TableWindow } from './table.ts';
import type { ListName, SiteFacts } from './site.ts';
import type { FloorFacts, RackFacts } from './site-floor.ts';
import type { LatencyFacts, LatencyRequest } from './site-latency.ts';
import type { MediaFacts } from './site-media.ts';
import type { ProtocolsFacts } from './site-protocols.ts';

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

export interface SolveRequest {
  readonly design: Design;
  readonly workload: Workload;
  /** Ids of failed links and nodes. */
  readonly failed: readonly string[];
}

/** Links of one class that limit the slowest flow: `nic-leaf` of the fabric `compute`. */
export interface LimitingClass {
  /** One of them. */
  readonly link: string;
  readonly kind: string;
  readonly fabric: string;
  readonly protocol: string | null;
}

/** The answer in figures; loads and rates stay in the worker until asked for. */
export interface SolveFacts {
  readonly designId: string;
  readonly traffic: string;
  readonly routing: RoutingChoice;
  readonly layer: Layer;
  readonly why: string;
  readonly flows: number;
  readonly rate_Gbps: { readonly min: number; readonly mean: number; readonly max: number };
  /** `atSlowest`: what each would get if all its flows ran at the slowest flow's rate, as in a synchronous step. */
  readonly perAccelerator_Gbps: { readonly min: number; readonly mean: number; readonly atSlowest: number };
  /** Every class of links that limits the slowest flow, by one of its links; none where only the flow's own cap does. */
  readonly slowestAt: readonly LimitingClass[];
  readonly disconnected: number;
  /** The busiest links, at most 20. */
  readonly bottlenecks: readonly { readonly link: string; readonly load: number; readonly flowsLimited: number }[];
  readonly certificate: Certificate;
  readonly findings: readonly Finding[];
  readonly time_ms: { readonly generate: number; readonly solve: number; readonly certify: number };
}

/** What no routing exceeds, and what a found one carries: rates that all flows can have at once. */
export interface OptimumFacts {
  readonly designId: string;
  readonly low_Gbps: number;
  readonly high_Gbps: number;
  /** The same for an accelerator with all its flows. */
  readonly perAccelerator_Gbps: { readonly low: number; readonly high: number };
  readonly gap: number;
  readonly why: string;
  readonly sweeps: number;
  /** Whether HiGHS closed the interval. */
  readonly exact: boolean;
  /** What turns the rate of a flow, as progress tells it, into that of an accelerator. */
  readonly flowsPerAccelerator: number;
  readonly disconnected: number;
  readonly certificate: Certificate;
  readonly findings: readonly Finding[];
  readonly time_ms: number;
}

export const collectiveOps = ['all-reduce', 'all-gather', 'reduce-scatter', 'all-to-all'] as const;
export type CollectiveOp = (typeof collectiveOps)[number];
export const collectiveAlgorithms = ['ring', 'tree', 'direct'] as const;
export type CollectiveAlgorithm = (typeof collectiveAlgorithms)[number];

/** A collective over all accelerators. `size_B` as collective libraries count it: what each rank ends with, or for an all-to-all sends. */
export interface CollectiveRequest {
  readonly design: Design;
  readonly routing: RoutingChoice;
  readonly failed: readonly string[];
  readonly op: CollectiveOp;
  readonly size_B: number;
  readonly algorithm: CollectiveAlgorithm | 'auto';
}

export interface CollectiveFacts {
  readonly designId: string;
  readonly op: CollectiveOp;
  readonly algorithm: CollectiveAlgorithm;
  readonly size_B: number;
  readonly ranks: number;
  /** Scale-up domains. */
  readonly domains: number;
  readonly time_s: number;
  /** Size over time, and the same scaled to what the busiest link of a rank carries. */
  readonly algbw_GBps: number;
  readonly busbw_GBps: number;
  /** The time is the latency and the longer of the other two. */
  readonly latency_s: number;
  readonly within_s: number;
  readonly across_s: number;
  /** Rate of the slowest flow within and across scale-up domains; null where there is none. */
  readonly withinRate_Gbps: number | null;
  readonly acrossRate_Gbps: number | null;
  readonly findings: readonly Finding[];
}

/** Several jobs on the design at the same time. */
export interface JobsRequest {
  readonly design: Design;
  readonly routing: RoutingChoice;
  readonly failed: readonly string[];
  readonly jobs: readonly JobRecord[];
}

/** When a job runs; null stands for never: some flow of it has no path. */
export interface JobFacts {
  readonly id: string;
  readonly name: string;
  /** When it could start: its own time, and the last of the jobs it waits for. */
  readonly started_ns: number | null;
  readonly finished_ns: number | null;
  readonly duration_ns: number | null;
  /** How long it takes with the fabric to itself. */
  readonly alone_ns: number | null;
  /** Its duration over that; null where it never finishes. */
  readonly slowdown: number | null;
  /** When each round sends, from first to last. */
  readonly rounds: readonly { readonly started_ns: number | null; readonly finished_ns: number | null }[];
}

/** Bytes that jobs carried over links, in both directions together, in the numbers of the design that was asked for. */
export interface JobsCarried {
  /** Links of that design: a topology of other links is another design's. */
  readonly links: number;
  /** Per job, in the order of the request; parallel to each other. */
  readonly jobs: readonly { readonly link: Int32Array; readonly carried_B: Float64Array }[];
}

export interface JobsFacts {
  readonly designId: string;
  /** In the order of the request. */
  readonly jobs: readonly JobFacts[];
  /** When the last job that does finish has finished. */
  readonly makespan_ns: number;
  readonly flows: number;
  /** Flows without a path: their jobs never finish. */
  readonly disconnected: number;
  /** What links carried of what they could have until then, the busiest first; at most 10. */
  readonly busiest: readonly { readonly link: string; readonly share: number }[];
  /** For `lineJobs`: what each job's flows that finished carried, over the links that carried any of it. */
  readonly carried: JobsCarried;
  readonly events: number;
  /** Bytes arrived of bytes sent, and the shares at sampled events. */
  readonly certificate: Certificate;
  readonly findings: readonly Finding[];
  readonly time_ms: number;
}

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
      };
}

export interface FailureScenario {
  /** What fails, in words: `cable leaf-spine`. */
  readonly what: string;
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
  } | null;
  readonly findings: readonly Finding[];
}

/** What a fabric can be known to do without solving for a traffic. */
export interface BoundsFacts {
  readonly designId: string;
  readonly accelerators: number;
  /** Hops between accelerators, and by how many shortest ways. */
  readonly reach: Reach;
  readonly bisection: {
    /** Proven: no halving of the accelerators has less capacity, each way; 0 when nothing was proven. */
    readonly low_Gbps: number;
    /** That of the cut shown, each way. */
    readonly high_Gbps: number;
    /** Either, divided among the accelerators of a half. */
    readonly perAccelerator_Gbps: { readonly low: number; readonly high: number };
    readonly cutLinks: number;
    /** Ids of the links of the cut; a first part of very many. */
    readonly cut: readonly string[];
  };
  /** All-to-all per accelerator: what a routing is proven to carry, and what capacity over hops allows. */
  readonly allToAll_Gbps: { readonly proven: number; readonly atMost: number | null };
  /** No routing gives each accelerator more than this in the worst permutation of switches (TUB); null for too many switches. */
  readonly worstPermutation_Gbps: number | null;
  readonly findings: readonly Finding[];
  readonly time_ms: number;
}

/** Scene ids in which links and nodes of the design are drawn. */
export interface Located {
  readonly nodes: readonly string[];
  readonly links: readonly string[];
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

export type OnProgress = (progress: Progress) => void;

export interface Engine {
  recipes(): Promise<readonly RecipeSpec[]>;
  /** Counts of a recipe while its form is being filled in. */
  preview(recipe: string, parameters: Parameters): Promise<Outcome<Counts>>;
  /** From a number of accelerators to the smallest design of every recipe, in the order of the palette. */
  sizes(need: Need): Promise<readonly SizedRecipe[]>;
  facts(design: Design): Promise<Outcome<DesignFacts>>;
  scene(request: SceneRequest): Promise<Outcome<DrawnScene>>;
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
