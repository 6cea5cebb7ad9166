/**
 * Textbook progressive filling, every level looking at every link and every flow: the slow oracle of the tests and the bench.
 */
import type { Instance } from '../maxmin/instance.ts';

export function naiveFill({ capacity, offset, link, share, weight, cap }: Instance): Float64Array {
  const flows = offset.length - 1;
  const rate = new Float64Array(flows);
  const rising = new Uint8Array(flows).fill(1);
  let left = flows;
  for (let f = 0; f < flows; f++) {
    if (offset[f] !== offset[f + 1]) continue;
    rate[f] = cap?.[f] ?? Infinity;
    rising[f] = 0;
    left--;
  }
  while (left > 0) {
    const remaining = capacity.slice();
    const demand = new Float64Array(capacity.length);
    let level = Infinity;
    for (let f = 0; f < flows; f++) {
      const w = weight?.[f] ?? 1;
      for (let i = offset[f]!; i < offset[f + 1]!; i++) {
        const part = share?.[i] ?? 1;
        if (rising[f] === 1) demand[link[i]!]! += w * part;
        else remaining[link[i]!]! -= rate[f]! * part;
      }
      if (rising[f] === 1) level = Math.min(level, (cap?.[f] ?? Infinity) / w);
    }
    for (let l = 0; l < capacity.length; l++) {
      if (demand[l]! > 0) level = Math.min(level, Math.max(0, remaining[l]!) / demand[l]!);
    }
    for (let f = 0; f < flows; f++) {
      if (rising[f] === 0) continue;
      const w = weight?.[f] ?? 1;
      let stops = (cap?.[f] ?? Infinity) <= level * w * (1 + 1e-12);
      for (let i = offset[f]!; i < offset[f + 1]! && !stops; i++) {
        const l = link[i]!;
        stops = Math.max(0, remaining[l]!) <= demand[l]! * level * (1 + 1e-12);
      }
      if (!stops) continue;
      rising[f] = 0;
      rate[f] = level * w;
      left--;
    }
  }
  return rate;
}
