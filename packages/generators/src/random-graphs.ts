/**
 * Random regular graphs: same seed, same graph.
 */
import { SeededRandom } from './random.ts';

/** The pairs of a graph: edge i joins `a[i]` and `b[i]`. */
export interface Pairs {
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/**
 * A random simple connected d-regular graph on n nodes, n d even, 2 <= d < n (or n = 2, d = 1).
 *
 * Every node offers d stubs; stubs are shuffled and paired. Loops and double edges are then taken apart by exchanging ends with a random other
 * edge, as are edges between components until one is left; both keep all degrees. O(n d) expected.
 */
export function randomRegular(n: number, d: number, seed: number): Pairs {
  if ((n * d) % 2 !== 0 || d >= n || d < 1 || (d === 1 && n > 2)) {
    throw new Error(`there is no connected ${d}-regular graph on ${n} nodes`);
  }
  const random = new SeededRandom(seed);
  const stubs = random.shuffle(Int32Array.from({ length: n * d }, (_, i) => Math.floor(i / d)));
  const edges = (n * d) / 2;
  const a = new Int32Array(edges);
  const b = new Int32Array(edges);
  const times = new Map<number, number>();
  const key = (u: number, v: number): number => Math.min(u, v) * n + Math.max(u, v);
  const change = (u: number, v: number, by: number): void => {
    const now = (times.get(key(u, v)) ?? 0) + by;
    if (now === 0) times.delete(key(u, v));
    else times.set(key(u, v), now);
  };
  for (let e = 0; e < edges; e++) {
    a[e] = stubs[2 * e]!;
    b[e] = stubs[2 * e + 1]!;
    change(a[e]!, b[e]!, 1);
  }
  /** Edges u v and x y become u x and v y, if both are new. */
  const exchange = (e: number, f: number): boolean => {
    const [u, v, x, y] = [a[e]!, b[e]!, a[f]!, b[f]!];
    if (e === f || u === x || v === y || times.has(key(u, x)) || times.has(key(v, y)) || key(u, x) === key(v, y))
      return false;
    change(u, v, -1);
    change(x, y, -1);
    change(u, x, 1);
    change(v, y, 1);
    b[e] = x;
    a[f] = v;
    b[f] = y;
    return true;
  };
  const flip = (e: number): void => {
    const held = a[e]!;
    a[e] = b[e]!;
    b[e] = held;
  };
  const bad = (e: number): boolean => a[e] === b[e] || times.get(key(a[e]!, b[e]!))! > 1;
  for (let round = 0; ; round++) {
    let left = 0;
    for (let e = 0; e < edges; e++) {
      if (!bad(e)) continue;
      left++;
      const f = random.below(edges);
      if (random.below(2) === 1) flip(f);
      exchange(e, f);
    }
    if (left === 0) break;
    // Dense small graphs can lock up: mix the good edges as well.
    if (round > 20) for (let i = 0; i < edges; i++) exchange(random.below(edges), random.below(edges));
    if (round > 10_000) throw new Error(`no simple ${d}-regular graph on ${n} nodes was found with seed ${seed}`);
  }
  for (let round = 0; ; round++) {
    const component = componentsOf(n, a, b);
    const outside = component.findIndex((c) => c !== component[0]);
    if (outside < 0) return { a, b };
    const e = a.findIndex((u) => component[u] === component[0]);
    const f = a.findIndex((u) => component[u] === component[outside]);
    // An edge on a cycle joins two components when exchanged; tried at random, since most are.
    if (round > 0) {
      const g = random.below(edges);
      if (component[a[g]!] !== component[a[f]!]) exchange(g, f);
    } else exchange(e, f);
    if (round > 100_000) throw new Error(`no connected ${d}-regular graph on ${n} nodes was found with seed ${seed}`);
  }
}

/** Per node the smallest node it is joined to. */
function componentsOf(n: number, a: Int32Array, b: Int32Array): Int32Array {
  const parent = Int32Array.from({ length: n }, (_, v) => v);
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
  }
  return parent.map((_top, v) => find(v));
}

/**
 * A random lift of the complete graph on d + 1 nodes: each becomes a set of `lift` nodes, and between every two sets stands a random perfect
 * matching. Node (set, i) is number set * lift + i. Draws again, with the same generator, until the graph is connected.
 */
export function randomLift(d: number, lift: number, seed: number): Pairs {
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
      }
    }
    if (componentsOf(sets * lift, a, b).every((c) => c === 0)) return { a, b };
  }
  throw new Error(`no connected lift of degree ${d} and ${lift} copies was found with seed ${seed}`);
}
