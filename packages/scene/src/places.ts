/**
 * What a group says about itself without being open: its rank, the rail and plane that all of a role share, where a person put it.
 *
 * Cost: O(what the group holds) the first time, kept per tree.
 */
import { groupClassOf } from '@weft/topology';
import type { Anchor } from './layout/enclosure.ts';
import { roleCount, roleRank } from './roles.ts';
import type { SceneTree } from './tree.ts';

/** A rail or plane of -1 means that there is none, or that they differ. */
export interface SharedPlace {
  readonly rail: number;
  readonly plane: number;
}

const ranks = roleRank.length;
const shared = new WeakMap<SceneTree, Map<number, readonly SharedPlace[]>>();
const centres = new WeakMap<SceneTree, Map<number, Anchor | null>>();

/** The line of a group among its siblings: that of the highest role it holds. */
export function rankOf(tree: SceneTree, group: number): number {
  const device = tree.deviceRole[group]!;
  if (device >= 0) return roleRank[device]!;
  let rank = ranks;
  for (let r = 0; r < roleCount; r++) {
    if (tree.counts[group * roleCount + r]! > 0) rank = Math.min(rank, roleRank[r]!);
  }
  return rank;
}

/** Per role: the rail and plane that all loose nodes of the role share in a group and the ordinary groups below. */
export function sharedPlaces(tree: SceneTree, group: number): readonly SharedPlace[] {
  return remembered(shared, tree, group, () => {
    const { nodeRail, nodePlane } = tree.topology;
    const rails = new Int32Array(roleCount).fill(unseen);
    const planes = new Int32Array(roleCount).fill(unseen);
    for (const g of withOrdinaryBelow(tree, group)) {
      for (let i = tree.nodeOffset[g]!; i < tree.nodeOffset[g + 1]!; i++) {
        const v = tree.node[i]!;
        const r = tree.role[v]!;
        rails[r] = met(rails[r]!, nodeRail[v]!);
        planes[r] = met(planes[r]!, nodePlane[v]!);
      }
    }
    return Array.from(rails, (rail, r) => ({ rail: Math.max(-1, rail), plane: Math.max(-1, planes[r]!) }));
  });
}

/** Where a person put a group; for a free group without a place of its own, the middle of what a person placed in it. Null for neither. */
export function anchorOf(tree: SceneTree, group: number): Anchor | null {
  const { topology } = tree;
  const x = topology.groupX[group]!;
  const y = topology.groupY[group]!;
  const device = tree.deviceRole[group]! >= 0;
  if (!Number.isNaN(x) && !Number.isNaN(y)) return { x, y, at: device ? 'centre' : 'top', yields: true };
  if (groupClassOf(topology, group).layout !== 'free') return null;
  return remembered(centres, tree, group, () => contentCentre(tree, group));
}

function contentCentre(tree: SceneTree, group: number): Anchor | null {
  const { nodeX, nodeY } = tree.topology;
  const points: { x: number; y: number }[] = [];
  for (let i = tree.nodeOffset[group]!; i < tree.nodeOffset[group + 1]!; i++) {
    const v = tree.node[i]!;
    if (!Number.isNaN(nodeX[v]!) && !Number.isNaN(nodeY[v]!)) points.push({ x: nodeX[v]!, y: nodeY[v]! });
  }
  for (let i = tree.childOffset[group]!; i < tree.childOffset[group + 1]!; i++) {
    const anchor = anchorOf(tree, tree.child[i]!);
    if (anchor) points.push(anchor);
  }
  if (points.length === 0) return null;
  return { x: middle(points.map((p) => p.x)), y: middle(points.map((p) => p.y)), at: 'centre', yields: true };
}

/** Half-way between the extremes. */
function middle(values: readonly number[]): number {
  return (Math.min(...values) + Math.max(...values)) / 2;
}

/** A group and the ordinary groups below it. */
function withOrdinaryBelow(tree: SceneTree, group: number): number[] {
  const groups = [group];
  for (let i = 0; i < groups.length; i++) groups.push(...tree.membersOf(groups[i]!).ordinary);
  return groups;
}

const unseen = -3;
const differing = -2;

function met(before: number, value: number): number {
  return before === unseen ? value : before === value ? value : differing;
}

function remembered<T>(memory: WeakMap<SceneTree, Map<number, T>>, tree: SceneTree, group: number, make: () => T): T {
  let ofTree = memory.get(tree);
  if (!ofTree) memory.set(tree, (ofTree = new Map<number, T>()));
  if (!ofTree.has(group)) ofTree.set(group, make());
  return ofTree.get(group)!;
}
