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

/** What a key grows by from hop to hop before it is scrambled: 2^32 divided by the golden ratio. */
export const hopStep = 0x9e3779b9 | 0;

/** Which of `count` next hops the sub-flow with this key takes at its hop number `hop`, counted from 0 at the source. */
export function hashedChoice(key: number, hop: number, count: number): number {
  const scrambled = mix((key + Math.imul(hop, hopStep)) | 0);
  return count <= mostChoices ? partOf(scrambled, count) : Math.floor((scrambled * count) / 0x100000000);
}

/** `partOf` is exact up to here. */
export const mostChoices = 0xffff;

/** floor(scrambled * count / 2^32) by whole numbers of 32 bits alone, which is a third of the time: the upper half of `scrambled`, then the carry. */
export function partOf(scrambled: number, count: number): number {
  return (Math.imul(scrambled >>> 16, count) + (Math.imul(scrambled & 0xffff, count) >>> 16)) >>> 16;
}
