/**
 * Where switches belong: each near the hosts it serves, as a position along the order in which hosts were put into racks.
 *
 * A leaf stands at the mean position of its hosts; a switch above at the mean of the switches it is cabled to, tier by tier. A switch that
 * reaches no host has none (NaN). O(tiers x links).
 */
import type { Topology } from '@weft/topology';
import type { Devices } from './devices.ts';
import { inSlices, many, type Pauses } from './pauses.ts';

/** Position per device; `hostPosition` gives that of each host device and NaN for switches. */
export function* affinitySteps(topology: Topology, devices: Devices, hostPosition: Float64Array): Pauses<Float64Array> {
  const position = hostPosition.slice();
  const sum = new Float64Array(devices.count);
  const count = new Int32Array(devices.count);
  for (;;) {
    sum.fill(0);
    count.fill(0);
    yield* inSlices(topology.linkCount, many, (from, to) => {
      for (let e = from; e < to; e++) {
        const a = devices.ofNode[topology.linkA[e]!]!;
        const b = devices.ofNode[topology.linkB[e]!]!;
        if (a === b) continue;
        if (Number.isNaN(position[a]!) && !Number.isNaN(position[b]!)) {
          sum[a]! += position[b]!;
          count[a]!++;
        } else if (Number.isNaN(position[b]!) && !Number.isNaN(position[a]!)) {
          sum[b]! += position[a]!;
          count[b]!++;
        }
      }
    });
    let reached = false;
    for (let d = 0; d < devices.count; d++) {
      if (count[d]! > 0) {
        position[d] = sum[d]! / count[d]!;
        reached = true;
      }
    }
    if (!reached) return position;
  }
}
