/**
 * Moving, aligning and distributing. In: scene nodes and where their centres should be. Out: moves of the records that own them, each by the
 * same distance as what is drawn of it.
 */
import * as model from '@weft/model';
import type { Command, Design, Move, Study } from '@weft/model';
import { nodeShape, type Scene, type SceneBackdrop, type SceneNode } from '@weft/scene';
import { around, backdropBox, boxOf, centreOf, type Box } from '../canvas/geometry.ts';
import { activeDesign } from '../stores/document.ts';
import { result } from '../stores/result.ts';
import { edit } from './edits.ts';
import type { Home } from './homes.ts';
import { unlocked } from './selectedEdits.ts';
import { selected } from './selection.ts';

export interface Centre {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** New places of records for new centres of what is drawn. */
export function movesOf(design: Design, drawn: readonly Centre[], centres: readonly Centre[]): readonly Move[] {
  const before = new Map(drawn.map((thing) => [thing.id, thing]));
  const moves = new Map<string, Move>();
  for (const { id, x, y } of centres) {
    const old = before.get(id);
    if (old === undefined) continue;
    const { owner = id, records } = old as Partial<SceneNode>;
    // A stack is drawn where there is room; what it stands for goes by places of its own.
    for (const one of records ?? [owner]) {
      const place = placeOf(design, one) ?? (records ? null : old);
      if (place !== null && !moves.has(one))
        moves.set(one, { id: one, x: place.x + (x - old.x), y: place.y + (y - old.y) });
    }
  }
  return [...moves.values()];
}

/** Where the record says that it stands; null when its layout decides. */
function placeOf(design: Design, id: string): { readonly x: number; readonly y: number } | null {
  for (const table of [design.blocks, design.nodes, design.groups, design.overrides]) {
    if (!Object.hasOwn(table, id)) continue;
    const { x, y } = table[id] as { x?: number | null; y?: number | null };
    return typeof x === 'number' && typeof y === 'number' ? { x, y } : null;
  }
  return null;
}

/** What is drawn and can move, by scene id: nodes, and open groups by the middle of their outline. */
function movables(): readonly Centre[] {
  const scene = result.getState().scene;
  if (scene === null) return [];
  return [
    ...scene.nodes,
    ...scene.backdrops.map(({ id, owner = id, x, y, width, height }) => ({
      id,
      owner,
      x: x + width / 2,
      y: y + height / 2,
    })),
    ...stackedUnits(activeDesign(), scene),
  ];
}

/** What stacks stand for, where it has a place: each record as it would be drawn by itself. */
function stackedUnits(design: Design, { nodes }: Scene): readonly Unit[] {
  return nodes.flatMap(({ records = [], role }) => {
    const { width, height } = nodeShape({ kind: 'node', role, count: 1 });
    return records.flatMap((id) => {
      const place = placeOf(design, id);
      return place === null ? [] : { id, ...place, width, height };
    });
  });
}

/** Moves things to new centres, and with `into` to another group, as one entry; `key` lets quick repetitions become one. False when nothing moves. */
export function moveTo(
  centres: readonly Centre[],
  { key, into }: { readonly key?: string; readonly into?: Home } = {},
): boolean {
  const wanted = movesOf(activeDesign(), movables(), centres);
  if (wanted.length === 0) return false;
  const free = unlocked(wanted.map((move) => move.id));
  if (free === null) return false;
  const may = new Set(free);
  const moves = wanted.filter((move) => may.has(move.id));
  if (into === undefined)
    return edit((study, design) => model.moveItems(study, design, moves), key === undefined ? {} : { key });
  const goes = (study: Study, design: string): Command => {
    const regrouped = model.regroupItems(study, design, into.ids, into.group);
    if (!regrouped.ok) return regrouped;
    const there = model.moveItems(model.applyChange(study, regrouped.value.change), design, moves);
    if (!there.ok) return there;
    const change = model.composeChanges(regrouped.value.change, there.value.change, regrouped.value.change.label);
    return { ok: true, value: { change, ids: regrouped.value.ids } };
  };
  return edit(goes, { selectMade: true });
}

/** Moves the selection by a distance. */
export function nudge(dx: number, dy: number): void {
  const { nodes, backdrops, records } = selected();
  const drawn = nodes.filter((node) => node.records === undefined);
  const ids = new Set([...drawn, ...backdrops, ...stackedAmong(records)].map((thing) => thing.id));
  const centres = movables()
    .filter((thing) => ids.has(thing.id))
    .map(({ id, x, y }) => ({ id, x: x + dx, y: y + dy }));
  moveTo(centres, { key: `nudge ${[...ids].join(' ')}` });
}

export type Edge = 'left' | 'right' | 'top' | 'bottom' | 'centreX' | 'centreY';

/** What moves as one, by its box: a part, all that stands for one closed block or group, an open group. */
export interface Unit extends Centre {
  readonly width: number;
  readonly height: number;
}

/** The selection as units. */
export function selectedUnits(): readonly Unit[] {
  const { nodes, backdrops, records } = selected();
  const apart = nodes.filter((node) => node.records === undefined);
  return [...unitsOf(apart, backdrops, result.getState().scene?.nodes ?? []), ...stackedAmong(records)];
}

/** Those of the records that stand in stacks, as units. */
function stackedAmong(records: readonly { readonly id: string }[]): readonly Unit[] {
  const scene = result.getState().scene;
  if (scene === null || !scene.nodes.some((node) => node.records !== undefined)) return [];
  const ids = new Set(records.map((record) => record.id));
  return stackedUnits(activeDesign(), scene).filter((unit) => ids.has(unit.id));
}

/** Things as units; parts in a group that is there itself go with it. The middle of a unit is that of its box. Pure. */
export function unitsOf(
  nodes: readonly SceneNode[],
  backdrops: readonly SceneBackdrop[],
  drawn: readonly SceneNode[],
): readonly Unit[] {
  const open = backdrops.map((b) => b.id);
  const inside = (group: string): boolean => open.some((id) => group === id || group.startsWith(`${id}/`));
  const owners = new Set(nodes.filter((n) => !inside(n.group)).map((n) => n.owner));
  const byOwner = new Map<string, SceneNode[]>();
  for (const node of drawn) {
    if (!owners.has(node.owner)) continue;
    const known = byOwner.get(node.owner);
    if (known) known.push(node);
    else byOwner.set(node.owner, [node]);
  }
  const closed = [...byOwner.values()].map((stacks) => unitOf(stacks[0]!.id, around(stacks.map(boxOf))!));
  const outermost = backdrops.filter((b) => !open.some((id) => b.id.startsWith(`${id}/`)));
  return [...closed, ...outermost.map((backdrop) => unitOf(backdrop.id, backdropBox(backdrop)))];
}

function unitOf(id: string, box: Box): Unit {
  return { id, ...centreOf(box), width: box.width, height: box.height };
}

/** Moves units to new middles: what is drawn of each goes the same way. */
export function moveUnits(units: readonly Unit[], to: readonly Centre[]): void {
  const before = new Map(units.map((unit) => [unit.id, unit]));
  const drawn = new Map(movables().map((thing) => [thing.id, thing]));
  moveTo(
    to.flatMap(({ id, x, y }) => {
      const [unit, thing] = [before.get(id), drawn.get(id)];
      return unit && thing ? [{ id, x: thing.x + x - unit.x, y: thing.y + y - unit.y }] : [];
    }),
  );
}

/** Lines up boxes at their common edge or centre. Pure: new centres for old ones. */
export function aligned(nodes: readonly Unit[], edge: Edge): readonly Centre[] {
  // Far more than a call takes arguments may be selected.
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y, width, height } of nodes) {
    [left, right] = [Math.min(left, x - width / 2), Math.max(right, x + width / 2)];
    [top, bottom] = [Math.min(top, y - height / 2), Math.max(bottom, y + height / 2)];
  }
  return nodes.map(({ id, x, y, width, height }) => {
    switch (edge) {
      case 'left':
        return { id, x: left + width / 2, y };
      case 'right':
        return { id, x: right - width / 2, y };
      case 'top':
        return { id, x, y: top + height / 2 };
      case 'bottom':
        return { id, x, y: bottom - height / 2 };
      case 'centreX':
        return { id, x: (left + right) / 2, y };
      case 'centreY':
        return { id, x, y: (top + bottom) / 2 };
    }
  });
}

/** Spreads centres evenly between the outermost two. */
export function distributed(nodes: readonly Unit[], axis: 'x' | 'y'): readonly Centre[] {
  const sorted = nodes.toSorted((a, b) => a[axis] - b[axis]);
  const first = sorted[0]![axis];
  const step = (sorted.at(-1)![axis] - first) / Math.max(1, sorted.length - 1);
  return sorted.map((node, i) => ({ id: node.id, x: node.x, y: node.y, [axis]: first + i * step }));
}
