/**
 * Crowds: groups with more children of one kind than are told apart (64 units, 200 pods). Drawn by lines, the first few stand by themselves and the
 * others, while they are closed, together: "+61 units". Grids and rings show every child, since there the place says something; so do groups
 * that a person made.
 *
 * Cost: O(children) once per group and tree.
 */
import { groupClassOf } from '@weft/topology';
import type { SceneNode } from './scene.ts';
import type { SceneTree } from './tree.ts';

/** So many of a kind stand by themselves: two lines of twelve. */
const mostApart = 24;
/** Of more than that, so many still do: enough to see that they are alike. */
const shown = 3;

const crowds = new WeakMap<SceneTree, Map<number, ReadonlySet<number>>>();

/** The children of a group that stand together while they are closed. */
export function crowdOf(tree: SceneTree, group: number): ReadonlySet<number> {
  let ofTree = crowds.get(tree);
  if (!ofTree) crowds.set(tree, (ofTree = new Map<number, ReadonlySet<number>>()));
  let found = ofTree.get(group);
  if (!found) ofTree.set(group, (found = crowdIn(tree, group)));
  return found;
}

/** Whether a node of a picture stands for a crowd: it opens one group of those it shows. */
export function isCrowd({ id, kind, opens }: Pick<SceneNode, 'id' | 'kind' | 'opens'>): boolean {
  return kind === 'stack' && opens !== null && !id.startsWith(`${opens}#`);
}

function crowdIn(tree: SceneTree, group: number): ReadonlySet<number> {
  const { topology } = tree;
  const { layout } = groupClassOf(topology, group);
  const { ordinary } = tree.membersOf(group);
  if (layout !== 'rows' || ordinary.length <= mostApart) return none;
  const byClass = new Map<number, number[]>();
  for (const child of ordinary) {
    if (topology.groupNames.has(child)) continue;
    const alike = byClass.get(topology.groupClass[child]!);
    if (alike) alike.push(child);
    else byClass.set(topology.groupClass[child]!, [child]);
  }
  return new Set([...byClass.values()].flatMap((alike) => (alike.length > mostApart ? alike.slice(shown) : [])));
}

const none: ReadonlySet<number> = new Set<number>();
