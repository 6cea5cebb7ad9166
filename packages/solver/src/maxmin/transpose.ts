/**
 * Which flows cross a link: the incidence turned round by a stable counting sort, so flows stand ascending. O(entries + links).
 */
import type { Instance } from './instance.ts';

export interface Transpose {
  /** Entries of link l stand at `offset[l] ... offset[l + 1]`. */
  readonly offset: Int32Array;
  readonly flow: Int32Array;
}

/** Turns the incidence round, in pieces of about `quantum` entries. */
export function* transposeSteps(
  instance: Pick<Instance, 'capacity' | 'offset' | 'link'>,
  quantum: number,
): Generator<void, Transpose, void> {
  const { link, offset: flowOffset } = instance;
  const links = instance.capacity.length;
  const flows = flowOffset.length - 1;
  const offset = new Int32Array(links + 1);
  for (let from = 0; from < link.length; from += quantum) {
    countLinks(link, offset, from, Math.min(from + quantum, link.length));
    yield;
  }
  for (let l = 0; l < links; l++) offset[l + 1]! += offset[l]!;
  const next = offset.slice(0, links);
  const flow = new Int32Array(link.length);
  for (let f = 0; f < flows;) {
    const start = flowOffset[f]!;
    let end = f + 1;
    while (end < flows && flowOffset[end + 1]! - start <= quantum) end++;
    placeFlows(link, flowOffset, next, flow, f, end);
    f = end;
    yield;
  }
  return { offset, flow };
}

function countLinks(link: Int32Array, offset: Int32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) offset[link[i]! + 1]!++;
}

function placeFlows(
  link: Int32Array,
  flowOffset: Int32Array,
  next: Int32Array,
  flow: Int32Array,
  from: number,
  to: number,
): void {
  for (let f = from; f < to; f++) {
    const end = flowOffset[f + 1]!;
    for (let i = flowOffset[f]!; i < end; i++) flow[next[link[i]!]!++] = f;
  }
}
