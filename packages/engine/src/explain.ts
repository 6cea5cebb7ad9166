/**
 * Why a drawn node or link is as loaded as it is: figures with units, the reason in words, and what lights up.
 *
 * In: a drawing with its answer and the id of a scene node or link. Out: plain words and ids. Cost: O(flows + nodes + links), and the path
 * of one flow.
 */
import { done, failed, formatCount, formatRate_Gbps, type Outcome, say } from '@weft/units';
import type { Scene, SceneNode } from '@weft/scene';
import type { Explanation } from './api.ts';
import type { Drawn } from './drawn.ts';
import { explainLink } from './explain-link.ts';
import { explainEndpoints, explainSwitches } from './explain-node.ts';
import { nothingYet, type Line } from './explanation.ts';

/** Explains one part of a scene. */
export function explained(drawn: Drawn, target: string): Outcome<Explanation> {
  const { scene } = drawn.drawing;
  const link = scene.links.findIndex(({ id }) => id === target);
  if (link >= 0) return done(explainLink(drawn, link));
  const node = scene.nodes.findIndex(({ id }) => id === target);
  if (node >= 0) return done(explainNode(drawn, node));
  const backdrop = scene.backdrops.find(({ id }) => id === target);
  if (backdrop !== undefined) {
    return done({ title: backdrop.label, lines: groupLines(scene, backdrop.id), ...nothingYet });
  }
  return failed('unknown-target', target, say`There is nothing called ${target} in the picture; expected an id of it.`);
}

function explainNode(drawn: Drawn, at: number): Explanation {
  const { drawing, compiled } = drawn;
  const node = drawing.scene.nodes[at]!;
  const inside: number[] = [];
  for (let v = 0; v < compiled.topology.nodeCount; v++) if (drawing.members.nodeOf(v) === at) inside.push(v);
  const general = generalLines(drawn, node, inside);
  const { lines, ...rest } =
    node.role === 'accelerator' || node.role === 'server' || node.role === 'nic' || node.role === 'service'
      ? explainEndpoints(drawn, inside)
      : explainSwitches(drawn, inside);
  return { title: titleOf(node), lines: [...general, ...lines], ...rest };
}

/** What is true without an answer: how many, which part, how many cables. */
function generalLines({ compiled }: Drawn, node: SceneNode, inside: readonly number[]): Line[] {
  const { topology } = compiled;
  const lines: Line[] = [];
  if (node.count > 1) lines.push({ label: say`Devices`, value: formatCount(node.count) });
  const within = new Uint8Array(topology.nodeCount);
  for (const v of inside) within[v] = 1;
  let cables = 0;
  let rate_Gbps = 0;
  for (let e = 0; e < topology.linkCount; e++) {
    if (within[topology.linkA[e]!] === within[topology.linkB[e]!]) continue;
    cables++;
    rate_Gbps += topology.linkCapacity_Gbps[e]!;
  }
  if (cables > 0) {
    lines.push({
      label: say`Links out of it`,
      value: say`${formatCount(cables)}, ${formatRate_Gbps(rate_Gbps)} each way`,
    });
  }
  if (node.failed > 0)
    lines.push({ label: say`Failed`, value: say`${formatCount(node.failed)} of ${formatCount(node.count)}` });
  return lines;
}

function groupLines(scene: Scene, group: string): Line[] {
  const shown = scene.nodes.filter((node) => node.group === group).length;
  return [{ label: say`Drawn in it`, value: formatCount(shown) }];
}

function titleOf({ label, caption }: SceneNode): string {
  return caption === '' ? label : `${label}, ${caption}`;
}
