/**
 * A solved design in figures: the busiest links, rates per accelerator, the certificate. In: a `Solved`. Out: plain data. O(links + flows).
 */
import { flowCount, linkClassOf, linkId, type Flows, type Topology } from '@weft/topology';
import { finish, inSlices, type Progress, type Result, type Steps } from '@weft/solver';
import type { LimitingClass, SolveFacts } from './api.ts';
import type { Solved } from './solved.ts';

/** How many of the busiest links are told. */
const mostBottlenecks = 20;

/** The answer in figures. */
export function solveFactsOf(designId: string, solved: Solved): SolveFacts {
  return finish(solveFactsSteps(designId, solved));
}

/** The same with a pause between the lists that are gone through. */
export function* solveFactsSteps(designId: string, solved: Solved): Steps<SolveFacts> {
  const { result, workload, compiled, flows } = solved;
  const { topology } = compiled;
  yield* compiled.findingSteps();
  yield figures;
  const perSender = yield* meanFlowsSteps(flows, result.disconnected);
  yield figures;
  const slowestAt = yield* slowestAtOf(topology, result);
  yield figures;
  const limited = yield* flowsLimitedSteps(result);
  yield figures;
  const bottlenecks = yield* bottlenecksOf(topology, result, limited);
  return {
    designId,
    traffic: flows.name,
    routing: workload.routing,
    layer: result.layer,
    why: result.why,
    flows: result.flowCount,
    rate_Gbps: result.rateSummary_Gbps,
    perAccelerator_Gbps: { ...result.perEndpoint_Gbps, atSlowest: result.rateSummary_Gbps.min * perSender },
    slowestAt,
    disconnected: result.disconnected,
    bottlenecks,
    certificate: result.certificate,
    findings: [...compiled.findings, ...solved.findings],
    time_ms: solved.time_ms,
  };
}

const figures: Progress = { phase: 'answer', fraction: 1 };

/** How many flows with a path a sender has, on average. */
export function meanFlowsPerSender(flows: Flows, disconnected: number): number {
  return finish(meanFlowsSteps(flows, disconnected));
}

function* meanFlowsSteps(flows: Flows, disconnected: number): Steps<number> {
  const senders = flows.kind === 'uniform' ? flows.endpoints.length : yield* differentIn(flows.source);
  return senders === 0 ? 0 : (flowCount(flows) - disconnected) / senders;
}

/** How many different numbers there are: a list of marks, for a set of a million numbers takes twenty times as long. */
function* differentIn(numbers: Int32Array): Steps<number> {
  let highest = -1;
  yield* inSlices(numbers.length, slice, figures.phase, (from, to) => {
    for (let i = from; i < to; i++) if (numbers[i]! > highest) highest = numbers[i]!;
  });
  const isMet = new Uint8Array(highest + 1);
  let different = 0;
  yield* inSlices(numbers.length, slice, figures.phase, (from, to) => {
    for (let i = from; i < to; i++) {
      if (isMet[numbers[i]!] === 1) continue;
      isMet[numbers[i]!] = 1;
      different++;
    }
  });
  return different;
}

/** Per arc: how many flows it limits; null where flows are not told one by one. */
export function flowsLimitedPerArc(result: Result): Int32Array | null {
  return finish(flowsLimitedSteps(result));
}

function* flowsLimitedSteps({ bottleneck, arcLoad_Gbps }: Result): Steps<Int32Array | null> {
  if (bottleneck === null) return null;
  const limited = new Int32Array(arcLoad_Gbps.length);
  yield* inSlices(bottleneck.length, slice, figures.phase, (from, to) => {
    for (let f = from; f < to; f++) if (bottleneck[f]! >= 0) limited[bottleneck[f]!]!++;
  });
  return limited;
}

/** Rates that differ by less than this part are equal. */
const sameRate = 1e-9;

/** What limits the slowest flow, class by class: each one's first link, in the order of the classes. Flows without a path do not count. */
function* slowestAtOf(
  topology: Topology,
  { slowestAt, rate_Gbps, bottleneck, rateSummary_Gbps }: Result,
): Steps<LimitingClass[]> {
  const first = new Map<number, number>();
  const meet = (arc: number): void => {
    const c = topology.linkClass[arc >> 1]!;
    first.set(c, Math.min(first.get(c) ?? Infinity, arc >> 1));
  };
  if (slowestAt !== null) for (const arc of slowestAt) meet(arc);
  else if (rate_Gbps !== null && bottleneck !== null) {
    const least_Gbps = rateSummary_Gbps.min * (1 + sameRate);
    yield* inSlices(rate_Gbps.length, slice, figures.phase, (from, to) => {
      for (let f = from; f < to; f++) if (rate_Gbps[f]! <= least_Gbps && bottleneck[f]! >= 0) meet(bottleneck[f]!);
    });
  }
  return [...first]
    .toSorted(([c], [d]) => c - d)
    .map(([, link]) => {
      const { kind, fabric, protocol } = linkClassOf(topology, link);
      return { link: linkId(topology, link), kind, fabric, protocol };
    });
}

/** Loads that differ by less than this are equal: sums of a million rates are good to about 1e-11. */
const sameLoad = 1e-9;

/** The load of a link's busier direction relative to its capacity; exactly 1 where rounding alone keeps it from that. */
export function loadOf(topology: Topology, result: Result, link: number): number {
  const { arcLoad_Gbps } = result;
  return fullOr(Math.max(arcLoad_Gbps[2 * link]!, arcLoad_Gbps[2 * link + 1]!) / topology.linkCapacity_Gbps[link]!);
}

/** A load, or 1 where only rounding keeps it from that. */
export function fullOr(load: number): number {
  return Math.abs(load - 1) < sameLoad ? 1 : load;
}

/** Links or flows between two pauses: about half a millisecond. */
const slice = 20_000;

interface Busy {
  readonly link: number;
  readonly load: number;
  readonly flowsLimited: number;
}

function before(a: Busy, b: Busy): boolean {
  return Math.abs(a.load - b.load) > sameLoad ? a.load > b.load : a.flowsLimited > b.flowsLimited;
}

function* bottlenecksOf(
  topology: Topology,
  result: Result,
  limited: Int32Array | null,
): Steps<SolveFacts['bottlenecks']> {
  const busiest: Busy[] = [];
  yield* inSlices(topology.linkCount, slice, figures.phase, (from, to) => {
    for (let link = from; link < to; link++) {
      const load = loadOf(topology, result, link);
      // A failed link, or one that carries nothing, limits nobody.
      if (!(load > 0)) continue;
      const found = { link, load, flowsLimited: limited === null ? 0 : limited[2 * link]! + limited[2 * link + 1]! };
      const full = busiest.length === mostBottlenecks;
      if (full && !before(found, busiest[mostBottlenecks - 1]!)) continue;
      if (full) busiest.pop();
      let at = busiest.length;
      while (at > 0 && before(found, busiest[at - 1]!)) at--;
      busiest.splice(at, 0, found);
    }
  });
  return busiest.map(({ link, load, flowsLimited }) => ({ link: linkId(topology, link), load, flowsLimited }));
}
