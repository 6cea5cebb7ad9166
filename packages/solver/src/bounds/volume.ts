/**
 * Upper bounds that cost only distances: the volume bound of a traffic, and TUB, that of the worst permutation.
 *
 * Volume: every flow of rate r takes at least (hops) arcs, so r x (sum of weight x hops) cannot exceed the sum of capacities. TUB (Namyar,
 * Supittayapornpong, Zhang, Yu, Govindan: "A throughput-centric view of the performance of datacenter topologies", SIGCOMM 2021): the same for
 * the permutation of switches with the longest total distance, each switch sending for all its hosts; found by a maximum-weight matching.
 */
import { Dag } from '../route/dag.ts';
import type { Fabric } from '../route/fabric.ts';
import { finish, within, type Steps } from '../steps.ts';

/** Gb/s for each unit of weight, no routing exceeds it; Infinity when nothing is sent. Flows without a path are left out. */
export function volumeBound(
  fabric: Fabric,
  source: Int32Array,
  target: Int32Array,
  weight: Float64Array | null,
): number {
  const dag = new Dag(fabric);
  const order = Int32Array.from(target.keys()).toSorted((f, g) => target[f]! - target[g]! || f - g);
  let capacity = 0;
  for (const a of fabric.outArc) capacity += fabric.capacity[a]!;
  let hops = 0;
  let aimed = -1;
  for (const f of order) {
    if (target[f] !== aimed) dag.aim((aimed = target[f]!));
    const d = dag.distance[source[f]!]!;
    if (d > 0) hops += d * (weight === null ? 1 : weight[f]!);
  }
  return hops === 0 ? Infinity : capacity / hops;
}

export interface Tub {
  /** No routing gives every host of the worst permutation of switches more than this. */
  readonly bound_Gbps: number;
  /** Per switch: where its hosts send. */
  readonly permutation: Int32Array;
}

/**
 * TUB over switches that have hosts; `hosts[i]` endpoints hang on `switches[i]`. Only links between switches count: those of leaves of the
 * graph do not, nor do the arcs marked in `hostArc`. O(n^3).
 */
export function tub(fabric: Fabric, switches: Int32Array, hosts: Float64Array, hostArc?: Uint8Array): Tub {
  return finish(tubSteps(fabric, switches, hosts, hostArc));
}

/** The same with pauses. */
export function* tubSteps(fabric: Fabric, switches: Int32Array, hosts: Float64Array, hostArc?: Uint8Array): Steps<Tub> {
  const n = switches.length;
  const dag = new Dag(fabric);
  const value = new Float64Array(n * n);
  const weigh = (t: number): void => {
    dag.aim(switches[t]!);
    for (let s = 0; s < n; s++) {
      // A switch sends what its hosts can and the other's can take.
      value[s * n + t] = s === t ? 0 : Math.max(0, dag.distance[switches[s]!]!) * Math.min(hosts[s]!, hosts[t]!);
    }
  };
  for (let t = 0; t < n; t++) {
    weigh(t);
    yield { phase: 'bounds', fraction: t / (2 * n) };
  }
  let capacity = 0;
  const ends = new Set(switches);
  const isHost = (v: number): boolean => fabric.outOffset[v + 1] === fabric.outOffset[v]! + 1 && !ends.has(v);
  for (const a of fabric.outArc) {
    if (hostArc?.[a] === 1 || isHost(fabric.tail[a]!) || isHost(fabric.head[a]!)) continue;
    capacity += fabric.capacity[a]!;
  }
  const permutation = yield* within(assignSteps(value, n), 0.5, 1);
  let total = 0;
  for (let s = 0; s < n; s++) total += value[s * n + permutation[s]!]!;
  return { bound_Gbps: total === 0 ? Infinity : capacity / total, permutation };
}

/**
 * The assignment of most value, by shortest augmenting paths with prices (Jonker and Volgenant's form of the Hungarian method). Rows first take
 * a free column of their best value, if there is one; only the others are worked for. O(n^3) at worst.
 */
export function assign(value: Float64Array, n: number): Int32Array {
  return finish(assignSteps(value, n));
}

/** The same with pauses. */
export function* assignSteps(value: Float64Array, n: number): Steps<Int32Array> {
  const u = new Float64Array(n + 1);
  const v = new Float64Array(n + 1);
  const rowOf = new Int32Array(n + 1);
  const way = new Int32Array(n + 1);
  const slack = new Float64Array(n + 1);
  const used = new Uint8Array(n + 1);
  const placed = new Uint8Array(n + 1);
  for (let i = 1; i <= n; i++) {
    let best = -Infinity;
    for (let j = 0; j < n; j++) if (value[(i - 1) * n + j]! > best) best = value[(i - 1) * n + j]!;
    u[i] = -best;
    for (let j = 1; j <= n && placed[i] === 0; j++) {
      if (rowOf[j] !== 0 || value[(i - 1) * n + j - 1] !== best) continue;
      rowOf[j] = i;
      placed[i] = 1;
    }
  }
  const place = (i: number): void => {
    rowOf[0] = i;
    let column = 0;
    slack.fill(Infinity);
    used.fill(0);
    do {
      used[column] = 1;
      const row = rowOf[column]!;
      let delta = Infinity;
      let nextColumn = 0;
      for (let j = 1; j <= n; j++) {
        if (used[j] === 1) continue;
        const cost = -value[(row - 1) * n + j - 1]! - u[row]! - v[j]!;
        if (cost < slack[j]!) {
          slack[j] = cost;
          way[j] = column;
        }
        if (slack[j]! < delta) {
          delta = slack[j]!;
          nextColumn = j;
        }
      }
      for (let j = 0; j <= n; j++) {
        if (used[j] === 1) {
          u[rowOf[j]!]! += delta;
          v[j]! -= delta;
        } else slack[j]! -= delta;
      }
      column = nextColumn;
    } while (rowOf[column] !== 0);
    while (column !== 0) {
      const before = way[column]!;
      rowOf[column] = rowOf[before]!;
      column = before;
    }
  };
  for (let i = 1; i <= n; i++) {
    if (placed[i] === 1) continue;
    place(i);
    yield { phase: 'bounds', fraction: i / n };
  }
  const columnOf = new Int32Array(n);
  for (let j = 1; j <= n; j++) columnOf[rowOf[j]! - 1] = j - 1;
  return columnOf;
}
