/**
 * Drawn devices explained: endpoints by the rates of their flows, switches by their links.
 */
import { formatCount, formatRate_Gbps, formatShare, say, several } from '@weft/units';
import { withoutPath } from '@weft/solver';
import type { Explanation } from './api.ts';
import type { Drawn } from './drawn.ts';
import { flowInWords, lightsOf, limitInWords } from './explain-flow.ts';
import { nothingYet, type Line } from './explanation.ts';
import { flowsLimitedPerArc, loadOf } from './figures.ts';
import { endsOf, slowestFlow } from './lookup.ts';
import { linkInWords } from './names.ts';

type Explained = Omit<Explanation, 'title'>;

/** What the endpoints among some nodes get, and why not more. */
export function explainEndpoints(drawn: Drawn, inside: readonly number[]): Explained {
  const { solved } = drawn;
  if (solved === null) return { lines: [], ...nothingYet };
  const { rate_Gbps, rateSummary_Gbps, perEndpoint_Gbps } = solved.result;
  if (rate_Gbps === null) {
    const lines: Line[] = [
      { label: say`Mean rate of a sender`, value: say`${formatRate_Gbps(perEndpoint_Gbps.mean)} each way` },
      { label: say`Slowest flow of all`, value: formatRate_Gbps(rateSummary_Gbps.min) },
    ];
    return { lines, ...nothingYet, reason: say`The flows are too many to be told one by one: figures are of all.` };
  }
  const isInside = new Uint8Array(drawn.compiled.topology.nodeCount);
  for (const v of inside) isInside[v] = 1;
  const { source, target } = endsOf(solved.flows);
  const sums = new Map<number, number>();
  let cut = 0;
  for (let f = 0; f < rate_Gbps.length; f++) {
    const from = source(f);
    if (isInside[from] !== 1) continue;
    // A flow without a path is no rate of zero: it is told apart.
    if (Number.isFinite(rate_Gbps[f]!)) sums.set(from, (sums.get(from) ?? 0) + rate_Gbps[f]!);
    if (solved.result.bottleneck![f] === withoutPath) cut++;
  }
  const lines: Line[] = [];
  if (sums.size > 0) {
    const rates = [...sums.values()];
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    lines.push({ label: sums.size === 1 ? say`Sends` : say`Sends, mean of each`, value: formatRate_Gbps(mean) });
    if (sums.size > 1) lines.push({ label: say`Sends, slowest`, value: formatRate_Gbps(Math.min(...rates)) });
  }
  if (cut > 0) lines.push({ label: say`Flows without a path`, value: formatCount(cut) });
  const touches = (f: number): boolean => isInside[source(f)] === 1 || isInside[target(f)] === 1;
  const slowest = slowestFlow(solved, (f) => solved.result.bottleneck![f] !== withoutPath && touches(f));
  if (slowest < 0) {
    const reason =
      cut > 0 ? say`${several(cut, 'flow')} from here reach no one.` : say`No traffic starts or ends here.`;
    return { lines, ...nothingYet, reason };
  }
  lines.push({ label: say`Slowest flow`, value: flowInWords(solved, slowest) });
  return { lines, reason: limitInWords(drawn, solved, slowest), ...lightsOf(drawn, solved, slowest) };
}

/** How busy the links of some switches are, and the slowest flow that is limited at one of them. */
export function explainSwitches(drawn: Drawn, inside: readonly number[]): Explained {
  const { solved } = drawn;
  const { topology } = drawn.compiled;
  if (solved === null) return { lines: [], ...nothingYet };
  const isInside = new Uint8Array(topology.nodeCount);
  for (const v of inside) isInside[v] = 1;
  const perArc = flowsLimitedPerArc(solved.result);
  const here = new Set<number>();
  let worst = -1;
  let carried_Gbps = 0;
  let limited = 0;
  for (let e = 0; e < topology.linkCount; e++) {
    const [a, b] = [isInside[topology.linkA[e]!]!, isInside[topology.linkB[e]!]!];
    if (a + b === 0) continue;
    here.add(e);
    // What enters over the link.
    if (a !== b) carried_Gbps += solved.result.arcLoad_Gbps[2 * e + (b === 1 ? 0 : 1)]!;
    limited += (perArc?.[2 * e] ?? 0) + (perArc?.[2 * e + 1] ?? 0);
    if (worst < 0 || loadOf(topology, solved.result, e) > loadOf(topology, solved.result, worst)) worst = e;
  }
  if (worst < 0) return { lines: [], ...nothingYet, reason: say`It has no link.` };
  const load = loadOf(topology, solved.result, worst);
  const lines: Line[] = [
    { label: say`Passes on`, value: formatRate_Gbps(carried_Gbps) },
    { label: say`Busiest link`, value: `${linkInWords(topology, worst)}, ${formatShare(load)}` },
  ];
  if (perArc !== null) lines.push({ label: say`Flows limited here`, value: formatCount(limited) });
  const { bottleneck } = solved.result;
  const slowest = slowestFlow(solved, (f) => bottleneck![f]! >= 0 && here.has(bottleneck![f]! >> 1));
  if (slowest < 0) {
    const reason =
      load < 1
        ? say`No flow is limited here: the busiest link is ${formatShare(load)} full.`
        : bottleneck === null
          ? say`Flows are limited here. They are too many to be told one by one.`
          : say`The busiest link is full; the flows through it are told with a link that is alike, or limited elsewhere.`;
    return { lines, ...nothingYet, reason };
  }
  lines.push({ label: say`Slowest of them`, value: flowInWords(solved, slowest) });
  return { lines, reason: limitInWords(drawn, solved, slowest), ...lightsOf(drawn, solved, slowest) };
}
