/**
 * What is kept of each link and of each flow while rates are kept up to date: records of one cache line or less, since a change meets a few dozen
 * links and flows that lie anywhere among hundreds of thousands.
 *
 * Both are one buffer seen as floats and as whole numbers. Link l has 64 bytes, floats from `real[8 l]` and whole numbers from `whole[16 l]` on; flow
 * f has 16, a float at `real[2 f]` and whole numbers from `whole[4 f]` on. The places below are counted from there.
 */

/** Floats of a link: its capacity, what fixed flows take of it, all it carries, and the highest level on it. */
export const capacityAt = 0;
export const fixedAt = 1;
export const usedAt = 2;
export const highestAt = 3;
/** Whole numbers of a link: where its active flows begin in the list of all links' flows, and how many there are. */
export const startAt = 8;
export const degreeAt = 9;
/** The change for which `fixedAt` holds; for which pass the link is listed (twice that) or was looked at (one more); its number in a small problem. */
export const addedAt = 10;
export const passAt = 11;
export const numberAt = 12;

/** Whole numbers of a flow, after the float that is its level: the link it is bound to, and the change for which it joined last. */
export const boundAt = 2;
export const joinedAt = 3;

export class Records {
  readonly real: Float64Array;
  readonly whole: Int32Array;

  constructor(count: number, bytes: 16 | 64) {
    this.real = new Float64Array((count * bytes) / 8);
    this.whole = new Int32Array(this.real.buffer);
  }
}
