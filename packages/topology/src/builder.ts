/**
 * Makes a topology node by node and link by link; generators, the hand-drawn parts and the importers all go through it.
 *
 * Arrays grow by doubling, classes are interned, ports are handed out in the order of the links unless a port is asked for.
 * Cost: O(nodes + links); about 30 bytes a node and 24 a link, twice that while an array grows.
 */
import { exactly, grown } from './columns.ts';
import { Interned } from './interned.ts';
import { Ordinals } from './ordinals.ts';
import { copiedRegions, toldRegion, type Told } from './regions.ts';
import type { GroupClass, LinkClass, NodeClass, Region, Topology } from './topology.ts';

/** A port wanted on either end of a new link; left out, the next free one is taken. */
export interface LinkPorts {
  readonly a?: number;
  readonly b?: number;
}

/** Where a new node stands on rails and planes, and on the canvas if a person put it there. */
export interface NodePlace {
  readonly rail?: number;
  readonly plane?: number;
  readonly x?: number;
  readonly y?: number;
  readonly name?: string;
  readonly label?: string;
}

export interface GroupPlace {
  readonly x?: number;
  readonly y?: number;
  readonly name?: string;
  readonly label?: string;
}

const rootClass: GroupClass = { word: '', layout: 'free', columns: 0, device: false, part: null };

export class TopologyBuilder {
  readonly #nodeClasses = new Interned<NodeClass>();
  readonly #linkClasses = new Interned<LinkClass>();
  readonly #groupClasses = new Interned<GroupClass>();

  /** Node columns, all of one capacity; likewise for links and groups. Fields, so that each write sees one kind of array. */
  #nodes = 0;
  #nodeClass = new Uint16Array(64);
  #nodeGroup = new Int32Array(64);
  #nodeOrdinal = new Int32Array(64);
  #nodeRail = new Int16Array(64);
  #nodePlane = new Int16Array(64);
  #nodeX = new Float32Array(64);
  #nodeY = new Float32Array(64);
  #nodeNextPort = new Int32Array(64);

  #links = 0;
  #linkA = new Int32Array(64);
  #linkB = new Int32Array(64);
  #linkPortA = new Uint16Array(64);
  #linkPortB = new Uint16Array(64);
  #linkCapacity = new Float64Array(64);
  #linkClass = new Uint16Array(64);

  #groups = 0;
  #groupParent = new Int32Array(64);
  #groupClass = new Uint16Array(64);
  #groupOrdinal = new Int32Array(64);
  #groupX = new Float32Array(64);
  #groupY = new Float32Array(64);
  readonly #ordinals = new Ordinals();

  readonly #nodeNames = new Map<number, string>();
  readonly #linkNames = new Map<number, string>();
  readonly #groupNames = new Map<number, string>();
  readonly #nodeLabels = new Map<number, string>();
  readonly #groupLabels = new Map<number, string>();
  readonly #regions: Region[] = [];

  constructor() {
    this.#pushGroup(-1, rootClass, {});
  }

  get nodeCount(): number {
    return this.#nodes;
  }

  get linkCount(): number {
    return this.#links;
  }

  /** Makes room for so many further nodes and links, where the number is known: saves the doubling. */
  reserve(nodes: number, links: number): void {
    if (this.#nodeClass.length < this.#nodes + nodes) this.#growNodes(this.#nodes + nodes);
    if (this.#linkA.length < this.#links + links) this.#growLinks(this.#links + links);
  }

  /** Adds a group under `parent` (0 is the design) and gives its index. */
  group(parent: number, groupClass: GroupClass, place: GroupPlace = {}): number {
    this.#expectGroup(parent);
    return this.#pushGroup(parent, groupClass, place);
  }

  /** Adds a node to `group` and gives its index. */
  node(group: number, nodeClass: NodeClass, place: NodePlace = {}): number {
    this.#expectGroup(group);
    if (this.#nodes === this.#nodeClass.length) this.#growNodes();
    const node = this.#nodes++;
    this.#nodeClass[node] = this.#nodeClasses.indexOf(nodeClass);
    this.#nodeGroup[node] = group;
    this.#nodeOrdinal[node] = this.#ordinals.next(group, nodeClass.word);
    this.#nodeRail[node] = place.rail ?? -1;
    this.#nodePlane[node] = place.plane ?? -1;
    this.#nodeX[node] = place.x ?? NaN;
    this.#nodeY[node] = place.y ?? NaN;
    if (place.name !== undefined) this.#nodeNames.set(node, place.name);
    if (place.label !== undefined) this.#nodeLabels.set(node, place.label);
    return node;
  }

  /** Adds a link of `capacity_Gbps` each way between two nodes and gives its index. */
  link(
    a: number,
    b: number,
    linkClass: LinkClass,
    capacity_Gbps: number,
    ports: LinkPorts = {},
    name?: string,
  ): number {
    if (a < 0 || a >= this.nodeCount || b < 0 || b >= this.nodeCount) {
      throw new Error(`a link needs two nodes below ${this.nodeCount}, got ${a} and ${b}`);
    }
    if (this.#links === this.#linkA.length) this.#growLinks();
    const link = this.#links++;
    this.#linkA[link] = a;
    this.#linkB[link] = b;
    this.#linkPortA[link] = this.#takePort(a, ports.a);
    this.#linkPortB[link] = this.#takePort(b, ports.b);
    this.#linkCapacity[link] = capacity_Gbps;
    this.#linkClass[link] = this.#linkClasses.indexOf(linkClass);
    if (name !== undefined) this.#linkNames.set(link, name);
    return link;
  }

  /** Records what a generator knows about the fabric it just made. */
  region(told: Told): void {
    this.#regions.push(toldRegion(told));
  }

  /**
   * Copies a fabric that was made by itself, with its own group 1 for all of it, into `group`, as if it had been built there. `group` and
   * the groups that come in take no further members. Cost: O(nodes + links); it pauses every few milliseconds.
   */
  *graft(fabric: Topology, group: number): Generator<void, void, void> {
    this.#expectGroup(group);
    if (fabric.nodeNames.size + fabric.linkNames.size + fabric.groupNames.size > 0) {
      throw new Error('a fabric with names of its own cannot be copied into another');
    }
    const firstNode = this.#nodes;
    const groupAt = this.#graftGroups(fabric, group);
    yield* this.#graftNodes(fabric, groupAt);
    yield* this.#graftLinks(fabric, firstNode);
    this.#regions.push(...copiedRegions(fabric, firstNode, groupAt));
  }

  /** The finished topology; the builder must not be used afterwards. */
  build(): Topology {
    return {
      nodeCount: this.nodeCount,
      linkCount: this.linkCount,
      groupCount: this.#groups,
      nodeClasses: this.#nodeClasses.items,
      linkClasses: this.#linkClasses.items,
      groupClasses: this.#groupClasses.items,
      nodeClass: exactly(this.#nodeClass, this.#nodes),
      nodeGroup: exactly(this.#nodeGroup, this.#nodes),
      nodeOrdinal: exactly(this.#nodeOrdinal, this.#nodes),
      nodeRail: exactly(this.#nodeRail, this.#nodes),
      nodePlane: exactly(this.#nodePlane, this.#nodes),
      nodeX: exactly(this.#nodeX, this.#nodes),
      nodeY: exactly(this.#nodeY, this.#nodes),
      linkA: exactly(this.#linkA, this.#links),
      linkB: exactly(this.#linkB, this.#links),
      linkPortA: exactly(this.#linkPortA, this.#links),
      linkPortB: exactly(this.#linkPortB, this.#links),
      linkCapacity_Gbps: exactly(this.#linkCapacity, this.#links),
      linkClass: exactly(this.#linkClass, this.#links),
      groupParent: exactly(this.#groupParent, this.#groups),
      groupClass: exactly(this.#groupClass, this.#groups),
      groupOrdinal: exactly(this.#groupOrdinal, this.#groups),
      groupX: exactly(this.#groupX, this.#groups),
      groupY: exactly(this.#groupY, this.#groups),
      nodeNames: this.#nodeNames,
      linkNames: this.#linkNames,
      groupNames: this.#groupNames,
      nodeLabels: this.#nodeLabels,
      groupLabels: this.#groupLabels,
      regions: this.#regions,
    };
  }

  /** Where each group of a fabric is now: its group 1 is `group`, those inside come after all that are here. */
  #graftGroups(fabric: Topology, group: number): Int32Array {
    const shift = this.#groups - 2;
    while (this.#groupParent.length < shift + fabric.groupCount) this.#growGroups();
    const groupAt = Int32Array.from({ length: fabric.groupCount }, (_, g) => (g < 2 ? [0, group][g]! : g + shift));
    const classAt = fabric.groupClasses.map((one) => this.#groupClasses.indexOf(one));
    this.#ordinals.seal(group);
    for (let g = 2; g < fabric.groupCount; g++) {
      this.#ordinals.seal(g + shift);
      this.#groupParent[g + shift] = groupAt[fabric.groupParent[g]!]!;
      this.#groupClass[g + shift] = classAt[fabric.groupClass[g]!]!;
    }
    this.#groupOrdinal.set(fabric.groupOrdinal.subarray(2), this.#groups);
    this.#groupX.set(fabric.groupX.subarray(2), this.#groups);
    this.#groupY.set(fabric.groupY.subarray(2), this.#groups);
    this.#groups = shift + fabric.groupCount;
    return groupAt;
  }

  *#graftNodes(fabric: Topology, groupAt: Int32Array): Generator<void, void, void> {
    const first = this.#nodes;
    const classAt = fabric.nodeClasses.map((one) => this.#nodeClasses.indexOf(one));
    this.reserve(fabric.nodeCount, 0);
    yield;
    this.#nodes += fabric.nodeCount;
    for (let from = 0; from < fabric.nodeCount; from += slice) {
      const to = Math.min(from + slice, fabric.nodeCount);
      mapped(this.#nodeClass, first, fabric.nodeClass, classAt, from, to);
      mapped(this.#nodeGroup, first, fabric.nodeGroup, groupAt, from, to);
      this.#nodeOrdinal.set(fabric.nodeOrdinal.subarray(from, to), first + from);
      this.#nodeRail.set(fabric.nodeRail.subarray(from, to), first + from);
      this.#nodePlane.set(fabric.nodePlane.subarray(from, to), first + from);
      yield;
    }
    // A generated part stands nowhere of its own.
    this.#nodeX.fill(NaN, first, this.#nodes);
    this.#nodeY.fill(NaN, first, this.#nodes);
    yield;
  }

  *#graftLinks(fabric: Topology, firstNode: number): Generator<void, void, void> {
    const first = this.#links;
    const classAt = fabric.linkClasses.map((one) => this.#linkClasses.indexOf(one));
    this.reserve(0, fabric.linkCount);
    yield;
    this.#links += fabric.linkCount;
    for (let from = 0; from < fabric.linkCount; from += slice) {
      const to = Math.min(from + slice, fabric.linkCount);
      mapped(this.#linkClass, first, fabric.linkClass, classAt, from, to);
      this.#linkPortA.set(fabric.linkPortA.subarray(from, to), first + from);
      this.#linkPortB.set(fabric.linkPortB.subarray(from, to), first + from);
      this.#linkCapacity.set(fabric.linkCapacity_Gbps.subarray(from, to), first + from);
      this.#graftEnds(this.#linkA, fabric.linkA, fabric.linkPortA, first, firstNode, from, to);
      this.#graftEnds(this.#linkB, fabric.linkB, fabric.linkPortB, first, firstNode, from, to);
      yield;
    }
  }

  /** One end of links `from ... to` of a fabric, and the ports taken there. */
  #graftEnds(
    ends: Int32Array,
    fabricEnds: Int32Array,
    ports: Uint16Array,
    first: number,
    firstNode: number,
    from: number,
    to: number,
  ): void {
    const next = this.#nodeNextPort;
    for (let e = from; e < to; e++) {
      const node = firstNode + fabricEnds[e]!;
      ends[first + e] = node;
      if (ports[e]! >= next[node]!) next[node] = ports[e]! + 1;
    }
  }

  #pushGroup(parent: number, groupClass: GroupClass, place: GroupPlace): number {
    if (this.#groups === this.#groupParent.length) this.#growGroups();
    const group = this.#groups++;
    this.#groupParent[group] = parent;
    this.#groupClass[group] = this.#groupClasses.indexOf(groupClass);
    this.#groupOrdinal[group] = parent < 0 ? 0 : this.#ordinals.next(parent, groupClass.word);
    this.#groupX[group] = place.x ?? NaN;
    this.#groupY[group] = place.y ?? NaN;
    if (place.name !== undefined) this.#groupNames.set(group, place.name);
    if (place.label !== undefined) this.#groupLabels.set(group, place.label);
    return group;
  }

  #expectGroup(group: number): void {
    if (group < 0 || group >= this.#groups) {
      throw new Error(`there is no group ${group}; ${this.#groups} groups were made`);
    }
  }

  #takePort(node: number, wanted: number | undefined): number {
    const next = this.#nodeNextPort[node]!;
    const port = wanted ?? next;
    if (port >= next) this.#nodeNextPort[node] = port + 1;
    return port;
  }

  #growNodes(length?: number): void {
    this.#nodeClass = grown(this.#nodeClass, length);
    this.#nodeGroup = grown(this.#nodeGroup, length);
    this.#nodeOrdinal = grown(this.#nodeOrdinal, length);
    this.#nodeRail = grown(this.#nodeRail, length);
    this.#nodePlane = grown(this.#nodePlane, length);
    this.#nodeX = grown(this.#nodeX, length);
    this.#nodeY = grown(this.#nodeY, length);
    this.#nodeNextPort = grown(this.#nodeNextPort, length);
  }

  #growLinks(length?: number): void {
    this.#linkA = grown(this.#linkA, length);
    this.#linkB = grown(this.#linkB, length);
    this.#linkPortA = grown(this.#linkPortA, length);
    this.#linkPortB = grown(this.#linkPortB, length);
    this.#linkCapacity = grown(this.#linkCapacity, length);
    this.#linkClass = grown(this.#linkClass, length);
  }

  #growGroups(): void {
    this.#groupParent = grown(this.#groupParent);
    this.#ordinals.reserve(this.#groupParent.length);
    this.#groupClass = grown(this.#groupClass);
    this.#groupOrdinal = grown(this.#groupOrdinal);
    this.#groupX = grown(this.#groupX);
    this.#groupY = grown(this.#groupY);
  }
}

/** Nodes or links copied between two pauses: about a millisecond. */
const slice = 150_000;

/** Writes `source[from ... to]`, each through `at`, from `first + from` on. */
function mapped<A extends Uint16Array | Int32Array>(
  target: A,
  first: number,
  source: A,
  at: ArrayLike<number>,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) target[first + i] = at[source[i]!]!;
}
