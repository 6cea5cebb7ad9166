/**
 * The shortest paths from one node to one target where arcs are of two lengths, short (1) and long: found from both ends.
 *
 * What hangs together by short arcs is a group. In one group a path takes short arcs alone, as `Cone` finds it. Between two groups that are joined by
 * long arcs it takes one of these and no more: ring by ring, the nodes from which long arcs lead across are met from the source, those where
 * they arrive from the target, until no pair yet to be met can be as near. Two groups that no long arc joins, and paths through ends that do not
 * forward, are left to a search of the whole. Cost: the arcs of two balls within their groups, a handful of thousands where the whole has a million.
 */
import { Cone } from './cone.ts';
import type { Dag } from './dag.ts';
import { arcLists, type Fabric } from './fabric.ts';
import { groupsOf } from './places.ts';

/** A search by short arcs from one end, ring by ring. */
interface Ball {
  readonly distance: Int32Array;
  /** Nodes in order of distance; the outermost ring begins at `ring`. */
  readonly node: Int32Array;
  count: number;
  ring: number;
  radius: number;
}

export class GateCone {
  readonly #fabric: Fabric;
  /** The length of a long arc. */
  readonly #long: number;
  /** Per node the number of its group. */
  readonly #group: Int32Array;
  /** Long arcs from group to group, by `from * nodes + to`. */
  readonly #across = new Map<number, number[]>();
  readonly #within: Cone;
  readonly #behind: Ball;
  readonly #ahead: Ball;
  /** Per node, while a cone is gathered: 1 where it lies on a shortest path. */
  readonly #inside: Uint8Array;
  readonly #node: Int32Array;
  readonly #distance: Int32Array;
  readonly #arc: number[] = [];
  #looked = 0;

  constructor(fabric: Fabric) {
    const { nodeCount, arcCount, outArc, tail, head } = fabric;
    const length = fabric.length!;
    this.#fabric = fabric;
    this.#group = groupsOf(fabric);
    const isShort = new Uint8Array(arcCount);
    let long = Infinity;
    for (const a of outArc) {
      if (length[a] === 1) {
        isShort[a] = 1;
        continue;
      }
      long = Math.min(long, length[a]!);
      const key = this.#group[tail[a]!]! * nodeCount + this.#group[head[a]!]!;
      const known = this.#across.get(key);
      if (known === undefined) this.#across.set(key, [a]);
      else known.push(a);
    }
    this.#long = long;
    this.#within = new Cone({ ...plain(fabric), ...arcLists(nodeCount, tail, head, isShort), length: null }, null);
    this.#behind = ball(nodeCount);
    this.#ahead = ball(nodeCount);
    this.#inside = new Uint8Array(nodeCount);
    this.#node = new Int32Array(nodeCount);
    this.#distance = new Int32Array(nodeCount);
  }

  /** Leaves in `dag` the shortest paths from `source` to `target`; answers the arcs looked at, -1 where the whole must be searched instead. */
  find(source: number, target: number, dag: Dag): number {
    const [from, to] = [this.#group[source]!, this.#group[target]!];
    if (from === to) {
      const looked = this.#within.find(source, target, dag);
      const hops = dag.distance[source]!;
      return hops >= 0 && hops < this.#long ? looked : -1;
    }
    const across = this.#across.get(from * this.#fabric.nodeCount + to);
    if (across === undefined) return -1;
    this.#looked = 0;
    begin(this.#behind, target);
    begin(this.#ahead, source);
    const hops = this.#cross(across);
    // With as many short arcs as a long one counts, two long ones might be nearer.
    const isFound = hops < this.#long;
    if (isFound) this.#gather(source, target, hops, across, dag);
    clear(this.#behind);
    clear(this.#ahead);
    return isFound ? this.#looked : -1;
  }

  /** The least number of short arcs beside one of those across; all nodes on such paths are met then. Infinity when there is no way. */
  #cross(across: readonly number[]): number {
    const { tail, head } = this.#fabric;
    const [behind, ahead] = [this.#behind, this.#ahead];
    for (;;) {
      let best = Infinity;
      for (const a of across) {
        const [up, down] = [ahead.distance[tail[a]!]!, behind.distance[head[a]!]!];
        if (up >= 0 && down >= 0) best = Math.min(best, up + down);
      }
      // Whether an arc whose ends are not both met may still be as near, and which end it waits for.
      const [nextUp, nextDown] = [next(ahead), next(behind)];
      let [goOn, goBack] = [false, false];
      for (const a of across) {
        const [up, down] = [ahead.distance[tail[a]!]!, behind.distance[head[a]!]!];
        const hops = (up >= 0 ? up : nextUp) + (down >= 0 ? down : nextDown);
        if (hops === Infinity || hops > best) continue;
        if (up < 0) goOn = true;
        if (down < 0) goBack = true;
      }
      if (!goOn && !goBack) return best;
      if (goOn && (!goBack || ahead.count - ahead.ring <= behind.count - behind.ring)) this.#on();
      else this.#back();
    }
  }

  /** One more ring on from the source. */
  #on(): void {
    const { outOffset, outArc, head, length, forwards } = this.#fabric;
    const of = this.#ahead;
    const end = of.count;
    of.radius++;
    for (let i = of.ring; i < end; i++) {
      const v = of.node[i]!;
      this.#looked += outOffset[v + 1]! - outOffset[v]!;
      for (let j = outOffset[v]!; j < outOffset[v + 1]!; j++) {
        const a = outArc[j]!;
        if (length![a] === 1 && forwards[head[a]!] === 1) meet(of, head[a]!);
      }
    }
    of.ring = end;
  }

  /** One more ring back from the target. */
  #back(): void {
    const { inOffset, inArc, inTail, length, forwards } = this.#fabric;
    const of = this.#behind;
    const end = of.count;
    of.radius++;
    for (let i = of.ring; i < end; i++) {
      const v = of.node[i]!;
      this.#looked += inOffset[v + 1]! - inOffset[v]!;
      for (let j = inOffset[v]!; j < inOffset[v + 1]!; j++) {
        if (length![inArc[j]!] === 1 && forwards[inTail[j]!] === 1) meet(of, inTail[j]!);
      }
    }
    of.ring = end;
  }

  /** Hands over what lies on paths of so many short arcs and one across. */
  #gather(source: number, target: number, hops: number, across: readonly number[], dag: Dag): void {
    const { tail, head, outOffset, outArc, inOffset, inArc, length } = this.#fabric;
    const { distance: down, node: below, count: belowCount } = this.#behind;
    const { distance: up, node: above, count: aboveCount } = this.#ahead;
    const inside = this.#inside;
    const arcs = this.#arc;
    arcs.length = 0;
    for (const a of across) {
      const [u, v] = [tail[a]!, head[a]!];
      if (up[u]! < 0 || down[v]! < 0 || up[u]! + down[v]! !== hops) continue;
      arcs.push(a);
      inside[u] = inside[v] = 1;
    }
    const nodes = this.#node;
    let count = 0;
    // From where arcs arrive down to the target, the farthest first, so that each node is known to lie inside before it is passed.
    for (let i = belowCount - 1; i >= 0; i--) {
      const v = below[i]!;
      if (inside[v] === 0 || v === target) continue;
      for (let j = outOffset[v]!; j < outOffset[v + 1]!; j++) {
        const a = outArc[j]!;
        if (length![a] !== 1 || down[head[a]!] !== down[v]! - 1) continue;
        arcs.push(a);
        inside[head[a]!] = 1;
      }
    }
    for (let i = 0; i < belowCount; i++) if (inside[below[i]!] === 1) nodes[count++] = below[i]!;
    const met = count;
    for (let i = aboveCount - 1; i >= 0; i--) {
      const v = above[i]!;
      if (inside[v] === 0) continue;
      nodes[count++] = v;
      if (v === source) continue;
      for (let j = inOffset[v]!; j < inOffset[v + 1]!; j++) {
        const a = inArc[j]!;
        if (length![a] !== 1 || up[tail[a]!] !== up[v]! - 1) continue;
        arcs.push(a);
        inside[tail[a]!] = 1;
      }
    }
    const whole = this.#long + hops;
    for (let i = 0; i < count; i++) {
      const v = nodes[i]!;
      this.#distance[i] = i < met ? down[v]! : whole - up[v]!;
      inside[v] = 0;
    }
    dag.adopt(target, nodes.subarray(0, count), this.#distance, Int32Array.from(arcs));
  }
}

/** What a fabric has beside its lists. */
function plain({
  nodeCount,
  arcCount,
  tail,
  head,
  capacity,
  width,
  length,
  forwards,
}: Fabric): Omit<Fabric, 'outOffset' | 'outArc' | 'inOffset' | 'inArc' | 'inTail'> {
  return { nodeCount, arcCount, tail, head, capacity, width, length, forwards };
}

function ball(nodes: number): Ball {
  return { distance: new Int32Array(nodes).fill(-1), node: new Int32Array(nodes), count: 0, ring: 0, radius: 0 };
}

function begin(of: Ball, node: number): void {
  of.distance[node] = 0;
  of.node[0] = node;
  of.count = 1;
  of.ring = 0;
  of.radius = 0;
}

function meet(of: Ball, node: number): void {
  if (of.distance[node]! >= 0) return;
  of.distance[node] = of.radius;
  of.node[of.count++] = node;
}

/** How far what is not met yet must be at least. */
function next(of: Ball): number {
  return of.ring < of.count ? of.radius + 1 : Infinity;
}

function clear(of: Ball): void {
  for (let i = 0; i < of.count; i++) of.distance[of.node[i]!] = -1;
}
