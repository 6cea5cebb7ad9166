/**
 * What is said aloud of things and of how the page now stands: names as people say them, and every switch that a key can turn. In: scene and stores;
 * out: sentences, and announcements. Commands say themselves what they did (`commit`).
 */
import { isLocked } from '@weft/model';
import type { Scene, SceneNode } from '@weft/scene';
import { formatShare } from '@weft/units';
import { nameOf, pathWords } from '../panels/names.ts';
import { activeDesign } from '../stores/document.ts';
import { result } from '../stores/result.ts';
import { announce, failedOf, openOf, session, type Session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { linkRecordsOf } from './selection.ts';
import { stage } from './stage.ts';

/** Ids are named one by one up to this many. */
const mostNamed = 2;

/** What a drawn thing is called; a line by its two ends. */
export function nameOfDrawn(scene: Scene, id: string): string {
  const design = activeDesign();
  const node = scene.nodes.find((n) => n.id === id);
  if (node) return node.label;
  const link = scene.links.find((l) => l.id === id);
  if (!link) return scene.backdrops.find((b) => b.id === id)?.label ?? nameOf(design, id);
  const records = linkRecordsOf(design, link);
  if (records.length === 1 && records[0]!.label !== '') return records[0]!.label;
  const label = (end: string): string => scene.nodes.find((n) => n.id === end)?.label ?? pathWords(design, end);
  return t('said.link', { count: link.count, from: label(link.source), to: label(link.target) });
}

/** `leaf 5, 3 of 32, 4 links, locked`: the name, its place among its likes, and how it stands. */
export function spokenNode(scene: Scene, node: SceneNode): string {
  const likes = scene.nodes.filter((n) => n.role === node.role && n.group === node.group);
  const links = scene.links.reduce((sum, l) => (l.source === node.id || l.target === node.id ? sum + l.count : sum), 0);
  return [
    t('canvas.spoken', { name: node.label, place: likes.indexOf(node) + 1, of: likes.length }),
    ...(node.owner === node.id ? [] : holderOf(node)),
    ...(links > 0 ? [t('said.links', { count: links })] : []),
    ...(node.opens === null ? [] : [t('said.closed')]),
    ...(node.failed > 0 ? [t('what.failed')] : []),
    ...(isLocked(activeDesign(), node.owner) ? [t('said.locked')] : []),
    ...(session.getState().linkFrom !== null && node.kind === 'stack' ? [t('said.noEnd')] : []),
  ].join(', ');
}

/** The block or group that a stack stands for a part of. */
function holderOf({ owner, label }: SceneNode): readonly string[] {
  const { blocks, groups } = activeDesign();
  const name = blocks[owner]?.name ?? groups[owner]?.name;
  return name === undefined || name === label ? [] : [t('said.in', { name })];
}

/** What has just been selected. */
export function saySelection(ids: readonly string[]): void {
  const { scene } = result.getState();
  if (scene === null || ids.length === 0) return;
  const node = ids.length === 1 ? scene.nodes.find((n) => n.id === ids[0]) : undefined;
  if (node) announce(spokenNode(scene, node), 'selection');
  else announce(ids.length === 1 ? nameOfDrawn(scene, ids[0]!) : t('kind.many', { count: ids.length }), 'selection');
}

/** How large things are drawn now. */
export function sayZoom(): void {
  const zoom = stage.canvas?.camera().zoom;
  if (zoom !== undefined) announce(t('said.zoom', { zoom: formatShare(zoom, { digits: 3 }) }), 'zoom');
}

let started = false;

/** Says from now on what changes about the page by a key or a button. */
export function startSaying(): void {
  if (started) return;
  started = true;
  session.subscribe((now, before) => {
    const words = now.design === before.design ? wordsOf(now, before) : null;
    if (words !== null) announce(words);
  });
}

function wordsOf(now: Session, before: Session): string | null {
  if (now.tool !== before.tool) return t('said.tool', { tool: t(`action.tool.${now.tool}`) });
  for (const [key, name] of switches)
    if (now[key] !== before[key]) return t(now[key] ? 'said.on' : 'said.off', { what: t(name) });
  if (now.scheme !== before.scheme) return t(`settings.scheme.${now.scheme}`);
  if (now.theme !== before.theme) return t(`settings.theme.${now.theme}`);
  const failing = difference(failedOf(now), failedOf(before));
  if (failing.length > 0) return t('said.failed', named(failing));
  const mended = difference(failedOf(before), failedOf(now));
  if (mended.length > 0) return t('said.mended', named(mended));
  const opened = difference(openOf(now), openOf(before));
  if (opened.length > 0) return t('said.opened', named(opened));
  const closed = difference(now.keptClosed[now.design] ?? [], before.keptClosed[now.design] ?? []);
  return closed.length > 0 ? t('said.shut', named(closed)) : null;
}

const switches = [
  ['grid', 'settings.grid'],
  ['snap', 'settings.snap'],
  ['letterKeys', 'shortcuts.letters'],
] as const satisfies readonly (readonly [keyof Session, string])[];

const difference = (all: readonly string[], known: readonly string[]): readonly string[] =>
  all === known ? [] : all.filter((id) => !known.includes(id));

/** The names of a few, the number of many. */
function named(ids: readonly string[]): { readonly names: string; readonly count: number } {
  const { scene } = result.getState();
  const names = ids.length > mostNamed || scene === null ? [] : ids.map((id) => nameOfDrawn(scene, id));
  return { names: names.join(', '), count: ids.length };
}
