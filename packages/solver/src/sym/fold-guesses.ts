/**
 * Which parts of what little is left of a fabric may be copies of each other: nodes of one class of colour refinement that see the same, each with what
 * it alone sees (an accelerator with its card, a spine with its cores).
 *
 * In: the links and nodes left. Out: chains, which `fold-pass.ts` holds against the links. O(links log nodes).
 */
import type { Steps } from '../steps.ts';
import type { Chain } from './fold-chains.ts';
import type { Links } from './fold-links.ts';
import { refineSteps, type ColouredGraph, type Partition } from './refine.ts';

/** Ends put into words between two pauses. */
const sightQuantum = 5_000;
/** Links among which likely chains are looked for at most. */
const mostLinks = 120_000;
/** Arcs looked at for parts between two pauses. */
const partQuantum = 20_000;

/**
 * Chains of nodes that look alike among those that are left, each with what it alone sees. `kind` tells nodes apart by small numbers; `place` has a number for
 * each node of the topology, of any value.
 */
export function* likelyChains(
  links: Links,
  nodes: Int32Array,
  kind: (node: number) => number,
  place: Int32Array,
): Steps<Chain[]> {
  if (links.count > mostLinks) return [];
  for (let i = 0; i < nodes.length; i++) place[nodes[i]!] = i;
  const graph = graphOf(links, nodes.length, place);
  yield { phase: 'symmetry', fraction: 0 };
  const initial = new Int32Array(nodes.length);
  for (let i = 0; i < nodes.length; i++) initial[i] = kind(nodes[i]!);
  const partition = yield* refineSteps(graph, initial);
  yield { phase: 'symmetry', fraction: 0 };
  const parts = yield* partsOf(graph, partition);
  yield { phase: 'symmetry', fraction: 0 };
  // Parts of the same classes that see the same outside them.
  const alike = new Map<string, number[][]>();
  let seen = 0;
  for (const part of parts) {
    for (const v of part) seen += graph.offset[v + 1]! - graph.offset[v]! + 1;
    if (seen > sightQuantum) {
      seen = 0;
      yield { phase: 'symmetry', fraction: 0 };
    }
    const name = sightOf(graph, partition, part);
    const known = alike.get(name);
    if (known === undefined) alike.set(name, [part]);
    else known.push(part);
  }
  yield { phase: 'symmetry', fraction: 0 };
  const chains: Chain[] = [];
  for (const copies of alike.values()) {
    if (copies.length < 2) continue;
    const size = copies[0]!.length;
    const list = new Int32Array(size * copies.length);
    copies.forEach((part, c) => part.forEach((i, j) => (list[c * size + j] = nodes[i]!)));
    chains.push({ copies: copies.length, size, starts: null, nodes: list });
  }
  return chains;
}

/** The links among nodes by their places in the list, coloured by capacity. */
function graphOf({ count, a, b, capacity }: Links, nodeCount: number, place: Int32Array): ColouredGraph {
  const offset = new Int32Array(nodeCount + 1);
  for (let e = 0; e < count; e++) {
    offset[place[a[e]!]! + 1]!++;
    offset[place[b[e]!]! + 1]!++;
  }
  for (let i = 0; i < nodeCount; i++) offset[i + 1]! += offset[i]!;
  const next = offset.slice(0, -1);
  const neighbour = new Int32Array(2 * count);
  const colour = new Int32Array(2 * count);
  const colours = new Map<number, number>();
  for (let e = 0; e < count; e++) {
    let c = colours.get(capacity[e]!);
    if (c === undefined) colours.set(capacity[e]!, (c = colours.size));
    const from = place[a[e]!]!;
    const to = place[b[e]!]!;
    const i = next[from]!++;
    neighbour[i] = to;
    colour[i] = c;
    const j = next[to]!++;
    neighbour[j] = from;
    colour[j] = c;
  }
  return { nodeCount, offset, neighbour, colour, colours: Math.max(1, colours.size) };
}

/** Nodes of classes of several, each with those of other classes that see it alone as it sees them: by class, none with two of one class. */
function* partsOf(graph: ColouredGraph, partition: Partition): Steps<number[][]> {
  const { nodeCount, offset, neighbour } = graph;
  const { classOf, size } = partition;
  const partners = partnersOf(graph, partition);
  const part = new Int32Array(nodeCount).fill(-1);
  const parts: number[][] = [];
  let looked = 0;
  for (let v = 0; v < nodeCount; v++) {
    if (part[v]! >= 0 || size[classOf[v]!]! < 2) continue;
    const members = [v];
    part[v] = parts.length;
    for (let m = 0; m < members.length; m++) {
      const u = members[m]!;
      const own = partners[classOf[u]!];
      if (own === undefined) continue;
      looked += offset[u + 1]! - offset[u]!;
      for (let i = offset[u]!; i < offset[u + 1]!; i++) {
        const w = neighbour[i]!;
        if (part[w]! >= 0 || !own.includes(classOf[w]!)) continue;
        part[w] = parts.length;
        members.push(w);
      }
    }
    members.sort((x, y) => classOf[x]! - classOf[y]!);
    if (members.every((w, i) => i === 0 || classOf[w] !== classOf[members[i - 1]!])) parts.push(members);
    if (++looked < partQuantum) continue;
    looked = 0;
    yield { phase: 'symmetry', fraction: 0 };
  }
  return parts;
}

/** Per class those of its size of which each of its nodes sees one alone: classes are equitable, so one node tells, and it is so both ways. */
function partnersOf({ offset, neighbour }: ColouredGraph, { classCount, classOf, member, start, size }: Partition) {
  const partners: (readonly number[] | undefined)[] = [];
  const seen = new Int32Array(classCount);
  for (let c = 0; c < classCount; c++) {
    if (size[c]! < 2) continue;
    const v = member[start[c]!]!;
    for (let i = offset[v]!; i < offset[v + 1]!; i++) seen[classOf[neighbour[i]!]!]!++;
    const own: number[] = [];
    for (let i = offset[v]!; i < offset[v + 1]!; i++) {
      const d = classOf[neighbour[i]!]!;
      if (d !== c && seen[d] === 1 && size[d] === size[c]) own.push(d);
    }
    for (let i = offset[v]!; i < offset[v + 1]!; i++) seen[classOf[neighbour[i]!]!] = 0;
    if (own.length > 0) partners[c] = own;
  }
  return partners;
}

/** What a part is and sees, as a word: its classes, and each end outside it. */
function sightOf(
  { offset, neighbour, colour }: ColouredGraph,
  { classOf }: Partition,
  part: readonly number[],
): string {
  const words: string[] = [];
  for (const v of part) {
    const outside: string[] = [];
    for (let i = offset[v]!; i < offset[v + 1]!; i++) {
      const u = neighbour[i]!;
      outside.push(part.includes(u) ? `.${classOf[u]!}*${colour[i]!}` : `${u}*${colour[i]!}`);
    }
    words.push(`${classOf[v]!}:${outside.toSorted().join(' ')}`);
  }
  return words.join('|');
}
