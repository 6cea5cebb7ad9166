/**
 * What the selection stands for. It is held as scene ids (what is drawn); commands and forms want records: blocks, nodes, groups, links,
 * or paths inside blocks.
 */
import type { Block, Design, GroupRecord, LinkRecord, NodeRecord } from '@weft/model';
import type { Scene, SceneBackdrop, SceneLink, SceneNode } from '@weft/scene';
import { activeDesign } from '../stores/document.ts';
import { result } from '../stores/result.ts';
import { session, setOpen } from '../stores/session.ts';
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
  const linkRecords = links.flatMap((link) => linkRecordsOf(design, link));
  const owners = [
    ...new Set([...nodes.map((n) => n.owner), ...backdrops.map((b) => b.id), ...linkRecords.map((l) => l.id)]),
  ];
  const of = <T>(table: Readonly<Record<string, T>>): T[] =>
    owners.filter((id) => Object.hasOwn(table, id)).map((id) => table[id]!);
  return {
    nodes,
    links,
    backdrops,
    owners,
    blocks: of(design.blocks),
    records: of(design.nodes),
    groups: of(design.groups),
    linkRecords,
    paths: owners.filter((id) => id.includes('/')),
  };
}

/** The hand-drawn links in a line of the scene. */
export function linkRecordsOf(design: Design, link: SceneLink): readonly LinkRecord[] {
  const own = design.links[link.id];
  if (own !== undefined && Object.hasOwn(design.links, link.id)) return [own];
  if (link.count > handLimit) return [];
  const ends = new Set([link.source, link.target]);
  const found = Object.values(design.links).filter((l) => ends.has(drawnEnd(l.a.at)) && ends.has(drawnEnd(l.z.at)));
  return found.length === link.count ? found : [];
}

/** Bundles of more links than this are never hand-drawn one by one: not worth a search. */
const handLimit = 4096;

/** The scene node that shows the end of a link: itself, or the nearest closed thing around it. */
function drawnEnd(at: string): string {
  const shown = result.getState().scene?.nodes;
  if (shown === undefined) return at;
  for (let path = at; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) {
    if (shown.some((n) => n.id === path)) return path;
  }
  return at;
}

/** The selection of the moment. */
export function selected(): Selected {
  return sortSelection(activeDesign(), result.getState().scene, session.getState().selection);
}

/**
 * Selects a thing by its id or path wherever it is: as it is drawn, or the nearest thing drawn that holds it; brings it into view.
 */
export async function selectThing(id: string): Promise<void> {
  const scene = result.getState().scene;
  if (scene === null) return;
  const found = drawnAs(scene, id);
  session.setState({ selection: found, view: 'canvas', inspectorTab: 'inspect' });
  if (found.length > 0) stage.canvas?.fit(found);
}

/** Scene ids that show a thing: itself, a line that ends there, or the innermost closed group around it. */
export function drawnAs(scene: Scene, id: string): readonly string[] {
  const known = new Set([...scene.nodes, ...scene.links, ...scene.backdrops].map((thing) => thing.id));
  if (known.has(id)) return [id];
  const owned = scene.nodes.filter((n) => n.owner === id).map((n) => n.id);
  if (owned.length > 0) return owned;
  // A link inside a block is named by one end's path and a port: `b1/unit0/leaf3:17`.
  const [end] = id.split(':');
  for (let path = end!; path.includes('/');) {
    path = path.slice(0, path.lastIndexOf('/'));
    if (known.has(path)) return [path];
    const stacks = scene.nodes.filter((n) => n.opens === path || n.owner === path).map((n) => n.id);
    if (stacks.length > 0) return stacks;
  }
  return [];
}

/** Opens or closes what is selected; groups that hold the selection when the thing itself cannot. */
export function toggleSelected(open: boolean): void {
  const { nodes, backdrops } = selected();
  if (open) {
    setOpen([...new Set(nodes.flatMap((n) => (n.opens === null ? [] : [n.opens])))], true);
    return;
  }
  const closing = backdrops.length > 0 ? backdrops.map((b) => b.id) : nodes.map((n) => n.group).filter((g) => g !== '');
  const parents = [...new Set(closing)];
  setOpen(parents, false);
  if (parents.length > 0) session.setState({ selectNext: parents });
}
