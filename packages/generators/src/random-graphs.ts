/**
 * Random regular graphs: same seed, same graph.
 */
import type { Pauses } from './pauses.ts';
import { SeededRandom } from './random.ts';

/** Edges drawn or looked at between two pauses: a millisecond or two. */
const quantum = 8192;

/** The pairs of a graph: edge i joins `a[i]` and `b[i]`. */
export interface Pairs {
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/**
 * A random simple connected d-regular graph on n nodes, n d even, 2 <= d < n (or n = 2, d = 1). O(n d) expected, O(n^2) for dense graphs.
 *
 * A graph in which each node is joined to half of the others or more is the complement of a sparse one, and connected by itself. Otherwise
 * edges between components are exchanged until one is left.
 */
export function* randomRegular(n: number, d: number, seed: number): Pauses<Pairs> {
  if ((n * d) % 2 !== 0 || d >= n || d < 1 || (d === 1 && n > 2)) {
    throw new Error(`there is no connected ${d}-regular graph on ${n} nodes`);
  }
  const random = new SeededRandom(seed);
  const sparse = 2 * d < n - 1;
  const graph = new SimpleGraph(n, sparse ? d : n - 1 - d, random);
  yield* graph.draw();
  if (!sparse) return yield* complement(n, graph);
  yield* graph.connect();
  return graph;
}

/** The pairs that a graph does not have, in order. */
function* complement(n: number, graph: SimpleGraph): Pauses<Pairs> {
  const a: number[] = [];
  const b: number[] = [];
  for (let u = 0; u < n; u++) {
    for (let v = u + 1; v < n; v++) {
      if (graph.has(u, v)) continue;
      a.push(u);
      b.push(v);
    }
    yield;
  }
  return { a: Int32Array.from(a), b: Int32Array.from(b) };
}

/**
 * A random simple d-regular graph: every node offers d stubs, which are shuffled and paired; loops and double edges are then taken apart by
 * exchanging ends with a random other edge, which keeps all degrees.
 */
class SimpleGraph implements Pairs {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly #n: number;
  readonly #d: number;
  readonly #random: SeededRandom;
  /** How often each pair is joined. */
  readonly #times = new Map<number, number>();

  /** A graph of n nodes of degree d that is to be drawn. */
  constructor(n: number, d: number, random: SeededRandom) {
    this.#n = n;
    this.#d = d;
    this.#random = random;
    this.a = new Int32Array((n * d) / 2);
    this.b = new Int32Array((n * d) / 2);
  }

  /** Draws the edges. */
  *draw(): Pauses<void> {
    const d = this.#d;
    const stubs = new Int32Array(this.#n * d);
    for (let i = 0; i < stubs.length; i++) stubs[i] = Math.floor(i / d);
    // A small graph can lock up (a double edge beside a triangle): then everything is drawn again.
    for (let attempt = 0; attempt < 1000; attempt++) {
      yield* this.#random.shuffleSteps(stubs);
      this.#times.clear();
      for (let e = 0; e < this.a.length; e++) {
        this.a[e] = stubs[2 * e]!;
        this.b[e] = stubs[2 * e + 1]!;
        this.#change(this.a[e]!, this.b[e]!, 1);
        if (e % quantum === quantum - 1) yield;
      }
      if (yield* this.#simplified()) return;
    }
    throw new Error(`no simple ${d}-regular graph on ${this.#n} nodes was found`);
  }

  has(u: number, v: number): boolean {
    return this.#times.has(this.#key(u, v));
  }

  /** Exchanges ends of edges in different components until there is one. */
  *connect(): Pauses<void> {
    const { a, b } = this;
    for (let round = 0; round < 100_000; round++) {
      const component = yield* componentsOf(this.#n, a, b);
      const outside = a.findIndex((u) => component[u] !== component[0]);
      if (outside < 0) return;
      // Two edges of which one is on a cycle join their components; most are, so that any one soon does.
      const e = this.#random.below(a.length);
      if (component[a[e]!] !== component[a[outside]!]) this.#exchange(e, outside);
    }
    throw new Error(`no connected regular graph on ${this.#n} nodes was found`);
  }

  /** Takes loops and double edges apart; false when that does not come to an end soon. */
  *#simplified(): Pauses<boolean> {
    const { a, b } = this;
    const edges = a.length;
    const bad = (e: number): boolean => a[e] === b[e] || this.#times.get(this.#key(a[e]!, b[e]!))! > 1;
    for (let round = 0; round < 100; round++) {
      let left = 0;
      for (let e = 0; e < edges; e++) {
        if (e % quantum === quantum - 1) yield;
        if (!bad(e)) continue;
        left++;
        const f = this.#random.below(edges);
        if (this.#random.below(2) === 1) [a[f], b[f]] = [b[f]!, a[f]!];
        this.#exchange(e, f);
      }
      if (left === 0) return true;
    }
    return false;
  }

  /** Edges u v and x y become u x and v y, if both are new. */
  #exchange(e: number, f: number): void {
    const { a, b } = this;
    const [u, v, x, y] = [a[e]!, b[e]!, a[f]!, b[f]!];
    if (e === f || u === x || v === y || this.has(u, x) || this.has(v, y)) return;
    if (this.#key(u, x) === this.#key(v, y)) return;
    this.#change(u, v, -1);
    this.#change(x, y, -1);
    this.#change(u, x, 1);
    this.#change(v, y, 1);
    b[e] = x;
    a[f] = v;
    b[f] = y;
  }

  #key(u: number, v: number): number {
    return Math.min(u, v) * this.#n + Math.max(u, v);
  }

  #change(u: number, v: number, by: number): void {
    const key = this.#key(u, v);
    const now = (this.#times.get(key) ?? 0) + by;
    if (now === 0) this.#times.delete(key);
    else this.#times.set(key, now);
  }
}

/** Per node the smallest node it is joined to. */
function* componentsOf(n: number, a: Int32Array, b: Int32Array): Pauses<Int32Array> {
  const parent = new Int32Array(n);
  for (let v = 0; v < n; v++) parent[v] = v;
  const find = (v: number): number => {
    let top = v;
    while (parent[top] !== top) {
      parent[top] = parent[parent[top]!]!;
      top = parent[top]!;
    }
    return top;
  };
  for (let e = 0; e < a.length; e++) {
    const u = find(a[e]!);
    const v = find(b[e]!);
    if (u !== v) parent[Math.max(u, v)] = Math.min(u, v);
    if (e % quantum === quantum - 1) yield;
  }
  for (let v = 0; v < n; v++) parent[v] = find(v);
  return parent;
}

/**
 * A random lift of the complete graph on d + 1 nodes: each becomes a set of `lift` nodes, and between every two sets stands a random perfect
 * matching. Node (set, i) is number set * lift + i. Draws again, with the same generator, until the graph is connected.
 */
export function* randomLift(d: number, lift: number, seed: number): Pauses<Pairs> {
  const random = new SeededRandom(seed);
  const sets = d + 1;
  const edges = ((sets * d) / 2) * lift;
  for (let attempt = 0; attempt < 1000; attempt++) {
    const a = new Int32Array(edges);
    const b = new Int32Array(edges);
    let e = 0;
    for (let s = 0; s < sets; s++) {
      for (let t = s + 1; t < sets; t++) {
        const match = random.shuffle(Int32Array.from({ length: lift }, (_, i) => i));
        for (let i = 0; i < lift; i++) {
          a[e] = s * lift + i;
          b[e++] = t * lift + match[i]!;
        }
        yield;
      }
    }
    const component = yield* componentsOf(sets * lift, a, b);
    if (component.every((c) => c === 0)) return { a, b };
  }
  throw new Error(`no connected lift of degree ${d} and ${lift} copies was found with seed ${seed}`);
}
