/**
 * The hash by which a flow picks among equal next hops; specified, with golden values, in packages/solver/HASH.md.
 *
 * All steps are on unsigned 32-bit integers. `mix` is the finaliser of MurmurHash3 (Austin Appleby, public domain).
 */

/** Scrambles 32 bits so that each input bit flips each output bit about half the time. */
export function mix(x: number): number {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The key of one sub-flow of a flow. */
export function flowHash(source: number, target: number, seed: number, subflow: number): number {
  return mix(mix(mix(mix(seed) ^ source) ^ target) ^ subflow);
}

/** Which of `count` next hops the sub-flow with this key takes at its hop number `hop`, counted from 0 at the source. */
export function hashedChoice(key: number, hop: number, count: number): number {
  return Math.floor((mix((key + Math.imul(hop, 0x9e3779b9)) >>> 0) * count) / 0x100000000);
}
