/**
 * What the selection stands for. It is held as scene ids (what is drawn); commands and forms want records: blocks, nodes, groups, links,
 * or paths inside blocks.
 */
import { blockOfPath, openGroups, recordsOf, tableOf, templateOf } from '@weft/model';
import type { Block, Design, GroupRecord, LinkRecord, NodeRecord } from '@weft/model';
import type { Scene, SceneBackdrop, SceneLink, SceneNode } from '@weft/scene';
import { activeDesign } from '../stores/document.ts';
import { result } from '../stores/result.ts';
import { session, setOpen } from '../stores/session.ts';
import { withHand } from './atHand.ts';
import { stage } from './stage.ts';

/** The selection, sorted by what it is. */
export interface Selected {
  readonly nodes: readonly SceneNode[];
  readonly links: readonly SceneLink[];
  readonly backdrops: readonly SceneBackdrop[];
  /** Ids of records, and paths, that a command can move, copy or delete; each once. */
  readonly owners: readonly string[];
  readonly blocks: readonly Block[];
  readonly records: readonly NodeRecord[];
  readonly groups: readonly GroupRecord[];
  readonly linkRecords: readonly LinkRecord[];
  /** Parts inside blocks, edited by path. */
  readonly paths: readonly string[];
}

/** Cost: O(scene + selection). */
export function sortSelection(design: Design, scene: Scene | null, ids: readonly string[]): Selected {
  const wanted = new Set(ids);
  const nodes = scene?.nodes.filter((n) => wanted.has(n.id)) ?? [];
  const links = scene?.links.filter((l) => wanted.has(l.id)) ?? [];
  const backdrops = scene?.backdrops.filter((b) => wanted.has(b.id)) ?? [];
  for (const thing of [...nodes, ...links, ...backdrops]) wanted.delete(thing.id);
  // What the table chose and the canvas does not draw by itself.
  const undrawn = [...wanted].filter((id) => isThing(design, id));
  const linkRecords = [
    ...links.flatMap((link) => linkRecordsOf(design, link)),
    ...undrawn.filter((id) => Object.hasOwn(design.links, id)).map((id) => design.links[id]!),
  ];
  const owners = [
    ...new Set([
      ...nodes.flatMap((n) => n.records ?? n.owner),
      ...backdrops.map((b) => b.owner ?? b.id),
      ...linkRecords.map((l) => l.id),
      ...undrawn,
    ]),
  ];
  const blocks: Block[] = [];
  const records: NodeRecord[] = [];
  const groups: GroupRecord[] = [];
  const paths: string[] = [];
  for (const id of owners) {
    if (Object.hasOwn(design.nodes, id)) records.push(design.nodes[id]!);
    if (Object.hasOwn(design.blocks, id)) blocks.push(design.blocks[id]!);
    if (Object.hasOwn(design.groups, id)) groups.push(design.groups[id]!);
    if (id.includes('/')) paths.push(id);
  }
  return { nodes, links, backdrops, owners, blocks, records, groups, linkRecords, paths };
}

/** Whether commands take the id: a record's, or a path inside a block. */
export function isThing(design: Design, id: string): boolean {
  return tableOf(design, id) !== undefined || blockOfPath(design, id) !== undefined;
}

/** The hand-drawn links in a line of the scene; none when it also stands for links of a block. */
export function linkRecordsOf(design: Design, link: SceneLink): readonly LinkRecord[] {
  if (link.count > handLimit) return [];
  const { scene } = result.getState();
  const found = scene === null ? [] : (linesIn(design, scene).records.get(link.id) ?? []);
  return found.length === link.count ? found : [];
}

/** Bundles of more links than this are never hand-drawn one by one: not worth a search. */
const handLimit = 4096;

/** The line of the scene that shows each hand-drawn link. Cost: O(links + scene), kept for the scene it was made of. */
export function linesOfRecords(design: Design, scene: Scene | null): ReadonlyMap<string, string> {
  return scene === null ? new Map() : linesIn(design, scene).lines;
}

/** The same, and the hand-drawn links by their line. */
function linesIn(design: Design, scene: Scene): Lines {
  const known = linesOf.get(scene);
  if (known?.design === design) return known;
  const drawn = new Set(scene.nodes.map((n) => n.id));
  /** Stacks and closed blocks by what they stand for. */
  const within = new Map<string, string[]>();
  for (const n of scene.nodes) {
    const there = within.get(n.owner);
    if (there) there.push(n.id);
    else within.set(n.owner, [n.id]);
    for (const record of n.records ?? []) within.set(record, [n.id]);
  }
  const endsAt = (at: string): readonly string[] => {
    for (let path = at; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) {
      if (drawn.has(path)) return [path];
      const stacks = within.get(path);
      if (stacks) return stacks;
    }
    return [];
  };
  const between = new Map(
    scene.links.flatMap((l) => [
      [`${l.source} ${l.target}`, l.id],
      [`${l.target} ${l.source}`, l.id],
    ]),
  );
  const lines = new Map<string, string>();
  for (const record of recordsOf(design.links)) {
    for (const a of endsAt(record.a.at))
      for (const z of endsAt(record.z.at)) {
        const line = between.get(`${a} ${z}`);
        if (line !== undefined && !lines.has(record.id)) lines.set(record.id, line);
      }
  }
  const records = new Map<string, LinkRecord[]>();
  for (const record of recordsOf(design.links)) {
    const line = lines.get(record.id);
    if (line === undefined) continue;
    const there = records.get(line);
    if (there) there.push(record);
    else records.set(line, [record]);
  }
  const found: Lines = { design, lines, records };
  linesOf.set(scene, found);
  return found;
}

interface Lines {
  readonly design: Design;
  readonly lines: ReadonlyMap<string, string>;
  readonly records: ReadonlyMap<string, readonly LinkRecord[]>;
}

const linesOf = new WeakMap<Scene, Lines>();

/** Instances of templates in the selection: closed ones by their block. */
export function selectedInstances(): readonly Block[] {
  return selected().blocks.filter((block) => templateOf(block) !== null);
}

/** Groups in which a template is being edited. */
export const openTemplateGroups = () => openGroups(activeDesign());

/** Whether a record carries a lock of its own. */
export function isLockedItself(design: Design, id: string): boolean {
  const table = tableOf(design, id);
  return table !== undefined && design[table][id]!.locked === true;
}

/** Whether what has a record of its own among these is locked: all, a part or none of it; null when nothing has one. */
export function lockedOf(design: Design, ids: readonly string[]): boolean | 'mixed' | null {
  const records = ids.filter((id) => tableOf(design, id) !== undefined);
  const locked = records.filter((id) => isLockedItself(design, id)).length;
  if (records.length === 0) return null;
  return locked === records.length ? true : locked > 0 ? 'mixed' : false;
}

/** The same of the selection of the moment, counted once. */
export function lockedNow(): ReturnType<typeof lockedOf> {
  const [design, { owners }] = [activeDesign(), selected()];
  if (lastLocked?.design !== design || lastLocked.owners !== owners)
    lastLocked = { design, owners, locked: lockedOf(design, owners) };
  return lastLocked.locked;
}

let lastLocked: {
  readonly design: Design;
  readonly owners: readonly string[];
  readonly locked: ReturnType<typeof lockedOf>;
} | null = null;

/** The selection of the moment, sorted once: every action asks whether it can be taken. */
export function selected(): Selected {
  const now = [activeDesign(), result.getState().scene, session.getState().selection] as const;
  if (lastSorted === null || now.some((one, i) => one !== lastSorted!.of[i]))
    lastSorted = { of: now, found: sortSelection(...now) };
  return lastSorted.found;
}

let lastSorted: { readonly of: readonly unknown[]; readonly found: Selected } | null = null;

/**
 * Selects a thing by its id or path wherever it is: as it is drawn, or the nearest thing drawn that holds it; brings it into view.
 */
export async function selectThing(id: string): Promise<void> {
  const scene = result.getState().scene;
  if (scene === null) return;
  const found = drawnAs(scene, id);
  session.setState({ selection: found, view: 'canvas', inspectorTab: 'inspect' });
  if (found.length > 0) stage.canvas?.fit(found);
  withHand((hand) => hand.saySelection(found));
}

/** As `selectThing`, after opening the groups that hide it: they stay open, as if opened by hand. */
export function openAndSelect(id: string, groups: readonly string[]): void {
  const closed = groups.filter((group) => !result.getState().scene?.backdrops.some((one) => one.id === group));
  if (closed.length === 0) {
    void selectThing(id);
    return;
  }
  session.setState({ view: 'canvas', inspectorTab: 'inspect' });
  setOpen(closed, true);
  // Once it is drawn; what the budget refuses stays where its group is.
  const stop = result.subscribe((now, before) => {
    if (now.scene === before.scene || now.scene === null) return;
    stop();
    // The canvas takes the picture just after the store.
    queueMicrotask(() => void selectThing(id));
  });
}

/** Scene ids that show a thing: itself, a line that ends there, or the innermost closed group around it. */
export function drawnAs(scene: Scene, id: string): readonly string[] {
  const { known, owned, stackOf, shows } = drawnIds(scene);
  if (known.has(id)) return [id];
  const own = owned.get(id);
  if (own) return own;
  const stack = stackOf.get(id);
  if (stack) return [stack.id];
  const line = linesOfRecords(activeDesign(), scene).get(id);
  if (line !== undefined) return [line];
  // What has come out of its group, or into one, since it was called so.
  const record = id.slice(id.lastIndexOf('/') + 1);
  if (record !== id && !Object.hasOwn(activeDesign().blocks, id.slice(0, id.indexOf('/')))) {
    if (known.has(record)) return [record];
    const moved = owned.get(record);
    if (moved) return moved;
  }
  // A link inside a block is named by one end's path and a port: `b1/unit0/leaf3:17`.
  const [end] = id.split(':');
  for (let path = end!; path.includes('/');) {
    path = path.slice(0, path.lastIndexOf('/'));
    if (known.has(path)) return [path];
    const stacks = shows.get(path);
    if (stacks) return stacks;
  }
  return [];
}

/**
 * What is selected once these things are drawn: each as it is drawn. Of the records that one stack stands for they may be a few only: then the records
 * themselves, as the table chooses them, so that no others are moved or deleted with them.
 */
export function chosenAs(scene: Scene, ids: readonly string[]): readonly string[] {
  const { stackOf } = drawnIds(scene);
  const wanted = new Set(ids);
  const whole = new Map<SceneNode, boolean>();
  const isWhole = (stack: SceneNode): boolean => {
    let all = whole.get(stack);
    if (all === undefined) whole.set(stack, (all = stack.records!.every((id) => wanted.has(id))));
    return all;
  };
  const found = ids.flatMap((id) => {
    const stack = stackOf.get(id);
    return stack === undefined ? drawnAs(scene, id) : isWhole(stack) ? stack.id : id;
  });
  return [...new Set(found)];
}

/** The stack that stands for a record, among others; undefined when it is drawn apart or not at all. */
export const stackOf = (scene: Scene, record: string): SceneNode | undefined => drawnIds(scene).stackOf.get(record);

/** What lights up on the canvas for a selection. */
export function litFor(scene: Scene | null, selection: readonly string[]): readonly string[] {
  if (scene === null) return selection;
  const { stackOf } = drawnIds(scene);
  if (stackOf.size === 0) return selection;
  return [...new Set(selection.map((id) => stackOf.get(id)?.id ?? id))];
}

interface DrawnIds {
  readonly known: ReadonlySet<string>;
  /** Nodes by the record that owns them. */
  readonly owned: ReadonlyMap<string, readonly string[]>;
  /** The stack of each record that stands in one. */
  readonly stackOf: ReadonlyMap<string, SceneNode>;
  /** Nodes by what they open and by the record that owns them. */
  readonly shows: ReadonlyMap<string, readonly string[]>;
}

const drawnIdsOf = new WeakMap<Scene, DrawnIds>();

/** The ids of a scene, made once: findings ask for hundreds. */
function drawnIds(scene: Scene): DrawnIds {
  let found = drawnIdsOf.get(scene);
  if (found === undefined) {
    const shows = new Map<string, string[]>();
    const owned = new Map<string, string[]>();
    const stackOf = new Map<string, SceneNode>();
    for (const node of scene.nodes) {
      const { id, opens, owner } = node;
      for (const of of new Set([opens, owner])) if (of !== null) put(shows, of, id);
      put(owned, owner, id);
      for (const record of node.records ?? []) stackOf.set(record, node);
    }
    for (const { id, owner } of scene.backdrops) if (owner !== undefined) put(owned, owner, id);
    const known = new Set([...scene.nodes, ...scene.links, ...scene.backdrops].map((thing) => thing.id));
    drawnIdsOf.set(scene, (found = { known, owned, stackOf, shows }));
  }
  return found;
}

/** Closed groups that are selected; of groups that are open already, those in them. */
export function openable(): readonly string[] {
  const { nodes, backdrops } = selected();
  const within = backdrops.map((b) => b.id);
  const inside =
    result.getState().scene?.nodes.filter((n) => within.some((id) => n.group === id || n.group.startsWith(`${id}/`))) ??
    [];
  return [...new Set([...nodes, ...inside].flatMap((n) => (n.opens === null ? [] : [n.opens])))];
}

/** Opens or closes what is selected; groups that hold the selection when the thing itself cannot. */
export function toggleSelected(open: boolean): void {
  const { nodes, backdrops } = selected();
  if (open) {
    const opening = openable();
    setOpen(opening, true);
    // What was chosen stays chosen, as the open group that it has become.
    session.setState({ selectNext: [...backdrops.map((b) => b.id), ...nodes.flatMap((n) => n.opens ?? [])] });
    return;
  }
  const closing = backdrops.length > 0 ? backdrops.map((b) => b.id) : nodes.map((n) => n.group).filter((g) => g !== '');
  const parents = [...new Set(closing)];
  setOpen(parents, false);
  if (parents.length > 0) session.setState({ selectNext: parents });
}

function put(map: Map<string, string[]>, of: string, id: string): void {
  const there = map.get(of);
  if (there) there.push(id);
  else map.set(of, [id]);
}
