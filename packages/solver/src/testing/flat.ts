/**
 * Spray rates straight from the definition: shortest paths by plain relaxation, rows by recursion, textbook filling. Slow, and shares no
 * code with the routes of the solver.
 */
import type { ExplicitFlows, Topology } from '@weft/topology';
import { naiveFill } from './naive.ts';

/** Rate per flow; -1 without a path, Infinity to itself. Every accelerator hands over. */
export function rowsFlat(
  topology: Topology,
  flows: ExplicitFlows,
  failures: { readonly links: readonly number[] },
): Float64Array {
  const dead = new Set(failures.links);
  const arcs: [number, number, number][] = [];
  for (let e = 0; e < topology.linkCount; e++) {
    if (dead.has(e)) continue;
    arcs.push([2 * e, topology.linkA[e]!, topology.linkB[e]!], [2 * e + 1, topology.linkB[e]!, topology.linkA[e]!]);
  }
  const forwards = (v: number): boolean => topology.nodeClasses[topology.nodeClass[v]!]!.forwards !== 'never';
  const offset = [0];
  const link: number[] = [];
  const share: number[] = [];
  const rowOf: number[] = [];
  for (let f = 0; f < flows.source.length; f++) {
    const [s, t] = [flows.source[f]!, flows.target[f]!];
    if (s === t) {
      rowOf.push(-2);
      continue;
    }
    const distance = new Map<number, number>([[t, 0]]);
    for (let changed = true; changed;) {
      changed = false;
      for (const [, u, v] of arcs) {
        const d = distance.get(v);
        if (d === undefined || (v !== t && !forwards(v)) || (distance.get(u) ?? Infinity) <= d + 1) continue;
        distance.set(u, d + 1);
        changed = true;
      }
    }
    if (!distance.has(s)) {
      rowOf.push(-1);
      continue;
    }
    const row = new Map<number, number>();
    const send = (v: number, part: number): void => {
      if (v === t) return;
      const next = arcs.filter(
        ([, u, w]) => u === v && distance.get(w) === distance.get(v)! - 1 && (w === t || forwards(w)),
      );
      for (const [a, , w] of next) {
        row.set(a, (row.get(a) ?? 0) + part / next.length);
        send(w, part / next.length);
      }
    };
    send(s, 1);
    rowOf.push(offset.length - 1);
    for (const [a, part] of row) {
      link.push(a);
      share.push(part);
    }
    offset.push(link.length);
  }
  const weights = flows.weight;
  const rate = naiveFill({
    capacity: Float64Array.from({ length: 2 * topology.linkCount }, (_, a) => topology.linkCapacity_Gbps[a >> 1]!),
    offset: Int32Array.from(offset),
    link: Int32Array.from(link),
    share: Float64Array.from(share),
    weight: weights && Float64Array.from([...weights].filter((_, f) => rowOf[f]! >= 0)),
    cap: null,
  });
  return Float64Array.from(rowOf, (row) => (row === -2 ? Infinity : row === -1 ? -1 : rate[row]!));
}
