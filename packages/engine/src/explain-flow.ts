/**
 * One flow in words: its rate, its way through the picture, and what limits it.
 */
import { formatRate_Gbps, formatShare, say, several } from '@weft/units';
import { limitedByCap, withoutLink, withoutPath } from '@weft/solver';
import type { Explanation } from './api.ts';
import type { Drawn } from './drawn.ts';
import { flowsLimitedPerArc, loadOf } from './figures.ts';
import { endsOf, wayOf } from './lookup.ts';
import { linkInWords, nodeInWords } from './names.ts';
import type { Solved } from './solved.ts';

/** A flow's way as scene ids, and the scene link that limits it. */
export function lightsOf(drawn: Drawn, solved: Solved, flow: number): Pick<Explanation, 'path' | 'bottleneck'> {
  const { scene, members } = drawn.drawing;
  const way = wayOf(solved, flow);
  if (way === null) return { path: { nodes: [], links: [] }, bottleneck: null };
  const { linkA, linkB } = drawn.compiled.topology;
  const nodes = new Set<number>();
  const links = new Set<number>();
  for (const arc of way.arc) {
    links.add(members.linkOf(arc >> 1));
    nodes.add(members.nodeOf(linkA[arc >> 1]!));
    nodes.add(members.nodeOf(linkB[arc >> 1]!));
  }
  const limit = solved.result.bottleneck?.[flow] ?? -1;
  const narrow = limit >= 0 ? members.linkOf(limit >> 1) : -1;
  return {
    path: {
      nodes: [...nodes].flatMap((at) => scene.nodes[at]?.id ?? []),
      links: [...links].flatMap((at) => scene.links[at]?.id ?? []),
    },
    bottleneck: scene.links[narrow]?.id ?? null,
  };
}

/** `server 3 gpu 0 to server 9 gpu 0 at 12.5 Gb/s`. */
export function flowInWords(solved: Solved, flow: number): string {
  const { topology } = solved.compiled;
  const { source, target } = endsOf(solved.flows);
  const ends = say`${nodeInWords(topology, source(flow))} to ${nodeInWords(topology, target(flow))}`;
  return say`${ends} at ${formatRate_Gbps(solved.result.rate_Gbps![flow]!)}`;
}

/** What limits a flow: `Limited by leaf 3 – spine 1 (4 links, 97 % full): 12 flows share it.` */
export function limitInWords(drawn: Drawn, solved: Solved, flow: number): string {
  const limit = solved.result.bottleneck![flow]!;
  if (limit === limitedByCap) return say`Limited by its own cap: no link holds it back.`;
  if (limit === withoutPath) return say`It has no path: what is left of the network does not join its ends.`;
  if (limit === withoutLink) return say`It needs no link: both its ends are the same device.`;
  return arcInWords(drawn, solved, limit);
}

/** The sentence about a limiting arc; alike links that the solver took as one are told together. */
export function arcInWords(drawn: Drawn, solved: Solved, arc: number): string {
  const { scene, members } = drawn.drawing;
  const { topology } = drawn.compiled;
  const link = arc >> 1;
  const shared = flowsLimitedPerArc(solved.result)?.[arc] ?? 0;
  const bundle = scene.links[members.linkOf(link)];
  const load = formatShare(loadOf(topology, solved.result, link));
  const about =
    bundle === undefined || bundle.count === 1
      ? load
      : say`one of ${several(bundle.count, 'link')} drawn as one, ${load}`;
  const place = linkInWords(topology, link);
  return shared === 1
    ? say`Limited by ${place} (${about} full): 1 flow is held back there.`
    : say`Limited by ${place} (${about} full): ${several(shared, 'flow')} are held back there.`;
}
