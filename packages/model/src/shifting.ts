/** Places moved by some distance, canvas units, as far as a place may go. */
import { limits } from './limits.ts';
import type { Override } from './study.ts';

/** A position moved by some distance; one that is not there stays so. */
export function shifted<T extends number | null>(position: T, by: number): T {
  if (position === null) return position;
  return Math.max(-limits.position, Math.min(limits.position, position + by)) as T;
}

/** An override moved by some distance; one without a place is as it was. */
export function shiftedOverride(override: Override, dx: number, dy: number): Override {
  return {
    ...override,
    ...(override.x === undefined ? {} : { x: shifted(override.x, dx) }),
    ...(override.y === undefined ? {} : { y: shifted(override.y, dy) }),
  };
}
