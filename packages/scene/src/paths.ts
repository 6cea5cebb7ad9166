/**
 * Group ids and groups: which group an id names, which groups must be open to see a node, what opening and closing does to the set of open ids.
 *
 * An id is the path of `@weft/topology`. Nothing is indexed: an id is followed from the design downwards, O(children on the way).
 */
import { groupClassOf, groupId, type Topology } from '@weft/topology';
import type { SceneTree } from './tree.ts';

/** The group an id names; undefined when there is none. Names may contain slashes. */
export function groupOfId(tree: SceneTree, id: string): number | undefined {
  return id === '' ? 0 : groupBelow(tree, 0, id);
}

function groupBelow(tree: SceneTree, group: number, path: string): number | undefined {
  const { topology } = tree;
  for (let i = tree.childOffset[group]!; i < tree.childOffset[group + 1]!; i++) {
    const child = tree.child[i]!;
    const segment = groupSegment(topology, child);
    if (!path.startsWith(segment)) continue;
    if (path.length === segment.length) return child;
    if (path[segment.length] !== '/') continue;
    const found = groupBelow(tree, child, path.slice(segment.length + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

function groupSegment(topology: Topology, group: number): string {
  return topology.groupNames.get(group) ?? groupClassOf(topology, group).word + String(topology.groupOrdinal[group]!);
}

/** Ids of the groups that must be open for a node to be drawn by itself, from the outside in. */
export function openFor(topology: Topology, node: number): string[] {
  return pathTo(topology, topology.nodeGroup[node]!);
}

/** Ids of the groups that must be open for a group's content to be drawn: its ancestors and itself, from the outside in. */
export function openForGroup(topology: Topology, group: number): string[] {
  return pathTo(topology, group);
}

function pathTo(topology: Topology, group: number): string[] {
  const ids: string[] = [];
  for (let g = group; g > 0; g = topology.groupParent[g]!) ids.unshift(groupId(topology, g));
  return ids;
}

/** The open set after opening a group. */
export function withOpen(open: ReadonlySet<string>, group: string): Set<string> {
  return new Set([...open, group]);
}

/** The open set after closing a group: what is open inside it closes too, otherwise it would hold its parents open. */
export function withoutOpen(open: ReadonlySet<string>, group: string): Set<string> {
  return new Set([...open].filter((id) => id !== group && !id.startsWith(`${group}/`)));
}
