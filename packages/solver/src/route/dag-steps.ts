/**
 * A search and a push in pieces: what `Dag` does in one go, with a pause every quantum of arcs.
 *
 * In: a graph of shortest paths, and a target or what to carry. Out: the same as of `aim` and `push`. O(arcs), a pause a fraction of a millisecond.
 */
import type { Steps } from '../steps.ts';
import type { Dag } from './dag.ts';

/** Arcs looked at between two pauses. */
const quantum = 100_000;

/** Finds the shortest paths to a target. */
export function* aimSteps(dag: Dag, target: number): Steps<void> {
  dag.begin(target);
  while (!dag.advance(quantum)) yield { phase: 'routes', fraction: 0 };
}

/** Carries `inject` down to the target and adds what passes to `load`. */
export function* pushSteps(dag: Dag, inject: Float64Array, load: Float64Array): Steps<void> {
  for (let from = dag.count; from > 0;) {
    const to = stretch(dag, from);
    dag.pushFrom(inject, load, from, to);
    from = to;
    if (from > 0) yield { phase: 'routes', fraction: 0 };
  }
}

/** Where a stretch of the order that ends before `from` begins. */
function stretch({ start }: Dag, from: number): number {
  const least = start[from]! - quantum;
  let to = from - 1;
  while (to > 0 && start[to]! > least && from - to < quantum) to--;
  return to;
}
