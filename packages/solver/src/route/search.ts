/**
 * Shortest paths for rows: one search for all sources of a target, or one a source, whichever looks at fewer arcs.
 *
 * All-to-all and incast ask from many sources, so the whole graph to the target is found at once. A permutation asks from one, whose paths are
 * found from both ends. Sources are searched for one by one as long as that has cost less than the whole would, so at worst the work is doubled,
 * and not even begun where as many as there are would cost more at the price seen so far. Decided by counts, so the same input decides alike.
 */
import { Cone } from './cone.ts';
import { Dag, type ArcFilter } from './dag.ts';
import type { Fabric } from './fabric.ts';
import { GateCone } from './gates.ts';

export class Search {
  readonly dag: Dag;
  /** Arcs looked at in all. */
  work = 0;
  /** Made when it is first needed. */
  #cone: Cone | GateCone | null = null;
  readonly #filter: ArcFilter | null;
  readonly #arcs: number;
  #target = -1;
  #whole = true;
  #spent = 0;
  #found = 0;
  #foundWork = 0;

  constructor(fabric: Fabric, filter: ArcFilter | null = null) {
    this.dag = new Dag(fabric, filter);
    this.#filter = filter;
    this.#arcs = fabric.inArc.length;
  }

  /** Turns to a target that will be asked for from about so many sources. */
  aim(target: number, sources: number): void {
    const each = this.#found === 0 ? 0 : this.#foundWork / this.#found;
    if ((this.#filter !== null && this.dag.fabric.length !== null) || sources * each > this.#arcs) {
      this.whole(target);
      return;
    }
    this.#target = target;
    this.#whole = false;
    this.#spent = 0;
  }

  /** Turns to a target and finds the paths of all sources at once. */
  whole(target: number): void {
    this.#whole = true;
    this.work += this.dag.aim(target);
  }

  /** Sees to it that `dag` holds the shortest paths from a node to the target aimed at. */
  reach(source: number): void {
    if (this.#whole) return;
    if (this.#spent > this.#arcs) {
      this.whole(this.#target);
      return;
    }
    const { fabric } = this.dag;
    this.#cone ??= fabric.length === null ? new Cone(fabric, this.#filter) : new GateCone(fabric);
    const looked = this.#cone.find(source, this.#target, this.dag);
    if (looked < 0) {
      this.whole(this.#target);
      return;
    }
    this.work += looked;
    this.#spent += looked;
    this.#foundWork += looked;
    this.#found++;
  }
}
