/**
 * Likely symmetries of endpoints that have cards of their own: two accelerators of one domain whose cards hang on one switch change places, each
 * with its cards. Guesses, to be checked like claimed ones. Cost: the links of the endpoints and of their cards.
 */
import type { Symmetry } from '@weft/topology';
import type { Fabric } from '../route/fabric.ts';

/** Ports of a card towards switches at most. */
const mostPorts = 8;

/** Swaps that may hold: of endpoints in a row that see the same, alone or over a node that serves only them. */
export function* chainSwaps(fabric: Fabric, endpoints: Int32Array): Iterable<Symmetry> {
  const isEndpoint = new Uint8Array(fabric.nodeCount);
  for (const v of endpoints) isEndpoint[v] = 1;
  const last = new Map<string, readonly number[]>();
  for (const v of endpoints) {
    const seen = sight(fabric, isEndpoint, v);
    if (seen === null) continue;
    const other = last.get(seen.key);
    last.set(seen.key, seen.nodes);
    if (other === undefined) continue;
    yield { nodes: Int32Array.from([...other, ...seen.nodes]), images: Int32Array.from([...seen.nodes, ...other]) };
  }
}

/** What an endpoint sees, as a word, and itself with its cards in the order of the word; null where it has no card. */
function sight(
  { outOffset, outArc, head, capacity }: Fabric,
  isEndpoint: Uint8Array,
  v: number,
): { readonly key: string; readonly nodes: readonly number[] } | null {
  const shared: string[] = [];
  const own: (readonly [word: string, card: number])[] = [];
  for (let i = outOffset[v]!; i < outOffset[v + 1]!; i++) {
    const a = outArc[i]!;
    const u = head[a]!;
    // One more than counts is enough to see that there are too many.
    const onward = Array.from(
      outArc.subarray(outOffset[u]!, Math.min(outOffset[u + 1]!, outOffset[u]! + mostPorts + 2)),
    ).filter((b) => head[b] !== v);
    // A card leads on to switches; what leads to other endpoints is a domain they share.
    if (onward.length > 0 && onward.length <= mostPorts && onward.every((b) => isEndpoint[head[b]!] === 0)) {
      own.push([
        `${capacity[a]!}>${onward
          .map((b) => `${head[b]!}*${capacity[b]!}`)
          .toSorted()
          .join('+')}`,
        u,
      ]);
    } else shared.push(`${u}*${capacity[a]!}`);
  }
  if (own.length === 0) return null;
  own.sort(([a, u], [b, w]) => (a < b ? -1 : a > b ? 1 : u - w));
  return { key: [...shared.toSorted(), ...own.map(([word]) => word)].join(' '), nodes: [v, ...own.map(([, u]) => u)] };
}
