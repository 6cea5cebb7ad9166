/** Two designs compared cable by cable: see `difference.ts`. */
import type { Design } from '@weft/model';
import { topologyOf } from '@weft/generators';
import { differenceOf, type Difference } from './difference.ts';

/** Compares what was planned with what there is. */
export function designsDifference(plan: Design, actual: Design, byPorts: boolean): Difference {
  return differenceOf(topologyOf(plan).topology, topologyOf(actual).topology, byPorts);
}
