/**
 * What generators tell of the fabrics they make, with symmetries that are written down when they are first asked for: only a solve does.
 *
 * In: a region and the work that writes its symmetries down, with pauses. Out: the region, whose symmetries are there for who asks; `symmetrySteps`
 * makes them with those pauses, ahead of being asked. A copied fabric has the regions of the first, its nodes counted from elsewhere on.
 */
import type { Pauses } from './pauses.ts';
import type { Region, Symmetry, Topology } from './topology.ts';

/** What a generator tells of a region. */
export type Told = Omit<Region, 'symmetries'> & {
  readonly symmetries: readonly Symmetry[] | (() => Pauses<readonly Symmetry[]>);
};

/** Nodes moved between two pauses: about a millisecond. */
const quantum = 200_000;

/** What writes down the symmetries of regions that have not been asked for them yet. */
const makers = new WeakMap<Region, () => Pauses<readonly Symmetry[]>>();

/** The region as told. */
export function toldRegion({ symmetries, ...region }: Told): Region {
  return typeof symmetries === 'function' ? withSymmetries(region, symmetries) : { ...region, symmetries };
}

/** The symmetries of a region, made with pauses where they are not yet written down. */
export function* symmetrySteps(region: Region): Pauses<readonly Symmetry[]> {
  const make = makers.get(region);
  return make === undefined ? region.symmetries : yield* make();
}

/** A fabric's regions where it stands in `groupAt`, its nodes counted from `firstNode` on. */
export function copiedRegions(fabric: Topology, firstNode: number, groupAt: Int32Array): Region[] {
  return regionsFrom(fabric, firstNode).map((region) => {
    const { family, shape, routers } = region;
    return withSymmetries({ family, shape, routers, group: groupAt[region.group]! }, () => symmetrySteps(region));
  });
}

function withSymmetries(region: Omit<Region, 'symmetries'>, make: () => Pauses<readonly Symmetry[]>): Region {
  let made: readonly Symmetry[] | null = null;
  const steps = function* (): Pauses<readonly Symmetry[]> {
    return (made ??= yield* make());
  };
  const told: Region = {
    ...region,
    get symmetries() {
      if (made !== null) return made;
      const work = steps();
      for (;;) {
        const step = work.next();
        if (step.done) return step.value;
      }
    },
  };
  makers.set(told, steps);
  return told;
}

/** Where a fabric's nodes began when it was copied last, and its regions there: an edit elsewhere leaves it where it was. */
const lastRegions = new WeakMap<Topology, { readonly firstNode: number; readonly regions: readonly Region[] }>();

/** A fabric's regions with its nodes counted from `firstNode` on; their groups are still its own. */
function regionsFrom(fabric: Topology, firstNode: number): readonly Region[] {
  if (firstNode === 0) return fabric.regions;
  const last = lastRegions.get(fabric);
  if (last?.firstNode === firstNode) return last.regions;
  const regions = fabric.regions.map((region) => {
    const { family, group, shape } = region;
    const there = { family, group, shape, routers: shifted(region.routers, firstNode) };
    return withSymmetries(there, function* () {
      const moved: Symmetry[] = [];
      let nodes = 0;
      for (const symmetry of yield* symmetrySteps(region)) {
        moved.push({ nodes: shifted(symmetry.nodes, firstNode), images: shifted(symmetry.images, firstNode) });
        nodes += symmetry.nodes.length;
        if (nodes < quantum) continue;
        nodes = 0;
        yield;
      }
      return moved;
    });
  });
  lastRegions.set(fabric, { firstNode, regions });
  return regions;
}

/** Plain, since `map` of a typed array takes ten times as long. */
function shifted(numbers: Int32Array, by: number): Int32Array {
  const out = new Int32Array(numbers.length);
  for (let i = 0; i < numbers.length; i++) out[i] = numbers[i]! + by;
  return out;
}
