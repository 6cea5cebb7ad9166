/**
 * Utilisation of the scene's links from the loads of the topology's arcs.
 *
 * In: Gb/s per arc (arc 2e is link e from A to B, 2e + 1 back). Out: load over rate per scene link, 1 is full. Cost: O(drawn links of the topology).
 */
import type { Drawing } from './drawing.ts';
import type { SceneLoads } from './scene.ts';

/** The worst member and direction of each bundle, and the mean over members and both directions by capacity. */
export function sceneLoads({ scene, members }: Drawing, arcLoad_Gbps: Float64Array): SceneLoads {
  const { linkCapacity_Gbps, linkCount } = members.topology;
  if (arcLoad_Gbps.length !== 2 * linkCount) {
    throw new Error(`loads of ${arcLoad_Gbps.length} arcs were given, expected two for each of ${linkCount} links`);
  }
  const { offset, link } = members.rows;
  const worst = new Float32Array(scene.links.length);
  const mean = new Float32Array(scene.links.length);
  for (let i = 0; i < scene.links.length; i++) {
    let busiest = 0;
    let carried_Gbps = 0;
    let room_Gbps = 0;
    for (let k = offset[i]!; k < offset[i + 1]!; k++) {
      const e = link[k]!;
      const there_Gbps = arcLoad_Gbps[2 * e]!;
      const back_Gbps = arcLoad_Gbps[2 * e + 1]!;
      busiest = Math.max(busiest, ratio(Math.max(there_Gbps, back_Gbps), linkCapacity_Gbps[e]!));
      carried_Gbps += there_Gbps + back_Gbps;
      room_Gbps += 2 * linkCapacity_Gbps[e]!;
    }
    worst[i] = busiest;
    mean[i] = ratio(carried_Gbps, room_Gbps);
  }
  return { worst, mean };
}

/** Loads of a scene that nothing was solved for: NaN everywhere. */
export function unsolvedLoads({ links }: { readonly links: readonly unknown[] }): SceneLoads {
  return { worst: new Float32Array(links.length).fill(NaN), mean: new Float32Array(links.length).fill(NaN) };
}

/** A link without capacity that carries nothing is idle. */
function ratio(load: number, capacity: number): number {
  return load === 0 ? 0 : load / capacity;
}
