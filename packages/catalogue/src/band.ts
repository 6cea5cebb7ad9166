/**
 * A figure as a band of numbers that can be added and multiplied.
 *
 * Gaps are filled from the figure's own published bounds and from nothing else: a missing end takes the typical value, or the other end; a
 * missing typical value takes the geometric mean of two published ends (as many times above the one as below the other: prices ten times apart
 * are wrong by factors, not by dollars), or the one end there is. A figure of which nothing is published has no band:
 * it is unknown, never zero.
 */
import type { Figure } from './part.ts';

export interface Band {
  readonly low: number;
  readonly typical: number;
  readonly high: number;
}

/** The band of a figure, or null when it is unknown. */
export function bandOf(figure: Pick<Figure, 'low' | 'typical' | 'high'> | undefined): Band | null {
  if (!figure) return null;
  const { low, typical, high } = figure;
  const middle = typical ?? (low !== null && high !== null ? geometricMean(low, high) : (low ?? high));
  if (middle === null) return null;
  return { low: low ?? middle, typical: middle, high: high ?? middle };
}

/** Kept between its ends, whatever the rounding. */
function geometricMean(low: number, high: number): number {
  return Math.min(high, Math.max(low, Math.sqrt(low * high)));
}

/** The band of one number that is known exactly. */
export function exactly(value: number): Band {
  return { low: value, typical: value, high: value };
}
