/**
 * Makes a topology node by node and link by link; generators, the hand-drawn parts and the importers all go through it.
 *
 * Arrays grow by doubling, classes are interned, ports are handed out in the order of the links unless a port is asked for.
 * Cost: O(nodes + links); about 30 bytes a node and 24 a link, twice that while an array grows.
 */
import type { GroupClass, LinkClass, NodeClass, Region, Symmetry, Topology } from './topology.ts';

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

/** In place of the first counter of a group that takes no further members. */
const sealed = -2;

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
  /** Per group the first of a chain of counters, one for each word among its members, to number the next one. */
  #groupCounter = new Int32Array(64);

  #counters = 0;
  #counterWord = new Int32Array(64);
  #counterValue = new Int32Array(64);
  #counterNext = new Int32Array(64);
  readonly #words = new Map<string, number>();

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
    this.#nodeOrdinal[node] = this.#nextOrdinal(group, nodeClass.word);
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
  region({ symmetries, ...region }: Told): void {
    this.#regions.push(
      typeof symmetries === 'function' ? withSymmetries(region, symmetries) : { ...region, symmetries },
    );
  }

  /**
   * Copies a fabric that was made by itself, with its own group 1 for all of it, into `group`, as if it had been built there. `group` and
   * the groups that come in take no further members. Cost: O(nodes + links).
   */
  graft(fabric: Topology, group: number): void {
    this.#expectGroup(group);
    if (fabric.nodeNames.size + fabric.linkNames.size + fabric.groupNames.size > 0) {
      throw new Error('a fabric with names of its own cannot be copied into another');
    }
    const firstNode = this.#nodes;
    const groupAt = this.#graftGroups(fabric, group);
    this.#graftNodes(fabric, groupAt);
    this.#graftLinks(fabric, firstNode);
    for (const region of regionsFrom(fabric, firstNode)) {
      const { family, shape, routers } = region;
      const there = { family, shape, routers, group: groupAt[region.group]! };
      this.#regions.push(withSymmetries(there, () => region.symmetries));
    }
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
    this.#groupCounter[group] = sealed;
    for (let g = 2; g < fabric.groupCount; g++) {
      this.#groupCounter[g + shift] = sealed;
      this.#groupParent[g + shift] = groupAt[fabric.groupParent[g]!]!;
      this.#groupClass[g + shift] = classAt[fabric.groupClass[g]!]!;
    }
    this.#groupOrdinal.set(fabric.groupOrdinal.subarray(2), this.#groups);
    this.#groupX.set(fabric.groupX.subarray(2), this.#groups);
    this.#groupY.set(fabric.groupY.subarray(2), this.#groups);
    this.#groups = shift + fabric.groupCount;
    return groupAt;
  }

  #graftNodes(fabric: Topology, groupAt: Int32Array): void {
    const first = this.#nodes;
    const classAt = fabric.nodeClasses.map((one) => this.#nodeClasses.indexOf(one));
    this.reserve(fabric.nodeCount, 0);
    for (let v = 0; v < fabric.nodeCount; v++) {
      this.#nodeClass[first + v] = classAt[fabric.nodeClass[v]!]!;
      this.#nodeGroup[first + v] = groupAt[fabric.nodeGroup[v]!]!;
    }
    this.#nodeOrdinal.set(fabric.nodeOrdinal, first);
    this.#nodeRail.set(fabric.nodeRail, first);
    this.#nodePlane.set(fabric.nodePlane, first);
    this.#nodeX.set(fabric.nodeX, first);
    this.#nodeY.set(fabric.nodeY, first);
    this.#nodes += fabric.nodeCount;
  }

  #graftLinks(fabric: Topology, firstNode: number): void {
    const first = this.#links;
    const classAt = fabric.linkClasses.map((one) => this.#linkClasses.indexOf(one));
    this.reserve(0, fabric.linkCount);
    for (let e = 0; e < fabric.linkCount; e++) {
      const a = firstNode + fabric.linkA[e]!;
      const b = firstNode + fabric.linkB[e]!;
      this.#linkA[first + e] = a;
      this.#linkB[first + e] = b;
      this.#takePort(a, fabric.linkPortA[e]!);
      this.#takePort(b, fabric.linkPortB[e]!);
      this.#linkClass[first + e] = classAt[fabric.linkClass[e]!]!;
    }
    this.#linkPortA.set(fabric.linkPortA, first);
    this.#linkPortB.set(fabric.linkPortB, first);
    this.#linkCapacity.set(fabric.linkCapacity_Gbps, first);
    this.#links += fabric.linkCount;
  }

  #pushGroup(parent: number, groupClass: GroupClass, place: GroupPlace): number {
    if (this.#groups === this.#groupParent.length) this.#growGroups();
    const group = this.#groups++;
    this.#groupCounter[group] = -1;
    this.#groupParent[group] = parent;
    this.#groupClass[group] = this.#groupClasses.indexOf(groupClass);
    this.#groupOrdinal[group] = parent < 0 ? 0 : this.#nextOrdinal(parent, groupClass.word);
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

  #nextOrdinal(group: number, word: string): number {
    let id = this.#words.get(word);
    if (id === undefined) this.#words.set(word, (id = this.#words.size));
    let counter = this.#groupCounter[group]!;
    if (counter === sealed) throw new Error(`group ${group} was copied in and takes no further members`);
    while (counter >= 0 && this.#counterWord[counter] !== id) counter = this.#counterNext[counter]!;
    if (counter < 0) {
      if (this.#counters === this.#counterWord.length) this.#growCounters();
      counter = this.#counters++;
      this.#counterWord[counter] = id;
      this.#counterNext[counter] = this.#groupCounter[group]!;
      this.#groupCounter[group] = counter;
    }
    return this.#counterValue[counter]!++;
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
    this.#groupClass = grown(this.#groupClass);
    this.#groupOrdinal = grown(this.#groupOrdinal);
    this.#groupX = grown(this.#groupX);
    this.#groupY = grown(this.#groupY);
    this.#groupCounter = grown(this.#groupCounter);
  }

  #growCounters(): void {
    this.#counterWord = grown(this.#counterWord);
    this.#counterValue = grown(this.#counterValue);
    this.#counterNext = grown(this.#counterNext);
  }
}

/** Gives equal records one index; a record seen before is found by identity, so generators that reuse theirs pay one look-up. */
class Interned<T extends object> {
  readonly items: T[] = [];
  readonly #byIdentity = new Map<T, number>();
  readonly #byContent = new Map<string, number>();
  #last: T | null = null;
  #lastIndex = -1;

  indexOf(item: T): number {
    if (item === this.#last) return this.#lastIndex;
    this.#last = item;
    return (this.#lastIndex = this.#byIdentity.get(item) ?? this.#add(item));
  }

  #add(item: T): number {
    const content = JSON.stringify(item, Object.keys(item).toSorted());
    let index = this.#byContent.get(content);
    if (index === undefined) {
      index = this.items.push(item) - 1;
      this.#byContent.set(content, index);
    }
    this.#byIdentity.set(item, index);
    return index;
  }
}

type Numbers =
  | Uint16Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;

/** Exactly the used part, so that its buffer can be transferred; a copy unless all of it is used. */
function exactly<A extends Numbers>(array: A, length: number): A {
  return array.length === length ? array : (array.slice(0, length) as A);
}

/** Where a fabric's nodes began when it was copied last, and its regions there: an edit elsewhere leaves it where it was. */
const lastRegions = new WeakMap<Topology, { readonly firstNode: number; readonly regions: readonly Region[] }>();

/** A fabric's regions with its nodes counted from `firstNode` on; their groups are still its own. */
function regionsFrom(fabric: Topology, firstNode: number): readonly Region[] {
  if (firstNode === 0) return fabric.regions;
  const last = lastRegions.get(fabric);
  if (last?.firstNode === firstNode) return last.regions;
  const regions = fabric.regions.map((region) => {
    const { family, group, shape } = region;
    return withSymmetries({ family, group, shape, routers: shifted(region.routers, firstNode) }, () =>
      region.symmetries.map(({ nodes, images }) => ({
        nodes: shifted(nodes, firstNode),
        images: shifted(images, firstNode),
      })),
    );
  });
  lastRegions.set(fabric, { firstNode, regions });
  return regions;
}

/** What a generator tells of a region; its symmetries may be written down when first asked for: only a solve does. */
export type Told = Omit<Region, 'symmetries'> & {
  readonly symmetries: readonly Symmetry[] | (() => readonly Symmetry[]);
};

function withSymmetries(region: Omit<Region, 'symmetries'>, make: () => readonly Symmetry[]): Region {
  let made: readonly Symmetry[] | null = null;
  return {
    ...region,
    get symmetries() {
      return (made ??= make());
    },
  };
}

/** Plain, since `map` of a typed array takes ten times as long. */
function shifted(numbers: Int32Array, by: number): Int32Array {
  const out = new Int32Array(numbers.length);
  for (let i = 0; i < numbers.length; i++) out[i] = numbers[i]! + by;
  return out;
}

/** The same numbers in an array of the length, or twice as long, the rest 0. */
function grown<A extends Numbers>(array: A, length = 2 * array.length): A {
  const wider = new (array.constructor as new (length: number) => A)(length);
  wider.set(array);
  return wider;
}
