/**
 * Max-min filling of a handful of flows: textbook levels, without heap or transpose, which for some dozens of incidences is the quickest.
 *
 * O(levels x entries). The sums of rising flows are made anew at each level, so nothing drifts.
 */
import type { Filled } from './fill.ts';
import { limitedByCap, withoutLink, type Instance } from './instance.ts';
import { tie } from './unit.ts';

/** Up to so many incidences this is taken for the filling of a change. */
export const smallEntries = 400;

export function fillSmall({ capacity, offset, link, share, weight, cap }: Instance): Filled {
  const flows = offset.length - 1;
  const links = capacity.length;
  const rate = new Float64Array(flows);
  const bottleneck = new Int32Array(flows).fill(withoutLink);
  const remaining = capacity.slice();
  const demand = new Float64Array(links);
  let levels = 0;
  let left = flows;
  for (let f = 0; f < flows; f++) {
    if (offset[f] !== offset[f + 1]) continue;
    rate[f] = cap === null ? Infinity : cap[f]!;
    if (rate[f]! < Infinity) bottleneck[f] = limitedByCap;
    left--;
  }
  // A rising flow is one without a bottleneck that has links.
  while (left > 0) {
    levels++;
    demand.fill(0);
    let level = Infinity;
    let capLevel = Infinity;
    for (let f = 0; f < flows; f++) {
      if (bottleneck[f] !== withoutLink) continue;
      const w = weight === null ? 1 : weight[f]!;
      for (let i = offset[f]!; i < offset[f + 1]!; i++) demand[link[i]!]! += share === null ? w : w * share[i]!;
      if (cap !== null && offset[f] !== offset[f + 1]) capLevel = Math.min(capLevel, cap[f]! / w);
    }
    for (let l = 0; l < links; l++) {
      if (demand[l]! > 0) level = Math.min(level, (remaining[l]! > 0 ? remaining[l]! : 0) / demand[l]!);
    }
    // Caps that are reached no later than a link saturates come first, as a level of their own.
    const capped = capLevel <= level * (1 + tie);
    const bound = level * (1 + tie);
    // Which links saturate is settled before any flow stops; a saturated link is marked by a demand below 0.
    const judged = capped ? 0 : links;
    for (let l = 0; l < judged; l++) if (demand[l]! > 0 && remaining[l]! <= demand[l]! * bound) demand[l] = -1;
    for (let f = 0; f < flows; f++) {
      if (bottleneck[f] !== withoutLink || offset[f] === offset[f + 1]) continue;
      const w = weight === null ? 1 : weight[f]!;
      let at = withoutLink;
      for (let i = offset[f]!; i < offset[f + 1]!; i++) {
        const l = link[i]!;
        if (demand[l]! < 0 && (at === withoutLink || l < at)) at = l;
      }
      let r = level * w;
      if (capped && cap![f]! <= capLevel * w) {
        at = limitedByCap;
        r = cap![f]!;
      }
      if (at === withoutLink) continue;
      rate[f] = r;
      bottleneck[f] = at;
      left--;
      for (let i = offset[f]!; i < offset[f + 1]!; i++) remaining[link[i]!]! -= share === null ? r : r * share[i]!;
    }
  }
  return { rate, bottleneck, levels };
}
