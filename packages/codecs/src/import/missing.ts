/**
 * Cables that are probably missing: where nearly all pairs of switches of two tiers have the same number of cables between them, the pairs
 * with fewer stand out.
 */
import { say } from '@weft/units';
import type { SwitchTier } from '@weft/model';
import { byName } from './text.ts';
import type { Fabric } from './fabric.ts';
import type { Neighbours } from './tiers.ts';

/** The rule that the pairs of two tiers follow, and those that do not. */
export interface OddPairs {
  readonly lower: SwitchTier;
  readonly upper: SwitchTier;
  /** Cables that most pairs have. */
  readonly usual: number;
  /** How many pairs have that many. */
  readonly full: number;
  /** Pairs that have fewer, but some. */
  readonly thin: readonly string[];
  /** Pairs that have none although nearly all others are linked. */
  readonly absent: readonly string[];
}

/** A rule needs a clear majority: this share of the linked pairs must have the usual number. */
const clearly = 0.8;

/** The rule of each two tiers that follow one, with the odd pairs. Cost: O(pairs of the two tiers). */
export function oddPairs(
  fabric: Fabric,
  neighbours: Neighbours,
  tiers: ReadonlyMap<string, SwitchTier>,
): readonly OddPairs[] {
  const ofTier = (tier: SwitchTier) => [...tiers].filter(([, t]) => t === tier).map(([key]) => key);
  const found: OddPairs[] = [];
  for (const [lower, upper] of [
    ['leaf', 'spine'],
    ['spine', 'core'],
  ] as const) {
    const [lowers, uppers] = [ofTier(lower), ofTier(upper)];
    const histogram = new Map<number, number>();
    for (const key of lowers) {
      for (const [other, cables] of neighbours.get(key)!) {
        if (tiers.get(other) === upper) histogram.set(cables, (histogram.get(cables) ?? 0) + 1);
      }
    }
    const linked = [...histogram.values()].reduce((sum, pairs) => sum + pairs, 0);
    const [usual, pairs] = [...histogram].toSorted((a, b) => b[1] - a[1])[0] ?? [0, 0];
    if (linked === 0 || pairs < clearly * linked) continue;
    const complete = linked >= clearly * lowers.length * uppers.length;
    const thin: string[] = [];
    const absent: string[] = [];
    for (const low of lowers) {
      for (const high of uppers) {
        const cables = neighbours.get(low)!.get(high) ?? 0;
        if (cables >= usual || (cables === 0 && !complete)) continue;
        (cables === 0 ? absent : thin).push(say`${fabric.devices.get(low)!.name} to ${fabric.devices.get(high)!.name}`);
      }
    }
    found.push({ lower, upper, usual, full: pairs, thin: thin.toSorted(byName), absent: absent.toSorted(byName) });
  }
  return found;
}
