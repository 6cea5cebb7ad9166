/**
 * Who is next to whom: compressed rows of outgoing arcs per node, made once by counting sort in O(nodes + links).
 *
 * Arc `2e` runs from `linkA[e]` to `linkB[e]`, arc `2e + 1` back.
 */
import type { Topology } from './topology.ts';

export interface Adjacency {
  /** Outgoing arcs of node v stand at `offset[v] ... offset[v + 1]`, by ascending link. */
  readonly offset: Int32Array;
  readonly arc: Int32Array;
  /** The far end of each outgoing arc, parallel to `arc`. */
  readonly neighbour: Int32Array;
}

/** Lists the arcs that leave each node. A self-loop is listed twice, once a direction. */
export function adjacencyOf(topology: Pick<Topology, 'nodeCount' | 'linkCount' | 'linkA' | 'linkB'>): Adjacency {
  const { nodeCount, linkCount, linkA, linkB } = topology;
  const offset = new Int32Array(nodeCount + 1);
  for (let e = 0; e < linkCount; e++) {
    offset[linkA[e]! + 1]!++;
    offset[linkB[e]! + 1]!++;
  }
  for (let v = 0; v < nodeCount; v++) offset[v + 1]! += offset[v]!;
  const next = offset.slice(0, nodeCount);
  const arc = new Int32Array(2 * linkCount);
  const neighbour = new Int32Array(2 * linkCount);
  for (let e = 0; e < linkCount; e++) {
    const a = linkA[e]!;
    const b = linkB[e]!;
    const fromA = next[a]!++;
    arc[fromA] = 2 * e;
    neighbour[fromA] = b;
    const fromB = next[b]!++;
    arc[fromB] = 2 * e + 1;
    neighbour[fromB] = a;
  }
  return { offset, arc, neighbour };
}

/** The node an arc leaves. */
export function arcTail(topology: Pick<Topology, 'linkA' | 'linkB'>, arc: number): number {
  return (arc & 1 ? topology.linkB : topology.linkA)[arc >> 1]!;
}

/** The node an arc enters. */
export function arcHead(topology: Pick<Topology, 'linkA' | 'linkB'>, arc: number): number {
  return (arc & 1 ? topology.linkA : topology.linkB)[arc >> 1]!;
}
