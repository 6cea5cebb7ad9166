/**
 * The graph that routes run on: the arcs of a topology that still work, who passes traffic on, and how traffic divides among arcs.
 *
 * Arcs keep their numbers (`2e`, `2e + 1`), so failed ones have a number and stand in no list. A quotient (see `sym/quotient.ts`) has the
 * same form, each of its arcs standing for several. Capacities in Gb/s.
 */
import type { Topology } from '@weft/topology';
import { finish, inSlices, type Steps } from '../steps.ts';

export interface Fabric {
  readonly nodeCount: number;
  readonly arcCount: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  /** Of all links the arc stands for. */
  readonly capacity: Float64Array;
  /** How traffic that leaves a node divides: in proportion to this. 1 an arc, or its capacity, or the number of arcs it stands for. */
  readonly width: Float64Array;
  /** What an arc adds to the length of a path; null means 1 each. */
  readonly length: Int32Array | null;
  /** True when all arcs are known to have one capacity. */
  readonly oneCapacity?: boolean;
  /** The capacity of one arc, where a list of all is not made yet. */
  capacityOf?(arc: number): number;
  /** True when all arcs are known to have width 1. */
  readonly oneWidth?: boolean;
  /** Arcs that leave v: `outArc[outOffset[v] ... outOffset[v + 1]]`, ascending; likewise those that enter it. */
  readonly outOffset: Int32Array;
  readonly outArc: Int32Array;
  readonly inOffset: Int32Array;
  readonly inArc: Int32Array;
  /** Parallel to `inArc`: where each comes from. */
  readonly inTail: Int32Array;
  /** 1 where traffic of others may pass. */
  readonly forwards: Uint8Array;
}

/** What is broken, by index. */
export interface Failures {
  readonly links: Iterable<number>;
  readonly nodes: Iterable<number>;
}

export const noFailures: Failures = { links: [], nodes: [] };

export interface FabricOptions {
  readonly handOver: boolean;
  readonly failures: Failures;
  /** Divide by capacity instead of equally. */
  readonly byCapacity: boolean;
  readonly length: Int32Array | null;
}

/** The working arcs of a topology; O(nodes) here, and O(links) for the lists when they are first asked for, or by `listArcs`. */
export function fabricOf(topology: Topology, options: FabricOptions): Fabric {
  const forwards = new Uint8Array(topology.nodeCount);
  tellForwards(topology.nodeClass, passesOf(topology, options), 0, topology.nodeCount, forwards);
  return new TopologyFabric(topology, options, forwards);
}

/** The same with pauses: what passes traffic on is told node by node. */
export function* fabricSteps(topology: Topology, options: FabricOptions): Steps<Fabric> {
  const forwards = new Uint8Array(topology.nodeCount);
  const passes = passesOf(topology, options);
  yield* inSlices(topology.nodeCount, nodeQuantum, 'routes', (from, to) => {
    tellForwards(topology.nodeClass, passes, from, to, forwards);
  });
  return new TopologyFabric(topology, options, forwards);
}

/** Makes the lists of arcs of a fabric in small steps, where they are not made yet. */
export function* listArcs(fabric: Fabric): Steps<void> {
  if (fabric instanceof TopologyFabric) yield* fabric.listArcs();
}

/** Makes only the lists of far ends (`outOffset`, `inTail`): all that is looked at where every link is like every other. */
export function* listEnds(fabric: Fabric): Steps<void> {
  if (fabric instanceof TopologyFabric) yield* fabric.listEnds();
}

/** What is broken in the fabric of a topology. Links without capacity are not told. */
export function failuresOf(fabric: Fabric): Failures {
  if (!(fabric instanceof TopologyFabric)) throw new Error('only the fabric of a topology knows what is broken');
  return fabric.failures;
}

/** Links between two yields while lists are made. */
const quantum = 150_000;
/** Nodes likewise. */
const nodeQuantum = 200_000;

interface EndLists {
  readonly offset: Int32Array;
  /** Per arc in the order of the lists: the far end. */
  readonly far: Int32Array;
  /** Per link 1 where it works; null when all do. */
  readonly alive: Uint8Array | null;
}

/** Everything that grows with the links is made when it is first asked for. */
class TopologyFabric implements Fabric {
  readonly nodeCount: number;
  readonly arcCount: number;
  readonly length: Int32Array | null;
  readonly forwards: Uint8Array;
  readonly #topology: Topology;
  readonly #failures: Failures;
  readonly #byCapacity: boolean;
  #ends: EndLists | null = null;
  #outArc: Int32Array | null = null;
  #oneCapacity: boolean | null = null;
  #tail: Int32Array | null = null;
  #head: Int32Array | null = null;
  #capacity: Float64Array | null = null;
  #width: Float64Array | null = null;
  #inArc: Int32Array | null = null;

  constructor(topology: Topology, options: FabricOptions, forwards: Uint8Array) {
    const { nodeCount, linkCount } = topology;
    this.#topology = topology;
    this.#failures = options.failures;
    this.#byCapacity = options.byCapacity;
    this.nodeCount = nodeCount;
    this.arcCount = 2 * linkCount;
    this.length = options.length;
    this.forwards = forwards;
  }

  get failures(): Failures {
    return this.#failures;
  }

  /** Sorts the working links by their ends: arcs come in pairs, so one list of far ends tells where arcs lead and where they come from. */
  *listEnds(): Steps<void> {
    if (this.#ends !== null) return;
    const { nodeCount, linkCount, linkA, linkB } = this.#topology;
    const alive = yield* aliveLinks(this.#topology, this.#failures);
    const offset = new Int32Array(nodeCount + 1);
    yield* inSlices(linkCount, quantum, 'routes', (from, to) => countEnds(linkA, linkB, alive, from, to, offset));
    const next = addedUp(offset);
    const far = new Int32Array(offset[nodeCount]!);
    yield* inSlices(linkCount, quantum, 'routes', (from, to) => placeEnds(linkA, linkB, alive, from, to, next, far));
    this.#ends = { offset, far, alive };
  }

  *listArcs(): Steps<void> {
    yield* this.listEnds();
    if (this.#outArc !== null) return;
    const { offset, alive } = this.#listed;
    const { linkCount, linkA, linkB } = this.#topology;
    const next = offset.slice(0, -1);
    const arcs = new Int32Array(this.#listed.far.length);
    yield* inSlices(linkCount, quantum, 'routes', (from, to) => placeArcs(linkA, linkB, alive, from, to, next, arcs));
    this.#outArc = arcs;
  }

  get #listed(): EndLists {
    if (this.#ends === null) finish(this.listEnds());
    return this.#ends!;
  }

  get outOffset(): Int32Array {
    return this.#listed.offset;
  }

  get outArc(): Int32Array {
    if (this.#outArc === null) finish(this.listArcs());
    return this.#outArc!;
  }

  get inTail(): Int32Array {
    return this.#listed.far;
  }

  get oneCapacity(): boolean {
    return (this.#oneCapacity ??= areEqual(this.#topology.linkCapacity_Gbps));
  }

  capacityOf(arc: number): number {
    return this.#topology.linkCapacity_Gbps[arc >> 1]!;
  }

  get oneWidth(): boolean {
    return !this.#byCapacity;
  }

  get inOffset(): Int32Array {
    return this.outOffset;
  }

  get inArc(): Int32Array {
    return (this.#inArc ??= this.outArc.map((a) => a ^ 1));
  }

  get tail(): Int32Array {
    return (this.#tail ??= interleaved(this.#topology.linkA, this.#topology.linkB));
  }

  get head(): Int32Array {
    return (this.#head ??= interleaved(this.#topology.linkB, this.#topology.linkA));
  }

  get capacity(): Float64Array {
    if (this.#capacity !== null) return this.#capacity;
    const { linkCapacity_Gbps } = this.#topology;
    const capacity = new Float64Array(this.arcCount);
    for (let a = 0; a < capacity.length; a++) capacity[a] = linkCapacity_Gbps[a >> 1]!;
    return (this.#capacity = capacity);
  }

  get width(): Float64Array {
    return (this.#width ??= this.#byCapacity ? this.capacity : new Float64Array(this.arcCount).fill(1));
  }
}

/** Per class of nodes: 1 where traffic of others may pass. */
function passesOf({ nodeClasses }: Topology, { handOver }: FabricOptions): Uint8Array {
  return Uint8Array.from(nodeClasses, ({ forwards }) =>
    forwards === 'always' || (forwards === 'handOver' && handOver) ? 1 : 0,
  );
}

function tellForwards(
  nodeClass: Uint16Array,
  passes: Uint8Array,
  from: number,
  to: number,
  forwards: Uint8Array,
): void {
  for (let v = from; v < to; v++) forwards[v] = passes[nodeClass[v]!]!;
}

/** A plain loop: several times as fast as `every` on millions. */
function areEqual(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}

function interleaved(even: Int32Array, odd: Int32Array): Int32Array {
  const both = new Int32Array(2 * even.length);
  for (let e = 0; e < even.length; e++) {
    both[2 * e] = even[e]!;
    both[2 * e + 1] = odd[e]!;
  }
  return both;
}

/** Per link 1 where it works; null when all do. */
function* aliveLinks(
  { nodeCount, linkCount, linkA, linkB, linkCapacity_Gbps }: Topology,
  failures: Failures,
): Steps<Uint8Array | null> {
  // A link without capacity carries nothing: a route over it would be a rate of 0 where there may be another way.
  let idle = false;
  yield* inSlices(linkCount, 2 * quantum, 'routes', (from, to) => {
    idle ||= hasIdle(linkCapacity_Gbps, from, to);
  });
  const failed = [...failures.links];
  const down = [...failures.nodes];
  if (!idle && failed.length === 0 && down.length === 0) return null;
  const alive = new Uint8Array(linkCount).fill(1);
  const isDown = new Uint8Array(nodeCount);
  for (const v of down) isDown[v] = 1;
  yield* inSlices(linkCount, 2 * quantum, 'routes', (from, to) => {
    for (let e = from; e < to; e++) {
      if (!(linkCapacity_Gbps[e]! > 0) || isDown[linkA[e]!] === 1 || isDown[linkB[e]!] === 1) alive[e] = 0;
    }
  });
  for (const e of failed) alive[e] = 0;
  return alive;
}

function hasIdle(capacity: Float64Array, from: number, to: number): boolean {
  for (let e = from; e < to; e++) if (!(capacity[e]! > 0)) return true;
  return false;
}

/** Makes counts at `v + 1` into offsets; answers where each list begins. */
function addedUp(offset: Int32Array): Int32Array {
  for (let v = 0; v + 1 < offset.length; v++) offset[v + 1]! += offset[v]!;
  return offset.slice(0, -1);
}

/** Counts the ends of links `from ... to` at `offset[v + 1]`. Links in a row mostly share their first end, which is then counted at once. */
function countEnds(
  linkA: Int32Array,
  linkB: Int32Array,
  alive: Uint8Array | null,
  from: number,
  to: number,
  offset: Int32Array,
): void {
  for (let e = from; e < to;) {
    const a = linkA[e]!;
    let count = 0;
    do {
      if (alive === null || alive[e] === 1) {
        count++;
        offset[linkB[e]! + 1]!++;
      }
      e++;
    } while (e < to && linkA[e] === a);
    offset[a + 1]! += count;
  }
}

/** Writes the far ends of links `from ... to` to the next places of their nodes. */
function placeEnds(
  linkA: Int32Array,
  linkB: Int32Array,
  alive: Uint8Array | null,
  from: number,
  to: number,
  next: Int32Array,
  far: Int32Array,
): void {
  for (let e = from; e < to;) {
    const a = linkA[e]!;
    // A link from a node to itself moves the node's place on twice.
    let at = next[a]!;
    do {
      if (alive === null || alive[e] === 1) {
        const b = linkB[e]!;
        far[at++] = b;
        if (b === a) far[at++] = a;
        else far[next[b]!++] = a;
      }
      e++;
    } while (e < to && linkA[e] === a);
    next[a] = at;
  }
}

/** Writes the arcs of links `from ... to` likewise. */
function placeArcs(
  linkA: Int32Array,
  linkB: Int32Array,
  alive: Uint8Array | null,
  from: number,
  to: number,
  next: Int32Array,
  arcs: Int32Array,
): void {
  for (let e = from; e < to;) {
    const a = linkA[e]!;
    let at = next[a]!;
    do {
      if (alive === null || alive[e] === 1) {
        const b = linkB[e]!;
        arcs[at++] = 2 * e;
        if (b === a) arcs[at++] = 2 * e + 1;
        else arcs[next[b]!++] = 2 * e + 1;
      }
      e++;
    } while (e < to && linkA[e] === a);
    next[a] = at;
  }
}

/** Sorts arcs by the node they leave and by the node they enter; `alive` null takes all. */
export function arcLists(
  nodeCount: number,
  tail: Int32Array,
  head: Int32Array,
  alive: Uint8Array | null,
): Pick<Fabric, 'outOffset' | 'outArc' | 'inOffset' | 'inArc' | 'inTail'> {
  const [outOffset, outArc] = sortedBy(nodeCount, tail, alive);
  const [inOffset, inArc] = sortedBy(nodeCount, head, alive);
  const inTail = new Int32Array(inArc.length);
  for (let i = 0; i < inTail.length; i++) inTail[i] = tail[inArc[i]!]!;
  return { outOffset, outArc, inOffset, inArc, inTail };
}

function sortedBy(nodeCount: number, end: Int32Array, alive: Uint8Array | null): [Int32Array, Int32Array] {
  const offset = new Int32Array(nodeCount + 1);
  for (let a = 0; a < end.length; a++) if (alive === null || alive[a] === 1) offset[end[a]! + 1]!++;
  for (let v = 0; v < nodeCount; v++) offset[v + 1]! += offset[v]!;
  const next = offset.slice(0, nodeCount);
  const arcs = new Int32Array(offset[nodeCount]!);
  for (let a = 0; a < end.length; a++) if (alive === null || alive[a] === 1) arcs[next[end[a]!]!++] = a;
  return [offset, arcs];
}
