/**
 * Hashed routes: each of `subflows` parts of a flow follows one path, picked hop by hop among the next hops by hash (see `hash.ts`).
 */
import { flowHash, hashedChoice } from './hash.ts';
import type { Core, FlowEnds, RowBuffer } from './rows.ts';
import type { Search } from './search.ts';

export class HashedRows implements Core {
  readonly shared = false;
  readonly fabric;
  readonly #search: Search;
  readonly #seed: number;
  readonly #subflows: number;
  /** Per arc: how many sub-flows of the current flow take it. */
  readonly #taken: Int32Array;
  readonly #list: number[] = [];

  constructor(search: Search, seed: number, subflows: number) {
    this.fabric = search.dag.fabric;
    this.#search = search;
    this.#seed = seed;
    this.#subflows = subflows;
    this.#taken = new Int32Array(this.fabric.arcCount);
  }

  get work(): number {
    return this.#search.work;
  }

  aim(target: number, sources: number): void {
    this.#search.aim(target, sources);
  }

  row(source: number, out: RowBuffer, flow: FlowEnds): boolean {
    const { dag } = this.#search;
    this.#search.reach(source);
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
