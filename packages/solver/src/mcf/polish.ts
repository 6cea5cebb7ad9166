/**
 * Exact polish of a maximum concurrent flow: a linear program over the paths found so far, solved by HiGHS, and new paths from its prices, until
 * none is cheaper.
 *
 *   least M with  sum of flows of a demand = demand,  sum of flows over a pool <= M x capacity.
 *
 * The prices of the pools prove the upper end as before (`high = worth / paid`, whatever the prices), so the interval stays certified even where
 * the program was solved only to its tolerance. HiGHS comes as WebAssembly and is loaded when first needed.
 */
import { done, failed, type Outcome } from '@weft/units';
import type { Steps } from '../steps.ts';
import { certifyConcurrent } from './certify.ts';
import type { Interval } from './concurrent.ts';
import type { Equilibrium } from './equilibrate.ts';
import type { Concurrent } from './problem.ts';
import { Tree } from './tree.ts';

/** What is used of HiGHS: a program as text, solved at once. */
export interface LinearSolver {
  solve(problem: string): {
    readonly Status: string;
    readonly Columns: Readonly<Record<string, { readonly Primal?: number }>>;
    readonly Rows: readonly { readonly Dual?: number }[];
  };
}

/** Loads HiGHS; an app that keeps the WebAssembly elsewhere gives its own loader. */
export async function loadHighs(): Promise<LinearSolver> {
  const { default: load } = await import('highs');
  return (await load()) as unknown as LinearSolver;
}

export interface PolishOptions {
  readonly gap: number;
  readonly rounds: number;
  /** What is looked for at most: another bound lies there. */
  readonly enough?: number;
}

/**
 * HiGHS solves a program without a pause, in which nothing can stop it and a watched worker counts as dead after 20 s. On the reference machine a
 * program of 62,000 paths (16,384 accelerators on one scalable fabric, 16 pools) takes 17 s, and the time grows faster than the paths.
 */
const pathLimit = 40_000;

/** Narrows an interval to `gap`; each round is one program and one tree a source. Progress carries the interval. */
export function* polish(
  problem: Concurrent,
  start: Equilibrium,
  highs: LinearSolver,
  { gap, rounds, enough = Infinity }: PolishOptions,
): Steps<Outcome<Interval, 'size' | 'solver'>> {
  const { columns } = start;
  if (start.disconnected > 0 || problem.demand.length === 0) {
    const certificate = yield* certifyConcurrent(problem, start);
    return done({ low: start.low, high: start.high, gap: 0, sweeps: start.sweeps, certificate });
  }
  let { low, high, length } = start;
  let flow: Float64Array = columns.flow.slice(0, columns.count);
  let sweeps = start.sweeps;
  for (let round = 0; round < rounds && low < enough && 1 - low / high > gap; round++) {
    yield { phase: 'polish', fraction: round / rounds, interval: { low, high } };
    if (columns.count > pathLimit) {
      const found = `The exact optimum needs ${columns.count} paths; a linear program takes at most ${pathLimit} of them here, as it cannot be stopped. The interval proven before stands.`;
      return failed('size', 'demands', found);
    }
    const solution = highs.solve(programOf(problem, columns));
    if (solution.Status !== 'Optimal') {
      return failed('solver', 'demands', `HiGHS ended with "${solution.Status}" where the program has an optimum.`);
    }
    const now = flowsOf(problem, columns, solution.Columns);
    const reached = 1 / busiest(problem, columns, now);
    if (reached > low) {
      low = reached;
      flow = now;
    }
    const prices = Float64Array.from(problem.poolCapacity, (_, l) =>
      Math.max(0, -(solution.Rows[problem.demand.length + l]!.Dual ?? 0)),
    );
    const bound = priced(problem, columns, prices);
    sweeps++;
    if (bound < high) {
      high = bound;
      length = prices;
    }
    if (columns.count === now.length && 1 - low / high > gap) break;
  }
  columns.flow.fill(0);
  columns.flow.set(flow);
  const certificate = yield* certifyConcurrent(problem, { ...start, columns, low, high, length });
  return done({ low, high, gap: low < high ? 1 - low / high : 0, sweeps, certificate });
}

type Paths = Equilibrium['columns'];

/** The program in CPLEX's LP format: demand rows first, then one row a pool. */
function programOf({ demand, poolCapacity }: Concurrent, columns: Paths): string {
  const perPool: string[][] = Array.from(poolCapacity, () => []);
  const lines: string[] = ['Minimize', ' obj: m', 'Subject To'];
  for (let k = 0; k < demand.length; k++) {
    const terms: string[] = [];
    for (let p = columns.first[k]!; p >= 0; p = columns.next[p]!) {
      terms.push(`x${p}`);
      const times = new Map<number, number>();
      for (let i = columns.start[p]!; i < columns.start[p + 1]!; i++) {
        const l = columns.pools[i]!;
        times.set(l, (times.get(l) ?? 0) + 1);
      }
      for (const [l, n] of times) perPool[l]!.push(n === 1 ? `x${p}` : `${n} x${p}`);
    }
    lines.push(` ${terms.join(' + ')} = ${demand[k]!}`);
  }
  perPool.forEach((terms, l) => {
    lines.push(` ${terms.length > 0 ? `${terms.join(' + ')} ` : ''}- ${poolCapacity[l]!} m <= 0`);
  });
  return [...lines, 'End', ''].join('\n');
}

/** Flows of a solution, scaled so that each demand is carried to the last bit that matters. */
function flowsOf(
  { demand }: Concurrent,
  columns: Paths,
  found: Readonly<Record<string, { readonly Primal?: number }>>,
): Float64Array {
  const flow = new Float64Array(columns.count);
  for (let k = 0; k < demand.length; k++) {
    let sum = 0;
    for (let p = columns.first[k]!; p >= 0; p = columns.next[p]!) {
      flow[p] = Math.max(0, found[`x${p}`]?.Primal ?? 0);
      sum += flow[p]!;
    }
    for (let p = columns.first[k]!; p >= 0; p = columns.next[p]!) flow[p]! *= demand[k]! / sum;
  }
  return flow;
}

function busiest({ poolCapacity }: Concurrent, columns: Paths, flow: Float64Array): number {
  const load = new Float64Array(poolCapacity.length);
  for (let p = 0; p < flow.length; p++) {
    for (let i = columns.start[p]!; i < columns.start[p + 1]!; i++) load[columns.pools[i]!]! += flow[p]!;
  }
  return load.reduce((most, x, l) => Math.max(most, x / poolCapacity[l]!), 0);
}

/** The bound that prices prove; adds the paths that are cheaper under them than all known. */
function priced(problem: Concurrent, columns: Paths, prices: Float64Array): number {
  const { source, target, demand, tail, pool, poolCapacity } = problem;
  const tree = new Tree(problem);
  let worth = 0;
  for (let l = 0; l < prices.length; l++) worth += prices[l]! * poolCapacity[l]!;
  const slack = (1e-10 * worth) / prices.length;
  let paid = 0;
  for (let k = 0; k < demand.length; k++) {
    if (k === 0 || source[k] !== source[k - 1]) tree.grow(source[k]!, prices);
    const d = tree.distance[target[k]!]!;
    paid += demand[k]! * d;
    let known = Infinity;
    for (let p = columns.first[k]!; p >= 0; p = columns.next[p]!) known = Math.min(known, columns.cost(p, prices));
    if (d >= known - slack / demand[k]!) continue;
    const path: number[] = [];
    for (let v = target[k]!; v !== source[k]; v = tail[tree.via[v]!]!) path.push(pool[tree.via[v]!]!);
    columns.add(k, path);
  }
  return worth / paid;
}
