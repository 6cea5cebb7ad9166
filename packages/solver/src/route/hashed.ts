/**
 * Hashed routes: each of `subflows` parts of a flow follows one path, picked hop by hop among the next hops by hash (see `hash.ts`).
 */
import type { Dag } from './dag.ts';
import { flowHash, hashedChoice } from './hash.ts';
import type { Core, FlowEnds, RowBuffer } from './rows.ts';

export class HashedRows implements Core {
  readonly shared = false;
  readonly fabric;
  readonly #dag: Dag;
  readonly #seed: number;
  readonly #subflows: number;
  /** Per arc: how many sub-flows of the current flow take it. */
  readonly #taken: Int32Array;
  readonly #list: number[] = [];

  constructor(dag: Dag, seed: number, subflows: number) {
    this.fabric = dag.fabric;
    this.#dag = dag;
    this.#seed = seed;
    this.#subflows = subflows;
    this.#taken = new Int32Array(dag.fabric.arcCount);
  }

  aim(target: number): number {
    return this.#dag.aim(target);
  }

  row(source: number, out: RowBuffer, flow: FlowEnds): boolean {
    const dag = this.#dag;
    if (dag.distance[source]! < 0) return false;
    const { head } = dag.fabric;
    this.#list.length = 0;
    for (let part = 0; part < this.#subflows; part++) {
      const key = flowHash(flow.source, flow.target, this.#seed, part);
      let hop = flow.hops;
      for (let v = source; v !== dag.target; hop++) {
        const { arcs, from, to } = dag.nextOf(v);
        const a = arcs[to - from === 1 ? from : from + hashedChoice(key, hop, to - from)]!;
        if (this.#taken[a]!++ === 0) this.#list.push(a);
        v = head[a]!;
      }
    }
    for (const a of this.#list) {
      out.push(a, this.#taken[a] === this.#subflows ? 1 : this.#taken[a]! / this.#subflows);
      this.#taken[a] = 0;
    }
    return true;
  }
}
