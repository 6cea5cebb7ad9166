/**
 * Maximum concurrent flow: the largest x such that x times every demand can be carried at once, over any paths.
 *
 * Arcs are directed. Arcs of one orbit may share a *pool*: then a demand stands for its whole orbit, and what a path loads is divided evenly
 * over the pool, which by averaging over the symmetries loses nothing. Without symmetry each arc is its own pool.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import { isMagnitude, shown } from '../magnitude.ts';

export interface Concurrent {
  readonly nodeCount: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  /** Per arc: its pool, -1 for an arc that must not be used. */
  readonly pool: Int32Array;
  readonly poolCapacity: Float64Array;
  /** Arcs that leave v: `outArc[outOffset[v] ... outOffset[v + 1]]`. */
  readonly outOffset: Int32Array;
  readonly outArc: Int32Array;
  /** 1 where a path may pass through. */
  readonly forwards: Uint8Array;
  /** Demands sorted by source, each positive, none to itself. */
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly demand: Float64Array;
}

export type ConcurrentFault = 'shape' | 'size' | 'arc' | 'demand';

/** Each demand keeps a few paths: some hundred bytes. */
export const demandLimit = 400_000;
/** How much an instance may list. */
export const concurrentLimits = { nodes: 4_000_000, arcs: 8_000_000, demands: demandLimit } as const;

/** Reads `{"nodes": n, "arcs": [[u, v, capacity] ...], "demands": [[s, t, d] ...]}`; a fault names the element. */
export function checkConcurrent(input: unknown): Outcome<Concurrent, ConcurrentFault> {
  if (typeof input !== 'object' || input === null) {
    return failed(
      'shape',
      'instance',
      say`The instance is not an object; expected {"nodes": n, "arcs": [...], "demands": [...]}.`,
    );
  }
  const { nodes, arcs, demands } = input as Record<string, unknown>;
  if (typeof nodes !== 'number' || !Number.isInteger(nodes) || nodes < 0 || nodes > concurrentLimits.nodes) {
    const found = say`The number of nodes is ${shown(nodes)}; expected a whole number from 0 to ${concurrentLimits.nodes}.`;
    return failed(typeof nodes === 'number' && nodes > concurrentLimits.nodes ? 'size' : 'shape', 'nodes', found);
  }
  for (const [name, list, limit] of [
    ['arcs', arcs, concurrentLimits.arcs],
    ['demands', demands, concurrentLimits.demands],
  ] as const) {
    if (!Array.isArray(list))
      return failed('shape', name, say`There is no list of ${name}; expected an array of triples.`);
    if (list.length > limit) return failed('size', name, say`There are ${list.length} ${name}; at most ${limit} fit.`);
    for (let i = 0; i < list.length; i++) {
      const fault = tripleFault(name, i, list[i], nodes);
      if (fault !== null) return fault;
    }
  }
  return done(concurrentOf(nodes, arcs as Triple[], demands as Triple[]));
}

type Triple = readonly [number, number, number];

function tripleFault(
  name: 'arcs' | 'demands',
  i: number,
  item: unknown,
  nodes: number,
): Outcome<never, ConcurrentFault> | null {
  const code = name === 'arcs' ? 'arc' : 'demand';
  const what = name === 'arcs' ? 'Arc' : 'Demand';
  const where = `${name}[${i}]`;
  if (!Array.isArray(item) || item.length !== 3) {
    return failed(
      code,
      where,
      say`${what} ${i} is ${shown(item)}; expected three numbers, [from, to, ${name === 'arcs' ? 'capacity' : 'amount'}].`,
    );
  }
  for (const end of [0, 1]) {
    const v = (item as readonly unknown[])[end];
    if (typeof v !== 'number' || !Number.isInteger(v) || v < 0 || v >= nodes) {
      return failed(
        code,
        `${where}[${end}]`,
        nodes === 0
          ? say`${what} ${i} names node ${shown(v)}; there are no nodes.`
          : say`${what} ${i} names node ${shown(v)}; expected a whole number from 0 to ${nodes - 1}.`,
      );
    }
  }
  const amount = (item as readonly unknown[])[2];
  if (amount !== 0 && !isMagnitude(amount)) {
    const found = say`${what} ${i} has ${shown(amount)}; expected 0 or a number from 1e-100 to 1e100.`;
    return failed(code, `${where}[2]`, found);
  }
  return null;
}

/** The problem of checked triples. Demands of 0 and of a node to itself ask nothing; arcs of capacity 0 carry nothing; equal pairs are joined. */
export function concurrentOf(nodeCount: number, arcs: readonly Triple[], demands: readonly Triple[]): Concurrent {
  const usable = arcs.filter(([u, v, c]) => c > 0 && u !== v);
  const tail = Int32Array.from(usable, ([u]) => u);
  const outOffset = new Int32Array(nodeCount + 1);
  for (const u of tail) outOffset[u + 1]!++;
  for (let v = 0; v < nodeCount; v++) outOffset[v + 1]! += outOffset[v]!;
  const next = outOffset.slice(0, nodeCount);
  const outArc = new Int32Array(tail.length);
  tail.forEach((u, a) => (outArc[next[u]!++] = a));
  return {
    nodeCount,
    tail,
    head: Int32Array.from(usable, ([, v]) => v),
    pool: Int32Array.from(usable.keys()),
    poolCapacity: Float64Array.from(usable, ([, , c]) => c),
    outOffset,
    outArc,
    forwards: new Uint8Array(nodeCount).fill(1),
    ...sortedDemands(demands),
  };
}

/** Demands by source, then target, those of one pair added up. */
export function sortedDemands(demands: readonly Triple[]): Pick<Concurrent, 'source' | 'target' | 'demand'> {
  const sum = new Map<string, Triple>();
  for (const [s, t, d] of demands) {
    if (s === t || d === 0) continue;
    const key = `${s} ${t}`;
    sum.set(key, [s, t, (sum.get(key)?.[2] ?? 0) + d]);
  }
  const sorted = [...sum.values()].toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  return {
    source: Int32Array.from(sorted, ([s]) => s),
    target: Int32Array.from(sorted, ([, t]) => t),
    demand: Float64Array.from(sorted, ([, , d]) => d),
  };
}
