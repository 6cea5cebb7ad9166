/**
 * From a topology and its traffic to a maximum concurrent flow that is as small as symmetry allows.
 *
 * Three steps lose nothing. Arcs on the only way of an endpoint (see `route/anchors.ts`) are forced: they bound the answer by themselves, and
 * demands start and end at anchors. Uniform traffic needs one source of each orbit of verified symmetries, with arcs of one orbit sharing a
 * pool. Other traffic is put on the quotient with its anchors set apart.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { Flows, Topology } from '@weft/topology';
import { within, type Steps } from '../steps.ts';
import { Anchors } from '../route/anchors.ts';
import { arcLists, type Fabric } from '../route/fabric.ts';
import type { Policy } from '../route/policy.ts';
import { orbitsUnder } from '../sym/found.ts';
import { quotientSteps } from '../sym/quotient.ts';
import { demandLimit, type Concurrent } from './problem.ts';
import { Tree } from './tree.ts';

export interface Lifted {
  readonly problem: Concurrent;
  /** What the forced arcs allow. */
  readonly forced: number;
  /** Flows that have no path; they are left out. */
  readonly disconnected: number;
  readonly why: string;
}

/** Makes the problem; a fault when it has too many pairs. */
export function* liftSteps(topology: Topology, flows: Flows, policy: Policy): Steps<Outcome<Lifted, 'size'>> {
  const { fabric } = policy;
  const anchors = new Anchors(fabric);
  const draft =
    flows.kind === 'uniform' ? uniformDraft(fabric, anchors, flows.endpoints) : explicitDraft(fabric, anchors, flows);
  let orbit: Int32Array | null = null;
  let pools = poolsOf(fabric, null);
  let why = say`every link and every pair is computed`;
  if (flows.kind === 'uniform') {
    const { orbits } = yield* within(orbitsUnder(topology, policy, flows.endpoints), 0, 0);
    const sources = new Set(Array.from(draft.ends, (v) => orbits.nodeOrbit[v]!));
    if (sources.size < draft.ends.length) {
      orbit = orbits.nodeOrbit;
      pools = poolsOf(fabric, orbits.arcOrbit);
      why = say`${orbits.accepted} symmetries were checked and hold, so ${sources.size} sources stand for ${draft.ends.length}`;
    }
  }
  const rows = demandRows(draft, orbit);
  if (rows === null) {
    const found = say`The optimum over ${draft.ends.length} endpoints has more than ${demandLimit} pairs; that many do not fit.`;
    return failed('size', 'flows', found);
  }
  if (orbit === null && fabric.length === null) {
    const quotient = yield* within(quotientSteps(fabric, draft.ends), 0, 0.5);
    if (quotient.fabric.arcCount < 0.8 * fabric.outArc.length) {
      const { nodeOf } = quotient;
      why = say`links alike as seen from every endpoint are one: ${fabric.outArc.length} arcs became ${quotient.fabric.arcCount}`;
      const moved = rows.map(([s, t, d, n]) => [nodeOf[s]!, nodeOf[t]!, d, n] as const);
      return done(assemble(quotient.fabric, poolsOf(quotient.fabric, null), moved, draft.forced, why));
    }
  }
  return done(assemble(fabric, pools, rows, draft.forced, why));
}

/** Source, target, demand, and for how many flows it stands. */
type Row = readonly [number, number, number, number];

interface Draft {
  /** Nodes where demands start or end. */
  readonly ends: Int32Array;
  readonly forced: number;
  /** Uniform: endpoints at each end. Explicit: demands. */
  readonly count: Float64Array | null;
  readonly rows: readonly Row[] | null;
}

interface Pools {
  readonly pool: Int32Array;
  readonly capacity: Float64Array;
}

function poolsOf(fabric: Fabric, arcOrbit: Int32Array | null): Pools {
  const pool = new Int32Array(fabric.arcCount).fill(-1);
  const number = new Map<number, number>();
  const capacity: number[] = [];
  for (const a of fabric.outArc) {
    const o = arcOrbit === null ? a : arcOrbit[a]!;
    let p = number.get(o);
    if (p === undefined) number.set(o, (p = capacity.push(0) - 1));
    pool[a] = p;
    capacity[p]! += fabric.capacity[a]!;
  }
  return { pool, capacity: Float64Array.from(capacity) };
}

function uniformDraft(fabric: Fabric, anchors: Anchors, endpoints: Int32Array): Draft {
  const contract = canContract(fabric, anchors, endpoints);
  const count = new Float64Array(fabric.nodeCount);
  let forced = Infinity;
  for (const v of endpoints) {
    count[contract ? anchors.of[v]! : v]!++;
    if (!contract || endpoints.length < 2) continue;
    for (const a of [...anchors.up(v), ...anchors.down(v)]) {
      forced = Math.min(forced, fabric.capacity[a]! / (endpoints.length - 1));
    }
  }
  const ends: number[] = [];
  for (let v = 0; v < count.length; v++) if (count[v]! > 0) ends.push(v);
  return { ends: Int32Array.from(ends), forced, count, rows: null };
}

function explicitDraft(fabric: Fabric, anchors: Anchors, flows: Extract<Flows, { kind: 'explicit' }>): Draft {
  const { source, target, weight } = flows;
  const contract = canContract(fabric, anchors, new Set([...source, ...target]));
  const load = new Float64Array(fabric.arcCount);
  const sum = new Map<number, [number, number, number, number]>();
  const ends = new Set<number>();
  for (let f = 0; f < source.length; f++) {
    const [s, t] = [source[f]!, target[f]!];
    if (s === t) continue;
    const w = weight === null ? 1 : weight[f]!;
    const [a, b] = contract ? [anchors.of[s]!, anchors.of[t]!] : [s, t];
    if (contract) {
      for (const arc of anchors.up(s)) load[arc]! += w;
      for (const arc of anchors.down(t)) load[arc]! += w;
    }
    if (a === b) continue;
    ends.add(a).add(b);
    const key = a * fabric.nodeCount + b;
    const row = sum.get(key);
    if (row === undefined) sum.set(key, [a, b, w, 1]);
    else {
      row[2] += w;
      row[3]++;
    }
  }
  let forced = Infinity;
  for (let a = 0; a < load.length; a++) if (load[a]! > 0) forced = Math.min(forced, fabric.capacity[a]! / load[a]!);
  const rows = [...sum.values()].toSorted((x, y) => x[0] - y[0] || x[1] - y[1]);
  return { ends: Int32Array.from(ends).toSorted(), forced, count: null, rows };
}

/** Chains are forced only while no endpoint stands on another's and none runs along another the other way. */
function canContract(fabric: Fabric, anchors: Anchors, endpoints: Iterable<number>): boolean {
  const all = new Set(endpoints);
  const steps = new Set<number>();
  for (const v of all) {
    for (const a of anchors.up(v)) {
      const [from, to] = [fabric.tail[a]!, fabric.head[a]!];
      if (all.has(to) || steps.has(to * fabric.nodeCount + from)) return false;
      steps.add(from * fabric.nodeCount + to);
    }
  }
  return true;
}

function demandRows(draft: Draft, orbit: Int32Array | null): readonly Row[] | null {
  if (draft.rows !== null) return draft.rows.length > demandLimit ? null : draft.rows;
  const count = draft.count!;
  const times = new Map<number, number>();
  for (const v of draft.ends) {
    const o = orbit === null ? v : orbit[v]!;
    times.set(o, (times.get(o) ?? 0) + 1);
  }
  if (times.size * (draft.ends.length - 1) > demandLimit) return null;
  const rows: Row[] = [];
  const taken = new Set<number>();
  for (const s of draft.ends) {
    const o = orbit === null ? s : orbit[s]!;
    if (taken.has(o)) continue;
    taken.add(o);
    for (const t of draft.ends) {
      if (t !== s) rows.push([s, t, count[s]! * count[t]! * times.get(o)!, count[s]! * count[t]! * times.get(o)!]);
    }
  }
  return rows;
}

function assemble(fabric: Fabric, pools: Pools, rows: readonly Row[], forced: number, why: string): Lifted {
  const alive = Uint8Array.from(pools.pool, (p) => (p >= 0 ? 1 : 0));
  const { outOffset, outArc } = arcLists(fabric.nodeCount, fabric.tail, fabric.head, alive);
  const graph = {
    nodeCount: fabric.nodeCount,
    tail: fabric.tail,
    head: fabric.head,
    pool: pools.pool,
    poolCapacity: pools.capacity,
    outOffset,
    outArc,
    forwards: fabric.forwards,
  };
  const none = { source: new Int32Array(0), target: new Int32Array(0), demand: new Float64Array(0) };
  const tree = new Tree({ ...graph, ...none });
  const one = new Float64Array(pools.capacity.length).fill(1);
  let grown = -1;
  let disconnected = 0;
  const kept = [...rows]
    .toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
    .filter(([s, t, , n]) => {
      if (s !== grown) tree.grow((grown = s), one);
      if (tree.distance[t]! < Infinity) return true;
      disconnected += n;
      return false;
    });
  const problem: Concurrent = {
    ...graph,
    source: Int32Array.from(kept, ([s]) => s),
    target: Int32Array.from(kept, ([, t]) => t),
    demand: Float64Array.from(kept, ([, , d]) => d),
  };
  return { problem, forced, disconnected, why };
}
