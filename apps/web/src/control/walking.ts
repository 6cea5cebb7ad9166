/** Choosing things without a pointer: in reading order, by direction, along links. The camera follows. */
import { nearestTo, nextInOrder, type Direction } from '../canvas/walk.ts';
import type { Scene, SceneNode } from '@weft/scene';
import { result } from '../stores/result.ts';
import { announce, session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { stage } from './stage.ts';

export function selectFirst(): void {
  const scene = result.getState().scene;
  if (scene) choose(scene, nextInOrder(scene.nodes, null, 1));
}

/** Whether there is something to choose on that side: at either end Tab leaves the canvas. */
export function hasNext(step: 1 | -1): boolean {
  const scene = result.getState().scene;
  return scene !== null && nextInOrder(scene.nodes, session.getState().selection.at(-1) ?? null, step) !== null;
}

export function nextThing(step: 1 | -1): void {
  const scene = result.getState().scene;
  if (scene) choose(scene, nextInOrder(scene.nodes, session.getState().selection.at(-1) ?? null, step));
}

export function jump(direction: Direction): void {
  const scene = result.getState().scene;
  if (!scene) return;
  const from = scene.nodes.find((n) => n.id === session.getState().selection.at(-1));
  if (from === undefined) selectFirst();
  else choose(scene, nearestTo(scene.nodes, from, direction));
}

/** Selects the groups that hold the selection. */
export function selectParent(): void {
  const scene = result.getState().scene;
  if (!scene) return;
  const selection = new Set(session.getState().selection);
  const groups = new Set(scene.nodes.filter((n) => selection.has(n.id)).map((n) => n.group));
  const drawn = scene.backdrops.filter((b) => groups.has(b.id));
  if (drawn.length === 0) return;
  session.setState({ selection: drawn.map((b) => b.id) });
  announce(drawn.length === 1 ? drawn[0]!.label : t('kind.many', { count: drawn.length }));
}

/** Selects what is linked to the selection: all of it, or only what stands higher or lower in the fabric. */
export function selectConnected(which: 'all' | 'up' | 'down'): void {
  const scene = result.getState().scene;
  if (!scene) return;
  const from = new Set(session.getState().selection);
  const height = new Map(scene.nodes.map((n) => [n.id, heights[n.role] ?? 0]));
  const found = new Set<string>();
  for (const { source, target } of scene.links) {
    for (const [a, z] of [
      [source, target],
      [target, source],
    ] as const) {
      if (!from.has(a)) continue;
      const rise = height.get(z)! - height.get(a)!;
      if (which === 'all' || (which === 'up' ? rise > 0 : rise < 0)) found.add(z);
    }
  }
  if (found.size === 0) return;
  session.setState({ selection: [...found] });
  announce(t('kind.many', { count: found.size }));
}

/** How far from the accelerators a role stands. */
const heights: Readonly<Record<string, number>> = {
  accelerator: 0,
  scaleUp: 1,
  nic: 1,
  server: 1,
  service: 1,
  leaf: 2,
  router: 2,
  spine: 3,
  core: 4,
};

function choose(scene: Scene, id: string | null): void {
  if (id === null) return;
  session.setState({ selection: [id] });
  stage.canvas?.showFocus(id);
  follow(id);
  const node = scene.nodes.find((n) => n.id === id);
  if (node) announce(spoken(scene, node));
}

/** `leaf 5, 3 of 32`: the name, and its place among its likes. */
function spoken(scene: Scene, node: SceneNode): string {
  const likes = scene.nodes.filter((n) => n.role === node.role && n.group === node.group);
  return t('canvas.spoken', { name: node.label, place: likes.indexOf(node) + 1, of: likes.length });
}

/** Moves the camera just so far that the thing is seen. */
function follow(id: string): void {
  const canvas = stage.canvas;
  const place = canvas?.placeOf(id);
  const host = document.getElementById('canvas')?.getBoundingClientRect();
  if (!canvas || !place || !host) return;
  const margin = 40;
  const dx = Math.max(0, host.left + margin - place.x) - Math.max(0, place.x + place.width - (host.right - margin));
  const dy = Math.max(0, host.top + margin - place.y) - Math.max(0, place.y + place.height - (host.bottom - margin));
  if (dx === 0 && dy === 0) return;
  const { pan, zoom } = canvas.camera();
  canvas.setCamera({ zoom, pan: { x: pan.x + dx, y: pan.y + dy } });
}
