/**
 * Long making as a generator that pauses every few milliseconds of counted work, so that its driver can let messages in, or stop.
 *
 * Work is counted, never timed, so a fabric does not depend on how fast it was made.
 */
import type { Pauses, TopologyBuilder } from '@weft/topology';

export { atOnce, type Pauses } from '@weft/topology';

/** Nodes and links made between two pauses: about a millisecond. */
const quantum = 4000;

/**
 * Tells whether a builder has made so much since the last time it had that a pause is due. Where it made nothing since it was last asked, work of
 * another kind was done, which counts its own pauses.
 */
export function whenMuchIsMade(
  builder: Pick<TopologyBuilder, 'nodeCount' | 'linkCount'>,
  much: number = quantum,
): () => boolean {
  let asked = builder.nodeCount + builder.linkCount;
  let paused = asked;
  return () => {
    const made = builder.nodeCount + builder.linkCount;
    const idle = made === asked;
    asked = made;
    if (made - paused < much && !idle) return false;
    paused = made;
    return true;
  };
}

/** Work that could pause more often than is worth while, with the pauses that are due. */
export function* pausing<T>(work: Pauses<T>, isDue: () => boolean): Pauses<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (isDue()) yield;
  }
}

/** Does work on each item, `few` of them between two pauses. The loop over items is a plain one, which an engine makes fast sooner. */
export function* onEach<T>(items: readonly T[], few: number, work: (item: T) => void): Pauses<void> {
  for (let from = 0; from < items.length; from += few) {
    const to = Math.min(items.length, from + few);
    for (let i = from; i < to; i++) work(items[i]!);
    if (to < items.length) yield;
  }
}
