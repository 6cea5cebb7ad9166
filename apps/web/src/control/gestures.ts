/** What the canvas reports, turned into commands and session state. */
import * as model from '@weft/model';
import { toScreen } from '../canvas/camera.ts';
import type { CanvasHandlers, LegalTarget, Point } from '../canvas/contract.ts';
import type { SceneNode } from '@weft/scene';
import type { ActionId } from '../actions/ids.ts';
import { activeDesign } from '../stores/document.ts';
import { result } from '../stores/result.ts';
import { session, setOpen, showSurface, type MenuEntry } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { duplicateSelection, pasteHere } from './clipboard.ts';
import { edit } from './edits.ts';
import { followZoom, rememberZoom } from './levels.ts';
import { homeOf } from './homes.ts';
import { moveTo } from './moving.ts';
import { aimAt, partFields, placeAt } from './placing.ts';
import { lastPointer } from './pointer.ts';
import { saySelection } from './saying.ts';
import { keepingOpen, unlocked } from './selectedEdits.ts';
import { canvasElementId, stage } from './stage.ts';

export const handlers: CanvasHandlers = {
  select(selection) {
    session.setState({ selection, selectNext: [] });
    if (selection.length > 0) session.setState({ inspectorTab: 'inspect' });
    saySelection(selection);
  },
  move(moves, copy, { box, at }) {
    if (!copy) {
      const { scene } = result.getState();
      const home =
        scene &&
        homeOf(
          activeDesign(),
          scene,
          moves.map((move) => move.id),
          box,
          at,
        );
      if (home) keepingOpen(() => moveTo(moves, { into: home }));
      else moveTo(moves);
      return;
    }
    const first = moves[0];
    const old = result.getState().scene?.nodes.find((n) => n.id === first?.id);
    if (first && old) duplicateSelection(first.x - old.x, first.y - old.y);
  },
  home(ids, box, at) {
    const { scene } = result.getState();
    const home = scene && homeOf(activeDesign(), scene, ids, box, at);
    return home ? home.drawn : undefined;
  },
  link(source, target, at) {
    session.setState({ linkFrom: null });
    if (target === null) offerNew(source, at);
    else linkBetween(source, target);
  },
  reach(id) {
    reachInto(id);
  },
  rename(id) {
    session.setState({ selection: [id], renaming: id });
  },
  refuse(id) {
    session.setState({ selection: [id] });
    unlocked([endOf(id)]);
  },
  open(group, open) {
    setOpen([group], open);
  },
  hover(hover) {
    session.setState({ hover });
  },
  addAt(at) {
    showSurface({ kind: 'menu', label: t('palette.title'), anchor: lastPointer(), items: addEntries(at), first: true });
  },
  contextMenu(id, screen, at, byKey = false) {
    const { selection } = session.getState();
    if (id !== null && !selection.includes(id)) session.setState({ selection: [id], inspectorTab: 'inspect' });
    const items = id === null ? emptyEntries(at) : thingEntries();
    showSurface({ kind: 'menu', label: t('canvas.label'), anchor: screen, items, first: byKey });
  },
  covers() {
    return [...document.querySelectorAll('[data-covers]')].map((over) => over.getBoundingClientRect());
  },
  camera(camera, byHand) {
    session.setState({ camera });
    if (byHand) followZoom();
    else rememberZoom();
  },
};

/** Opens a closed group and selects what is in it. */
function reachInto(id: string): void {
  const node = result.getState().scene?.nodes.find((one) => one.id === id);
  if (!node || node.opens === null) return;
  const group = node.opens;
  setOpen([group], true);
  const stop = result.subscribe((now, before) => {
    if (now.scene === before.scene || now.scene === null) return;
    stop();
    const inside = now.scene.nodes.filter((one) => one.group === group || one.group.startsWith(`${group}/`));
    if (inside.length > 0) session.setState({ selection: [inside[0]!.id], inspectorTab: 'inspect' });
  });
}

/** A link between two drawn things; on blocks that are closed the model says to open them. */
export function linkBetween(source: string, target: string): void {
  const a = { at: endOf(source), port: null };
  const z = { at: endOf(target), port: null };
  edit((study, design) => model.addLink(study, design, { a, z }), { selectMade: true });
}

/** A link was let go over empty space: what could stand there is offered there. */
function offerNew(source: string, at: Point): void {
  const items = (['switch', 'server'] as const).map((node) => ({
    label: t(`newSwitch.${node}`),
    run: () => void newEndAt(source, node, at),
  }));
  showSurface({ kind: 'menu', label: t('newSwitch.title'), anchor: screenPoint(at), items, first: true });
}

/** Where a point of the scene is in the window. */
function screenPoint(at: Point): Point {
  const { x, y } = stage.canvas ? toScreen(stage.canvas.camera(), at) : at;
  const corner = document.getElementById(canvasElementId)?.getBoundingClientRect();
  return { x: x + (corner?.left ?? 0), y: y + (corner?.top ?? 0) };
}

/** A part where a link was dropped on empty space, linked at once: one entry. */
async function newEndAt(source: string, node: 'switch' | 'server', at: Point): Promise<void> {
  const fields = await partFields(node, null);
  edit(
    (study, design) => {
      const added = model.addNode(study, design, node, { ...fields, x: Math.round(at.x), y: Math.round(at.y) });
      if (!added.ok) return added;
      const id = added.value.ids[0]!;
      const between = model.applyChange(study, added.value.change);
      const linked = model.addLink(between, design, {
        a: { at: endOf(source), port: null },
        z: { at: id, port: null },
      });
      if (!linked.ok) return linked;
      const change = model.composeChanges(added.value.change, linked.value.change);
      return { ok: true, value: { change: { ...change, label: added.value.change.label }, ids: [id] } };
    },
    { selectMade: true },
  );
}

/** The record or path that a drawn node stands for as the end of a link. */
function endOf(id: string): string {
  const { scene } = result.getState();
  const node = scene?.nodes.find((n) => n.id === id) ?? scene?.backdrops.find((b) => b.id === id);
  // A drawn part goes by its record, wherever it stands. A closed stack stands for many: its owner is the block, which the command refuses
  // with a reason.
  return node?.owner ?? id;
}

/** Servers, switches and single devices take links; a closed stack does not. */
export const legalTarget: LegalTarget = (source, target) => {
  if (source === target) return false;
  const nodes = result.getState().scene?.nodes;
  const find = (id: string): SceneNode | undefined => nodes?.find((n) => n.id === id);
  const [a, z] = [find(source), find(target)];
  return a !== undefined && z !== undefined && a.kind !== 'stack' && z.kind !== 'stack';
};

function addEntries(at: Point): readonly MenuEntry[] {
  const parts = (['server', 'switch', 'accelerator', 'nic', 'service'] as const).map((node) => ({
    label: t(`palette.${node}`),
    run: () => void placeAt({ kind: 'part', node, part: null }, at),
  }));
  const blocks = result.getState().recipes.map((recipe) => ({
    label: recipe.title,
    run: () => void placeAt({ kind: 'block', recipe: recipe.name }, at),
  }));
  const all = { action: 'add.open', run: () => aimAt(at) } as const;
  return [all, { separator: true }, ...parts, { separator: true }, ...blocks];
}

function emptyEntries(at: Point): readonly MenuEntry[] {
  return [
    { label: `${t('palette.server')}`, run: () => void placeAt({ kind: 'part', node: 'server', part: null }, at) },
    { label: `${t('palette.switch')}`, run: () => void placeAt({ kind: 'part', node: 'switch', part: null }, at) },
    { separator: true },
    { action: 'edit.paste', run: () => void pasteHere(at, false) },
    { action: 'edit.pasteLinked', run: () => void pasteHere(at, true) },
    ...entries('select.all'),
    { separator: true },
    ...entries('view.fit', 'block.openAll', 'block.closeAll', 'link.mendAll'),
  ];
}

function thingEntries(): readonly MenuEntry[] {
  return [
    ...entries('block.open', 'block.close', 'block.dissolve', 'template.edit', 'template.finish', 'template.detach'),
    { separator: true },
    ...entries('edit.rename', 'edit.cut', 'edit.copy', 'edit.duplicate', 'edit.lock', 'edit.delete'),
    { separator: true },
    ...entries('edit.group', 'edit.ungroup', 'edit.linkMany', 'template.make'),
    { separator: true },
    ...entries('link.fail', 'select.connected', 'view.fitSelection'),
  ];
}

const entries = (...ids: readonly ActionId[]): MenuEntry[] => ids.map((action) => ({ action }));
