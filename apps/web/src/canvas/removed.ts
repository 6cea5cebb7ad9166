/**
 * Elements that were taken off the canvas, kept for when they come back: an undo restores them with the style that the library has worked out, which is the
 * dear part of an element. In: what was removed, with what it showed; out: the same elements, by id, once. The newest `most` are kept, some kilobytes each.
 */
import type { CollectionReturnValue } from 'cytoscape';

/** An element and the data that it was last given. */
export interface Removed {
  readonly element: CollectionReturnValue;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface RemovedElements {
  keep(id: string, removed: Removed): void;
  /** The element of an id; it is kept no longer. */
  take(id: string): Removed | null;
  /** What is kept has the style of a sheet that is no longer in force. */
  clear(): void;
}

export function removedElements(most: number): RemovedElements {
  const kept = new Map<string, Removed>();
  return {
    keep(id, removed) {
      kept.delete(id);
      kept.set(id, removed);
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(oldest);
      }
    },
    take(id) {
      const found = kept.get(id) ?? null;
      kept.delete(id);
      return found;
    },
    clear: () => kept.clear(),
  };
}
