/**
 * How long a collective takes over all accelerators of a design: T = latency + the slower of the scale-up and the scale-out part.
 *
 * With n scale-up domains of r accelerators and a buffer of S bytes (f = 2 for all-reduce, 1 for all-gather and reduce-scatter):
 *   ring       within f S (rn-1)/rn at the scale-up rate, across f S (n-1)/n / r on each of r rails; f [(rn-n) a + (n-1) b] + c
 *   tree       all-reduce by two binary trees: within as a ring, across S / 2r each way on each edge; 2 [(r-1) a + log2(n) b] + c
 *   direct     all-to-all: S / rn from everyone to everyone at once; b (a within one domain) + c
 * The rates are the slowest flow's in a max-min solve of just these flows on the drawn graph, so collisions and tapers count.
 *
 * The latencies are those that NCCL's tuner has compiled in (src/graph/tuning.cc, Simple protocol): a = 3.4 us a step over NVLink, b = 14 us a
 * step over the network, c = 6.8 us to begin. Across, 0.96 of the line rate is reached, as in the table that SimAI ships (inputs/ratio/nic_ratio.csv);
 * within, 0.78, as in a published all-reduce over 8 A100 (235 of 300 GB/s, stas00/ml-engineering), without reduction in the switch. A tree reaches
 * 0.92 of a ring's bandwidth in NCCL's own model. Held against SimAI's table (16 MB to 8 GB on 2 to 128 servers of 8) the bus bandwidth is off by 10 %
 * in the median and by 30 % at worst.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import { endpointsOf, type Flows, type Topology } from '@weft/topology';
import { solve, type Routing, type Steps } from '@weft/solver';
import type { CollectiveFacts, CollectiveRequest } from './api.ts';
import { domainsOf, ringsAcross, ringsWithin, treesAcross, type Domains } from './collective-flows.ts';
import type { Compiler } from './compiled.ts';
import { failuresOf, type Marks } from './failures.ts';

const stepWithin_s = 3.4e-6;
const stepAcross_s = 14e-6;
const begin_s = 6.8e-6;
const reachedWithin = 0.78;
const reachedAcross = 0.96;
const treeOfRing = 0.92;

/** What each flow of a collective moves over wires that are used in full, within and across domains, and the time that no wire shortens. */
export interface Moved {
  readonly within_B: number;
  readonly across_B: number;
  readonly latency_s: number;
}

/** A ring over n domains of r: f is 2 for an all-reduce, else 1. */
export function ringMoves(f: 1 | 2, size_B: number, n: number, r: number): Moved {
  return {
    within_B: r > 1 ? (f * size_B * (r * n - 1)) / (r * n) / reachedWithin : 0,
    across_B: n > 1 ? (f * size_B * (n - 1)) / n / r / reachedAcross : 0,
    latency_s: f * ((r * n - n) * stepWithin_s + (n - 1) * stepAcross_s) + begin_s,
  };
}

/** An all-to-all among so many ranks, a pair; over several domains or within one. */
export function directMoves(size_B: number, ranks: number, isAcross: boolean): Moved {
  const each_B = size_B / ranks / (isAcross ? reachedAcross : reachedWithin);
  const latency_s = (isAcross ? stepAcross_s : stepWithin_s) + begin_s;
  return { within_B: isAcross ? 0 : each_B, across_B: isAcross ? each_B : 0, latency_s };
}

/** Computes a collective; `auto` takes the fastest algorithm that offers the operation. */
export function* collectiveFactsOf(request: CollectiveRequest, compiler: Compiler): Steps<Outcome<CollectiveFacts>> {
  const { design, routing, op, size_B, algorithm } = request;
  const { topology, names, findings } = yield* compiler.checkedSteps(design);
  const domains = domainsOf(topology);
  if (!domains.ok) return domains;
  const broken = failuresOf(topology, names, request.failed);
  const context: Context = { topology, routing, marks: broken.marks, domains: domains.value, size_B };
  const offered =
    op === 'all-to-all'
      ? (['direct'] as const)
      : op === 'all-reduce'
        ? (['ring', 'tree'] as const)
        : (['ring'] as const);
  const tried = algorithm === 'auto' ? offered : offered.filter((one) => one === algorithm);
  if (tried.length === 0) {
    return failed(
      'algorithm',
      'algorithm',
      say`${op} is not done by ${algorithm}; expected ${offered.join(say` or `)}.`,
    );
  }
  let best: Timed | null = null;
  for (const one of tried) {
    const timed: Outcome<Timed> =
      one === 'direct'
        ? yield* direct(context)
        : one === 'tree'
          ? yield* tree(context)
          : yield* ring(context, op === 'all-reduce' ? 2 : 1);
    if (!timed.ok) return timed;
    if (best === null || timed.value.time_s < best.time_s) best = timed.value;
  }
  const n = domains.value.length;
  const r = domains.value[0]!.length;
  const { time_s, ...parts } = best!;
  const algbw_GBps = size_B / time_s / 1e9;
  const busShare = (op === 'all-reduce' ? 2 : 1) * (1 - 1 / (r * n));
  return done({
    designId: design.id,
    op,
    size_B,
    ranks: r * n,
    domains: n,
    time_s,
    algbw_GBps,
    busbw_GBps: algbw_GBps * busShare,
    ...parts,
    findings: [...findings, ...broken.findings],
  });
}

interface Context {
  readonly topology: Topology;
  readonly routing: Routing;
  readonly marks: Marks | null;
  readonly domains: Domains;
  readonly size_B: number;
}

type Timed = Pick<
  CollectiveFacts,
  'algorithm' | 'time_s' | 'latency_s' | 'within_s' | 'across_s' | 'withinRate_Gbps' | 'acrossRate_Gbps'
>;

function* ring(context: Context, f: 1 | 2): Steps<Outcome<Timed>> {
  const { domains, size_B } = context;
  const n = domains.length;
  const r = domains[0]!.length;
  const within = yield* slowestOf(context, ringsWithin(domains));
  if (!within.ok) return within;
  const across = yield* slowestOf(context, ringsAcross(domains));
  if (!across.ok) return across;
  const moved = ringMoves(f, size_B, n, r);
  const within_s = r > 1 ? seconds(moved.within_B, within.value) : 0;
  const across_s = n > 1 ? seconds(moved.across_B, across.value) : 0;
  const { latency_s } = moved;
  return done(timed('ring', latency_s, within_s, across_s, within.value, across.value));
}

function* tree(context: Context): Steps<Outcome<Timed>> {
  const { domains, size_B } = context;
  const n = domains.length;
  const r = domains[0]!.length;
  const within = yield* slowestOf(context, ringsWithin(domains));
  if (!within.ok) return within;
  const across = yield* slowestOf(context, treesAcross(domains));
  if (!across.ok) return across;
  const within_s = r > 1 ? seconds((2 * size_B * (r * n - 1)) / (r * n), within.value * reachedWithin * treeOfRing) : 0;
  const across_s = n > 1 ? seconds(size_B / (2 * r), across.value * reachedAcross * treeOfRing) : 0;
  const latency_s = 2 * ((r - 1) * stepWithin_s + Math.log2(n) * stepAcross_s) + begin_s;
  return done(timed('tree', latency_s, within_s, across_s, within.value, across.value));
}

function* direct(context: Context): Steps<Outcome<Timed>> {
  const { topology, domains, size_B } = context;
  const endpoints = endpointsOf(topology);
  const slowest = yield* slowestOf(context, { kind: 'uniform', name: 'all-to-all', endpoints, size_B: null });
  if (!slowest.ok) return slowest;
  const { within_B, across_B, latency_s } = directMoves(size_B, endpoints.length, domains.length > 1);
  const all_s = seconds(within_B + across_B, slowest.value);
  return done(
    domains.length > 1
      ? timed('direct', latency_s, 0, all_s, null, slowest.value)
      : timed('direct', latency_s, all_s, 0, slowest.value, null),
  );
}

function timed(
  algorithm: Timed['algorithm'],
  latency_s: number,
  within_s: number,
  across_s: number,
  withinRate_Gbps: number | null,
  acrossRate_Gbps: number | null,
): Timed {
  return {
    algorithm,
    time_s: latency_s + Math.max(within_s, across_s),
    latency_s,
    within_s,
    across_s,
    withinRate_Gbps: within_s > 0 ? withinRate_Gbps : null,
    acrossRate_Gbps: across_s > 0 ? acrossRate_Gbps : null,
  };
}

/** The slowest flow's rate; 0 where there are no flows. A flow without a path means that the collective never ends: a fault. */
function* slowestOf({ topology, routing, marks }: Context, flows: Flows): Steps<Outcome<number>> {
  if (flows.kind === 'explicit' && flows.source.length === 0) return done(0);
  const result = yield* solve(topology, flows, routing, marks === null ? {} : { failures: marks });
  if (!result.ok) return result;
  if (result.value.disconnected > 0) {
    return failed(
      'no-path',
      'design',
      say`${result.value.disconnected} of ${result.value.flowCount} flows of the ${flows.name} have no path, so the collective never ends.`,
    );
  }
  return done(result.value.rateSummary_Gbps.min);
}

/** Time of so many bytes at a rate in Gb/s. */
function seconds(size_B: number, rate_Gbps: number): number {
  return (size_B * 8) / (rate_Gbps * 1e9);
}
