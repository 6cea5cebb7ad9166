/**
 * Writes loads that are known by kinds of arcs out to the arcs of a topology. O(links).
 */
import type { Topology } from '@weft/topology';
import { inSlices, type Steps } from '../steps.ts';
import type { KindsByEnds } from '../sym/kinds.ts';
import type { FluidProblem } from './problem.ts';

/** Links between two yields while loads are written out, and nodes where arcs are looked up one by one. */
const slice = 50_000;
const nodeSlice = 10_000;

export interface Spread {
  readonly load: Float64Array;
  /** Per kind: one of its arcs. */
  readonly example: Int32Array;
}

/** Loads of the arcs of links `from ... to`; links of one kind mostly stand in a row, so only where it ends is anything looked up. */
function spreadRun(
  { number, orbits, kind }: KindsByEnds,
  linkA: Int32Array,
  linkB: Int32Array,
  from: number,
  to: number,
  each: Float64Array,
  { load, example }: Spread,
): number {
  for (let e = from; e < to;) {
    const a = number[linkA[e]!]!;
    const b = number[linkB[e]!]!;
    const onward = kind[a * orbits + b]!;
    const backward = kind[b * orbits + a]!;
    const there = each[onward]!;
    const back = each[backward]!;
    do {
      load[2 * e] = there;
      load[2 * e + 1] = back;
      e++;
    } while (e < to && number[linkA[e]!] === a && number[linkB[e]!] === b);
    example[onward] = 2 * e - 2;
    example[backward] = 2 * e - 1;
  }
  return to;
}

/** Loads of arcs from those of their kinds. */
export function* spreadLoad(
  { linkA, linkB }: Topology,
  { fabric, kinds }: FluidProblem,
  poolLoad: Float64Array,
): Steps<Spread> {
  const each = poolLoad.map((sum, p) => sum / kinds.size[p]!);
  const load = new Float64Array(fabric.arcCount);
  const example = new Int32Array(kinds.count);
  if (kinds.byEnds !== null) {
    for (let e = 0; e < linkA.length;) {
      e = spreadRun(kinds.byEnds, linkA, linkB, e, Math.min(e + slice, linkA.length), each, { load, example });
      yield { phase: 'answer', fraction: e / linkA.length };
    }
    return { load, example };
  }
  const { outOffset, outArc, nodeCount } = fabric;
  yield* inSlices(nodeCount, nodeSlice, 'answer', (from, to) => {
    for (let v = from; v < to; v++) {
      for (let i = outOffset[v]!; i < outOffset[v + 1]!; i++) {
        const kind = kinds.at(v, i);
        load[outArc[i]!] = each[kind]!;
        example[kind] = outArc[i]!;
      }
    }
  });
  return { load, example };
}
