/**
 * A scene from a topology and the set of open groups, and the way back from what is drawn to what it stands for.
 *
 * Same topology, open set and options: same scene. Cost: that of what is drawn, beyond the index (see `sceneIndex.ts`).
 */
import { finish, type Progress, type Steps } from '@weft/solver';
import { groupClassOf, groupId, groupLabel, linkId, type Topology } from '@weft/topology';
import { bendsOf } from './bends.ts';
import type { Bundle } from './bundles.ts';
import type { SceneFilter } from './filter.ts';
import { itemsOf, type SceneItem } from './items.ts';
import { layoutOf, type Layout } from './layout/layout.ts';
import { around, type Rectangle } from './layout/tile.ts';
import { SceneMembers } from './members.ts';
import { ownerOfGroup } from './owners.ts';
import { planSteps } from './plan.ts';
import {
  hardBudget,
  softBudget,
  type Scene,
  type SceneBackdrop,
  type SceneBudget,
  type SceneLink,
  type SceneNode,
} from './scene.ts';
import { sceneIndexSteps } from './sceneIndex.ts';

export interface SceneOptions {
  /** How much may be drawn; never more than `hardBudget`. When left out, `softBudget`, and up to the hard one for what was asked for. */
  readonly budget?: SceneBudget;
  /** Groups that open after the ones asked for, in this order, as long as the soft budget has room; they are never listed as refused. */
  readonly ifRoom?: Iterable<string>;
  /** What is hidden; nothing when left out. */
  readonly filter?: SceneFilter;
  /** Indices of what has failed; the links of a failed node fail with it. */
  readonly failedLinks?: Iterable<number>;
  readonly failedNodes?: Iterable<number>;
}

/** A scene and what its parts stand for. */
export interface Drawing {
  readonly scene: Scene;
  readonly members: SceneMembers;
}

/** Draws a topology with the given groups open (ids; their ancestors open with them). What breaks the budget is refused and listed. */
export function drawingOf(topology: Topology, open: ReadonlySet<string>, options: SceneOptions = {}): Drawing {
  return finish(drawingSteps(topology, open, options));
}

/** The same with pauses: for the first picture of a topology, which looks at all its links. */
export function* drawingSteps(
  topology: Topology,
  open: ReadonlySet<string>,
  options: SceneOptions = {},
): Steps<Drawing> {
  const index = yield* sceneIndexSteps(topology, options.filter);
  const soft = within(options.budget ?? softBudget, hardBudget);
  const hard = options.budget ? soft : hardBudget;
  const wish = { open, ifRoom: options.ifRoom ?? [] };
  const { spots, bundles: found, refused } = yield* planSteps(index, wish, { soft, hard });
  yield arranging;
  const { items, design } = itemsOf(spots);
  yield arranging;
  const layout = layoutOf(design, items);
  yield arranging;
  const bundles = sortedBundles(found, items);
  const members = new SceneMembers(spots, items, bundles);
  const failures = members.countFailures(options.failedLinks ?? [], options.failedNodes ?? []);

  yield arranging;
  const nodes: SceneNode[] = items.map((item, i) => sceneNode(item, layout, i, failures.nodes[i]!));
  const straight: SceneLink[] = bundles.map((bundle, i) => {
    const source = nodes[members.nodeAtSpot(bundle.a)]!.id;
    const target = nodes[members.nodeAtSpot(bundle.b)]!.id;
    return {
      id: `${source}>${target}`,
      link: bundle.count === 1 ? linkId(topology, index.order.link[bundle.ranges[0]!]!) : null,
      source,
      target,
      count: bundle.count,
      capacity_Gbps: bundle.capacity_Gbps,
      kind: index.order.kinds[bundle.kind] ?? 'mixed',
      fabric: index.order.fabrics[bundle.fabric] ?? 'mixed',
      failed: failures.links[i]!,
    };
  });
  yield arranging;
  const bends = bendsOf(nodes, straight);
  yield arranging;
  const links = straight.map((link, i) => (bends[i] === 0 ? link : { ...link, bend: bends[i]! }));
  const backdrops = backdropsOf(topology, layout);
  return { scene: { nodes, links, backdrops, bounds: boundsOf(nodes, backdrops), refused }, members };
}

const arranging: Progress = { phase: 'picture', fraction: 1 };

/** The scene alone: see `drawingOf`. */
export function sceneOf(topology: Topology, open: ReadonlySet<string>, options: SceneOptions = {}): Scene {
  return drawingOf(topology, open, options).scene;
}

function within(a: SceneBudget, b: SceneBudget): SceneBudget {
  return { nodes: Math.min(a.nodes, b.nodes), links: Math.min(a.links, b.links) };
}

/** Bundles with their ends in the order of the items, and sorted by them. */
function sortedBundles(bundles: readonly Bundle[], items: readonly SceneItem[]): Bundle[] {
  const place = new Map(items.map((item, i) => [item.spot, i]));
  const at = (spot: number): number => {
    const i = place.get(spot);
    if (i === undefined) throw new Error(`a bundle ends at spot ${spot}, which is not drawn`);
    return i;
  };
  return bundles
    .map((bundle) => (at(bundle.a) < at(bundle.b) ? bundle : turned(bundle)))
    .toSorted((p, q) => at(p.a) - at(q.a) || at(p.b) - at(q.b));
}

function turned(bundle: Bundle): Bundle {
  return { ...bundle, a: bundle.b, b: bundle.a };
}

function sceneNode(item: SceneItem, layout: Layout, i: number, failed: number): SceneNode {
  const { id, kind, role, label, caption, count, width, height, group, opens, owner, rail, plane } = item;
  const x = layout.x[i]!;
  const y = layout.y[i]!;
  const { records } = item;
  const node = { id, kind, role, label, caption, count, x, y, width, height, group, opens, owner, rail, plane, failed };
  return records === undefined ? node : { ...node, records };
}

/** Outer before inner, as they are painted. */
function backdropsOf(topology: Topology, layout: Layout): SceneBackdrop[] {
  return [...layout.backdrops]
    .toSorted(([a], [b]) => a - b)
    .map(([group, { x, y, width, height }]) => {
      let depth = 0;
      for (let g = topology.groupParent[group]!; g > 0; g = topology.groupParent[g]!) depth++;
      const { outline } = groupClassOf(topology, group);
      const id = groupId(topology, group);
      const owner = ownerOfGroup(topology, group);
      return {
        id,
        ...(owner === id ? {} : { owner }),
        label: groupLabel(topology, group),
        x,
        y,
        width,
        height,
        depth,
        ...(outline === undefined ? {} : { outline }),
      };
    });
}

function boundsOf(nodes: readonly SceneNode[], backdrops: readonly SceneBackdrop[]): Rectangle {
  let bounds: Rectangle | null = null;
  for (const { x, y, width, height } of nodes) {
    bounds = around(bounds, { x: x - width / 2, y: y - height / 2, width, height });
  }
  for (const backdrop of backdrops) bounds = around(bounds, backdrop);
  const { x, y, width, height } = bounds ?? { x: 0, y: 0, width: 0, height: 0 };
  return { x, y, width, height };
}
