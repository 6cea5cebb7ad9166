/**
 * Spots: where each node of the topology is drawn, as a number.
 *
 * Every shown node is drawn at exactly one spot: by itself, as part of a closed server, or in a stack (all of one role in a closed group, or all of
 * one role standing directly in an open group, when they are too many):
 *
 *   v                                  node v
 *   nodes + g                          the closed device group g
 *   nodes + groups + g * roles + r     the stack of role r in group g
 */
import { crowdOf } from './crowds.ts';
import { roleCount } from './roles.ts';
import type { SceneIndex } from './sceneIndex.ts';

/** How an open group shows what it holds. */
export interface Manner {
  /** Per role: its direct members stay one stack. */
  readonly stacked: readonly boolean[];
  /** Closed child groups do not stand beside each other but join the group's own stacks: for groups of more children than fit. */
  readonly folded: boolean;
}

/** Each member by itself, each closed child group as its own stacks. */
export const apart: Manner = { stacked: Array.from({ length: roleCount }, () => false), folded: false };
/** One stack a role for all that is not in an open child. */
export const folded: Manner = { stacked: Array.from({ length: roleCount }, () => true), folded: true };

export class Spots {
  readonly index: SceneIndex;
  readonly isOpen: Uint8Array;
  /** One more than the largest spot. */
  readonly count: number;
  readonly #manner = new Map<number, Manner>();

  constructor(index: SceneIndex) {
    this.index = index;
    const { nodeCount, groupCount } = index.topology;
    this.isOpen = new Uint8Array(groupCount);
    this.count = nodeCount + groupCount * (1 + roleCount);
  }

  open(group: number, manner: Manner): void {
    this.isOpen[group] = 1;
    this.#manner.set(group, manner);
  }

  close(group: number): void {
    this.isOpen[group] = 0;
    this.#manner.delete(group);
  }

  /** The open groups, parents before children. */
  openGroups(): number[] {
    return [...this.#manner.keys()].toSorted((a, b) => a - b);
  }

  mannerOf(group: number): Manner {
    const manner = this.#manner.get(group);
    if (!manner) throw new Error(`group ${group} was taken for open and is closed`);
    return manner;
  }

  ofStack(group: number, role: number): number {
    const { nodeCount, groupCount } = this.index.topology;
    return nodeCount + groupCount + group * roleCount + role;
  }

  ofDevice(group: number): number {
    return this.index.topology.nodeCount + group;
  }

  /** Where a closed child of an open group is drawn; an ordinary one by the role of what is asked for. */
  ofClosed(group: number, role: number): number {
    const parent = this.index.topology.groupParent[group]!;
    const { stacked, folded } = this.mannerOf(parent);
    const device = this.index.tree.deviceRole[group]!;
    if (device >= 0) return stacked[device] ? this.ofStack(parent, device) : this.ofDevice(group);
    return this.ofStack(folded || crowdOf(this.index.tree, parent).has(group) ? parent : group, role);
  }

  /** Where a node is drawn; -1 when it is hidden. O(depth of the tree). */
  ofNode(node: number): number {
    const { tree, topology } = this.index;
    if (tree.hidden?.node[node]) return -1;
    const own = topology.nodeGroup[node]!;
    let closed = -1;
    for (let g = own; g > 0; g = topology.groupParent[g]!) if (!this.isOpen[g]) closed = g;
    if (closed >= 0) return this.ofClosed(closed, tree.deviceRole[closed]! < 0 ? tree.roleFrom(closed, node) : -1);
    const role = tree.role[node]!;
    return this.mannerOf(own).stacked[role] ? this.ofStack(own, role) : node;
  }

  /** How many of each role are drawn directly in an open group: its own, and what is folded into it. Open children are not among them. */
  directCounts(group: number): number[] {
    const { tree, topology } = this.index;
    const counts = tree.membersOf(group).byRole.map((members) => members.length);
    for (const g of this.#manner.keys()) {
      if (g > 0 && topology.groupParent[g] === group && tree.deviceRole[g]! >= 0) counts[tree.deviceRole[g]!]!--;
    }
    if (!this.mannerOf(group).folded) return counts;
    for (const g of tree.membersOf(group).ordinary) {
      if (this.isOpen[g]) continue;
      for (let r = 0; r < roleCount; r++) counts[r]! += tree.counts[g * roleCount + r]!;
    }
    return counts;
  }

  /** The closed children of a group, told apart or not, that are a crowd; none where all of them are folded anyhow. */
  crowdIn(group: number): number[] {
    if (this.mannerOf(group).folded) return [];
    return [...crowdOf(this.index.tree, group)].filter((child) => !this.isOpen[child]);
  }

  /** How many of each role a crowd holds. */
  crowdCounts(crowd: readonly number[]): number[] {
    const { counts } = this.index.tree;
    return Array.from({ length: roleCount }, (_, r) =>
      crowd.reduce((sum, child) => sum + counts[child * roleCount + r]!, 0),
    );
  }

  /** How many spots an open group adds to the picture: its direct members or their stacks, and the stacks of its closed children. */
  countIn(group: number): number {
    const { tree } = this.index;
    const { stacked, folded } = this.mannerOf(group);
    let spots = 0;
    this.directCounts(group).forEach((count, role) => (spots += stacked[role] ? Math.min(1, count) : count));
    if (folded) return spots;
    const crowd = crowdOf(tree, group);
    if (crowd.size > 0) for (const count of this.crowdCounts(this.crowdIn(group))) if (count > 0) spots++;
    for (const g of tree.membersOf(group).ordinary) {
      if (this.isOpen[g] || crowd.has(g)) continue;
      for (let r = 0; r < roleCount; r++) if (tree.counts[g * roleCount + r]! > 0) spots++;
    }
    return spots;
  }
}
