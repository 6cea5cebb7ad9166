/**
 * A Scene: what is drawn, decided without a browser. At most a few hundred nodes and a few thousand links, whatever the design's
 * size; closed groups stand for what they hold. Positions in canvas units, y downwards.
 */
import type { NodeRole } from '@weft/topology';

/** What a scene node stands for. */
export type SceneNodeKind =
  /** One device of the topology (an accelerator, a NIC, a switch). */
  | 'node'
  /** A closed device group: a server drawn as one box. */
  | 'device'
  /** All the devices of one tier in a closed group: "32 leaves". */
  | 'stack';

/** A node's role, or `server` for a device group. */
export type DrawnRole = NodeRole | 'server';

export interface SceneNode {
  /** The id of the node or device; for a stack `groupId#role`: `b1/unit0#leaf`, `#server` in the design itself. Unique in the scene. */
  readonly id: string;
  readonly kind: SceneNodeKind;
  /** The role drawn; a device takes the role `server` (`service` when it holds services and no accelerator). */
  readonly role: DrawnRole;
  /** `leaf 3`, `server 12`; for a stack what it counts: `32 leaves`. */
  readonly label: string;
  /** A second, quieter line: the group's name over a stack, `8 GPU` under a server. '' for none. */
  readonly caption: string;
  /** Devices it stands for: 1 for a node. */
  readonly count: number;
  /** Centre and size. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The group it is drawn in, '' for the design itself. */
  readonly group: string;
  /** The group that opening it opens; null if it cannot open. */
  readonly opens: string | null;
  /** The record a person can move, copy or delete by it: a block's, a node's or a group's id; else the path, for overrides. */
  readonly owner: string;
  /** Of a stack in an open group: the records drawn by hand that it stands for, too many to show apart; its own id is its owner. Else absent. */
  readonly records?: readonly string[];
  /** Rail and plane that all it stands for share, else null. */
  readonly rail: number | null;
  readonly plane: number | null;
  /** Of the devices it stands for, how many have failed. */
  readonly failed: number;
}

export interface SceneLink {
  /** `source>target`: the same as long as both ends are drawn. */
  readonly id: string;
  /** The topology's link id when the bundle is one link: what failures and overrides name it by. Null for several. */
  readonly link: string | null;
  /** Ids of scene nodes; parallel links between two of them are one bundle. */
  readonly source: string;
  readonly target: string;
  /** Physical links in the bundle and their summed rate per direction. */
  readonly count: number;
  readonly capacity_Gbps: number;
  /** The kind all members share, `mixed` otherwise. */
  readonly kind: string;
  readonly fabric: string;
  /** How many of its links have failed, by themselves or because a node at their end has. */
  readonly failed: number;
  /** How far the middle of its arc lies from the straight line, see `bends.ts`; absent for a straight one. */
  readonly bend?: number;
}

/** The outline of an open group, drawn under everything. */
export interface SceneBackdrop {
  /** The group's id. */
  readonly id: string;
  /** The record a person can move, copy or delete by it, where that is not called as the group is: a group drawn by hand in another. */
  readonly owner?: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  /** A disc that fills the rectangle; a rounded box where nothing is said. */
  readonly outline?: 'wafer';
}

export interface Scene {
  readonly nodes: readonly SceneNode[];
  readonly links: readonly SceneLink[];
  readonly backdrops: readonly SceneBackdrop[];
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Groups that were asked to be open but would break the budget. */
  readonly refused: readonly string[];
}

/** Soft and hard limits of what is drawn. */
export interface SceneBudget {
  readonly nodes: number;
  readonly links: number;
}

export const softBudget: SceneBudget = { nodes: 600, links: 4000 };
export const hardBudget: SceneBudget = { nodes: 2000, links: 6000 };

/** Utilisation of the scene's links, parallel to `scene.links`; 0 ... 1 and above, NaN where nothing was solved. */
export interface SceneLoads {
  /** The busiest member and direction of each bundle. */
  readonly worst: Float32Array;
  readonly mean: Float32Array;
}
