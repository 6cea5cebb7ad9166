/**
 * The symmetries of a topology under a policy: what generators claim, what hangs alike on one node, and what the groups suggest, all checked.
 */
import { symmetrySteps, type Symmetry, type Topology } from '@weft/topology';
import type { Steps } from '../steps.ts';
import { PlaceKeeper } from '../route/places.ts';
import type { Policy } from '../route/policy.ts';
import { chainSwaps } from './chains.ts';
import { OrbitGathering, smallSymmetry, twinSwaps, type Orbits } from './orbits.ts';
import { colouredGraphSteps } from './quotient.ts';
import { Pieces } from './pieces.ts';
import { siblingSwaps } from './siblings.ts';

/** So few orbits of endpoints, or a 64th of them, are not worth making fewer. */
const few = 4;
/** A symmetry that moves fewer nodes and does not hold is not taken apart. */
const manyNodes = 64;
/** More pieces than this are not worth their checking. */
const manyPieces = 100_000;

export interface Checked {
  readonly orbits: Orbits;
  /** Symmetries a generator claimed that do not hold here. */
  readonly refused: number;
}

/** What it takes to come to a guess, and to one by what an endpoint sees, in the unit of the work between two pauses (a fortieth of a microsecond or so). */
export const guessWork = 300;
const chainWork = 600;

/** Gathers the orbits of endpoints, nodes and arcs in O(supports). */
export function* orbitsUnder(topology: Topology, policy: Policy, endpoints: Int32Array): Steps<Checked> {
  const isEndpoint = new Uint8Array(topology.nodeCount);
  for (const v of endpoints) isEndpoint[v] = 1;
  const gathering = new OrbitGathering(policy.fabric, isEndpoint, yield* colouredGraphSteps(policy.fabric));
  const places = policy.places && new PlaceKeeper(policy.places);
  let work = 0;
  const keeps = (symmetry: Symmetry): boolean => {
    work += 16 * symmetry.nodes.length;
    if (policy.filter !== null && !policy.filter.keeps(symmetry)) return false;
    return places === null || places.keeps(symmetry);
  };
  const take = function* (symmetries: Iterable<Symmetry>, guessing = 0): Steps<void> {
    for (const symmetry of symmetries) {
      work += guessing;
      const small = symmetry.nodes.length <= smallSymmetry;
      const holds = keeps(symmetry) && (small ? gathering.take(symmetry) : yield* gathering.takeSteps(symmetry));
      // A failure breaks one piece of what turns many parts at once; the other pieces still hold.
      if (!holds && symmetry.nodes.length >= manyNodes) {
        const { count, nodes, images, start } = yield* (pieces ??= new Pieces(policy.fabric)).of(symmetry);
        const worth = count > 1 && count <= manyPieces ? count : 0;
        for (let k = 0; k < worth; k++) {
          const piece = {
            nodes: nodes.subarray(start[k], start[k + 1]),
            images: images.subarray(start[k], start[k + 1]),
          };
          if (keeps(piece)) yield* gathering.takeSteps(piece);
          if (work < 200_000) continue;
          work = 0;
          yield { phase: 'symmetry', fraction: 0 };
        }
      }
      if (work < 200_000) continue;
      work = 0;
      yield { phase: 'symmetry', fraction: 0 };
    }
  };
  let pieces: Pieces | null = null;
  for (const region of topology.regions) {
    const making = symmetrySteps(region);
    let made = making.next();
    for (; made.done !== true; made = making.next()) yield { phase: 'symmetry', fraction: 0 };
    yield* take(made.value);
  }
  const refused = gathering.refused;
  // What is claimed usually says it all; guessing is for fabrics that came without claims, and for what failures left of them.
  if (endpoints.length > 1 && (yield* gathering.orbitCount(endpoints)) <= Math.max(few, endpoints.length / 64))
    return { orbits: yield* gathering.orbitsSteps(), refused };
  yield* take(twinSwaps(policy.fabric, endpoints), guessWork);
  yield* take(chainSwaps(policy.fabric, endpoints), chainWork);
  yield* take(siblingSwaps(topology), guessWork);
  return { orbits: yield* gathering.orbitsSteps(), refused };
}
