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
  const { nodeCount, linkCount, linkA, linkB, linkCapacity_Gbps } = topology;
  const broken = new Uint8Array(linkCount);
  for (const e of options.failures.links) broken[e] = 1;
  const down = new Uint8Array(nodeCount);
  for (const v of options.failures.nodes) down[v] = 1;
  const arcCount = 2 * linkCount;
  const tail = new Int32Array(arcCount);
  const head = new Int32Array(arcCount);
  const capacity = new Float64Array(arcCount);
  const alive = new Uint8Array(arcCount);
  for (let e = 0; e < linkCount; e++) {
    const a = linkA[e]!;
    const b = linkB[e]!;
    const c = linkCapacity_Gbps[e]!;
    tail[2 * e] = head[2 * e + 1] = a;
    head[2 * e] = tail[2 * e + 1] = b;
    capacity[2 * e] = capacity[2 * e + 1] = c;
    // A link without capacity carries nothing: a route over it would be a rate of 0 where there may be another way.
    if (broken[e] === 0 && down[a] === 0 && down[b] === 0 && c > 0) alive[2 * e] = alive[2 * e + 1] = 1;
  }
  const passes = topology.nodeClasses.map(
    ({ forwards }) => forwards === 'always' || (forwards === 'handOver' && options.handOver),
  );
  const forwards = new Uint8Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) forwards[v] = passes[topology.nodeClass[v]!] ? 1 : 0;
  const width = options.byCapacity ? capacity : new Float64Array(arcCount).fill(1);
  const lists = arcLists(nodeCount, tail, head, alive);
  return { nodeCount, arcCount, tail, head, capacity, width, length: options.length, forwards, ...lists };
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
