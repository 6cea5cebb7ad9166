/**
 * Max-min filling of uniform fluid traffic on one view, each pair touched once: for answers of hundreds or thousands of levels.
 *
 * In: a problem whose targets share a view. Out: the same levels as `levels.ts` finds. Kept is the distance of every node to every target (see
 * `distances.ts`). When a pool saturates, all that is behind its arcs stops, target by target (see `wave.ts`); what has stopped is struck from the table
 * and never met again, and what it sent is taken off the pools on its ways. So the whole filling costs one pass over the targets and, for each pair
 * of node and target, its arcs once and its ways once, however many levels there are.
 *
 * What pools have left, and what still rises on them, are compensated sums, so they do not drift. Pauses every few milliseconds of arcs looked at.
 */
import type { Progress, Steps } from '../steps.ts';
import { LevelHeap } from '../maxmin/heap.ts';
import { Dag } from '../route/dag.ts';
import { CompensatedSums } from './compensated.ts';
import { Distances } from './distances.ts';
import { Hits } from './hits.ts';
import { never, type FluidLevels } from './levels.ts';
import type { FluidProblem } from './problem.ts';
import { Sums } from './sums.ts';
import type { View } from './views.ts';
import { Wave } from './wave.ts';

const tie = 1e-12;
/** Arcs, or entries of a table, looked at between two pauses. */
const quantum = 100_000;
/** Entries of the table emptied between two pauses: a millisecond or two. */
const tableQuantum = 4_000_000;
/** A pool with less than this part of its first demand left may have none but rounding: then its arcs are looked at. */
const doubtful = 1e-6;
/** Distances that are kept at most, twice: a quarter of a gigabyte. */
const tableLimit = 64_000_000;

/** True when the distances of all nodes of the shared view to all targets fit. */
export function ripples({ shared, targets, view }: FluidProblem): boolean {
  return shared && targets.length * view(0).fabric.nodeCount <= tableLimit;
}

/** Fills; null when a distance is too long for the table. `budget` is a number of arc visits. */
export function* rippleLevels(problem: FluidProblem, budget: number): Steps<FluidLevels | null> {
  yield { phase: 'filling', fraction: 0 };
  const ripple = new Ripple(problem);
  yield { phase: 'filling', fraction: 0 };
  const targets = problem.targets.length;
  yield* ripple.clear();
  for (let i = 0; i < targets; i++) if (!(yield* ripple.aim(i))) return null;
  yield* ripple.begin();
  while (yield* ripple.collect()) {
    yield* ripple.stop();
    if (ripple.visits > budget) return yield* ripple.levels(false);
  }
  return yield* ripple.levels(true);
}

class Ripple {
  readonly #problem: FluidProblem;
  readonly #view: View;
  readonly #dag: Dag;
  readonly #distances: Distances;
  readonly #wave: Wave;
  readonly #targets: number;
  /** Per node: how many endpoints it stands for, and their orbit. */
  readonly #senders: Float64Array;
  readonly #orbit: Int32Array;
  readonly #inject: Float64Array;
  readonly #load: Float64Array;
  readonly #sums: Sums;
  /** Per pool: what those that stopped send over it. */
  readonly #carried: Float64Array;
  /** Arcs of the view by pool. */
  readonly #poolStart: Int32Array;
  readonly #poolArc: Int32Array;

  /** Per pool: what rises over it at first, what still does, and what is left to fill. */
  readonly #first: Float64Array;
  readonly #demand: CompensatedSums;
  readonly #remaining: CompensatedSums;
  readonly #heap: LevelHeap;
  readonly #saturated: Int32Array;
  readonly #rates: number[] = [];
  #rising = 0;
  #senderCount = 0;

  /** The pools that saturate at the last level. */
  readonly #batch: number[] = [];
  /** Where the batch stops something. */
  readonly #hits: Hits;
  /** The next place of a target that is looked behind. */
  #hitAt = -1;

  #aimed = 0;
  #looked = 0;
  #told = 0;

  constructor(problem: FluidProblem) {
    const view = problem.view(0);
    const { fabric, kind } = view;
    const { nodeCount: n, outArc } = fabric;
    const pools = problem.poolCapacity.length;
    this.#problem = problem;
    this.#view = view;
    this.#dag = new Dag(fabric, view.filter);
    this.#targets = problem.targets.length;
    this.#distances = new Distances(fabric, this.#targets);
    this.#wave = new Wave(view, this.#distances, pools);
    this.#senders = new Float64Array(n);
    this.#orbit = new Int32Array(n);
    view.ends.forEach((v, e) => {
      this.#senders[v] = view.times[e]!;
      this.#orbit[v] = view.orbit[e]!;
    });
    this.#inject = new Float64Array(n);
    this.#load = new Float64Array(fabric.arcCount);
    this.#sums = new Sums(this.#targets);
    this.#carried = new Float64Array(pools);
    this.#poolStart = new Int32Array(pools + 1);
    for (let i = 0; i < outArc.length; i++) this.#poolStart[kind[outArc[i]!]! + 1]!++;
    for (let p = 0; p < pools; p++) this.#poolStart[p + 1]! += this.#poolStart[p]!;
    const next = this.#poolStart.slice(0, pools);
    this.#poolArc = new Int32Array(outArc.length);
    for (let i = 0; i < outArc.length; i++) this.#poolArc[next[kind[outArc[i]!]!]!++] = outArc[i]!;
    this.#first = new Float64Array(pools);
    this.#demand = new CompensatedSums(new Float64Array(pools));
    this.#remaining = new CompensatedSums(problem.poolCapacity.slice());
    this.#hits = new Hits(this.#targets);
    this.#heap = new LevelHeap(pools);
    this.#saturated = new Int32Array(pools).fill(never);
  }

  /** Arcs looked at. */
  get visits(): number {
    return this.#looked + this.#wave.visits;
  }

  get #progress(): Progress {
    const stopped = this.#senderCount === 0 ? 0 : 1 - this.#rising / this.#senderCount;
    return {
      phase: 'filling',
      fraction: this.#aimed < this.#targets ? (0.5 * this.#aimed) / this.#targets : 0.5 + 0.5 * stopped,
    };
  }

  /** Whether so much was looked at since the last pause that one is due. */
  get #isDue(): boolean {
    if (this.visits < this.#told + quantum) return false;
    this.#told = this.visits;
    return true;
  }

  *levels(settled: boolean): Steps<FluidLevels> {
    if (!settled) yield* this.#leave();
    const answer = { poolLoad: this.#carried, sums: this.#sums };
    return { rate: Float64Array.from(this.#rates), saturated: this.#saturated, settled, answer };
  }

  /** Counts what still rises with the last common rate. */
  *#leave(): Steps<void> {
    const last = this.#rates.at(-1) ?? 0;
    const { targets, multiplicity } = this.#problem;
    const { nodeOf, ends } = this.#view;
    for (let t = 0; t < this.#targets; t++) {
      const target = nodeOf === null ? targets[t]! : nodeOf[targets[t]!]!;
      for (const v of ends) {
        if (v === target || this.#distances.isGone(t, v)) continue;
        this.#sums.add(this.#orbit[v]!, multiplicity[t]! * this.#senders[v]!, last);
      }
      this.#looked += ends.length;
      if (this.#isDue) yield this.#progress;
    }
    for (let p = 0; p < this.#carried.length; p++) this.#carried[p]! += Math.max(0, this.#demand.at(p)) * last;
  }

  /** Empties the table of distances. */
  *clear(): Steps<void> {
    const { nodes, targets } = this.#distances;
    const entries = nodes * targets;
    for (let from = 0; from < entries; from += tableQuantum) {
      this.#distances.clear(from, Math.min(from + tableQuantum, entries));
      yield this.#progress;
    }
  }

  /** Notes the distances to one target and what all send there; false when a distance is too long. */
  *aim(target: number): Steps<boolean> {
    const dag = this.#dag;
    const { nodeOf, ends } = this.#view;
    const inject = this.#inject;
    const t = this.#problem.targets[target]!;
    dag.begin(nodeOf === null ? t : nodeOf[t]!);
    while (!dag.advance(quantum)) yield this.#progress;
    this.#looked += dag.looked;
    for (let from = 0; from < dag.count; from += quantum) {
      if (!this.#distances.note(target, dag, from, Math.min(from + quantum, dag.count))) return false;
      if (dag.count > quantum) yield this.#progress;
    }
    const times = this.#problem.multiplicity[target]!;
    for (let e = 0; e < ends.length; e++) {
      const v = ends[e]!;
      const sends = v !== dag.target && dag.distance[v]! >= 0;
      inject[v] = sends ? times * this.#senders[v]! : 0;
      if (sends) this.#rising++;
      else if (v !== dag.target) this.#sums.cut(times * this.#senders[v]!);
      if (e % quantum === quantum - 1) yield this.#progress;
    }
    yield* this.#push();
    this.#aimed++;
    if (this.#isDue) yield this.#progress;
    return true;
  }

  /** Carries what is injected to the target aimed at, a part at a time, and adds it up by pools. */
  *#push(): Steps<void> {
    const dag = this.#dag;
    const { kind } = this.#view;
    const { arc, start, count } = dag;
    const load = this.#load;
    const first = this.#first;
    const part = Math.max(1, Math.floor((quantum * count) / (start[count]! + 1)));
    for (let from = count; from > 0; from -= part) {
      const to = Math.max(0, from - part);
      dag.pushFrom(this.#inject, load, from, to);
      for (let j = start[to]!; j < start[from]!; j++) {
        const a = arc[j]!;
        first[kind[a]!]! += load[a]!;
        load[a] = 0;
      }
      if (to > 0) yield this.#progress;
    }
  }

  /** Puts pools in order of their first levels. */
  *begin(): Steps<void> {
    this.#senderCount = this.#rising;
    for (let p = 0; p < this.#first.length; p++) {
      if (!(this.#first[p]! > 0)) continue;
      this.#demand.add(p, this.#first[p]!);
      this.#heap.append(p, this.#levelOf(p));
      if (p % quantum === quantum - 1) yield this.#progress;
    }
    while (!this.#heap.order(quantum)) yield this.#progress;
    this.#wave.rank(this.#distances.ranks());
  }

  #levelOf(pool: number): number {
    const rest = this.#remaining.at(pool);
    const demand = this.#demand.at(pool);
    if (rest < -1e-9 * this.#problem.poolCapacity[pool]!) {
      throw new Error(`pool ${pool} is overrun by ${-rest} of ${this.#problem.poolCapacity[pool]!}`);
    }
    return rest > 0 && demand > 0 ? rest / demand : 0;
  }

  /** Finds the pools that saturate next; false when nothing rises any more. */
  *collect(): Steps<boolean> {
    this.#batch.length = 0;
    if (this.#rising === 0) return false;
    const heap = this.#heap;
    let bound = Infinity;
    let level = 0;
    while (heap.size > 0) {
      const pool = heap.topLink;
      this.#looked++;
      if (this.#isDue) yield this.#progress;
      if (this.#demand.at(pool) < doubtful * this.#first[pool]! && !(yield* this.#rises(pool))) {
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
  *#rises(pool: number): Steps<boolean> {
    const { tail } = this.#view.fabric;
    const wave = this.#wave;
    for (let i = this.#poolStart[pool]!; i < this.#poolStart[pool + 1]!; i++) {
      const arc = this.#poolArc[i]!;
      this.#looked += this.#targets;
      for (let t = this.#distances.leadsTo(arc, 0); t >= 0; t = this.#distances.leadsTo(arc, t + 1)) {
        wave.begin(t);
        for (let whole = wave.gather(tail[arc]!); !whole; whole = wave.gatherOn()) yield this.#progress;
        for (let n = 0; n < wave.count; n++) if (this.#senders[wave.nodes[n]!]! > 0) return true;
        wave.strike();
      }
      if (this.#isDue) yield this.#progress;
    }
    return false;
  }

  /** Stops what is behind the arcs of the pools collected. */
  *stop(): Steps<void> {
    for (const pool of this.#batch) {
      for (let at = this.#poolStart[pool]!; at < this.#poolStart[pool + 1]!;) {
        at = this.#hitFrom(at, this.#poolStart[pool + 1]!);
        if (!this.#hits.hasRoom) yield* this.#stopHit();
        if (this.#isDue) yield this.#progress;
      }
    }
    yield* this.#stopHit();
    const level = this.#rates.at(-1)!;
    const { less, touched } = this.#wave;
    for (const p of touched) {
      const stopped = less[p]!;
      less[p] = 0;
      this.#demand.add(p, -stopped);
      this.#remaining.add(p, -stopped * level);
      this.#carried[p]! += stopped * level;
    }
    touched.length = 0;
  }

  /** Notes for the targets that the arcs of a pool lead to that what is behind them stops, as long as there is room and no pause due; answers how far it came. */
  #hitFrom(from: number, to: number): number {
    const { tail } = this.#view.fabric;
    const distances = this.#distances;
    const hits = this.#hits;
    const until = this.#looked + quantum;
    let at = from;
    for (; at < to && this.#looked < until && hits.hasRoom; at++) {
      const arc = this.#poolArc[at]!;
      this.#looked += this.#targets;
      for (let t = distances.leadsTo(arc, 0); t >= 0; t = distances.leadsTo(arc, t + 1)) {
        hits.add(t, tail[arc]!);
      }
    }
    return at;
  }

  /** Counts what is sent by the nodes gathered as stopped, to be taken off. */
  #sendGathered(target: number): void {
    const wave = this.#wave;
    const level = this.#rates.at(-1)!;
    const times = this.#problem.multiplicity[target]!;
    const senders = this.#senders;
    this.#rising -= wave.send(senders, times);
    const { nodes, count } = wave;
    for (let i = 0; i < count; i++) {
      const x = nodes[i]!;
      if (senders[x]! > 0) this.#sums.add(this.#orbit[x]!, senders[x]! * times, level);
    }
  }

  /** Stops what is behind the arcs noted, and takes what it sent off the pools on its ways. */
  *#stopHit(): Steps<void> {
    const wave = this.#wave;
    for (let hit = this.#hits.take(); hit !== null; hit = this.#hits.take()) {
      wave.begin(hit.target);
      this.#hitAt = hit.last;
      while (!this.#gatherHit()) yield this.#progress;
      this.#sendGathered(hit.target);
      while (!wave.takeOff()) yield this.#progress;
      wave.strike();
      if (this.#isDue) yield this.#progress;
    }
  }

  /** Gathers what is behind the places noted from `#hitAt` on; false when there is more to do. Apart from what pauses: loops are slow in there. */
  #gatherHit(): boolean {
    const wave = this.#wave;
    if (!wave.gatherOn()) return false;
    const hits = this.#hits;
    for (let hit = this.#hitAt; hit >= 0;) {
      const whole = wave.gather(hits.nodeAt(hit));
      hit = hits.before(hit);
      this.#hitAt = hit;
      if (!whole) return false;
    }
    return true;
  }
}
