/** Choosing things without a pointer: in reading order, by direction, along links. The camera follows. */
import { nearestTo, nextInOrder, type Direction } from '../canvas/walk.ts';
import type { Scene } from '@weft/scene';
import { result } from '../stores/result.ts';
import { announce, session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { saySelection } from './saying.ts';
import { stage } from './stage.ts';

export function selectFirst(): void {
  const scene = result.getState().scene;
  if (scene) choose(scene, nextInOrder(scene.nodes, null, 1));
}

/** Whether there is something to choose on that side: at either end Tab leaves the canvas, unless a link looks for its other end. */
export function hasNext(step: 1 | -1): boolean {
  const scene = result.getState().scene;
  if (scene !== null && session.getState().linkFrom !== null) return nextEnd(scene, step) !== null;
  return scene !== null && nextInOrder(scene.nodes, session.getState().selection.at(-1) ?? null, step) !== null;
}

export function nextThing(step: 1 | -1): void {
  const scene = result.getState().scene;
  if (!scene) return;
  if (session.getState().linkFrom !== null) return choose(scene, nextEnd(scene, step));
  const from = session.getState().selection.at(-1) ?? null;
  // From an open group it goes on inside.
  const inside = scene.backdrops.some((b) => b.id === from)
    ? scene.nodes.filter((n) => n.group === from || n.group.startsWith(`${from}/`))
    : [];
  choose(scene, inside.length > 0 ? nextInOrder(inside, null, step) : nextInOrder(scene.nodes, from, step));
}

/** The next part that the link begun by key can end at, round and round; null when there is none. */
function nextEnd({ nodes }: Scene, step: 1 | -1): string | null {
  const { selection, linkFrom } = session.getState();
  const from = selection.at(-1) ?? null;
  const ends = nodes.filter((node) => node.kind !== 'stack' || node.id === from);
  const next = (at: string | null): string | null => nextInOrder(ends, at, step) ?? nextInOrder(ends, null, step);
  const id = next(from);
  const other = id === linkFrom ? next(id) : id;
  return other === from || other === linkFrom ? null : other;
}

/** Selects all there is: of an open group the group, so that what follows is done to the whole. */
export function selectAll(): void {
  const scene = result.getState().scene;
  if (!scene) return;
  const outermost = Math.min(...scene.backdrops.map((b) => b.depth));
  const groups = scene.backdrops.filter((b) => b.depth === outermost);
  const loose = scene.nodes.filter((n) => n.group === '');
  const selection = [...groups, ...loose].map((thing) => thing.id);
  session.setState({ selection, selectNext: [] });
  announce(
    t('kind.many', { count: loose.reduce((sum, n) => sum + (n.records?.length ?? 1), groups.length) }),
    'selection',
  );
}

export function jump(direction: Direction): void {
  const scene = result.getState().scene;
  if (!scene) return;
  const from = scene.nodes.find((n) => n.id === session.getState().selection.at(-1));
  if (from === undefined) selectFirst();
  else {
    const there = nearestTo(scene.nodes, from, direction);
    if (there === null) announce(t('canvas.noneThere'));
    else choose(scene, there);
  }
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
  announce(drawn.length === 1 ? drawn[0]!.label : t('kind.many', { count: drawn.length }), 'selection');
}

/** Selects what is linked to the selection: all of it, or only what stands higher or lower in the fabric. */
export function selectConnected(which: 'all' | 'up' | 'down'): void {
  const scene = result.getState().scene;
  if (!scene) return;
  const from = new Set(session.getState().selection);
  const height = new Map(scene.nodes.map((n) => [n.id, heights[n.role] ?? 0]));
  const found = new Set<string>();
  for (const { id, source, target } of scene.links) {
    // Of a link, its two ends.
    if (which === 'all' && from.has(id)) found.add(source).add(target);
    for (const [a, z] of [
      [source, target],
      [target, source],
    ] as const) {
      if (!from.has(a)) continue;
      const rise = height.get(z)! - height.get(a)!;
      if (which === 'all' || (which === 'up' ? rise > 0 : rise < 0)) found.add(z);
    }
  }
  if (found.size === 0) return announce(t('canvas.noneConnected'));
  session.setState({ selection: [...found] });
  saySelection([...found]);
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
  if (session.getState().linkFrom !== null) stage.canvas?.aimLink(id);
  stage.canvas?.reveal(id);
  saySelection([id]);
}
