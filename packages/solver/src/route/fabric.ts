/**
 * The graph that routes run on: the arcs of a topology that still work, who passes traffic on, and how traffic divides among arcs.
 *
 * Arcs keep their numbers (`2e`, `2e + 1`), so failed ones have a number and stand in no list. A quotient (see `sym/quotient.ts`) has the
 * same form, each of its arcs standing for several. Capacities in Gb/s.
 */
import type { Topology } from '@weft/topology';

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

/** Lists the working arcs of a topology in O(nodes + links). */
export function fabricOf(topology: Topology, options: FabricOptions): Fabric {
  return new TopologyFabric(topology, options);
}

/** The lists of arcs are made at once; what a symmetric answer never looks at is made when it is first asked for. */
class TopologyFabric implements Fabric {
  readonly nodeCount: number;
  readonly arcCount: number;
  readonly length: Int32Array | null;
  readonly forwards: Uint8Array;
  readonly outOffset: Int32Array;
  readonly outArc: Int32Array;
  readonly inTail: Int32Array;
  readonly oneCapacity: boolean;
  readonly #topology: Topology;
  readonly #byCapacity: boolean;
  #tail: Int32Array | null = null;
  #head: Int32Array | null = null;
  #capacity: Float64Array | null = null;
  #width: Float64Array | null = null;
  #inArc: Int32Array | null = null;

  constructor(topology: Topology, options: FabricOptions) {
    const { nodeCount, linkCount, linkA, linkB } = topology;
    this.#topology = topology;
    this.#byCapacity = options.byCapacity;
    this.nodeCount = nodeCount;
    this.arcCount = 2 * linkCount;
    this.length = options.length;
    const passes = topology.nodeClasses.map(
      ({ forwards }) => forwards === 'always' || (forwards === 'handOver' && options.handOver),
    );
    this.forwards = new Uint8Array(nodeCount);
    for (let v = 0; v < nodeCount; v++) this.forwards[v] = passes[topology.nodeClass[v]!] ? 1 : 0;
    this.oneCapacity = areEqual(topology.linkCapacity_Gbps);
    const alive = aliveLinks(topology, options.failures);
    const offset = new Int32Array(nodeCount + 1);
    for (let e = 0; e < linkCount; e++) {
      if (alive[e] === 0) continue;
      offset[linkA[e]! + 1]!++;
      offset[linkB[e]! + 1]!++;
    }
    for (let v = 0; v < nodeCount; v++) offset[v + 1]! += offset[v]!;
    const next = offset.slice(0, nodeCount);
    const arcs = new Int32Array(offset[nodeCount]!);
    const far = new Int32Array(arcs.length);
    for (let e = 0; e < linkCount; e++) {
      if (alive[e] === 0) continue;
      const a = linkA[e]!;
      const b = linkB[e]!;
      const i = next[a]!++;
      arcs[i] = 2 * e;
      far[i] = b;
      const j = next[b]!++;
      arcs[j] = 2 * e + 1;
      far[j] = a;
    }
    this.outOffset = offset;
    this.outArc = arcs;
    // Arcs come in pairs, so what leaves a node leads where what enters it comes from.
    this.inTail = far;
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

function aliveLinks(
  { nodeCount, linkCount, linkA, linkB, linkCapacity_Gbps }: Topology,
  failures: Failures,
): Uint8Array {
  const alive = new Uint8Array(linkCount).fill(1);
  // A link without capacity carries nothing: a route over it would be a rate of 0 where there may be another way.
  for (let e = 0; e < linkCount; e++) if (!(linkCapacity_Gbps[e]! > 0)) alive[e] = 0;
  for (const e of failures.links) alive[e] = 0;
  const down = new Uint8Array(nodeCount);
  let any = false;
  for (const v of failures.nodes) {
    down[v] = 1;
    any = true;
  }
  if (any) for (let e = 0; e < linkCount; e++) if (down[linkA[e]!] === 1 || down[linkB[e]!] === 1) alive[e] = 0;
  return alive;
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
  return { outOffset, outArc, inOffset, inArc, inTail: inArc.map((a) => tail[a]!) };
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
