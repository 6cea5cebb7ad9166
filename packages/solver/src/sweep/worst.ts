/**
 * The worst single failure of a link or a switch.
 *
 * For uniform traffic one member of each orbit of verified symmetries stands for all: k = 8 fat-tree, 256 links, three scenarios. Other traffic
 * has no symmetry: then the links that carry most, and the switches, are tried, as many as `limit` allows; the answer says how many.
 */
import { done, formatCount, type Outcome, say } from '@weft/units';
import { nodeClassOf, type Flows, type Topology } from '@weft/topology';
import { inSlices, within, type Steps } from '../steps.ts';
import { solve, type SolveFault } from '../solve.ts';
import { noFailures, type Failures } from '../route/fabric.ts';
import { policyOf, type Policy } from '../route/policy.ts';
import type { Routing } from '../routing.ts';
import { orbitsUnder } from '../sym/found.ts';
import { NearFailures } from './near.ts';
import { byHarm, severalScenarios, solveBeside, solveLeft, type Left } from './scenario.ts';

export interface SingleFailure extends Left {
  readonly kind: 'link' | 'node';
  /** The link or node that was broken. */
  readonly index: number;
  /** For how many alike it stands, itself included. */
  readonly alike: number;
}

export interface WorstFailures {
  readonly healthy: Left;
  /** From the worst on. */
  readonly ranking: readonly SingleFailure[];
  readonly tried: number;
  /** All links and switches that could fail. */
  readonly candidates: number;
  readonly why: string;
}

export interface WorstOptions {
  readonly links?: boolean;
  readonly nodes?: boolean;
  /** Scenarios at most. */
  readonly limit?: number;
  /** What has failed already. */
  readonly failures?: Failures;
  /** 1 for links that may fail; all may when left out. */
  readonly mayFail?: Uint8Array;
}

/** Links or nodes between two pauses. */
const slice = 20_000;

interface Candidate {
  readonly kind: 'link' | 'node';
  readonly index: number;
  readonly alike: number;
}

/** Tries single failures and ranks them by harm: flows cut off, slowest rate, mean rate. */
export function* worstFailures(
  topology: Topology,
  flows: Flows,
  routing: Routing,
  { links = true, nodes = true, limit = 256, failures: before = noFailures, mayFail }: WorstOptions = {},
): Steps<Outcome<WorstFailures, SolveFault>> {
  const policy = policyOf(topology, routing, before);
  if (!policy.ok) return policy;
  const healthy = yield* within(solveLeft(topology, flows, routing, before), 0, 0.05);
  if (!healthy.ok) return healthy;
  const found =
    flows.kind === 'uniform'
      ? yield* within(byOrbits(topology, policy.value, flows.endpoints, mayFail), 0.05, 0.1)
      : yield* within(byLoad(topology, flows, routing, before), 0.05, 0.1);
  if (!found.ok) return found;
  const goneLinks = new Set(before.links);
  const goneNodes = new Set(before.nodes);
  const wanted = found.value.filter(({ kind, index }) =>
    kind === 'link'
      ? links && !goneLinks.has(index) && (mayFail === undefined || mayFail[index] === 1)
      : nodes && !goneNodes.has(index),
  );
  const candidates = wanted.reduce((sum, { alike }) => sum + alike, 0);
  const tried = wanted.slice(0, limit);
  const near =
    flows.kind === 'uniform' && tried.length >= severalScenarios
      ? yield* within(NearFailures.of(topology, policy.value, flows.endpoints), 0.1, 0.2)
      : null;
  const ranking: SingleFailure[] = [];
  for (const candidate of tried) {
    const failures = {
      links: candidate.kind === 'link' ? [candidate.index] : [],
      nodes: candidate.kind === 'node' ? [candidate.index] : [],
    };
    const share = 0.8 / tried.length;
    const from = 0.2 + ranking.length * share;
    const left = yield* within(solveBeside(topology, flows, routing, near, before, failures), from, from + share);
    if (!left.ok) return left;
    ranking.push({ ...candidate, ...left.value });
  }
  const all = tried.length === wanted.length;
  const why =
    flows.kind === 'uniform'
      ? say`${formatCount(candidates)} links and switches fall into ${wanted.length} kinds alike under checked symmetries`
      : say`${formatCount(candidates)} links and switches carry traffic`;
  return done({
    healthy: healthy.value,
    ranking: ranking.toSorted((a, b) => byHarm(a, b) || b.alike - a.alike),
    tried: tried.length,
    candidates,
    why: all ? say`${why}; each was tried` : say`${why}; the ${tried.length} first were tried`,
  });
}

/** One link and one switch of each orbit, the large orbits first. */
function* byOrbits(
  topology: Topology,
  policy: Policy,
  endpoints: Int32Array,
  mayFail: Uint8Array | undefined,
): Steps<Outcome<Candidate[], never>> {
  const { orbits } = yield* orbitsUnder(topology, policy, endpoints);
  const candidates = new Map<string, { kind: 'link' | 'node'; index: number; alike: number }>();
  const count = (kind: 'link' | 'node', orbit: number, index: number): void => {
    const key = `${kind} ${orbit}`;
    const known = candidates.get(key);
    if (known === undefined) candidates.set(key, { kind, index, alike: 1 });
    else known.alike++;
  };
  yield* inSlices(topology.linkCount, slice, 'symmetry', (from, to) => {
    for (let e = from; e < to; e++) {
      // Where only some may fail, those are counted: alike ones of another kind must not stand for them.
      if (mayFail !== undefined && mayFail[e] === 0) continue;
      // The two directions of a link may be in one orbit or in two; the smaller number names the link's kind.
      count('link', Math.min(orbits.arcOrbit[2 * e]!, orbits.arcOrbit[2 * e + 1]!), e);
    }
  });
  const isEndpoint = new Uint8Array(topology.nodeCount);
  for (const v of endpoints) isEndpoint[v] = 1;
  yield* inSlices(topology.nodeCount, slice, 'symmetry', (from, to) => {
    for (let v = from; v < to; v++) {
      if (isEndpoint[v] === 0 && isSwitch(topology, v)) count('node', orbits.nodeOrbit[v]!, v);
    }
  });
  return done([...candidates.values()].toSorted((a, b) => b.alike - a.alike || a.index - b.index));
}

/** The links and switches that carry traffic, the busiest first. */
function* byLoad(
  topology: Topology,
  flows: Flows,
  routing: Routing,
  failures: Failures,
): Steps<Outcome<Candidate[], SolveFault>> {
  const result = yield* solve(topology, flows, routing, { failures });
  if (!result.ok) return result;
  yield { phase: 'routes', fraction: 1 };
  const load = result.value.arcLoad_Gbps;
  const through = new Float64Array(topology.nodeCount);
  const found: (Candidate & { use: number })[] = [];
  yield* inSlices(topology.linkCount, slice, 'routes', (from, to) => {
    for (let e = from; e < to; e++) {
      const carried = load[2 * e]! + load[2 * e + 1]!;
      through[topology.linkA[e]!]! += carried;
      through[topology.linkB[e]!]! += carried;
      const use = Math.max(load[2 * e]!, load[2 * e + 1]!) / topology.linkCapacity_Gbps[e]!;
      if (carried > 0) found.push({ kind: 'link', index: e, alike: 1, use });
    }
  });
  for (let v = 0; v < topology.nodeCount; v++) {
    // A switch takes all its links with it, so the switches come first, by what passes.
    if (through[v]! > 0 && isSwitch(topology, v))
      found.push({ kind: 'node', index: v, alike: 1, use: 2 + through[v]! });
  }
  return done(
    found
      .toSorted((a, b) => b.use - a.use || a.index - b.index)
      .map(({ kind, index, alike }) => ({ kind, index, alike })),
  );
}

function isSwitch(topology: Topology, v: number): boolean {
  const { role } = nodeClassOf(topology, v);
  return role !== 'accelerator' && role !== 'nic' && role !== 'service';
}
