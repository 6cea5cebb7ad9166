/**
 * The linear program over known paths, kept inside HiGHS from round to round.
 *
 *   least m with  sum of the parts of a demand = 1,  sum over a pool of part x demand x scale / capacity <= m.
 *
 * Parts of demands and `scale`, a known rate, keep every number near 1 whatever the units are; m is then scale / rate. Rows: demands, then pools.
 * Columns: m, then paths in their order. The program starts from a basis at a corner: each demand on its largest path, m at the busiest pool.
 * That is feasible, so primal simplex improves it from the first step, stops where it is told, and goes on after paths were added.
 */
import type { Highs, Model, ModelData } from 'highs';
import type { Steps } from '../steps.ts';
import type { Columns } from './columns.ts';
import type { Concurrent } from './problem.ts';

/** What is used of HiGHS: programs that stay in its memory until they are disposed of. */
export interface LinearSolver {
  createModel(program: ModelData): LinearModel;
}

export type LinearModel = Pick<Model, 'run' | 'addCols' | 'setBasis' | 'getSolution' | 'dispose'> & {
  readonly options: { set(values: Readonly<Record<string, boolean | number | string>>): unknown };
};

/** HiGHS, once it was loaded: three megabytes of WebAssembly are not compiled twice. */
let loaded: Promise<Highs> | null = null;

/** Loads HiGHS; an app that keeps the WebAssembly elsewhere gives its own loader. */
export function loadHighs(): Promise<LinearSolver> {
  loaded ??= import('highs').then(({ default: load }) => load());
  // A file that could not be fetched may be there the next time.
  loaded.catch(() => (loaded = null));
  return loaded;
}

/** After an abort inside of it, an instance answers nothing sound. */
function forgetHighs(): void {
  loaded = null;
}

const [basic, lower, upper] = [1, 0, 2] as const;
/** Model states, as HiGHS numbers them. */
const [optimal, iterationLimit] = [7, 14] as const;
/** Rows and columns looked at between two pauses: some ten milliseconds of simplex steps. */
const quantum = 300_000;

export interface Corner {
  /** Per path: the part of its demand. */
  readonly part: Float64Array;
  /** Per pool: the price of its capacity, at least 0. */
  readonly price: Float64Array;
}

export class PathProgram {
  readonly #problem: Concurrent;
  readonly #columns: Columns;
  readonly #scale: number;
  readonly #model: LinearModel;
  /** Paths that are in the program. */
  #count: number;

  constructor(highs: LinearSolver, problem: Concurrent, columns: Columns, scale: number) {
    this.#problem = problem;
    this.#columns = columns;
    this.#scale = scale;
    this.#count = columns.count;
    this.#model = highs.createModel(this.#data());
    this.#model.options.set({
      presolve: 'off',
      // Primal simplex.
      simplex_strategy: 4,
      // The tightest that HiGHS takes; the certificate asks for 1e-9.
      primal_feasibility_tolerance: 1e-10,
      dual_feasibility_tolerance: 1e-10,
      small_matrix_value: 1e-12,
    });
    this.#model.setBasis(this.#corner());
  }

  /** Solves, with pauses; null when HiGHS gives up. */
  *solve(): Steps<Corner | null> {
    const { demand, poolCapacity } = this.#problem;
    const size = demand.length + poolCapacity.length + this.#count;
    this.#model.options.set({ simplex_iteration_limit: Math.max(5, Math.round(quantum / size)) });
    let state: number;
    try {
      while ((state = this.#model.run().modelStatus) === iterationLimit) yield { phase: 'polish', fraction: 0 };
    } catch {
      forgetHighs();
      return null;
    }
    if (state !== optimal) return null;
    const { colValue, rowDual } = this.#model.getSolution();
    return {
      part: colValue.subarray(1),
      price: Float64Array.from(poolCapacity, (c, l) => Math.max(0, -rowDual[demand.length + l]!) / c),
    };
  }

  /** Takes in the paths that were found since; false where HiGHS does not take them: it holds no coefficient from 1e15 on. */
  grow(): boolean {
    const { demand, poolCapacity } = this.#problem;
    const count = this.#columns.count - this.#count;
    const [cost, low] = [new Float64Array(count), new Float64Array(count)];
    const { starts, indices, values } = this.#entries(this.#count, 0);
    const numRows = demand.length + poolCapacity.length;
    const matrix = { format: 'csc', numRows, numCols: count, starts, indices, values } as const;
    try {
      this.#model.addCols({ cost, lower: low, upper: new Float64Array(count).fill(Infinity), matrix });
    } catch {
      return false;
    }
    this.#count = this.#columns.count;
    return true;
  }

  dispose(): void {
    this.#model.dispose();
  }

  #data(): ModelData {
    const [d, l] = [this.#problem.demand.length, this.#problem.poolCapacity.length];
    const [numRows, numCols] = [d + l, this.#count + 1];
    const { starts, indices, values } = this.#entries(0, l);
    for (let i = 0; i < l; i++) [indices[i], values[i]] = [d + i, -1];
    const colCost = new Float64Array(numCols);
    colCost[0] = 1;
    return {
      numRows,
      numCols,
      colCost,
      colLower: new Float64Array(numCols),
      colUpper: new Float64Array(numCols).fill(Infinity),
      rowLower: new Float64Array(numRows).fill(1, 0, d).fill(-Infinity, d),
      rowUpper: new Float64Array(numRows).fill(1, 0, d),
      matrix: { format: 'csc', numRows, numCols, starts, indices, values },
    };
  }

  /** The columns of the paths from one on, behind `ahead` entries of a column that is not a path. */
  #entries(from: number, ahead: number): { starts: Int32Array; indices: Int32Array; values: Float64Array } {
    const { demand, poolCapacity } = this.#problem;
    const { start, pools, count } = this.#columns;
    const most = ahead + (start[count]! - start[from]!) + (count - from);
    const starts = [...(ahead > 0 ? [0] : []), ahead];
    const indices = new Int32Array(most);
    const values = new Float64Array(most);
    const demandOf = this.#demandOf();
    const placeOf = new Int32Array(poolCapacity.length).fill(-1);
    let at = ahead;
    for (let p = from; p < count; p++) {
      const k = demandOf[p]!;
      const first = at;
      [indices[at], values[at]] = [k, 1];
      at++;
      for (let i = start[p]!; i < start[p + 1]!; i++) {
        const l = pools[i]!;
        // A path of an orbit may cross a pool more than once.
        if (placeOf[l]! <= first) {
          placeOf[l] = at;
          indices[at++] = demand.length + l;
        }
        values[placeOf[l]!]! += (demand[k]! * this.#scale) / poolCapacity[l]!;
      }
      starts.push(at);
    }
    return { starts: Int32Array.from(starts), indices: indices.subarray(0, at), values: values.subarray(0, at) };
  }

  #demandOf(): Int32Array {
    const { first, next, count } = this.#columns;
    const demandOf = new Int32Array(count);
    for (let k = 0; k < first.length; k++) for (let p = first[k]!; p >= 0; p = next[p]!) demandOf[p] = k;
    return demandOf;
  }

  #corner(): { colStatus: Int32Array; rowStatus: Int32Array } {
    const { demand, poolCapacity } = this.#problem;
    const { first, next, flow, start, pools } = this.#columns;
    const colStatus = new Int32Array(this.#count + 1).fill(lower);
    const rowStatus = new Int32Array(demand.length + poolCapacity.length).fill(basic).fill(lower, 0, demand.length);
    const load = new Float64Array(poolCapacity.length);
    colStatus[0] = basic;
    for (let k = 0; k < demand.length; k++) {
      let largest = first[k]!;
      for (let p = largest; p >= 0; p = next[p]!) if (flow[p]! > flow[largest]!) largest = p;
      colStatus[largest + 1] = basic;
      for (let i = start[largest]!; i < start[largest + 1]!; i++)
        load[pools[i]!]! += demand[k]! / poolCapacity[pools[i]!]!;
    }
    rowStatus[demand.length + load.indexOf(load.reduce((a, b) => Math.max(a, b), 0))] = upper;
    return { colStatus, rowStatus };
  }
}
