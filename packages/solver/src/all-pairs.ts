/**
 * Recognises all-to-all traffic among flows that were listed one by one: then it can be answered as a fluid where its routes do not fit.
 *
 * In: explicit flows. Out: the endpoints when there is exactly one flow from each to each other, none weighted or capped; null otherwise.
 * O(flows + nodes), a bit a pair.
 */
import type { ExplicitFlows, UniformFlows } from '@weft/topology';
import { inSlices, type Steps } from './steps.ts';

/** Flows looked at between two pauses. */
const slice = 100_000;

/** The same traffic without its list; null when it is any other. */
export function* asUniform({
  name,
  source,
  target,
  weight,
  cap_Gbps,
  size_B,
}: ExplicitFlows): Steps<UniformFlows | null> {
  if (weight !== null || cap_Gbps !== null || source.length === 0) return null;
  const senders = new Set<number>();
  yield* inSlices(source.length, slice, 'routes', (from, to) => {
    for (let f = from; f < to; f++) if (f === 0 || source[f] !== source[f - 1]) senders.add(source[f]!);
  });
  const endpoints = Int32Array.from(senders).toSorted();
  const n = endpoints.length;
  if (source.length !== n * (n - 1)) return null;
  yield { phase: 'routes', fraction: 0 };
  const place = new Int32Array(endpoints[n - 1]! + 1).fill(-1);
  endpoints.forEach((v, i) => (place[v] = i));
  const met = new Uint8Array(n * n);
  const size = size_B?.[0] ?? null;
  let isAll = true;
  yield* inSlices(source.length, slice, 'routes', (from, to) => {
    isAll &&= areNew(source, target, place, n, met, from, to) && (size_B === null || haveSize(size_B, size!, from, to));
  });
  if (!isAll) return null;
  return { kind: 'uniform', name, endpoints, size_B: size };
}

/** Whether each of the flows `from ... to` joins two endpoints that no flow before has joined; notes that they are. */
function areNew(
  source: Int32Array,
  target: Int32Array,
  place: Int32Array,
  n: number,
  met: Uint8Array,
  from: number,
  to: number,
): boolean {
  for (let f = from; f < to; f++) {
    const s = place[source[f]!]!;
    const t = target[f]! < place.length ? place[target[f]!]! : -1;
    if (t < 0 || s === t || met[s * n + t] === 1) return false;
    met[s * n + t] = 1;
  }
  return true;
}

function haveSize(size_B: Float64Array, size: number, from: number, to: number): boolean {
  for (let f = from; f < to; f++) if (size_B[f] !== size) return false;
  return true;
}
