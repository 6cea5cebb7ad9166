/**
 * A drawn link explained: how much it can carry and does, its worst member, and how many flows it limits.
 */
import { formatCount, formatRate_Gbps, formatShare, say } from '@weft/units';
import type { Explanation } from './api.ts';
import type { Drawn } from './drawn.ts';
import { arcInWords, flowInWords, lightsOf } from './explain-flow.ts';
import { nothingYet, type Line } from './explanation.ts';
import { flowsLimitedPerArc, fullOr, loadOf } from './figures.ts';
import { endsOf, slowestFlow, wayOf } from './lookup.ts';
import { linkInWords } from './names.ts';
import type { Solved } from './solved.ts';

/** Explains the scene link at a place of `scene.links`. */
export function explainLink(drawn: Drawn, at: number): Explanation {
  const { scene, members } = drawn.drawing;
  const { topology } = drawn.compiled;
  const bundle = scene.links[at]!;
  const labelOf = (id: string): string => scene.nodes.find((node) => node.id === id)?.label ?? id;
  const [source, target] = [labelOf(bundle.source), labelOf(bundle.target)];
  const links = members.linksOf(at);
  const title = `${source} – ${target}`;
  const lines: Line[] = [
    { label: say`Links`, value: formatCount(bundle.count) },
    { label: say`Rate`, value: say`${formatRate_Gbps(bundle.capacity_Gbps)} each way${eachOf(drawn, links)}` },
  ];
  if (bundle.failed > 0) {
    lines.push({ label: say`Failed`, value: say`${formatCount(bundle.failed)} of ${formatCount(bundle.count)}` });
  }
  const { solved } = drawn;
  if (solved === null) return { title, lines, ...nothingYet };

  const carried = { there: 0, back: 0 };
  const sourceAt = scene.nodes.findIndex((node) => node.id === bundle.source);
  let worst = links[0]!;
  for (const link of links) {
    const forth = members.nodeOf(topology.linkA[link]!) === sourceAt;
    carried.there += solved.result.arcLoad_Gbps[2 * link + (forth ? 0 : 1)]!;
    carried.back += solved.result.arcLoad_Gbps[2 * link + (forth ? 1 : 0)]!;
    if (loadOf(topology, solved.result, link) > loadOf(topology, solved.result, worst)) worst = link;
  }
  const told = (load_Gbps: number): string =>
    `${formatRate_Gbps(load_Gbps)}, ${formatShare(fullOr(load_Gbps / bundle.capacity_Gbps))}`;
  lines.push(
    { label: say`Load to ${target}`, value: told(carried.there) },
    { label: say`Load to ${source}`, value: told(carried.back) },
  );
  if (links.length > 1) {
    const load = formatShare(loadOf(topology, solved.result, worst));
    lines.push({ label: say`Busiest of them`, value: `${linkInWords(topology, worst)}, ${load}` });
  }
  return { title, lines, ...reasonOf(drawn, solved, links, worst, lines) };
}

/** Adds how many flows are limited here; gives why, and the way of the slowest of them. */
function reasonOf(
  drawn: Drawn,
  solved: Solved,
  links: Int32Array,
  worst: number,
  lines: Line[],
): Pick<Explanation, 'reason' | 'path' | 'bottleneck'> {
  const { topology } = drawn.compiled;
  const { bottleneck } = solved.result;
  const busiest = loadOf(topology, solved.result, worst);
  const full = say`its busiest link is ${formatShare(busiest)} full`;
  if (bottleneck === null) {
    const reason =
      busiest >= 1
        ? say`Flows are limited here. They are too many to be told one by one.`
        : say`No flow is limited here: ${full}.`;
    return { ...nothingYet, reason };
  }
  const here = new Set(links);
  const isHere = (flow: number): boolean => bottleneck[flow]! >= 0 && here.has(bottleneck[flow]! >> 1);
  const slowest = slowestFlow(solved, isHere);
  const perArc = flowsLimitedPerArc(solved.result)!;
  let limited = 0;
  for (const link of links) limited += perArc[2 * link]! + perArc[2 * link + 1]!;
  lines.push({ label: say`Flows limited here`, value: formatCount(limited) });
  if (slowest >= 0) {
    lines.push({ label: say`Slowest of them`, value: flowInWords(solved, slowest) });
    return { reason: arcInWords(drawn, solved, bottleneck[slowest]!), ...lightsOf(drawn, solved, slowest) };
  }
  const alike = busiest >= 1 ? flowThrough(solved, worst) : -1;
  if (alike >= 0) {
    lines.push({ label: say`Slowest flow through it`, value: flowInWords(solved, alike) });
    return {
      reason: say`Full. Its flows are told with a link that is alike. ${arcInWords(drawn, solved, bottleneck[alike]!)}`,
      ...lightsOf(drawn, solved, alike),
    };
  }
  const reason =
    busiest >= 1 ? say`Full, but the flows through it are limited elsewhere.` : say`No flow is limited here: ${full}.`;
  return { ...nothingYet, reason };
}

/** How much of the graph a search for a flow through one link may look at: about 0.1 s. */
const searched = 4e6;

/** The slowest flow whose way crosses a link, among as many of the slowest as can be followed; -1 for none. */
function flowThrough(solved: Solved, link: number): number {
  const { topology } = solved.compiled;
  const tries = Math.floor(searched / (topology.nodeCount + topology.linkCount));
  const { source, target } = endsOf(solved.flows);
  const tried = new Set<number>();
  // Ends of the link are the likeliest ends of a flow over it.
  const near = new Set([topology.linkA[link]!, topology.linkB[link]!]);
  for (let i = 0; i < tries; i++) {
    const next = slowestFlow(
      solved,
      (flow) =>
        !tried.has(flow) &&
        solved.result.bottleneck![flow]! >= 0 &&
        (i >= tries / 2 || near.has(source(flow)) || near.has(target(flow))),
    );
    if (next < 0) continue;
    tried.add(next);
    if (wayOf(solved, next)?.arc.some((arc) => arc >> 1 === link)) return next;
  }
  return -1;
}

function eachOf({ compiled }: Drawn, links: Int32Array): string {
  if (links.length < 2) return '';
  const rates = new Set(Array.from(links, (link) => compiled.topology.linkCapacity_Gbps[link]!));
  if (rates.size > 1) return '';
  return say`, ${formatRate_Gbps([...rates][0]!)} a link`;
}
