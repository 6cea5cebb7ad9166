/**
 * Max-min filling of uniform fluid traffic on one view, each pair touched once: for answers of hundreds or thousands of levels.
 *
 * In: a problem whose targets share a view. Out: the same levels as `levels.ts` finds. Kept is the distance of every node to every target, four
 * bytes each: an arc is on the ways to a target when the distances of its ends say so. When a pool saturates, all that is behind its arcs stops, target
 * by target; what has stopped is struck from the table and never met again, and what it sent is taken off the pools on its ways. So the whole filling
 * costs one pass over the targets and, for each pair of node and target, its arcs once and its ways once, however many levels there are.
 *
 * What pools have left, and what still rises on them, are kept as pairs of value and rounding error, so they do not drift.
 */
import type { Steps } from '../steps.ts';
import { LevelHeap } from '../maxmin/heap.ts';
import { never, type FluidLevels } from './levels.ts';
import type { FluidProblem } from './problem.ts';
import { Sight } from './sight.ts';
import { Sums } from './sums.ts';
import type { View } from './views.ts';

const tie = 1e-12;
const quantum = 300_000;
/** The distance of what has stopped or has no way. */
const gone = 0xffff;
/** A pool with less than this part of its first demand left may have none but rounding: then its arcs are looked at. */
const doubtful = 1e-6;
/** Distances that are kept at most, twice: a quarter of a gigabyte. */
const tableLimit = 64_000_000;
/** Places noted before what is behind them is stopped. */
const hitLimit = 1_000_000;

/** True when the distances of all nodes of the shared view to all targets fit. */
export function ripples({ shared, targets, view }: FluidProblem): boolean {
  return shared && targets.length * view(0).fabric.nodeCount <= tableLimit;
}

/** Fills; null when a distance is too long for the table. `budget` is a number of arc visits. */
export function* rippleLevels(problem: FluidProblem, budget: number): Steps<FluidLevels | null> {
  const ripple = new Ripple(problem);
  const { targets } = problem;
  let pending = 0;
  for (let i = 0; i < targets.length; i++) {
    const looked = ripple.aim(i);
    if (looked < 0) return null;
    pending += looked;
    if (pending < quantum) continue;
    pending = 0;
    yield { phase: 'filling', fraction: (0.5 * i) / targets.length };
  }
  ripple.begin();
  while (ripple.collect()) {
    while (!ripple.stop()) yield { phase: 'filling', fraction: 0.5 + 0.5 * ripple.fraction };
    if (ripple.visits > budget) return ripple.levels(false);
  }
  return ripple.levels(true);
}

class Ripple {
  readonly #problem: FluidProblem;
  readonly #view: View;
  readonly #sight: Sight;
  readonly #targets: number;
  /** Per target and node (nodes side by side): the distance of what has not stopped. */
  readonly #far: Uint16Array;
  readonly #nodeCount: number;
  /** The same at first, targets side by side: which targets an arc may lead to is read off without leaping through memory. */
  readonly #reach: Uint16Array;
  readonly #senders: Float64Array;
  /** Per node with senders: their orbit. */
  readonly #orbit: Int32Array;
  readonly #sums: Sums;
  /** Per pool: what those that stopped send over it. */
  readonly #carried: Float64Array;
  /** Arcs in the order of the lists, so that one look gives all. */
  readonly #outHead: Int32Array;
  readonly #outKind: Int32Array;
  readonly #outWidth: Float64Array;
  readonly #outLength: Int32Array | null;
  readonly #inLength: Int32Array | null;
  /** Arcs of the view by pool. */
  readonly #poolStart: Int32Array;
  readonly #poolArc: Int32Array;

  readonly #demand: Float64Array;
  readonly #demandLow: Float64Array;
  readonly #remaining: Float64Array;
  readonly #remainingLow: Float64Array;
  #first: Float64Array;
  readonly #heap: LevelHeap;
  readonly #saturated: Int32Array;
  readonly #rates: number[] = [];
  #rising = 0;
  #senderCount = 0;

  readonly #batch: number[] = [];
  #batchAt = 0;
  #arcAt = 0;
  /** Where the batch stops something: the nodes, listed by target. */
  readonly #hitNode: Int32Array;
  readonly #hitBefore: Int32Array;
  readonly #hitOf: Int32Array;
  readonly #hitTargets: number[] = [];
  #hits = 0;
  #full = false;
  readonly #less: Float64Array;
  readonly #touched: number[] = [];

  // Scratch of one wave: nodes by rank of distance, what passes through each, and which stop.
  #rankOf = new Int32Array(0);
  #bucket = new Int32Array(0);
  readonly #after: Int32Array;
  readonly #amount: Float64Array;
  readonly #listed: Int32Array;
  readonly #stamp: Int32Array;
  readonly #nodes: Int32Array;
  readonly #next: Int32Array;
  #waves = 0;
  visits = 0;

  constructor(problem: FluidProblem) {
    const view = problem.view(0);
    const { fabric, kind } = view;
    const n = fabric.nodeCount;
    const pools = problem.poolCapacity.length;
    this.#problem = problem;
    this.#view = view;
    this.#sight = new Sight(problem);
    this.#targets = problem.targets.length;
    this.#nodeCount = n;
    this.#far = new Uint16Array(n * this.#targets).fill(gone);
    this.#reach = new Uint16Array(n * this.#targets).fill(gone);
    this.#senders = new Float64Array(n);
    this.#orbit = new Int32Array(n);
    view.ends.forEach((v, e) => {
      this.#senders[v] = view.times[e]!;
      this.#orbit[v] = view.orbit[e]!;
    });
    this.#sums = new Sums(this.#targets);
    this.#carried = new Float64Array(pools);
    const { outArc, inArc, head, width, length } = fabric;
    this.#outHead = outArc.map((a) => head[a]!);
    this.#outKind = outArc.map((a) => kind[a]!);
    this.#outWidth = Float64Array.from(outArc, (a) => width[a]!);
    this.#outLength = length && outArc.map((a) => length[a]!);
    this.#inLength = length && inArc.map((a) => length[a]!);
    this.#poolStart = new Int32Array(pools + 1);
    for (const a of outArc) this.#poolStart[kind[a]! + 1]!++;
    for (let p = 0; p < pools; p++) this.#poolStart[p + 1]! += this.#poolStart[p]!;
    const next = this.#poolStart.slice(0, pools);
    this.#poolArc = new Int32Array(outArc.length);
    for (const a of outArc) this.#poolArc[next[kind[a]!]!++] = a;
    this.#demand = new Float64Array(pools);
    this.#demandLow = new Float64Array(pools);
    this.#remaining = problem.poolCapacity.slice();
    this.#remainingLow = new Float64Array(pools);
    this.#first = this.#demand;
    this.#less = new Float64Array(pools);
    this.#hitOf = new Int32Array(this.#targets).fill(-1);
    this.#hitNode = new Int32Array(hitLimit + this.#targets);
    this.#hitBefore = new Int32Array(hitLimit + this.#targets);
    this.#heap = new LevelHeap(pools);
    this.#saturated = new Int32Array(pools).fill(never);
    this.#after = new Int32Array(n);
    this.#amount = new Float64Array(n);
    this.#listed = new Int32Array(n);
    this.#stamp = new Int32Array(n);
    this.#nodes = new Int32Array(n);
    this.#next = new Int32Array(outArc.length);
  }

  get fraction(): number {
    return this.#senderCount === 0 ? 1 : 1 - this.#rising / this.#senderCount;
  }

  levels(settled: boolean): FluidLevels {
    if (!settled) this.#leave();
    const answer = { poolLoad: this.#carried, sums: this.#sums };
    return { rate: Float64Array.from(this.#rates), saturated: this.#saturated, settled, answer };
  }

  /** Counts what still rises with the last common rate. */
  #leave(): void {
    const last = this.#rates.at(-1) ?? 0;
    const { targets, multiplicity } = this.#problem;
    const { nodeOf, ends } = this.#view;
    for (let t = 0; t < this.#targets; t++) {
      const target = nodeOf === null ? targets[t]! : nodeOf[targets[t]!]!;
      for (const v of ends) {
        if (v === target || this.#far[t * this.#nodeCount + v] === gone) continue;
        this.#sums.add(this.#orbit[v]!, multiplicity[t]! * this.#senders[v]!, last);
      }
    }
    for (let p = 0; p < this.#carried.length; p++) {
      this.#carried[p]! += Math.max(0, this.#demand[p]! + this.#demandLow[p]!) * last;
    }
  }

  /** Notes the distances to one target and what all send there; answers the arcs looked at, -1 when a distance is too long. */
  aim(target: number): number {
    const sight = this.#sight;
    const looked = sight.aim(target);
    const { dag, view, inject } = sight;
    const far = this.#far;
    const reach = this.#reach;
    const targets = this.#targets;
    const base = target * this.#nodeCount;
    if (dag.count > 0 && dag.distance[dag.order[dag.count - 1]!]! >= gone) return -1;
    for (let i = 0; i < dag.count; i++) {
      const v = dag.order[i]!;
      far[base + v] = reach[v * targets + target] = dag.distance[v]!;
    }
    const times = this.#problem.multiplicity[target]!;
    for (const v of view.ends) {
      const sends = v !== dag.target && dag.distance[v]! >= 0;
      inject[v] = sends ? times * this.#senders[v]! : 0;
      if (sends) this.#rising++;
      else if (v !== dag.target) this.#sums.cut(times * this.#senders[v]!);
    }
    sight.push(this.#demand);
    this.visits += looked;
    return looked;
  }

  /** Puts pools in order of their first levels. */
  begin(): void {
    this.#senderCount = this.#rising;
    this.#first = this.#demand.slice();
    for (let p = 0; p < this.#demand.length; p++) if (this.#demand[p]! > 0) this.#heap.append(p, this.#levelOf(p));
    this.#heap.order();
    const used = new Uint8Array(gone + 1);
    for (const d of this.#far) used[d] = 1;
    used[gone] = 0;
    this.#rankOf = new Int32Array(gone + 1).fill(-1);
    let ranks = 0;
    for (let d = 0; d < gone; d++) if (used[d] === 1) this.#rankOf[d] = ranks++;
    this.#bucket = new Int32Array(ranks).fill(-1);
  }

  #levelOf(pool: number): number {
    const rest = this.#remaining[pool]! + this.#remainingLow[pool]!;
    const demand = this.#demand[pool]! + this.#demandLow[pool]!;
    if (rest < -1e-9 * this.#problem.poolCapacity[pool]!) {
      throw new Error(`pool ${pool} is overrun by ${-rest} of ${this.#problem.poolCapacity[pool]!}`);
    }
    return rest > 0 && demand > 0 ? rest / demand : 0;
  }

  /** Finds the pools that saturate next; false when nothing rises any more. */
  collect(): boolean {
    this.#batch.length = 0;
    this.#batchAt = this.#arcAt = 0;
    if (this.#rising === 0) return false;
    const heap = this.#heap;
    let bound = Infinity;
    let level = 0;
    while (heap.size > 0) {
      const pool = heap.topLink;
      if (this.#demand[pool]! < doubtful * this.#first[pool]! && !this.#rises(pool)) {
        heap.drop();
        continue;
      }
      const fresh = this.#levelOf(pool);
      if (fresh > heap.topLevel) {
        heap.raise(fresh);
        continue;
      }
      if (fresh > bound) break;
      if (bound === Infinity) {
        level = Math.max(fresh, this.#rates.at(-1) ?? 0);
        bound = fresh * (1 + tie);
      }
      heap.drop();
      this.#batch.push(pool);
      this.#saturated[pool] = this.#rates.length;
    }
    if (this.#batch.length === 0) throw new Error(`${this.#rising} kinds of pairs rise but no link can saturate`);
    this.#rates.push(level);
    return true;
  }

  /** Whether anything still rises through a pool. What nothing stands behind is struck off, so it is looked at once. */
  #rises(pool: number): boolean {
    for (let i = this.#poolStart[pool]!; i < this.#poolStart[pool + 1]!; i++) {
      const arc = this.#poolArc[i]!;
      this.visits += this.#targets;
      for (let t = this.#leadsTo(arc, 0); t >= 0; t = this.#leadsTo(arc, t + 1)) {
        this.#waves++;
        const count = this.#behind(this.#view.fabric.tail[arc]!, t, 0);
        for (let n = 0; n < count; n++) if (this.#senders[this.#nodes[n]!]! > 0) return true;
        this.#strike(count, t);
      }
    }
    return false;
  }

  /** The first target from `target` on to which an arc leads what has not stopped; -1 when there is none. */
  #leadsTo(arc: number, target: number): number {
    const { tail, head, length, forwards } = this.#view.fabric;
    const reach = this.#reach;
    const targets = this.#targets;
    const u = tail[arc]! * targets;
    const v = head[arc]! * targets;
    const step = length === null ? 1 : length[arc]!;
    const passes = forwards[head[arc]!] === 1;
    for (let t = target; t < targets; t++) {
      const there = reach[v + t]!;
      if (reach[u + t] !== there + step || there === gone || (!passes && there !== 0)) continue;
      if (this.#far[t * this.#nodeCount + tail[arc]!] !== gone) return t;
    }
    return -1;
  }

  /** Stops what is behind the arcs of the pools collected; false when there is more to do. */
  stop(): boolean {
    const until = this.visits + quantum;
    while (this.#batchAt < this.#batch.length || this.#hits > 0) {
      if (this.visits > until) return false;
      if (this.#hitTargets.length > 0 && (this.#batchAt === this.#batch.length || this.#full)) {
        this.#wave(this.#hitTargets.pop()!);
        if (this.#hitTargets.length === 0) this.#hits = 0;
        continue;
      }
      this.#full = false;
      const pool = this.#batch[this.#batchAt]!;
      const at = this.#poolStart[pool]! + this.#arcAt++;
      if (at < this.#poolStart[pool + 1]!) {
        this.#hit(this.#poolArc[at]!);
        continue;
      }
      this.#batchAt++;
      this.#arcAt = 0;
    }
    const level = this.#rates.at(-1)!;
    for (const p of this.#touched) {
      const less = this.#less[p]!;
      this.#less[p] = 0;
      add(this.#demand, this.#demandLow, p, -less);
      add(this.#remaining, this.#remainingLow, p, -less * level);
      this.#carried[p]! += less * level;
    }
    this.#touched.length = 0;
    return true;
  }

  /** Notes for each target that an arc leads to that what is behind it stops. */
  #hit(arc: number): void {
    const u = this.#view.fabric.tail[arc]!;
    this.visits += this.#targets;
    for (let t = this.#leadsTo(arc, 0); t >= 0; t = this.#leadsTo(arc, t + 1)) {
      if (this.#hitOf[t]! < 0) this.#hitTargets.push(t);
      this.#hitNode[this.#hits] = u;
      this.#hitBefore[this.#hits] = this.#hitOf[t]!;
      this.#hitOf[t] = this.#hits++;
    }
    this.#full = this.#hits + this.#targets > this.#hitNode.length;
  }

  /** Stops what is behind the arcs noted of one target, and takes what it sent off the pools on its ways. */
  #wave(target: number): void {
    this.#waves++;
    let count = 0;
    for (let hit = this.#hitOf[target]!; hit >= 0; hit = this.#hitBefore[hit]!) {
      count = this.#behind(this.#hitNode[hit]!, target, count);
    }
    this.#hitOf[target] = -1;
    const nodes = this.#nodes;
    const base = target * this.#nodeCount;
    const times = this.#problem.multiplicity[target]!;
    const level = this.#rates.at(-1)!;
    let top = 0;
    for (let i = 0; i < count; i++) {
      const x = nodes[i]!;
      const senders = this.#senders[x]!;
      if (senders === 0) continue;
      this.#rising--;
      this.#amount[x] = senders * times;
      this.#sums.add(this.#orbit[x]!, senders * times, level);
      const rank = this.#list(x, this.#far[base + x]!);
      if (rank > top) top = rank;
    }
    if (top > 0) this.#takeOff(target, top);
    this.#strike(count, target);
  }

  #strike(count: number, target: number): void {
    const base = target * this.#nodeCount;
    for (let i = 0; i < count; i++) this.#far[base + this.#nodes[i]!] = gone;
  }

  /** Adds a node and all that leads through it to a target to the `count` nodes gathered in this wave; answers how many they are then. */
  #behind(node: number, target: number, count: number): number {
    const { inOffset, inTail, forwards } = this.#view.fabric;
    const far = this.#far;
    const base = target * this.#nodeCount;
    const nodes = this.#nodes;
    const stamp = this.#stamp;
    const inLength = this.#inLength;
    const id = this.#waves;
    if (stamp[node] === id) return count;
    stamp[node] = id;
    let end = count;
    nodes[end++] = node;
    for (let i = count; i < end; i++) {
      const x = nodes[i]!;
      if (forwards[x] === 0) continue;
      const here = far[base + x]!;
      const last = inOffset[x + 1]!;
      this.visits += last - inOffset[x]!;
      for (let j = inOffset[x]!; j < last; j++) {
        const w = inTail[j]!;
        if (stamp[w] === id || far[base + w] !== here + (inLength === null ? 1 : inLength[j]!)) continue;
        stamp[w] = id;
        nodes[end++] = w;
      }
    }
    return end;
  }

  /** Puts a node on the list of its rank. */
  #list(node: number, distance: number): number {
    const rank = this.#rankOf[distance]!;
    if (this.#listed[node] !== this.#waves) {
      this.#listed[node] = this.#waves;
      this.#after[node] = this.#bucket[rank]!;
      this.#bucket[rank] = node;
    }
    return rank;
  }

  /** Carries what is listed down to the target, farthest first. */
  #takeOff(target: number, top: number): void {
    const { outOffset, forwards } = this.#view.fabric;
    const far = this.#far;
    const base = target * this.#nodeCount;
    const bucket = this.#bucket;
    const amount = this.#amount;
    const less = this.#less;
    const next = this.#next;
    const outHead = this.#outHead;
    const outKind = this.#outKind;
    const outWidth = this.#outWidth;
    const outLength = this.#outLength;
    for (let rank = top; rank > 0; rank--) {
      let x = bucket[rank]!;
      bucket[rank] = -1;
      for (; x >= 0; x = this.#after[x]!) {
        const here = far[base + x]!;
        const carried = amount[x]!;
        amount[x] = 0;
        let count = 0;
        let sum = 0;
        const end = outOffset[x + 1]!;
        this.visits += end - outOffset[x]!;
        for (let j = outOffset[x]!; j < end; j++) {
          const y = outHead[j]!;
          const there = far[base + y]!;
          if (there + (outLength === null ? 1 : outLength[j]!) !== here || (there !== 0 && forwards[y] === 0)) continue;
          next[count++] = j;
          sum += outWidth[j]!;
        }
        for (let i = 0; i < count; i++) {
          const j = next[i]!;
          const part = (carried * outWidth[j]!) / sum;
          const p = outKind[j]!;
          if (less[p] === 0) this.#touched.push(p);
          less[p]! += part;
          const y = outHead[j]!;
          amount[y]! += part;
          this.#list(y, far[base + y]!);
        }
      }
    }
    for (let x = bucket[0]!; x >= 0; x = this.#after[x]!) amount[x] = 0;
    bucket[0] = -1;
  }
}

/** Adds to a sum kept as value and rounding error. */
function add(high: Float64Array, low: Float64Array, at: number, term: number): void {
  const before = high[at]!;
  const sum = before + term;
  const other = sum - before;
  high[at] = sum;
  low[at]! += before - (sum - other) + (term - other);
}
