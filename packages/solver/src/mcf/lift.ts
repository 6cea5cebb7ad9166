/**
 * From a topology and its traffic to a maximum concurrent flow that is as small as symmetry allows.
 *
 * Four steps lose nothing. Arcs on the only way of an endpoint (see `route/anchors.ts`) are forced: they bound the answer by themselves, and
 * demands start and end at anchors. Uniform traffic needs one source of each orbit of verified symmetries, with arcs of one orbit sharing a
 * pool. Other traffic is put on the quotient with its anchors set apart. What is left is taken apart at the nodes that hold it together (`split.ts`).
 */
import { done, failed, formatCount, type Outcome, say } from '@weft/units';
import type { Flows, Topology } from '@weft/topology';
import { inSlices, within, type Progress, type Steps } from '../steps.ts';
import { anchorSteps, type Anchors } from '../route/anchors.ts';
import { listArcs, type Fabric } from '../route/fabric.ts';
import type { Policy } from '../route/policy.ts';
import { orbitsUnder } from '../sym/found.ts';
import { quotientSteps } from '../sym/quotient.ts';
import { demandLimit, type Concurrent } from './problem.ts';
import { splitSteps, type Graph, type Rows } from './split.ts';

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
  yield* listArcs(fabric);
  const anchors = yield* anchorSteps(fabric);
  const draft = yield* flows.kind === 'uniform'
    ? uniformDraft(fabric, anchors, flows.endpoints)
    : explicitDraft(fabric, anchors, flows);
  const tooMany = (): Outcome<never, 'size'> => {
    const found = say`The optimum over ${draft.ends.length} endpoints has more than ${demandLimit} pairs; that many do not fit.`;
    return failed('size', 'flows', found);
  };
  let orbit: Int32Array | null = null;
  let arcOrbit: Int32Array | null = null;
  let why = say`every link and every pair is computed`;
  if (flows.kind === 'uniform') {
    const { orbits } = yield* within(orbitsUnder(topology, policy, flows.endpoints), 0, 0);
    const sources = new Set(Array.from(draft.ends, (v) => orbits.nodeOrbit[v]!));
    if (sources.size < draft.ends.length) {
      orbit = orbits.nodeOrbit;
      arcOrbit = orbits.arcOrbit;
      const stand =
        sources.size === 1
          ? say`one source stands for ${formatCount(draft.ends.length)}`
          : say`${formatCount(sources.size)} sources stand for ${formatCount(draft.ends.length)}`;
      why = say`${formatCount(orbits.accepted)} symmetries were checked and hold, so ${stand}`;
    }
  }
  const rows = yield* demandRows(draft, orbit);
  if (rows === null) return tooMany();
  let graph: Graph | null = null;
  let between = rows;
  if (orbit === null && fabric.length === null) {
    const quotient = yield* within(quotientSteps(fabric, draft.ends), 0, 0.5);
    if (quotient.fabric.arcCount < 0.8 * fabric.outArc.length) {
      const { nodeOf } = quotient;
      why = say`links alike as seen from every endpoint are one: ${fabric.outArc.length} arcs became ${quotient.fabric.arcCount}`;
      between = { ...rows, source: rows.source.map((v) => nodeOf[v]!), target: rows.target.map((v) => nodeOf[v]!) };
      graph = graphOf(quotient.fabric, yield* poolsOf(quotient.fabric, null));
    }
  }
  graph ??= graphOf(fabric, yield* poolsOf(fabric, arcOrbit));
  const split = yield* splitSteps(graph, between, demandLimit);
  if (split === null) return tooMany();
  if (new Set(split.problem.source).size < new Set(rows.source).size) {
    why = say`${why}; parts that hang together by one device are computed apart`;
  }
  return done({ ...split, forced: draft.forced, why });
}

/** Demands between ends that are gone through before they are taken apart; 24 bytes each. */
const rowLimit = 10 * demandLimit;

/** Flows or arcs between two pauses. */
const slice = 50_000;

const pausing: Progress = { phase: 'optimum', fraction: 0 };

interface Draft {
  /** Nodes where demands start or end. */
  readonly ends: Int32Array;
  readonly forced: number;
  /** Uniform: endpoints at each end. Explicit: demands. */
  readonly count: Float64Array | null;
  readonly rows: Rows | null;
}

interface Pools {
  readonly pool: Int32Array;
  readonly capacity: Float64Array;
}

/** A pool for each orbit of working arcs, or for each of them. */
function* poolsOf({ arcCount, outArc, capacity: ofArc }: Fabric, arcOrbit: Int32Array | null): Steps<Pools> {
  const pool = new Int32Array(arcCount).fill(-1);
  const number = new Int32Array(arcCount).fill(-1);
  const capacity: number[] = [];
  yield* inSlices(outArc.length, slice, pausing.phase, (from, to) => {
    for (let i = from; i < to; i++) {
      const a = outArc[i]!;
      const o = arcOrbit === null ? a : arcOrbit[a]!;
      if (number[o]! < 0) number[o] = capacity.push(0) - 1;
      pool[a] = number[o]!;
      capacity[number[o]!]! += ofArc[a]!;
    }
  });
  return { pool, capacity: Float64Array.from(capacity) };
}

function* uniformDraft(fabric: Fabric, anchors: Anchors, endpoints: Int32Array): Steps<Draft> {
  const contract = yield* canContract(fabric, anchors, endpoints);
  const count = new Float64Array(fabric.nodeCount);
  let forced = Infinity;
  yield* inSlices(endpoints.length, slice, pausing.phase, (from, to) => {
    for (let i = from; i < to; i++) {
      const v = endpoints[i]!;
      count[contract ? anchors.of[v]! : v]!++;
      if (!contract || endpoints.length < 2) continue;
      for (const a of anchors.up(v)) forced = Math.min(forced, fabric.capacity[a]! / (endpoints.length - 1));
      for (const a of anchors.down(v)) forced = Math.min(forced, fabric.capacity[a]! / (endpoints.length - 1));
    }
  });
  return { ends: placesOf(count), forced, count, rows: null };
}

function* explicitDraft(fabric: Fabric, anchors: Anchors, flows: Extract<Flows, { kind: 'explicit' }>): Steps<Draft> {
  const { source, target, weight } = flows;
  const isMet = new Uint8Array(fabric.nodeCount);
  yield* inSlices(source.length, slice, pausing.phase, (from, to) => {
    for (let f = from; f < to; f++) isMet[source[f]!] = isMet[target[f]!] = 1;
  });
  const contract = yield* canContract(fabric, anchors, placesOf(isMet));
  const load = new Float64Array(fabric.arcCount);
  const between = new Map<number, { readonly s: number; readonly t: number; demand: number; flows: number }>();
  const isEnd = new Uint8Array(fabric.nodeCount);
  const meet = (f: number): void => {
    const [s, t] = [source[f]!, target[f]!];
    if (s === t) return;
    const w = weight === null ? 1 : weight[f]!;
    const [a, b] = contract ? [anchors.of[s]!, anchors.of[t]!] : [s, t];
    if (contract) {
      for (const arc of anchors.up(s)) load[arc]! += w;
      for (const arc of anchors.down(t)) load[arc]! += w;
    }
    if (a === b) return;
    isEnd[a] = isEnd[b] = 1;
    const key = a * fabric.nodeCount + b;
    const row = between.get(key);
    if (row === undefined) between.set(key, { s: a, t: b, demand: w, flows: 1 });
    else {
      row.demand += w;
      row.flows++;
    }
  };
  yield* inSlices(source.length, slice, pausing.phase, (from, to) => {
    for (let f = from; f < to; f++) meet(f);
  });
  let forced = Infinity;
  for (let a = 0; a < load.length; a++) if (load[a]! > 0) forced = Math.min(forced, fabric.capacity[a]! / load[a]!);
  yield pausing;
  const rows = rowsOf(between.size);
  let at = 0;
  for (const { s, t, demand, flows: n } of between.values()) {
    rows.source[at] = s;
    rows.target[at] = t;
    rows.demand[at] = demand;
    rows.flows[at++] = n;
  }
  return { ends: placesOf(isEnd), forced, count: null, rows };
}

/** Where a list has something other than 0. */
function placesOf(marks: Uint8Array | Float64Array): Int32Array {
  let count = 0;
  for (let v = 0; v < marks.length; v++) if (marks[v] !== 0) count++;
  const places = new Int32Array(count);
  for (let v = 0, at = 0; v < marks.length; v++) if (marks[v] !== 0) places[at++] = v;
  return places;
}

/** Chains are forced only while no endpoint stands on another's and none runs along another the other way. */
function* canContract({ nodeCount, tail, head }: Fabric, anchors: Anchors, endpoints: Int32Array): Steps<boolean> {
  const isEnd = new Uint8Array(nodeCount);
  for (const v of endpoints) isEnd[v] = 1;
  /** Per node: where the chain through it leads next, -1 for none; a chain has one way on from each of its nodes. */
  const next = new Int32Array(nodeCount).fill(-1);
  let can = true;
  yield* inSlices(endpoints.length, slice, pausing.phase, (first, end) => {
    for (let i = first; i < end && can; i++) {
      for (const a of anchors.up(endpoints[i]!)) {
        const [from, to] = [tail[a]!, head[a]!];
        if (isEnd[to] === 1 || next[to] === from) can = false;
        next[from] = to;
      }
    }
  });
  return can;
}

/** The demands between ends; null when they are too many to go through. */
function* demandRows(draft: Draft, orbit: Int32Array | null): Steps<Rows | null> {
  if (draft.rows !== null) return draft.rows.source.length > rowLimit ? null : draft.rows;
  const { ends } = draft;
  const count = draft.count!;
  const times = new Map<number, number>();
  for (const v of ends) {
    const o = orbit === null ? v : orbit[v]!;
    times.set(o, (times.get(o) ?? 0) + 1);
  }
  const total = times.size * (ends.length - 1);
  if (total > rowLimit) return null;
  const rows = rowsOf(total);
  const taken = new Set<number>();
  let at = 0;
  for (const s of ends) {
    const o = orbit === null ? s : orbit[s]!;
    if (taken.has(o)) continue;
    taken.add(o);
    const each = count[s]! * times.get(o)!;
    for (const t of ends) {
      if (t === s) continue;
      rows.source[at] = s;
      rows.target[at] = t;
      rows.demand[at] = rows.flows[at] = each * count[t]!;
      at++;
    }
    yield pausing;
  }
  return rows;
}

function rowsOf(count: number): Rows {
  const [source, target] = [new Int32Array(count), new Int32Array(count)];
  return { source, target, demand: new Float64Array(count), flows: new Float64Array(count) };
}

/** The working arcs of a fabric with the pools they share. */
function graphOf(fabric: Fabric, { pool, capacity }: Pools): Graph {
  const { nodeCount, tail, head, outOffset, outArc, forwards } = fabric;
  return { nodeCount, tail, head, pool, poolCapacity: capacity, outOffset, outArc, forwards };
}
