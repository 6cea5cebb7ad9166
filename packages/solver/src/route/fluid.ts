/**
 * Fluid rows: at each node an equal share (by width) to every next hop.
 */
import type { Core, RowBuffer } from './rows.ts';
import type { Search } from './search.ts';
import { DagWalk } from './walk.ts';

export class FluidRows implements Core {
  readonly shared = true;
  readonly fabric;
  readonly #search: Search;
  readonly #walk: DagWalk;
  readonly #flow: Float64Array;

  constructor(search: Search) {
    const { dag } = search;
    this.fabric = dag.fabric;
    this.#search = search;
    this.#walk = new DagWalk(dag);
    this.#flow = new Float64Array(dag.fabric.nodeCount);
  }

  get work(): number {
    return this.#search.work;
  }

  aim(target: number, sources: number): void {
    this.#search.aim(target, sources);
  }

  row(source: number, out: RowBuffer): boolean {
    const { dag } = this.#search;
    this.#search.reach(source);
    if (dag.distance[source]! < 0) return false;
    const { head, width } = dag.fabric;
    const flow = this.#flow;
    flow[source] = 1;
    this.#walk.from(source, (u, arcs, from, to) => {
      const x = flow[u]!;
      flow[u] = 0;
      const unit = x / dag.outWidth[u]!;
      for (let i = from; i < to; i++) {
        const a = arcs[i]!;
        const part = to - from === 1 ? x : unit * width[a]!;
        out.push(a, part);
        flow[head[a]!]! += part;
      }
    });
    flow[dag.target] = 0;
    return true;
  }
}
