/**
 * The nodes of a scene before they have a place: for every spot its words, and the tree of open groups to lay out.
 *
 * Strings are made for what is drawn only. Cost: O(drawn nodes + direct members of open groups).
 */
import { say } from '@weft/units';
import { groupClassOf, groupId, groupLabel, nodeClassOf, nodeId, nodeLabel } from '@weft/topology';
import type { Enclosure, Item, Piece } from './layout/enclosure.ts';
import type { Size } from './layout/wrap.ts';
import { backdropLook, nodeShape, roleLooks, stackLook } from './look.ts';
import { ownerOfGroup, ownerOfNode, recordsOf } from './owners.ts';
import { anchorOf, rankOf, sharedPlaces } from './places.ts';
import { countLabel, drawnRoles, grouped, roleCode, roleCount, roleRank } from './roles.ts';
import type { SceneNode } from './scene.ts';
import type { Spots } from './spots.ts';
import { spacing } from './layout/spacing.ts';

/** A scene node without its place, and the spot it shows. */
export type SceneItem = Omit<SceneNode, 'x' | 'y' | 'failed'> & { readonly spot: number };

export interface Items {
  readonly items: readonly SceneItem[];
  readonly design: Enclosure;
}

/** All items, in reading order: outer before inner, upper before lower. */
export function itemsOf(spots: Spots): Items {
  const items: SceneItem[] = [];
  const design = new ItemBuilder(spots, items).enclosure(0);
  return { items, design };
}

/** More groups on a ring than this cannot be read when it is seen whole. */
const manyOnRing = 48;

class ItemBuilder {
  readonly #spots: Spots;
  readonly #items: SceneItem[];

  constructor(spots: Spots, items: SceneItem[]) {
    this.#spots = spots;
    this.#items = items;
  }

  enclosure(group: number): Enclosure {
    const { tree, topology } = this.#spots.index;
    const { layout, columns, outline } = groupClassOf(topology, group);
    const { byRole, ordinary } = tree.membersOf(group);
    const { stacked, folded } = this.#spots.mannerOf(group);
    const direct = this.#spots.directCounts(group);
    const path = groupId(topology, group);
    const crowd = new Set(this.#spots.crowdIn(group));
    const inCrowd = this.#spots.crowdCounts([...crowd]);
    const pieces: Piece[] = [];
    byRole.forEach((members, role) => {
      if (stacked[role] && direct[role]! > 0) {
        // A crowd's own of the role stand at the same spot.
        pieces.push(this.#ownStack(group, path, role, direct[role]! + inCrowd[role]!));
        inCrowd[role] = 0;
      }
      for (const member of members) {
        if (member >= 0) {
          if (!stacked[role]) pieces.push(this.#node(member, path));
        } else if (this.#spots.isOpen[~member]) {
          pieces.push(this.#openGroup(~member));
        } else if (!stacked[role]) {
          pieces.push(this.#device(~member, path));
        }
      }
    });
    for (const child of ordinary) {
      if (this.#spots.isOpen[child]) pieces.push(this.#openGroup(child));
      else if (this.#isEmpty(child)) pieces.push(this.#emptyGroup(child));
      else if (!folded && !crowd.has(child)) pieces.push(...this.#closedGroup(child, path));
    }
    if (crowd.size > 0) pieces.push(...this.#crowd(group, path, [...crowd], inCrowd));
    return { group, layout, columns, pieces, outline };
  }

  #node(node: number, group: string): Piece {
    const { tree, topology } = this.#spots.index;
    const role = drawnRoles[tree.role[node]!]!;
    const x = topology.nodeX[node]!;
    const y = topology.nodeY[node]!;
    const item = this.#push({
      spot: node,
      id: nodeId(topology, node),
      kind: 'node',
      role,
      label: nodeLabel(topology, node),
      caption: '',
      count: 1,
      group,
      opens: null,
      owner: ownerOfNode(topology, node),
      rail: shared(topology.nodeRail[node]!),
      plane: shared(topology.nodePlane[node]!),
    });
    return {
      rank: roleRank[tree.role[node]!]!,
      ordinal: topology.nodeOrdinal[node]!,
      direct: true,
      meshed: tree.role[node] === roleCode.router,
      anchor: Number.isNaN(x) || Number.isNaN(y) ? null : { x, y, at: 'centre', yields: false },
      closed: item,
      content: item,
    };
  }

  #device(device: number, group: string): Piece {
    const { tree, topology } = this.#spots.index;
    const role = tree.deviceRole[device]!;
    const id = groupId(topology, device);
    const isEmpty = tree.placeCount(device) === 0;
    const item = this.#push({
      spot: this.#spots.ofDevice(device),
      id,
      kind: 'device',
      role: drawnRoles[role]!,
      label: groupLabel(topology, device),
      caption: this.#deviceCaption(device),
      count: 1,
      group,
      opens: isEmpty ? null : id,
      owner: ownerOfGroup(topology, device),
      rail: null,
      plane: null,
    });
    return this.#groupPiece(device, item, item);
  }

  /** All of one role in an open group that is too full to show them apart. */
  #ownStack(group: number, path: string, role: number, count: number): Piece {
    const { tree, topology } = this.#spots.index;
    const closed = tree.membersOf(group).byRole[role]!.filter((member) => member >= 0 || !this.#spots.isOpen[~member]);
    // Where all is folded together, the closed groups with such parts in them go along, as they do when they are told apart.
    const within = this.#spots.mannerOf(group).folded
      ? tree.membersOf(group).ordinary.filter((g) => !this.#spots.isOpen[g] && tree.counts[g * roleCount + role]! > 0)
      : [];
    const records = recordsOf(topology, group, [...closed, ...within.map((g) => ~g)]);
    const item = this.#stack(group, role, count, {
      caption: group === 0 ? '' : groupLabel(topology, group),
      group: path,
      opens: null,
      ...(records.length === 0 ? {} : { records }),
    });
    return {
      rank: roleRank[role]!,
      ordinal: role,
      direct: true,
      meshed: false,
      anchor: null,
      closed: item,
      content: item,
    };
  }

  /** The closed children that stand together, as one more group; opening it opens the first of them. */
  #crowd(group: number, path: string, crowd: readonly number[], counts: readonly number[]): Piece[] {
    const { topology } = this.#spots.index;
    const caption = `+${grouped(crowd.length)} ${groupClassOf(topology, crowd[0]!).word}s`;
    const opens = groupId(topology, crowd[0]!);
    const lines: Item[][] = [];
    counts.forEach((count, role) => {
      if (count > 0) {
        (lines[roleRank[role]!] ??= []).push(this.#stack(group, role, count, { caption, group: path, opens }));
      }
    });
    const present = lines.filter((line) => line !== undefined);
    return present.length === 0 ? [] : [this.#groupPiece(crowd[0]!, present, this.#closedSize(crowd[0]!))];
  }

  /** The stacks of a closed child group, roles of one rank beside each other; nothing when all in it is hidden. */
  #closedGroup(child: number, path: string): Piece[] {
    const { tree, topology } = this.#spots.index;
    const caption = groupLabel(topology, child);
    const opens = groupId(topology, child);
    const lines: Item[][] = [];
    for (let role = 0; role < roleCount; role++) {
      const count = tree.counts[child * roleCount + role]!;
      if (count > 0)
        (lines[roleRank[role]!] ??= []).push(this.#stack(child, role, count, { caption, group: path, opens }));
    }
    const present = lines.filter((line) => line !== undefined);
    if (present.length === 0) return [];
    return [this.#groupPiece(child, present, this.#closedSize(child))];
  }

  #openGroup(group: number): Piece {
    return this.#groupPiece(group, this.enclosure(group), this.#closedSize(group));
  }

  /** A group or block without anything in it yet: drawn as its backdrop, there is nothing to close. */
  #emptyGroup(group: number): Piece {
    const empty = { group, layout: 'free', columns: 0, pieces: [] } as const;
    return this.#groupPiece(group, empty, { width: backdropLook.emptySize, height: backdropLook.emptySize });
  }

  #groupPiece(group: number, content: Piece['content'], closed: Size): Piece {
    const { tree, topology } = this.#spots.index;
    return {
      rank: rankOf(tree, group),
      ordinal: topology.groupOrdinal[group]!,
      direct: tree.deviceRole[group]! >= 0,
      meshed: false,
      anchor: anchorOf(tree, group),
      beside: groupClassOf(topology, group).beside,
      closed,
      content,
    };
  }

  #stack(
    group: number,
    role: number,
    count: number,
    place: Pick<SceneItem, 'caption' | 'group' | 'opens' | 'records'>,
  ): Item & SceneItem {
    const { tree, topology } = this.#spots.index;
    const { rail, plane } = sharedPlaces(tree, group)[role]!;
    const name = drawnRoles[role]!;
    return this.#push(
      {
        spot: this.#spots.ofStack(group, role),
        id: `${groupId(topology, group)}#${name}`,
        kind: 'stack',
        role: name,
        count,
        ...(count === 1
          ? { ...place, label: place.caption || countLabel(name, 1), caption: '' }
          : { ...place, label: countLabel(name, count) }),
        owner: place.records === undefined ? ownerOfGroup(topology, group) : `${groupId(topology, group)}#${name}`,
        rail: shared(rail),
        plane: shared(plane),
      },
      this.#isNarrow(topology.groupParent[group]!),
    );
  }

  /** On a ring of very many, stacks are as small as servers. */
  #isNarrow(parent: number): boolean {
    const { tree, topology } = this.#spots.index;
    if (parent < 0 || groupClassOf(topology, parent).layout !== 'ring') return false;
    return tree.membersOf(parent).ordinary.length > manyOnRing;
  }

  #push(words: Omit<SceneItem, 'width' | 'height'>, narrow = false): Item & SceneItem {
    const { width, height } = narrow && words.count > 1 ? stackLook.narrow : nodeShape(words);
    const item = { ...words, width, height, item: this.#items.length };
    this.#items.push(item);
    return item;
  }

  #closedSize(group: number): Size {
    const { tree } = this.#spots.index;
    const device = tree.deviceRole[group]!;
    if (device >= 0) return roleLooks[drawnRoles[device]!];
    const onLine: number[] = [];
    for (let r = 0; r < roleCount; r++) {
      if (tree.counts[group * roleCount + r]! > 0) onLine[roleRank[r]!] = (onLine[roleRank[r]!] ?? 0) + 1;
    }
    const lines = onLine.filter((count) => count > 0);
    const { width, height } = stackLook;
    return {
      width: Math.max(1, ...lines) * (width + spacing.stack) - spacing.stack,
      height: lines.length * (height + spacing.stack) - spacing.stack,
    };
  }

  /** Empty groups inside a generated block have no name and are not drawn. */
  #isEmpty(group: number): boolean {
    const { tree, topology } = this.#spots.index;
    return tree.hidden === null && tree.placeCount(group) === 0 && topology.groupNames.has(group);
  }

  /** `8 GPU`: the accelerators in a server, by the word of their class. */
  #deviceCaption(device: number): string {
    const { tree, topology } = this.#spots.index;
    const count = tree.counts[device * roleCount + roleCode.accelerator]!;
    if (count === 0) return '';
    for (let i = tree.nodeOffset[device]!; i < tree.nodeOffset[device + 1]!; i++) {
      const { role, word } = nodeClassOf(topology, tree.node[i]!);
      if (role === 'accelerator' && word.length <= 3) return `${count} ${word.toUpperCase()}`;
    }
    return say`${count} acc.`;
  }
}

function shared(place: number): number | null {
  return place < 0 ? null : place;
}
