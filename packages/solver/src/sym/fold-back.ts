/**
 * The way back from a folded fabric: numbers of nodes and loads of links that were laid on others, from those that are left.
 *
 * Each step of folding is written down as what was laid on what: copies of chains by their nodes, and links in runs like other runs. Read last to first
 * and copied, in O(nodes) and O(links).
 */
import type { Steps } from '../steps.ts';
import { nodeIn, type Chain } from './fold-chains.ts';
import type { Walked } from './fold-pass.ts';

/** The copies that one fold laid on another. */
export interface Laid {
  /** Per node of the pattern: how many folds it had been through before. */
  readonly before: Uint8Array;
  readonly chain: Chain;
  readonly pattern: number;
  readonly gone: readonly number[];
}

/** One step of folding: a walk over the links of a level, and where the links that stay stand in the next. */
export interface Step {
  readonly laid: readonly Laid[];
  readonly walked: Walked;
  readonly count: number;
  /** Links that stay, in runs: run k of the level stands from `next[k]` on in the next one. */
  readonly from: readonly number[];
  readonly next: readonly number[];
  readonly length: readonly number[];
}

/** Nodes numbered between two pauses. */
const nodeQuantum = 100_000;
/** What laying a copy back costs beside its nodes. */
const copyWork = 20;
/** Arcs written between two pauses. */
const writeSlice = 200_000;
/** A few are copied one by one: a call costs more than they do. */
const few = 16;

/**
 * Numbers for all nodes: those of `nodes`, which are left, are given, and a node that was laid on another in a fold has the other's number and what
 * `more` adds to that number for the place of the fold among the node's.
 */
export function* numberedBack(
  steps: readonly Step[],
  nodes: Int32Array,
  nodeCount: number,
  numberOf: (node: number) => number,
  more: (number: number, place: number) => number,
): Steps<Int32Array> {
  const all = new Int32Array(nodeCount);
  for (const v of nodes) all[v] = numberOf(v);
  yield { phase: 'certificate', fraction: 0 };
  let written = 0;
  for (const { laid } of steps.toReversed()) {
    for (const { before, chain, pattern, gone } of laid) {
      const next = new Int32Array(chain.size);
      for (let i = 0; i < chain.size; i++) {
        const number = all[nodeIn(chain, pattern, i)]!;
        next[i] = number + more(number, before[i]!);
      }
      for (const c of gone) {
        layBack(chain, c, next, all);
        written += chain.size + copyWork;
        if (written < nodeQuantum) continue;
        written = 0;
        yield { phase: 'certificate', fraction: 0 };
      }
    }
  }
  return all;
}

/** Writes the values of a pattern to the nodes of a copy. */
function layBack({ size, starts, nodes }: Chain, copy: number, values: Int32Array, all: Int32Array): void {
  if (starts === null) for (let i = 0; i < size; i++) all[nodes![copy * size + i]!] = values[i]!;
  else if (size > few) all.set(values, starts[copy]!);
  else for (let i = 0, v = starts[copy]!; i < size; i++) all[v + i] = values[i]!;
}

/** Loads of all links, both ways, from those of the links that are left. */
export function* unfolded(steps: readonly Step[], left: Float64Array, linkCount: number): Steps<Float64Array> {
  let load = left;
  for (const { walked, count, from, next, length } of steps.toReversed()) {
    const all = new Float64Array(2 * count);
    yield { phase: 'answer', fraction: 0 };
    for (let k = 0; k < from.length; k++) {
      all.set(load.subarray(2 * next[k]!, 2 * (next[k]! + length[k]!)), 2 * from[k]!);
    }
    const { at } = walked;
    for (let k = 0; k < at.length;) {
      k = copyRuns(all, walked, k);
      if (k < at.length) yield { phase: 'answer', fraction: k / at.length };
    }
    load = all;
  }
  if (load.length !== 2 * linkCount) throw new Error(`${load.length} loads were unfolded; expected ${2 * linkCount}`);
  return load;
}

/** Copies runs of links from the k-th on, until it is time for a pause; answers which comes next. */
function copyRuns(all: Float64Array, { at, like, length }: Walked, from: number): number {
  let written = 0;
  let k = from;
  for (; k < at.length && written < writeSlice; k++) {
    const to = 2 * at[k]!;
    const source = 2 * like[k]!;
    const count = 2 * length[k]!;
    if (count > 2 * few) all.copyWithin(to, source, source + count);
    else for (let i = 0; i < count; i++) all[to + i] = all[source + i]!;
    written += count + copyWork;
  }
  return k;
}
