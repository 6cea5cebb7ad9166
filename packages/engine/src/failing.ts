/**
 * What failures cost: single failures of cables and switches, the worst first, or a seeded sample of several at once.
 *
 * The solver ranks and samples (`worstFailures`, `sampleFailures`): under all-to-all traffic one member of each checked orbit stands for all that
 * are alike; other traffic is tried one by one, the switches and the busiest cables first, up to `mostScenarios`. What has failed already stays
 * so. Links inside a device are no cables: they fail with it. Cost: one solve a scenario, without rates flow by flow.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import { linkId, nodeClassOf, nodeId, type Flows, type Topology } from '@weft/topology';
import { sampleFailures, worstFailures, type Left, type Steps } from '@weft/solver';
import type { DrawRates, FailureFacts, FailureRequest, FailureScenario } from './api.ts';
import type { Compiler } from './compiled.ts';
import { deviceOfGroups, isCable } from './facts.ts';
import { cableRates } from './failing-rates.ts';
import { failuresOf } from './failures.ts';
import { meanFlowsPerSender } from './figures.ts';
import { linkInWords, nodeInWords } from './names.ts';
import { unlistedFlowsOf } from './unlisted.ts';

/** Scenarios that are computed at most when none is alike to another. */
const mostScenarios = 500;

/** Computes the failures that were asked for, beside the answer without them. */
export function* failureFactsOf(request: FailureRequest, compiler: Compiler): Steps<Outcome<FailureFacts>> {
  const { design, workload, ask } = request;
  const compiled = yield* compiler.checkedSteps(design);
  const { topology, names, findings } = compiled;
  const flows = unlistedFlowsOf(topology, workload.traffic, workload);
  if (!flows.ok) return flows;
  const before = failuresOf(topology, names, request.failed);
  const failures = before.marks ?? { links: [], nodes: [] };
  const context: Context = { topology, flows: flows.value };
  const cables = cablesOf(topology, before.marks?.link ?? null);
  const shared = { designId: design.id, findings: [...findings, ...before.findings] };
  if (ask.kind === 'single') {
    const mayFail = new Uint8Array(topology.linkCount);
    for (const e of cables) mayFail[e] = 1;
    const options = { limit: ask.limit ?? mostScenarios, failures, mayFail };
    const found = yield* worstFailures(topology, flows.value, workload.routing, options);
    if (!found.ok) return found;
    const { healthy, ranking, candidates, why } = found.value;
    const scenarios = ranking.map(({ kind, index, alike, ...left }) => ({
      ...(kind === 'link' ? wordsOf(topology, [index], []) : wordsOf(topology, [], [index])),
      alike,
      ...figuresOf(context, left),
    }));
    const covered = ranking.reduce((sum, { alike }) => sum + alike, 0);
    return done({
      ...shared,
      whole: figuresOf(context, healthy),
      scenarios,
      leftOut: candidates - covered,
      why,
      summary: null,
    });
  }
  const { samples, seed, cables: links, switches: nodes = 0, byRates } = ask;
  if (links + nodes < 1 || links > cables.length) {
    const asked =
      links + nodes < 1 ? say`A sample in which nothing fails tells nothing` : say`${links} cables cannot fail at once`;
    return failed('too-many-failures', 'cables', say`${asked}; the design has ${cables.length}.`);
  }
  const whole = yield* worstFailures(topology, flows.value, workload.routing, { limit: 0, failures });
  if (!whole.ok) return whole;
  const rates = byRates === undefined ? null : cableRates(compiled, byRates, cables);
  if (rates !== null && !rates.ok) return rates;
  const among = Int32Array.from(cables);
  const weights = rates === null ? {} : { weights: rates.value.weights };
  const options = { samples, seed, links, nodes, failures, among, ...weights };
  const found = yield* sampleFailures(topology, flows.value, workload.routing, options);
  if (!found.ok) return found;
  const scenarios = found.value.samples
    .map(({ links: broken, nodes: down, min_Gbps, mean_Gbps, disconnected }) => ({
      ...wordsOf(topology, broken, down),
      alike: 1,
      ...figuresOf(context, { min_Gbps, mean_Gbps, disconnected }),
    }))
    .toSorted((a, b) => b.disconnected - a.disconnected || a.atSlowest_Gbps - b.atSlowest_Gbps);
  return done({
    ...shared,
    whole: figuresOf(context, whole.value.healthy),
    scenarios,
    leftOut: 0,
    why:
      rates === null
        ? say`${samples} samples with seed ${seed}`
        : say`${samples} samples with seed ${seed}, cables drawn by the failure rates of their media`,
    summary: summaryOf(scenarios, seed, rates?.value.told ?? null),
  });
}

interface Context {
  readonly topology: Topology;
  readonly flows: Flows;
}

/** What an accelerator gets at the slowest flow's rate, over samples: parts of the samples get this or less. */
function summaryOf(
  scenarios: readonly FailureScenario[],
  seed: number,
  drawnBy: DrawRates | null,
): FailureFacts['summary'] {
  const rates = scenarios.map(({ atSlowest_Gbps }) => atSlowest_Gbps).toSorted((a, b) => a - b);
  const middle = (rates.length - 1) / 2;
  return {
    samples: rates.length,
    seed,
    least_Gbps: rates[0]!,
    tenth_Gbps: rates[Math.floor(rates.length / 10)]!,
    median_Gbps: (rates[Math.floor(middle)]! + rates[Math.ceil(middle)]!) / 2,
    mean_Gbps: rates.reduce((sum, rate) => sum + rate, 0) / rates.length,
    most_Gbps: rates.at(-1)!,
    cutOff: scenarios.filter(({ disconnected }) => disconnected > 0).length,
    rates: drawnBy,
  };
}

/** Cables that have not failed yet. */
function cablesOf(topology: Topology, gone: Uint8Array | null): number[] {
  const device = deviceOfGroups(topology);
  const cables: number[] = [];
  for (let e = 0; e < topology.linkCount; e++) {
    if (isCable(topology, device, e) && gone?.[e] !== 1) cables.push(e);
  }
  return cables;
}

/** A failure by its kind, its place, and the ids to fail. */
function wordsOf(
  topology: Topology,
  links: readonly number[],
  nodes: readonly number[],
): Pick<FailureScenario, 'what' | 'kind' | 'part' | 'cables' | 'switches' | 'place' | 'failed'> {
  const failed = [...links.map((e) => linkId(topology, e)), ...nodes.map((v) => nodeId(topology, v))];
  const shared = { cables: links.length, switches: nodes.length, failed };
  if (failed.length === 1) {
    const [e] = links;
    const [v] = nodes;
    const kind = e === undefined ? 'switch' : 'cable';
    const part = e === undefined ? nodeClassOf(topology, v!).role : topology.linkClasses[topology.linkClass[e]!]!.kind;
    const place = e === undefined ? nodeInWords(topology, v!) : linkInWords(topology, e);
    return { ...shared, what: `${kind} ${part}`, kind, part, place };
  }
  const parts = [
    links.length > 0 ? (links.length === 1 ? '1 cable' : `${links.length} cables`) : '',
    nodes.length > 0 ? (nodes.length === 1 ? '1 switch' : `${nodes.length} switches`) : '',
  ];
  const what = parts.filter((one) => one !== '').join(' and ');
  return { ...shared, what, kind: 'several', part: null, place: '' };
}

/** What is left, an accelerator: flows that still have a path. */
function figuresOf({ flows }: Context, { min_Gbps, mean_Gbps, disconnected }: Left): FailureFacts['whole'] {
  const each = meanFlowsPerSender(flows, disconnected);
  return { slowest_Gbps: min_Gbps, mean_Gbps: mean_Gbps * each, atSlowest_Gbps: min_Gbps * each, disconnected };
}
