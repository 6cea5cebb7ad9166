/**
 * The graph of a design as typed arrays: what every later step computes on.
 *
 * A *node* is an accelerator, a NIC or a switch; a *link* is one physical cable (or one on-board lane group) with the
 * same capacity in both directions; an *arc* is one direction of a link: arc `2e` runs from `linkA[e]` to
 * `linkB[e]`, arc `2e + 1` runs back. A *group* is a set of nodes that is drawn and named together (a block, a scalable
 * unit, a server); groups form a tree whose root, group 0, is the design.
 *
 * What many nodes share (role, part, ports) stands once in `nodeClasses`; likewise for links and groups. Ids are paths
 * made from the tree (`b1/unit0/server3/gpu5`), so none is stored: see `names.ts`.
 *
 * Units: capacities in Gb/s per direction, positions in canvas units. Indices die with the topology.
 */

export const nodeRoles = ['accelerator', 'nic', 'scaleUp', 'leaf', 'spine', 'core', 'router', 'service'] as const;
/** What a node does in the network. `service` is a host without accelerators (storage, fabric manager). */
export type NodeRole = (typeof nodeRoles)[number];

/** Whether traffic of others may pass: `handOver` nodes forward only if the routing says so (an accelerator between its scale-up fabric and its NIC). */
export type Forwarding = 'always' | 'handOver' | 'never';

/** What all nodes of one kind share. */
export interface NodeClass {
  readonly role: NodeRole;
  /** The stem of the node's name: `leaf` gives `leaf0`, `leaf1` ... */
  readonly word: string;
  /** Catalogue id of the part, null when no part was chosen. */
  readonly part: string | null;
  /** How many cables it can take; null when the part does not say. */
  readonly ports: number | null;
  readonly forwards: Forwarding;
}

/** What all links of one kind share. */
export interface LinkClass {
  /** The key used in counts: `nic-leaf`, `leaf-spine`, `local`, `global`, `accelerator-scaleUp` ... */
  readonly kind: string;
  /** The separate network it belongs to: `compute`, `scale-up`, `host`, `storage` ... Separate fabrics stay separate in views and bills. */
  readonly fabric: string;
  /** Catalogue ids, null when not fixed. */
  readonly protocol: string | null;
  readonly medium: string | null;
}

export const groupLayouts = ['free', 'rows', 'grid', 'ring'] as const;
/**
 * How the members of a group are arranged when it is drawn open: `free` by their own positions, `rows` by tier, `grid`
 * by ordinal over `columns`, `ring` on a circle by ordinal.
 */
export type GroupLayout = (typeof groupLayouts)[number];

/** What all groups of one kind share. */
export interface GroupClass {
  /** The stem of the group's name: `unit`, `server`, `group`, `plane`, `board` ... */
  readonly word: string;
  readonly layout: GroupLayout;
  /** For `grid`: cells per row; 0 otherwise. */
  readonly columns: number;
  /** True for a server-like group: drawn as one device when closed, and counted as a server. */
  readonly device: boolean;
  /** Catalogue id of the device (a server), null when it is none. */
  readonly part: string | null;
  /** Stands beside the grid it is a member of, its own members at the grid's lines: switches that each serve a row, or a column. */
  readonly beside?: 'rows' | 'columns';
  /** The outline it is drawn in when it is open; a box where nothing is said. */
  readonly outline?: 'wafer';
}

/**
 * A permutation of nodes that maps the fabric onto itself, as its support only: `nodes[i]` goes to `images[i]`, every other
 * node stays. `images` is a rearrangement of `nodes`.
 */
export interface Symmetry {
  readonly nodes: Int32Array;
  readonly images: Int32Array;
}

/** What a generator tells about the part of the topology it made, for routing, symmetry and closed forms. */
export interface Region {
  /** The recipe's name: `dragonfly`, `torus` ... */
  readonly family: string;
  /** The group under which all its nodes stand. */
  readonly group: number;
  /** Numbers a routing policy needs, e.g. `{ dimensions: [8, 8, 4], wrap: [1, 1, 1] }`. Keys are fixed by the family. */
  readonly shape: Readonly<Record<string, number | readonly number[]>>;
  /** The fabric's switches (or, in a grid of accelerators, the accelerators) in the family's own order. */
  readonly routers: Int32Array;
  /** Claimed symmetries: to be verified before use. */
  readonly symmetries: readonly Symmetry[];
}

export interface Topology {
  readonly nodeCount: number;
  readonly linkCount: number;
  readonly groupCount: number;

  readonly nodeClasses: readonly NodeClass[];
  readonly linkClasses: readonly LinkClass[];
  readonly groupClasses: readonly GroupClass[];

  /** Per node: index into `nodeClasses`. */
  readonly nodeClass: Uint16Array;
  /** Per node: the innermost group that holds it. */
  readonly nodeGroup: Int32Array;
  /** Per node: its number among the nodes of the same word in its group. */
  readonly nodeOrdinal: Int32Array;
  /** Per node: rail and plane, -1 where it has none. */
  readonly nodeRail: Int16Array;
  readonly nodePlane: Int16Array;
  /** Per node: where a person put it; NaN when the layout decides. */
  readonly nodeX: Float32Array;
  readonly nodeY: Float32Array;

  /** Per link: its two ends, and the port it takes on each (numbered from 0). */
  readonly linkA: Int32Array;
  readonly linkB: Int32Array;
  readonly linkPortA: Uint16Array;
  readonly linkPortB: Uint16Array;
  /** Per link: raw rate in Gb/s, each direction. */
  readonly linkCapacity_Gbps: Float64Array;
  /** Per link: index into `linkClasses`. */
  readonly linkClass: Uint16Array;

  /** Per group: its parent (-1 for group 0), class, number among siblings of the same word, and fixed position (NaN: by layout). */
  readonly groupParent: Int32Array;
  readonly groupClass: Uint16Array;
  readonly groupOrdinal: Int32Array;
  readonly groupX: Float32Array;
  readonly groupY: Float32Array;

  /** Last path segment of the few nodes, links and groups that were named by a person or a file. */
  readonly nodeNames: ReadonlyMap<number, string>;
  readonly linkNames: ReadonlyMap<number, string>;
  readonly groupNames: ReadonlyMap<number, string>;
  /** What to print instead of the last path segment, where a person gave a label. */
  readonly nodeLabels: ReadonlyMap<number, string>;
  readonly groupLabels: ReadonlyMap<number, string>;

  readonly regions: readonly Region[];
}

/** The role of a node. */
export function roleOf(topology: Topology, node: number): NodeRole {
  return nodeClassOf(topology, node).role;
}

/** The class of a node; throws on an index outside the topology. */
export function nodeClassOf(topology: Topology, node: number): NodeClass {
  const found = topology.nodeClasses[topology.nodeClass[node] ?? -1];
  if (!found) throw new Error(`node ${node} is not in a topology of ${topology.nodeCount} nodes`);
  return found;
}

/** The class of a link; throws on an index outside the topology. */
export function linkClassOf(topology: Topology, link: number): LinkClass {
  const found = topology.linkClasses[topology.linkClass[link] ?? -1];
  if (!found) throw new Error(`link ${link} is not in a topology of ${topology.linkCount} links`);
  return found;
}

/** The class of a group; throws on an index outside the topology. */
export function groupClassOf(topology: Topology, group: number): GroupClass {
  const found = topology.groupClasses[topology.groupClass[group] ?? -1];
  if (!found) throw new Error(`group ${group} is not in a topology of ${topology.groupCount} groups`);
  return found;
}
