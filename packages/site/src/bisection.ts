/**
 * The bisection that a cost is divided by: the least capacity between the first and the second half of the hosts, in their own order.
 *
 * Hosts forward nothing for others, so each half is one node and only switches are free to stand on either side: a minimum cut, found as a maximum flow (Dinic: breadth
 * first levels, then blocking flows along them). Gb/s, one direction. The least cut over all ways of halving is a harder problem and at most this.
 * Cost: O(links) to gather, then a flow on the switches alone.
 */
import { endpointsOf, type Topology } from '@weft/topology';
import type { Placement } from './placement.ts';
import { atOnce, few, inSlices, type Pauses } from './pauses.ts';

/** The bisection of a design; null when it has fewer than two devices with endpoints. */
export function bisectionOf(topology: Topology, placement: Placement): number | null {
  return atOnce(bisectionSteps(topology, placement));
}

/** The same with pauses. */
export function* bisectionSteps(topology: Topology, placement: Placement): Pauses<number | null> {
  const side = halvesOf(topology, placement);
  yield;
  if (!side) return null;
  // Vertex 0 is the first half, 1 the second, switches from 2 on.
  const vertex = new Int32Array(topology.nodeCount);
  let vertices = 2;
  for (let v = 0; v < topology.nodeCount; v++) {
    const half = side[placement.devices.ofNode[v]!]!;
    vertex[v] = half >= 0 ? half : vertices++;
  }
  const capacity = new Map<number, number>();
  yield* inSlices(topology.linkCount, few, (from, to) => {
    for (let e = from; e < to; e++) {
      const a = vertex[topology.linkA[e]!]!;
      const b = vertex[topology.linkB[e]!]!;
      if (a === b) continue;
      const key = Math.min(a, b) * vertices + Math.max(a, b);
      capacity.set(key, (capacity.get(key) ?? 0) + topology.linkCapacity_Gbps[e]!);
    }
  });
  yield;
  const keys = [...capacity.keys()];
  yield;
  const edges: (readonly [number, number, number])[] = [];
  yield* inSlices(keys.length, few, (from, to) => {
    for (let i = from; i < to; i++) {
      const key = keys[i]!;
      edges.push([Math.floor(key / vertices), key % vertices, capacity.get(key)!]);
    }
  });
  return yield* flowSteps(vertices, edges);
}

/** Per device: 0 in the first half of the hosts, 1 in the second, -1 for a switch. */
function halvesOf(topology: Topology, placement: Placement): Int8Array | null {
  const { devices } = placement;
  const endpoints = endpointsOf(topology);
  const held = new Int32Array(devices.count);
  for (const v of endpoints) held[devices.ofNode[v]!]!++;
  const side = new Int8Array(devices.count).fill(-1);
  let seen = 0;
  let first = 0;
  let second = 0;
  for (let d = 0; d < devices.count; d++) {
    if (held[d] === 0) continue;
    side[d] = seen < endpoints.length / 2 ? 0 : 1;
    seen += held[d]!;
    if (side[d] === 0) first++;
    else second++;
  }
  return first > 0 && second > 0 ? side : null;
}

/** The maximum flow from vertex 0 to vertex 1 over edges that carry their capacity each way. */
export function maximumFlow(vertices: number, edges: readonly (readonly [number, number, number])[]): number {
  return atOnce(flowSteps(vertices, edges));
}

/** Steps along edges between two pauses: less than a millisecond. */
const fewSteps = 20_000;

function* flowSteps(vertices: number, edges: readonly (readonly [number, number, number])[]): Pauses<number> {
  const offset = new Int32Array(vertices + 1);
  yield* inSlices(edges.length, few, (from, to) => {
    for (let e = from; e < to; e++) {
      const [a, b] = edges[e]!;
      offset[a + 1]!++;
      offset[b + 1]!++;
    }
  });
  for (let v = 0; v < vertices; v++) offset[v + 1]! += offset[v]!;
  const next = offset.slice(0, vertices);
  const head = new Int32Array(2 * edges.length);
  const back = new Int32Array(2 * edges.length);
  const room = new Float64Array(2 * edges.length);
  let largest = 0;
  yield* inSlices(edges.length, few, (from, to) => {
    for (let e = from; e < to; e++) {
      const [a, b, capacity] = edges[e]!;
      const i = next[a]!++;
      const j = next[b]!++;
      head[i] = b;
      head[j] = a;
      back[i] = j;
      back[j] = i;
      room[i] = capacity;
      room[j] = capacity;
      largest = Math.max(largest, capacity);
    }
  });
  // Less than this of the largest edge is rounding.
  const least = 1e-9 * largest;
  const level = new Int32Array(vertices);
  const tried = new Int32Array(vertices);
  const queue = new Int32Array(vertices);
  const reaches = (): boolean => {
    level.fill(-1);
    level[0] = 0;
    queue[0] = 0;
    for (let from = 0, to = 1; from < to; from++) {
      const v = queue[from]!;
      for (let i = offset[v]!; i < offset[v + 1]!; i++) {
        const w = head[i]!;
        if (level[w]! >= 0 || room[i]! <= least) continue;
        level[w] = level[v]! + 1;
        queue[to++] = w;
      }
    }
    return level[1]! >= 0;
  };
  const path: number[] = [];
  let total = 0;
  let walked = 0;
  while (reaches()) {
    yield;
    tried.set(offset.subarray(0, vertices));
    let v = 0;
    path.length = 0;
    for (;;) {
      if (++walked % fewSteps === 0) yield;
      if (v === 1) {
        const flow = path.reduce((tightest, i) => Math.min(tightest, room[i]!), Infinity);
        let keep = path.length;
        path.forEach((i, at) => {
          room[i]! -= flow;
          room[back[i]!]! += flow;
          if (room[i]! <= least) keep = Math.min(keep, at);
        });
        total += flow;
        // Go on from before the first edge that is full.
        v = keep === 0 ? 0 : head[path[keep - 1]!]!;
        path.length = keep;
        continue;
      }
      let found = -1;
      for (let i = tried[v]!; i < offset[v + 1]!; i++) {
        if (room[i]! > least && level[head[i]!] === level[v]! + 1) {
          found = i;
          break;
        }
        tried[v] = i + 1;
      }
      if (found >= 0) {
        path.push(found);
        v = head[found]!;
        continue;
      }
      const last = path.pop();
      if (last === undefined) break;
      level[v] = -1;
      v = head[back[last]!]!;
    }
  }
  return total;
}
