/**
 * Adds counts up, leaving out what there is none of.
 */
import type { Counts, NodeRole } from '@weft/topology';

/** The counts of `base` with further switches and links; entries of 0 are left out, as `countsOf` does. */
export function tally(
  base: Counts,
  switches: Partial<Record<NodeRole, number>>,
  links: Readonly<Record<string, number>>,
): Counts {
  return { ...base, switches: summed(base.switches, switches), links: summed(base.links, links) };
}

function summed<R extends Readonly<Record<string, number>>>(a: R, b: R): R {
  const total: Record<string, number> = { ...a };
  for (const [key, n] of Object.entries(b)) total[key] = (total[key] ?? 0) + n;
  return Object.fromEntries(Object.entries(total).filter(([, n]) => n > 0)) as R;
}
