/**
 * Recognises all-to-all traffic among flows that were listed one by one: then it can be answered as a fluid where its routes do not fit.
 *
 * In: explicit flows. Out: the endpoints when there is exactly one flow from each to each other, none weighted or capped; null otherwise.
 * O(flows + nodes), a bit a pair.
 */
import type { ExplicitFlows, UniformFlows } from '@weft/topology';

/** The same traffic without its list; null when it is any other. */
export function asUniform({ name, source, target, weight, cap_Gbps, size_B }: ExplicitFlows): UniformFlows | null {
  if (weight !== null || cap_Gbps !== null || source.length === 0) return null;
  const endpoints = Int32Array.from(new Set(source)).toSorted();
  const n = endpoints.length;
  if (source.length !== n * (n - 1)) return null;
  const place = new Int32Array(endpoints[n - 1]! + 1).fill(-1);
  endpoints.forEach((v, i) => (place[v] = i));
  const met = new Uint8Array(n * n);
  for (let f = 0; f < source.length; f++) {
    const [s, t] = [place[source[f]!]!, place[target[f]!] ?? -1];
    if (t < 0 || s === t || met[s * n + t] === 1) return null;
    met[s * n + t] = 1;
  }
  const size = size_B?.[0] ?? null;
  if (size_B !== null && !size_B.every((bytes) => bytes === size)) return null;
  return { kind: 'uniform', name, endpoints, size_B: size };
}
