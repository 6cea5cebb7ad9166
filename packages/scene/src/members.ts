/**
 * The way back: which links a bundle stands for, which scene node shows a node of the topology.
 *
 * Scene nodes and links go by their place in `scene.nodes` and `scene.links`. Cost: members are listed when first asked for, O(drawn links of the
 * topology); single questions are O(depth of the tree).
 */
import type { Topology } from '@weft/topology';
import type { Bundle } from './bundles.ts';
import type { SceneItem } from './items.ts';
import type { Spots } from './spots.ts';

export class SceneMembers {
  readonly topology: Topology;
  readonly #spots: Spots;
  readonly #items: readonly SceneItem[];
  readonly #bundles: readonly Bundle[];
  readonly #nodeAtSpot: ReadonlyMap<number, number>;
  #linkAtPair: Map<number, number> | null = null;
  #rows: { offset: Int32Array; link: Int32Array } | null = null;

  constructor(spots: Spots, items: readonly SceneItem[], bundles: readonly Bundle[]) {
    this.topology = spots.index.topology;
    this.#spots = spots;
    this.#items = items;
    this.#bundles = bundles;
    this.#nodeAtSpot = new Map(items.map((item, i) => [item.spot, i]));
  }

  /** Links of the topology per scene link, compressed: those of scene link i stand at `offset[i] ... offset[i + 1]`. */
  get rows(): { readonly offset: Int32Array; readonly link: Int32Array } {
    if (this.#rows) return this.#rows;
    const offset = new Int32Array(this.#bundles.length + 1);
    this.#bundles.forEach((bundle, i) => (offset[i + 1] = offset[i]! + bundle.count));
    const link = new Int32Array(offset.at(-1)!);
    this.#bundles.forEach(({ ranges }, i) => {
      let at = offset[i]!;
      for (let r = 0; r < ranges.length; r += 2) {
        link.set(this.#spots.index.order.link.subarray(ranges[r]!, ranges[r + 1]!), at);
        at += ranges[r + 1]! - ranges[r]!;
      }
    });
    return (this.#rows = { offset, link });
  }

  /** The links of the topology in a scene link. */
  linksOf(sceneLink: number): Int32Array {
    const { offset, link } = this.rows;
    return link.subarray(offset[sceneLink]!, offset[sceneLink + 1]!);
  }

  /** The scene node that shows a node of the topology; -1 when it is hidden. */
  nodeOf(node: number): number {
    return this.nodeAtSpot(this.#spots.ofNode(node));
  }

  /** The scene link that a link of the topology is part of; -1 when it is hidden or lies inside one scene node. */
  linkOf(link: number): number {
    const { tree, topology } = this.#spots.index;
    if (tree.hidden?.link[link]) return -1;
    const a = this.#spots.ofNode(topology.linkA[link]!);
    const b = this.#spots.ofNode(topology.linkB[link]!);
    if (a < 0 || b < 0) return -1;
    this.#linkAtPair ??= new Map(this.#bundles.map((bundle, i) => [this.#pair(bundle.a, bundle.b), i]));
    return this.#linkAtPair.get(this.#pair(a, b)) ?? -1;
  }

  /** The id of the scene node that shows a node; null when it is hidden. */
  nodeIdOf(node: number): string | null {
    return this.#items[this.nodeOf(node)]?.id ?? null;
  }

  nodeAtSpot(spot: number): number {
    return this.#nodeAtSpot.get(spot) ?? -1;
  }

  /** Failed links per scene link and failed devices per scene node; a failed node takes its links with it. */
  countFailures(links: Iterable<number>, nodes: Iterable<number>): { links: Int32Array; nodes: Int32Array } {
    const { topology } = this;
    const perLink = new Int32Array(this.#bundles.length);
    const perNode = new Int32Array(this.#items.length);
    const failedLinks = new Set(links);
    const failedNodes = new Set(nodes);
    if (failedNodes.size > 0) {
      const isFailed = new Uint8Array(topology.nodeCount);
      for (const v of failedNodes) isFailed[v] = 1;
      for (let e = 0; e < topology.linkCount; e++) {
        if (isFailed[topology.linkA[e]!] || isFailed[topology.linkB[e]!]) failedLinks.add(e);
      }
    }
    for (const e of failedLinks) {
      const at = this.linkOf(e);
      if (at >= 0) perLink[at]!++;
    }
    // several failed parts of one server are one failed server
    const devices = new Set<string>();
    for (const v of failedNodes) {
      const at = this.nodeOf(v);
      const device = this.#spots.index.tree.outerDevice[topology.nodeGroup[v]!]!;
      const key = `${at} ${device >= 0 ? `g${device}` : v}`;
      if (at < 0 || (this.#items[at]!.kind !== 'node' && devices.has(key))) continue;
      devices.add(key);
      perNode[at]!++;
    }
    return { links: perLink, nodes: perNode };
  }

  #pair(a: number, b: number): number {
    return Math.min(a, b) * this.#spots.count + Math.max(a, b);
  }
}
