/**
 * Dimension order: correct one coordinate after the other, always along a shortest way; half-way ties go both ways.
 *
 * A region tells its dimensions, and its routers in mixed-radix order, the first dimension fastest. In a grid (`shape.wrap` given) an arc is
 * allowed towards a target when it moves one step along the first coordinate that is not yet right, in a direction that is shortest. In
 * a fabric with full meshes (no `wrap`) it must put that coordinate right at once. Arcs that do not join two routers of one region are free.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { Region, Symmetry, Topology } from '@weft/topology';
import type { ArcFilter } from './dag.ts';
import type { Fabric } from './fabric.ts';
import { nearestOf } from './places.ts';

interface Grid {
  readonly dimensions: readonly number[];
  /** Null for full meshes. */
  readonly wrap: readonly number[] | null;
  readonly routers: Int32Array;
}

/** The rule of dimension order on a topology; a fault when no region has dimensions, or one is twisted. */
export function dimensionOrder(topology: Topology, fabric: Fabric): Outcome<DimensionOrder, 'policy'> {
  const grids: Grid[] = [];
  for (const region of topology.regions) {
    const grid = gridOf(region);
    if (grid === null) continue;
    const twist = region.shape['twist'];
    if (twist !== undefined && [twist].flat().some((t) => t !== 0)) {
      const found = say`The ${region.family} is twisted; dimension order is defined on grids without a twist.`;
      return failed('policy', 'routing.policy', found);
    }
    grids.push(grid);
  }
  if (grids.length > 0) return done(new DimensionOrder(fabric, grids));
  const found = say`Dimension order needs a fabric with dimensions, such as a torus, a mesh or a HyperX; this design has none.`;
  return failed('policy', 'routing.policy', found);
}

function gridOf({ shape, routers }: Region): Grid | null {
  const { dimensions, wrap } = shape;
  if (!Array.isArray(dimensions)) return null;
  const sizes = dimensions as readonly number[];
  if (sizes.reduce((a, d) => a * d, 1) !== routers.length) return null;
  return { dimensions: sizes, wrap: Array.isArray(wrap) ? (wrap as readonly number[]) : null, routers };
}

export class DimensionOrder implements ArcFilter {
  readonly #fabric: Fabric;
  readonly #grids: readonly Grid[];
  /** Per node: its grid and its number there, -1 for a node of none. */
  readonly #grid: Int32Array;
  readonly #place: Int32Array;
  /** Per node: the grid router nearest to it. */
  readonly #nearest: Int32Array;
  #target = -1;

  constructor(fabric: Fabric, grids: readonly Grid[]) {
    this.#fabric = fabric;
    this.#grids = grids;
    this.#grid = new Int32Array(fabric.nodeCount).fill(-1);
    this.#place = new Int32Array(fabric.nodeCount).fill(-1);
    grids.forEach(({ routers }, g) => {
      routers.forEach((v, place) => {
        this.#grid[v] = g;
        this.#place[v] = place;
      });
    });
    this.#nearest = nearestOf(
      fabric,
      grids.flatMap(({ routers }) => [...routers]),
    );
  }

  aim(target: number): void {
    this.#target = this.#nearest[target]!;
  }

  allows(arc: number): boolean {
    const u = this.#fabric.tail[arc]!;
    const v = this.#fabric.head[arc]!;
    const g = this.#grid[u]!;
    if (g < 0 || g !== this.#grid[v] || this.#target < 0 || g !== this.#grid[this.#target]) return true;
    const { dimensions, wrap } = this.#grids[g]!;
    let from = this.#place[u]!;
    let to = this.#place[v]!;
    let goal = this.#place[this.#target]!;
    for (let d = 0; d < dimensions.length; d++) {
      const size = dimensions[d]!;
      const [x, y, z] = [from % size, to % size, goal % size];
      if (x !== z) {
        // The arc must change this coordinate alone.
        if (Math.floor(from / size) !== Math.floor(to / size)) return false;
        return wrap === null ? y === z : steps(y, z, size, wrap[d]!) === steps(x, z, size, wrap[d]!) - 1;
      }
      if (y !== x) return false;
      from = Math.floor(from / size);
      to = Math.floor(to / size);
      goal = Math.floor(goal / size);
    }
    return false;
  }

  /** Whether a symmetry of the fabric keeps the order of dimensions: it leaves routers alone or shifts all of a grid alike. */
  keeps({ nodes, images }: Symmetry): boolean {
    const shifts = new Map<number, { key: string; count: number }>();
    for (let i = 0; i < nodes.length; i++) {
      const g = this.#grid[nodes[i]!]!;
      if (g < 0) continue;
      if (this.#grid[images[i]!] !== g) return false;
      const key = this.#shift(g, this.#place[nodes[i]!]!, this.#place[images[i]!]!);
      const known = shifts.get(g);
      if (known === undefined) shifts.set(g, { key, count: 1 });
      else if (known.key !== key) return false;
      else known.count++;
    }
    for (const [g, { count }] of shifts) if (count !== this.#grids[g]!.routers.length) return false;
    return true;
  }

  #shift(g: number, from: number, to: number): string {
    const shift: number[] = [];
    for (const size of this.#grids[g]!.dimensions) {
      shift.push(((to % size) - (from % size) + size) % size);
      from = Math.floor(from / size);
      to = Math.floor(to / size);
    }
    return shift.join(' ');
  }
}

function steps(from: number, to: number, size: number, wrap: number): number {
  const straight = Math.abs(from - to);
  return wrap !== 0 ? Math.min(straight, size - straight) : straight;
}
