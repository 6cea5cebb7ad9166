/**
 * The document: a Study of one or more Designs, the Workload they carry and the Assumptions they share.
 *
 * Everything is a plain JSON record. A Design is flat: tables of records by id, so that a change is a difference of records. Ids are
 * short words (`b1`, `n12`) that live as long as the study; inside a generated block things are named by path
 * (`b1/unit0/leaf3`), the same paths the topology uses.
 *
 * Units: positions in canvas units from the canvas's origin (inside groups and blocks too), rates in Gb/s per direction, sizes in bytes.
 */

/** A recipe's parameters: what differs from the recipe's defaults may be all that is written. */
export type ParameterValue = number | string | boolean | readonly number[];
export type Parameters = Readonly<Record<string, ParameterValue>>;

/** A parametric fabric that lives on the canvas beside hand-drawn parts. */
export interface Block {
  readonly id: string;
  readonly name: string;
  /** A recipe's name: `rail-optimized`. */
  readonly recipe: string;
  /** The version of the generator that made it; old versions stay callable. */
  readonly recipeVersion: number;
  readonly parameters: Parameters;
  readonly x: number;
  readonly y: number;
  readonly locked?: Locked;
}

/** Stands on a record that is not to be moved, changed or deleted until it is unlocked; absent otherwise. */
export type Locked = true;

export const nodeKinds = ['server', 'accelerator', 'nic', 'switch', 'service'] as const;
export type NodeKind = (typeof nodeKinds)[number];

export const switchTiers = ['leaf', 'spine', 'core', 'router', 'scaleUp'] as const;
export type SwitchTier = (typeof switchTiers)[number];

/** A part drawn by hand or read from a file. A `server` stands for its accelerators, NICs and the scale-up switch between them. */
export interface NodeRecord {
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  /** Catalogue id, null when none was chosen. */
  readonly part: string | null;
  /** Where it stands; null lets the layout of its group decide. */
  readonly x: number | null;
  readonly y: number | null;
  /** The group it belongs to, null for none. */
  readonly group: string | null;
  /** Cables it takes: a switch's ports, a server's NIC ports. Null when not known. */
  readonly ports: number | null;
  /** Rate of each port, null when not known. */
  readonly port_Gbps: number | null;
  /** A switch's tier; null infers it from the distance to the hosts. */
  readonly tier: SwitchTier | null;
  /** A server's accelerators, 0 when they are not known (an imported host). */
  readonly accelerators: number;
  /** Scale-up bandwidth of one accelerator, each direction; null for none. */
  readonly scaleUp_Gbps: number | null;
  readonly locked?: Locked;
}

/** One end of a link: a node record or a path inside a block, and the port there; null takes the next free one. */
export interface LinkEnd {
  readonly at: string;
  readonly port: number | null;
}

export interface LinkRecord {
  readonly id: string;
  readonly a: LinkEnd;
  readonly z: LinkEnd;
  /** Rate each way; null takes the lower of the two ports' rates. */
  readonly rate_Gbps: number | null;
  /** Catalogue id of the medium, null lets the policy choose. */
  readonly medium: string | null;
  readonly label: string;
  readonly locked?: Locked;
}

/** Parts drawn and moved together. */
export interface GroupRecord {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly layout: 'free' | 'rows' | 'grid' | 'ring';
  readonly x: number | null;
  readonly y: number | null;
  /** Everything inside it is locked with it. */
  readonly locked?: Locked;
  /** Its parts are one server: it is drawn, counted, placed and bought as one. `part` is its catalogue id, null when none was chosen. */
  readonly device?: { readonly part: string | null };
  /** An instance of a template that is open for editing: what its members are in the template. */
  readonly template?: OpenTemplate;
}

/** While a template is edited, one of its instances stands as plain records. */
export interface OpenTemplate {
  /** The template's id. */
  readonly id: string;
  /** The instance's block, to which the group returns. */
  readonly block: string;
  /** Where the block stood: places of the template are counted from here. */
  readonly x: number;
  readonly y: number;
  /** By record id: the id in the template. */
  readonly members: Readonly<Record<string, string>>;
}

/**
 * A drawing kept under a name. Blocks of the recipe `template` are its instances: they show what it holds, from where they stand. Places are
 * counted from its middle; its blocks are of other recipes, so that no template holds itself.
 */
export interface Template {
  readonly id: string;
  readonly name: string;
  readonly blocks: Readonly<Record<string, Block>>;
  readonly nodes: Readonly<Record<string, NodeRecord>>;
  /** Both ends inside. */
  readonly links: Readonly<Record<string, LinkRecord>>;
  readonly groups: Readonly<Record<string, GroupRecord>>;
  readonly overrides: Readonly<Record<string, Override>>;
}

/** A hand edit inside a generated block, kept by path so that it survives other parameters. Unset fields are as generated. */
export interface Override {
  /** The path it edits, which is also its id: `b1/unit0/leaf3`, or a link `b1/unit0/leaf3:17`. */
  readonly id: string;
  readonly removed?: boolean;
  readonly rate_Gbps?: number;
  readonly name?: string;
  readonly x?: number;
  readonly y?: number;
}

/** The tables of a design, by the name of the field that holds them. */
export interface DesignTables {
  readonly blocks: Readonly<Record<string, Block>>;
  readonly nodes: Readonly<Record<string, NodeRecord>>;
  readonly links: Readonly<Record<string, LinkRecord>>;
  readonly groups: Readonly<Record<string, GroupRecord>>;
  readonly overrides: Readonly<Record<string, Override>>;
  /** Absent when there are none. */
  readonly templates?: Readonly<Record<string, Template>>;
}

/** One variant. */
export interface Design extends DesignTables {
  readonly id: string;
  readonly name: string;
}

/** Who sends to whom. */
export type Traffic =
  | { readonly pattern: 'all-to-all' }
  | { readonly pattern: 'permutation'; readonly seed: number }
  | { readonly pattern: 'ring'; readonly shift: number }
  | { readonly pattern: 'incast'; readonly target: number; readonly senders: number }
  | { readonly pattern: 'pair'; readonly source: string; readonly target: string };

/** How paths are chosen; `handOver` lets an accelerator forward between its scale-up fabric and its NIC. */
export type RoutingChoice =
  | { readonly policy: 'single-path'; readonly seed: number; readonly handOver: boolean }
  | { readonly policy: 'ecmp-hash'; readonly seed: number; readonly subflows: number; readonly handOver: boolean }
  | { readonly policy: 'spray'; readonly handOver: boolean }
  | { readonly policy: 'weighted-ecmp'; readonly handOver: boolean }
  | { readonly policy: 'dimension-order'; readonly handOver: boolean }
  | { readonly policy: 'minimal'; readonly handOver: boolean }
  | { readonly policy: 'valiant'; readonly handOver: boolean }
  | { readonly policy: 'adaptive'; readonly handOver: boolean };

/** What a job does: collectives over its accelerators as their libraries count bytes, or patterns in which each sender sends them. */
export const jobActions = [
  'all-reduce',
  'all-gather',
  'reduce-scatter',
  'all-to-all',
  'ring',
  'permutation',
  'incast',
] as const;
export type JobAction = (typeof jobActions)[number];

/** One of several jobs that share the fabric in time. */
export interface JobRecord {
  readonly id: string;
  readonly name: string;
  readonly action: JobAction;
  /** Of a collective its buffer; of a pattern what each sender sends. */
  readonly size_B: number;
  /** Its accelerators: `count` of them, each `step`-th from number `first` on, in the order of the design. */
  readonly first: number;
  readonly count: number;
  readonly step: number;
  /** Who sends to whom in a permutation. */
  readonly seed: number;
  /** Not before this time. */
  readonly start_ns: number;
  /** Ids of the jobs that must have finished before. */
  readonly after: readonly string[];
  /** How often it is done, each time after computing for so long. */
  readonly rounds: number;
  readonly compute_ns: number;
}

export interface Workload {
  readonly traffic: Traffic;
  readonly routing: RoutingChoice;
  /** Bytes each flow carries; null asks for rates only. */
  readonly size_B: number | null;
  /** Most a flow asks for; null for no cap. */
  readonly cap_Gbps: number | null;
  /** Jobs side by side, in the order of their list; absent when there are none. */
  readonly jobs?: readonly JobRecord[];
}

/** One figure of an own part; all null means that it is not known. */
export interface OwnFigure {
  readonly unit: string;
  readonly low: number | null;
  readonly typical: number | null;
  readonly high: number | null;
}

/** Kinds of parts that a study may bring along. A medium is chosen by its technology, so that of the catalogue is changed instead. */
export const ownPartKinds = ['switch', 'nic', 'server', 'accelerator', 'protocol'] as const;
export type OwnPartKind = (typeof ownPartKinds)[number];

/** A part that the catalogue does not have, with what its owner knows of it. */
export interface OwnPart {
  /** Begins with `own-`, so that it never hides a part of the catalogue. */
  readonly id: string;
  readonly kind: OwnPartKind;
  readonly name: string;
  readonly vendor: string | null;
  readonly family: string | null;
  /** Where its figures come from, in words: `device file qm9700.yaml`. */
  readonly origin: string;
  readonly figures: Readonly<Record<string, OwnFigure>>;
}

/** Dated figures the user may change; only changed ones are written. Keys are catalogue paths (`switches.qm9700.price_usd`). */
export interface Assumptions {
  readonly figures: Readonly<Record<string, number>>;
  /** Parts of the study's own, by id; absent when there are none. */
  readonly parts?: Readonly<Record<string, OwnPart>>;
}

/** A way to look at a design, kept under a name: it travels with the study, so that a link can show what it is about. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  /** The design it looks at. */
  readonly design: string;
  /** What stands in the middle, canvas units, and how large one of them is, CSS pixels: true on any screen. */
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  /** Ids of the open groups. */
  readonly open: readonly string[];
  /** What things are coloured by; an app that does not know it keeps its own. */
  readonly colouring: string;
  /** What is not drawn. */
  readonly hidden: {
    readonly roles: readonly string[];
    readonly rails: readonly number[];
    readonly planes: readonly number[];
    readonly fabrics: readonly string[];
  };
}

/** The version of the file format that this code writes. */
export const studyVersion = 1;

export interface Study {
  readonly version: typeof studyVersion;
  readonly name: string;
  /** Catalogue release its parts come from. */
  readonly catalogue: string;
  /** In the order of the compare strip; the first is the baseline unless `baseline` names another. */
  readonly designs: readonly Design[];
  readonly baseline: string | null;
  readonly workload: Workload;
  readonly assumptions: Assumptions;
  /** In the order of their list; absent when there are none. */
  readonly views?: readonly SavedView[];
}
