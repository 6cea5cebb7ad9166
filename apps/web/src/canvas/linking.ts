/**
 * Drawing a link: from a node to the node under the pointer, or to empty space. In: pointer places in CSS pixels; out: the draft on the stage, and at
 * the end one call of the handler.
 */
import type { SceneNode } from '@weft/scene';
import { toScene } from './camera.ts';
import type { Point } from './contract.ts';
import { hitNode } from './hit.ts';
import type { Hover } from './hover.ts';
import type { Stage } from './stage.ts';

/** Puts the draft of a link on the stage; which nodes may end it is asked once. */
export function beginLink(stage: Stage, source: string, from: Point): void {
  const legal = new Set<string>();
  for (const id of stage.nodes.keys()) if (id !== source && stage.settings.legal(source, id)) legal.add(id);
  stage.hand.draft = { source, to: toScene(stage.camera(), from), target: null, legal };
  stage.repaint();
}

export function followLink(stage: Stage, hover: Hover, at: Point): void {
  const { draft } = stage.hand;
  if (!draft) return;
  const node = nodeAt(stage, at);
  const target = node !== null && draft.legal.has(node) ? node : null;
  stage.hand.draft = { ...draft, to: toScene(stage.camera(), at), target };
  hover.cursor(node !== null && target === null && node !== draft.source ? 'not-allowed' : 'crosshair');
  stage.repaint();
}

/** Leads the draft to a thing, as if the pointer were over it. */
export function aimLink(stage: Stage, node: SceneNode): void {
  const { draft } = stage.hand;
  if (!draft) return;
  const target = draft.legal.has(node.id) ? node.id : null;
  stage.hand.draft = { ...draft, to: { x: node.x, y: node.y }, target };
  stage.repaint();
}

/** What a draft let go here links; null on the source itself. On something that takes no link it is told as well: the answer says why not. */
export function linkAt(stage: Stage, at: Point): { source: string; target: string | null; place: Point } | null {
  const { draft } = stage.hand;
  const target = draft?.target ?? nodeAt(stage, at);
  if (!draft || target === draft.source) return null;
  return { source: draft.source, target, place: toScene(stage.camera(), at) };
}

export function nodeAt(stage: Stage, at: Point): string | null {
  return hitNode(stage.nodes.values(), stage.camera(), at, 'mouse');
}
