/**
 * The tree of groups, made ready for drawing: who is in which group, and how many of each role a group holds.
 *
 * A device group (a server) counts as one of its role, whatever it holds. Cost: O(nodes + groups) once per topology; 9 integers a group.
 */
import { finish, inSlices, type Progress, type Steps } from '@weft/solver';
import type { Topology } from '@weft/topology';
import { deviceRoleSteps, outerDevicesOf } from './devices.ts';
import { hiddenSteps, type Hidden, type SceneFilter } from './filter.ts';
import { roleCode, roleCount } from './roles.ts';

/** What stands directly in a group, by role. */
export interface Members {
  /** Per role: direct nodes and device groups, nodes as they are, a device group g as `~g`. */
  readonly byRole: readonly (readonly number[])[];
  /** Child groups that are no devices. */
  readonly ordinary: readonly number[];
}

export class SceneTree {
  readonly topology: Topology;
  readonly hidden: Hidden | null;
  /** Child groups of g: `child[childOffset[g]] ...`; likewise the shown nodes. */
  readonly childOffset: Int32Array;
  readonly child: Int32Array;
  readonly nodeOffset: Int32Array;
  readonly node: Int32Array;
  /** The place of a group among its parent's children, of a node among the shown nodes of its group. */
  readonly placeOfGroup: Int32Array;
  readonly placeOfNode: Int32Array;
  /** Role code per node. */
  readonly role: Uint8Array;
  /** Role code of a device group, -1 for an ordinary one. */
  readonly deviceRole: Int8Array;
  /** The outermost device group that a group lies in (or is), -1 for none. */
  readonly outerDevice: Int32Array;
  /** `counts[g * roleCount + r]`: how many of role r the group holds, what lies in devices folded into them. */
  readonly counts: Int32Array;

  readonly #isShown: Uint8Array;
  readonly #members = new Map<number, Members>();

  private constructor(made: Made) {
    this.topology = made.topology;
    this.hidden = made.hidden;
    this.childOffset = made.children.offset;
    this.child = made.children.item;
    this.placeOfGroup = made.children.place;
    this.nodeOffset = made.nodes.offset;
    this.node = made.nodes.item;
    this.placeOfNode = made.nodes.place;
    this.role = made.role;
    this.deviceRole = made.deviceRole;
    this.outerDevice = made.outerDevice;
    this.counts = made.counts;
    this.#isShown = made.isShown;
  }

  /** The tree of a topology. */
  static of(topology: Topology, filter: SceneFilter): SceneTree {
    return finish(SceneTree.steps(topology, filter));
  }

  /** The same with pauses. */
  static *steps(topology: Topology, filter: SceneFilter): Steps<SceneTree> {
    const { groupCount, nodeGroup, groupParent } = topology;
    const deviceRole = yield* deviceRoleSteps(topology);
    const outerDevice = outerDevicesOf(topology, deviceRole);
    yield pause;
    const hidden = yield* hiddenSteps(topology, filter, deviceRole, outerDevice);
    const children = yield* rows(groupCount, groupParent, null);
    const nodes = yield* rows(groupCount, nodeGroup, hidden?.node ?? null);
    const role = yield* rolesOf(topology);
    const { counts, isShown } = yield* counted(topology, role, deviceRole, hidden);
    return new SceneTree({ topology, hidden, children, nodes, role, deviceRole, outerDevice, counts, isShown });
  }

  /** Whether a group is drawn at all: an ordinary one always, a device unless all it holds is hidden. */
  isShown(group: number): boolean {
    return this.#isShown[group] === 1;
  }

  /** Children and nodes of a group together: how many places links can end on. */
  placeCount(group: number): number {
    return this.#childCount(group) + this.nodeOffset[group + 1]! - this.nodeOffset[group]!;
  }

  /** The place in `group` that holds a node somewhere below it: a child group's place, else the node's own after them. */
  placeIn(group: number, node: number): number {
    const own = this.topology.nodeGroup[node]!;
    return own === group ? this.#childCount(group) + this.placeOfNode[node]! : this.placeOfChild(group, own);
  }

  /** The place in `group` of the child that is a group below it, or holds it. */
  placeOfChild(group: number, below: number): number {
    const { groupParent } = this.topology;
    let g = below;
    while (groupParent[g] !== group) g = groupParent[g]!;
    return this.placeOfGroup[g]!;
  }

  /** The child group at a place, or `~node` of a direct node. */
  atPlace(group: number, place: number): number {
    const childCount = this.#childCount(group);
    if (place < childCount) return this.child[this.childOffset[group]! + place]!;
    return ~this.node[this.nodeOffset[group]! + place - childCount]!;
  }

  /** The role a node counts as from a group above it: its own, or that of the outermost device between. */
  roleFrom(group: number, node: number): number {
    const folded = this.foldedRole(group, this.topology.nodeGroup[node]!);
    return folded < 0 ? this.role[node]! : folded;
  }

  /** The role that all nodes standing directly in a group `own` count as from a group above it; -1 when each counts as its own. */
  foldedRole(group: number, own: number): number {
    const outer = this.outerDevice[own]!;
    if (outer < 0) return -1;
    if (this.outerDevice[group]! < 0) return this.deviceRole[outer]!;
    // `group` lies in a device itself: only devices below it count
    let role = -1;
    for (let g = own; g !== group; g = this.topology.groupParent[g]!) {
      if (this.deviceRole[g]! >= 0) role = this.deviceRole[g]!;
    }
    return role;
  }

  /** What stands directly in a group, made once. */
  membersOf(group: number): Members {
    const known = this.#members.get(group);
    if (known) return known;
    const byRole: number[][] = Array.from({ length: roleCount }, () => []);
    const ordinary: number[] = [];
    for (let i = this.childOffset[group]!; i < this.childOffset[group + 1]!; i++) {
      const g = this.child[i]!;
      if (this.deviceRole[g]! < 0) ordinary.push(g);
      else if (this.isShown(g)) byRole[this.deviceRole[g]!]!.push(~g);
    }
    for (let i = this.nodeOffset[group]!; i < this.nodeOffset[group + 1]!; i++) {
      const v = this.node[i]!;
      byRole[this.role[v]!]!.push(v);
    }
    const members = { byRole, ordinary };
    this.#members.set(group, members);
    return members;
  }

  #childCount(group: number): number {
    return this.childOffset[group + 1]! - this.childOffset[group]!;
  }
}

interface Made extends Pick<SceneTree, 'topology' | 'hidden' | 'role' | 'deviceRole' | 'outerDevice' | 'counts'> {
  readonly children: Rows;
  readonly nodes: Rows;
  readonly isShown: Uint8Array;
}

const pause: Progress = { phase: 'picture', fraction: 0 };
/** Nodes looked at between two pauses: about half a millisecond. */
const slice = 100_000;

function* rolesOf({ nodeClasses, nodeClass, nodeCount }: Topology): Steps<Uint8Array> {
  const codes = nodeClasses.map((c) => roleCode[c.role]);
  const role = new Uint8Array(nodeCount);
  yield* inSlices(nodeCount, slice, pause.phase, (from, to) => {
    for (let v = from; v < to; v++) role[v] = codes[nodeClass[v]!]!;
  });
  return role;
}

/** How many of each role each group holds, and which groups are drawn at all. */
function* counted(
  { nodeCount, groupCount, nodeGroup, groupParent }: Topology,
  role: Uint8Array,
  deviceRole: Int8Array,
  hidden: Hidden | null,
): Steps<{ counts: Int32Array; isShown: Uint8Array }> {
  const counts = new Int32Array(groupCount * roleCount);
  const holdsShown = new Uint8Array(groupCount);
  const holdsAny = new Uint8Array(groupCount);
  yield* inSlices(nodeCount, slice, pause.phase, (from, to) => {
    for (let v = from; v < to; v++) {
      const g = nodeGroup[v]!;
      holdsAny[g] = 1;
      if (hidden?.node[v]) continue;
      holdsShown[g] = 1;
      counts[g * roleCount + role[v]!]!++;
    }
  });
  const isShown = new Uint8Array(groupCount).fill(1);
  // From the last group to the first: children have higher numbers than their parents.
  yield* inSlices(groupCount - 1, slice / 4, pause.phase, (from, to) => {
    for (let g = groupCount - 1 - from; g > groupCount - 1 - to; g--) {
      const parent = groupParent[g]!;
      if (deviceRole[g]! >= 0) {
        // a device that holds nothing at all (an imported host) is still one
        if (hidden?.group[g] || (holdsAny[g] === 1 && holdsShown[g] === 0)) isShown[g] = 0;
        else counts[parent * roleCount + deviceRole[g]!]!++;
      } else {
        for (let r = 0; r < roleCount; r++) counts[parent * roleCount + r]! += counts[g * roleCount + r]!;
      }
      holdsShown[parent]! |= holdsShown[g]!;
      holdsAny[parent]! |= holdsAny[g]!;
    }
  });
  return { counts, isShown };
}

interface Rows {
  readonly offset: Int32Array;
  readonly item: Int32Array;
  readonly place: Int32Array;
}

/** Compressed rows of items by owner, and each item's place in its row; items of owner -1 and skipped ones are left out. */
function* rows(ownerCount: number, owner: Int32Array, skip: Uint8Array | null): Steps<Rows> {
  const offset = new Int32Array(ownerCount + 1);
  yield* inSlices(owner.length, slice, pause.phase, (from, to) => {
    for (let i = from; i < to; i++) if (owner[i]! >= 0 && !skip?.[i]) offset[owner[i]! + 1]!++;
  });
  for (let o = 0; o < ownerCount; o++) offset[o + 1]! += offset[o]!;
  const next = offset.slice(0, ownerCount);
  const item = new Int32Array(offset[ownerCount]!);
  const place = new Int32Array(owner.length).fill(-1);
  yield* inSlices(owner.length, slice, pause.phase, (from, to) => {
    for (let i = from; i < to; i++) {
      const o = owner[i]!;
      if (o < 0 || skip?.[i]) continue;
      place[i] = next[o]! - offset[o]!;
      item[next[o]!++] = i;
    }
  });
  return { offset, item, place };
}
