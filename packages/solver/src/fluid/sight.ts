/**
 * The shortest paths to one target after another, each on its view, with arrays that targets of one view share.
 */
import { Dag } from '../route/dag.ts';
import type { FluidProblem } from './problem.ts';
import type { View } from './views.ts';

/** What the targets of one view share. */
interface Workplace {
  readonly view: View;
  readonly dag: Dag;
  readonly stopped: Int32Array;
  readonly inject: Float64Array;
  readonly load: Float64Array;
}

export class Sight {
  readonly #problem: FluidProblem;
  readonly #places = new Map<View, Workplace>();
  #place: Workplace | null = null;

  constructor(problem: FluidProblem) {
    this.#problem = problem;
  }

  get view(): View {
    return this.#now.view;
  }

  get dag(): Dag {
    return this.#now.dag;
  }

  /** Per node of the view, for the caller to fill. */
  get stopped(): Int32Array {
    return this.#now.stopped;
  }

  get inject(): Float64Array {
    return this.#now.inject;
  }

  /** Turns to the target at a place in the list; answers the arcs looked at. */
  aim(target: number): number {
    const view = this.#problem.view(target);
    let place = this.#places.get(view);
    if (place === undefined) {
      const { nodeCount, arcCount } = view.fabric;
      place = {
        view,
        dag: new Dag(view.fabric, view.filter),
        stopped: new Int32Array(nodeCount),
        inject: new Float64Array(nodeCount),
        load: new Float64Array(arcCount),
      };
      this.#places.set(view, place);
    }
    this.#place = place;
    const t = this.#problem.targets[target]!;
    return place.dag.aim(view.nodeOf === null ? t : view.nodeOf[t]!);
  }

  /** Carries what is injected to the target and adds it up by kinds of arcs. */
  push(perKind: Float64Array): void {
    const { dag, inject, load, view } = this.#now;
    dag.push(inject, load);
    const { arc, start, count } = dag;
    const end = start[count]!;
    for (let j = 0; j < end; j++) {
      const a = arc[j]!;
      perKind[view.kind[a]!]! += load[a]!;
      load[a] = 0;
    }
  }

  get #now(): Workplace {
    if (this.#place === null) throw new Error('no target was aimed at');
    return this.#place;
  }
}
