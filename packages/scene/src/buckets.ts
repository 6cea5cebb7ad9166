/**
 * Utilisation in eight buckets: idle, six steps of a ramp, overloaded; each with its words, colours and width.
 *
 * A load is 1 at full rate. The ramp is cividis (Nunez, Anderton, Renslow, 2018), its stops written out; busy lies away from the background, dark
 * on light and light on dark, and the ramp is trimmed so that its quiet end keeps a contrast of 3 : 1 on every surface of the theme. Overload
 * lies outside the ramp and is told by shape too (widest, with a halo); idle is thin. Busier is wider.
 */
import { say, sayText } from '@weft/units';
import type { Theme } from './look.ts';

/** The upper end of each bucket; the last has none. */
const upperEnds = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1] as const;

export const bucketCount = upperEnds.length + 1;

/** The bucket of links that are used beyond their rate. */
export const overloadBucket = bucketCount - 1;

/** What rounding may add to a full link before it counts as overloaded. */
const rounding = 1e-6;

/** The bucket of a load, 0 ... 7; -1 where nothing was solved (NaN). */
export function bucketOf(load: number): number {
  if (Number.isNaN(load)) return -1;
  if (load <= 0) return 0;
  for (let bucket = 1; bucket < overloadBucket; bucket++) if (load <= upperEnds[bucket]! + rounding) return bucket;
  return overloadBucket;
}

const labels = ['0 %', 'up to 10 %', '10–25 %', '25–50 %', '50–75 %', '75–90 %', '90–100 %', 'over 100 %'] as const;

/** The words of a bucket for legends: `25–50 %`; `not solved` for -1. */
export function bucketLabel(bucket: number): string {
  const label = labels[bucket];
  return label === undefined ? say`not solved` : sayText(label);
}

/** Line colours by bucket. */
export const bucketColours: Readonly<Record<Theme, readonly string[]>> = {
  // cividis at 0.56, 0.46, 0.36, 0.25, 0.13, 0
  light: ['#7489ab', '#8c8777', '#777473', '#5e616e', '#3c4d6e', '#13376d', '#002051', '#c8102e'],
  // cividis at 0.42, 0.54, 0.65, 0.77, 0.88, 1
  dark: ['#66799a', '#6e6c71', '#888377', '#a09978', '#c1b36e', '#e4cc5a', '#fdea45', '#ff7ad9'],
};

/** Line widths by bucket, in canvas units. Overload adds a halo of `haloWidth` around it. */
export const bucketWidths: readonly number[] = [0.9, 1.2, 1.5, 1.8, 2.2, 2.6, 3, 4.2];

export const haloWidth = 2.5;
