/**
 * What failures cost: every single failure of a cable or a switch, or a sample of several cables at once.
 *
 * Under all-to-all traffic, failures that a checked symmetry maps onto each other have one answer, so one of them is computed and counted for
 * all. Otherwise each is computed, the busiest first, up to `mostScenarios`; how many that leaves out is told. Cost: one solve a scenario.
 */
import { done, failed, type Outcome } from '@weft/units';
import { endpointsOf, linkId, nodeClassOf, nodeId, type Topology } from '@weft/topology';
import { SeededRandom } from '@weft/generators';
import { alikeUnder, type Progress, type Steps } from '@weft/solver';
import type { FailureFacts, FailureRequest, FailureScenario, SolveRequest } from './api.ts';
import type { Compiler } from './compiled.ts';
import { deviceOfGroups, isCable } from './facts.ts';
import { loadOf, solveFactsOf } from './figures.ts';
import { Solver, type Solved } from './solved.ts';

/** Scenarios that are computed at most when none is alike to another. */
const mostScenarios = 500;

/** Computes the failures that were asked for, beside the answer without them. */
export function* failureFactsOf(request: FailureRequest, compiler: Compiler): Steps<Outcome<FailureFacts>> {
  // A solver of its own: thousands of scenarios must not push out the answer that is on the screen.
  const solver = new Solver(compiler);
  const whole = yield* part(solver.solve(request), 0, 0.05);
  if (!whole.ok) return whole;
  const { topology } = whole.value.compiled;
  const wanted =
    request.ask.kind === 'single' ? yield* singleFailures(request, whole.value) : samples(topology, request.ask);
  if (!wanted.ok) return wanted;
  const scenarios: FailureScenario[] = [];
  const { list, leftOut } = wanted.value;
  for (const [i, { ids, alike, what }] of list.entries()) {
    const at = 0.05 + (0.95 * i) / list.length;
    const asked: SolveRequest = { ...request, failed: [...request.failed, ...ids] };
    const answer = yield* part(solver.solve(asked), at, at + 0.95 / list.length);
    if (!answer.ok) return answer;
    scenarios.push({ what, failed: ids, alike, ...figuresOf(answer.value) });
  }
  scenarios.sort((a, b) => b.disconnected - a.disconnected || a.atSlowest_Gbps - b.atSlowest_Gbps || b.alike - a.alike);
  return done({ designId: request.design.id, whole: figuresOf(whole.value), scenarios, leftOut });
}

interface Wanted {
  readonly list: readonly { readonly ids: readonly string[]; readonly alike: number; readonly what: string }[];
  readonly leftOut: number;
}

function* singleFailures(request: FailureRequest, whole: Solved): Steps<Outcome<Wanted>> {
  const { topology } = whole.compiled;
  const symmetric = request.workload.traffic.pattern === 'all-to-all' && request.failed.length === 0;
  const classes = symmetric
    ? yield* part(alikeUnder(topology, request.workload.routing, endpointsOf(topology)), 0.05, 0.05)
    : done(null);
  if (!classes.ok) return classes;
  const candidates: { id: () => string; alike: number; load: number; what: string }[] = [];
  const linkCounts = classCounts(cablesIn(topology), classes.value?.link ?? null);
  for (const [e, alike] of linkCounts) {
    const what = `cable ${topology.linkClasses[topology.linkClass[e]!]!.kind}`;
    candidates.push({ id: () => linkId(topology, e), alike, load: loadOf(topology, whole.result, e), what });
  }
  for (const [v, alike] of classCounts(switchesIn(topology), classes.value?.node ?? null)) {
    candidates.push({
      id: () => nodeId(topology, v),
      alike,
      load: Infinity,
      what: `switch ${nodeClassOf(topology, v).role}`,
    });
  }
  candidates.sort((a, b) => b.load - a.load);
  const list = candidates.slice(0, mostScenarios).map(({ id, alike, what }) => ({ ids: [id()], alike, what }));
  const leftOut = candidates.slice(mostScenarios).reduce((sum, { alike }) => sum + alike, 0);
  return done({ list, leftOut });
}

function samples(
  topology: Topology,
  { samples: count, seed, cables }: Extract<FailureRequest['ask'], { kind: 'sample' }>,
): Outcome<Wanted> {
  const all = cablesIn(topology);
  if (cables < 1 || cables > all.length) {
    return failed('too-many-failures', 'cables', `${cables} cables cannot fail at once; the design has ${all.length}.`);
  }
  const random = new SeededRandom(seed);
  const list = Array.from({ length: count }, () => {
    const chosen = new Set<number>();
    while (chosen.size < cables) chosen.add(all[random.below(all.length)]!);
    return { ids: [...chosen].map((e) => linkId(topology, e)), alike: 1, what: `${cables} cables` };
  });
  return done({ list, leftOut: 0 });
}

function cablesIn(topology: Topology): number[] {
  const device = deviceOfGroups(topology);
  const cables: number[] = [];
  for (let e = 0; e < topology.linkCount; e++) if (isCable(topology, device, e)) cables.push(e);
  return cables;
}

function switchesIn(topology: Topology): number[] {
  const isSwitch = topology.nodeClasses.map(({ role }) => !['accelerator', 'nic', 'service'].includes(role));
  const switches: number[] = [];
  for (let v = 0; v < topology.nodeCount; v++) if (isSwitch[topology.nodeClass[v]!]) switches.push(v);
  return switches;
}

/** One of each class and how many are alike to it; without classes each is its own. */
function classCounts(members: readonly number[], classOf: Int32Array | null): Map<number, number> {
  const counts = new Map<number, { first: number; count: number }>();
  for (const member of members) {
    const key = classOf === null ? member : classOf[member]!;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { first: member, count: 1 });
    else known.count++;
  }
  return new Map([...counts.values()].map(({ first, count }) => [first, count]));
}

function figuresOf(
  solved: Solved,
): Pick<FailureScenario, 'slowest_Gbps' | 'mean_Gbps' | 'atSlowest_Gbps' | 'disconnected'> {
  const { rate_Gbps, perAccelerator_Gbps, disconnected } = solveFactsOf('', solved);
  return {
    slowest_Gbps: rate_Gbps.min,
    mean_Gbps: perAccelerator_Gbps.mean,
    atSlowest_Gbps: perAccelerator_Gbps.atSlowest,
    disconnected,
  };
}

/** Runs steps as a part of longer work. */
function* part<T>(steps: Steps<T>, from: number, to: number): Steps<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const progress: Progress = { phase: step.value.phase, fraction: from + (to - from) * step.value.fraction };
    yield progress;
  }
}
