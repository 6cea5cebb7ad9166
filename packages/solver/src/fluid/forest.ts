/**
 * Uniform traffic where every way is the only one: on a forest of classes, as the quotient of a healthy fat-tree is.
 *
 * While all pairs within a part of the forest rise together, a link with s endpoints on one side and n - s on the other carries s (n - s) pairs each
 * way; the class of h endpoints that hang on one node by one link each sends h (n - 1) over it, for they also send to each other. The link that is
 * full first stops all pairs across it and parts the forest; what is left rises on. So a level costs one walk over the classes, instead of one
 * from every target: O(classes) a level. Null above so many levels, where filling pair by pair is faster.
 */
import type { Steps } from '../steps.ts';
import type { Fabric } from '../route/fabric.ts';
import { never, type FluidLevels } from './levels.ts';
import { Sums } from './sums.ts';

const tie = 1e-12;
const mostLevels = 64;

export interface Forest {
  /** Classes in an order in which each comes after its parent. */
  readonly order: Int32Array;
  /** Per class: its parent, -1 for a root, and the arcs to it and back. */
  readonly parent: Int32Array;
  readonly up: Int32Array;
  readonly down: Int32Array;
  /** Per class: how many endpoints it has, and the number of their orbit. */
  readonly weight: Float64Array;
  readonly orbit: Int32Array;
}

/** The classes as a forest; null when they have a circle, or one that passes no traffic stands between others. */
export function forestOf(fabric: Fabric, weight: Float64Array, orbit: Int32Array): Forest | null {
  const { nodeCount, outOffset, outArc, head, forwards } = fabric;
  const order = new Int32Array(nodeCount);
  const parent = new Int32Array(nodeCount).fill(-1);
  const up = new Int32Array(nodeCount).fill(-1);
  const down = new Int32Array(nodeCount).fill(-1);
  const met = new Uint8Array(nodeCount);
  let count = 0;
  const degree = (v: number): number => outOffset[v + 1]! - outOffset[v]!;
  // Classes of several endpoints hang on others, so none of them is a root.
  for (const crowds of [false, true]) {
    for (let r = 0; r < nodeCount; r++) {
      if (met[r] === 1 || weight[r]! > 1 !== crowds) continue;
      met[r] = 1;
      let at = count;
      order[count++] = r;
      for (; at < count; at++) {
        const v = order[at]!;
        if (degree(v) > 1 && (forwards[v] === 0 || weight[v]! > 1)) return null;
        if (crowds && degree(v) > 0) return null;
        for (let i = outOffset[v]!; i < outOffset[v + 1]!; i++) {
          const a = outArc[i]!;
          const u = head[a]!;
          if (u === parent[v] && up[v]! < 0) up[v] = a;
          else if (met[u] === 1 || (weight[u]! > 1 && forwards[v] === 0)) return null;
          else {
            met[u] = 1;
            parent[u] = v;
            down[u] = a;
            order[count++] = u;
          }
        }
      }
    }
  }
  return { order, parent, up, down, weight, orbit };
}

/** The levels, loads and figures of uniform traffic on a forest; `targets` is the number of orbits. */
export function* forestLevels(fabric: Fabric, forest: Forest, targets: number): Steps<FluidLevels | null> {
  const { parent, up, down, weight } = forest;
  const n = parent.length;
  const whole = new Rising(forest);
  const capacity = Float64Array.from(parent, (p, v) =>
    p < 0 ? 0 : Math.min(fabric.capacity[up[v]!]!, fabric.capacity[down[v]!]!),
  );
  const used = new Float64Array(n);
  const level = new Int32Array(n).fill(never);
  const sums = new Sums(targets);
  const all = weight.reduce((a, b) => a + b, 0);
  for (let v = 0; v < n; v++) if (weight[v]! > 0) sums.cut(weight[v]! * (all - 1) - whole.sends[v]!);
  const rates: number[] = [];
  for (;;) {
    let rate = Infinity;
    for (let v = 0; v < n; v++) {
      if (whole.across[v]! > 0) rate = Math.min(rate, (capacity[v]! - used[v]!) / whole.across[v]!);
    }
    if (rate === Infinity) break;
    if (rates.length === mostLevels) return null;
    rate = Math.max(rate, rates.at(-1) ?? 0);
    for (let v = 0; v < n; v++) {
      if (whole.across[v]! > 0 && capacity[v]! - used[v]! <= whole.across[v]! * rate * (1 + tie))
        level[v] = rates.length;
    }
    rates.push(rate);
    const { across, sends } = whole.cut(level);
    for (let v = 0; v < n; v++) {
      used[v]! += (across[v]! - whole.across[v]!) * rate;
      const stopped = sends[v]! - whole.sends[v]!;
      if (stopped > 0) sums.add(forest.orbit[v]!, stopped, rate);
    }
    yield { phase: 'filling', fraction: 1 - 2 ** -rates.length };
  }
  const saturated = new Int32Array(fabric.arcCount).fill(never);
  const poolLoad = new Float64Array(fabric.arcCount);
  for (let v = 0; v < n; v++) {
    if (parent[v]! < 0) continue;
    for (const a of [up[v]!, down[v]!]) {
      saturated[a] = level[v]!;
      poolLoad[a] = used[v]!;
    }
  }
  return { rate: Float64Array.from(rates), saturated, settled: true, answer: { poolLoad, sums } };
}

/** The pairs that rise: per class those over the link to its parent, each way, and those that its endpoints send. */
class Rising {
  readonly #forest: Forest;
  readonly #cut: Uint8Array;
  across: Float64Array;
  sends: Float64Array;

  constructor(forest: Forest) {
    this.#forest = forest;
    this.#cut = Uint8Array.from(forest.parent, (p) => (p < 0 ? 1 : 0));
    ({ across: this.across, sends: this.sends } = this.#count());
  }

  /** Cuts the links that have a level; answers what rose before. */
  cut(level: Int32Array): { readonly across: Float64Array; readonly sends: Float64Array } {
    const before = { across: this.across, sends: this.sends };
    level.forEach((k, v) => {
      if (k !== never) this.#cut[v] = 1;
    });
    ({ across: this.across, sends: this.sends } = this.#count());
    return before;
  }

  #count(): { across: Float64Array; sends: Float64Array } {
    const { order, parent, weight } = this.#forest;
    const cut = this.#cut;
    const below = weight.slice();
    for (let i = order.length - 1; i >= 0; i--) {
      const v = order[i]!;
      if (cut[v] === 0) below[parent[v]!]! += below[v]!;
    }
    const total = new Float64Array(order.length);
    const across = new Float64Array(order.length);
    const sends = new Float64Array(order.length);
    for (const v of order) {
      const own = weight[v]!;
      const n = (total[v] = cut[v] === 1 ? below[v]! : total[parent[v]!]!);
      if (own > 1) across[v] = sends[v] = cut[v] === 1 ? 0 : own * (n - 1);
      else {
        across[v] = cut[v] === 1 ? 0 : below[v]! * (n - below[v]!);
        sends[v] = own * (n - 1);
      }
    }
    return { across, sends };
  }
}
