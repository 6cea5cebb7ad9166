/**
 * Proof that the view of a target on a folded fabric is true to the fabric, by code that shares nothing with the folding but what it claims.
 *
 * Claimed is for every node of the fabric its node in the view. Then each must see, link by link, as many nodes of each other view node by links of each
 * capacity as the view says, pass traffic on or not as it says, and the target must be alone: an equitable partition with the target apart, in
 * which nodes of one class are at one distance, have as many ways on, and receive the same. What a node sees is added up as a sum of 32-bit
 * marks, one for each class and capacity, so that a node that sees anything else is missed once in four billion. O(links).
 */
import type { Topology } from '@weft/topology';
import { failuresOf, type Fabric } from '../route/fabric.ts';
import { inSlices, type Steps } from '../steps.ts';
import type { View } from './views.ts';

/** Links, or nodes, looked at between two pauses. */
const slice = 50_000;

/** Whether a view is true to the fabric; `classOf` is the claim, `target` the node of the fabric and its own in the view. */
export function* isTrueTo(
  topology: Topology,
  fabric: Fabric,
  endpoints: Int32Array,
  view: View,
  classOf: Int32Array,
  target: number,
): Steps<boolean> {
  const { nodeCount } = topology;
  const capacities = new Map<number, number>();
  const mark = (capacity: number): number => {
    let number = capacities.get(capacity);
    if (number === undefined) capacities.set(capacity, (number = mixed(capacities.size + 1) | 1));
    return number;
  };
  const marks = Int32Array.from({ length: view.fabric.nodeCount }, (_, c) => mixed(c + 0x40000000));
  const expected = new Int32Array(view.fabric.nodeCount);
  const { tail, head, capacity, width } = view.fabric;
  for (let q = 0; q < tail.length; q++) {
    const seen = Math.round(fabric.oneWidth === true ? width[q]! : width[q]! / capacity[q]!);
    expected[tail[q]!]! += Math.imul(Math.imul(marks[head[q]!]!, mark(capacity[q]!)), seen);
  }
  yield { phase: 'certificate', fraction: 0 };
  const sums = new Int32Array(nodeCount);
  const markOf = new Int32Array(nodeCount);
  yield* inSlices(nodeCount, slice, 'certificate', (from, to) => {
    for (let v = from; v < to; v++) markOf[v] = marks[classOf[v]!]!;
  });
  const isBroken = brokenIn(topology, fabric);
  yield* inSlices(topology.linkCount, slice, 'certificate', (from, to) => {
    addMarks(topology, markOf, mark, isBroken, from, to, sums);
  });
  const ends = new Float64Array(view.fabric.nodeCount);
  yield* inSlices(endpoints.length, slice, 'certificate', (from, to) => {
    for (let i = from; i < to; i++) ends[classOf[endpoints[i]!]!]!++;
  });
  const claimed = new Float64Array(view.fabric.nodeCount);
  view.ends.forEach((c, i) => (claimed[c] = view.times[i]!));
  let holds = claimed.every((count, c) => count === ends[c]);
  let alone = 0;
  yield* inSlices(nodeCount, slice, 'certificate', (from, to) => {
    for (let v = from; v < to && holds; v++) {
      const c = classOf[v]!;
      holds = sums[v] === expected[c] && fabric.forwards[v] === view.fabric.forwards[c];
      if (c === target) alone++;
    }
  });
  return holds && alone === 1;
}

/** Adds what the ends of links `from ... to` see of each other. Links in a row mostly share their first end and their capacity. */
function addMarks(
  { linkA, linkB, linkCapacity_Gbps }: Topology,
  markOf: Int32Array,
  mark: (capacity: number) => number,
  isBroken: (link: number) => boolean,
  from: number,
  to: number,
  sums: Int32Array,
): void {
  for (let e = from; e < to;) {
    const a = linkA[e]!;
    const capacity = linkCapacity_Gbps[e]!;
    const start = e++;
    if (isBroken(start)) continue;
    while (e < to && linkA[e] === a && linkCapacity_Gbps[e] === capacity && !isBroken(e)) e++;
    if (!(capacity > 0)) continue;
    const own = mark(capacity);
    const here = Math.imul(markOf[a]!, own);
    let seen = 0;
    for (let i = start; i < e; i++) {
      const b = linkB[i]!;
      seen = (seen + markOf[b]!) | 0;
      sums[b] = sums[b]! + here;
    }
    sums[a]! += Math.imul(seen, own);
  }
}

/** What tells broken links. */
function brokenIn({ linkA, linkB }: Topology, fabric: Fabric): (link: number) => boolean {
  const links = new Set(failuresOf(fabric).links);
  const nodes = new Set(failuresOf(fabric).nodes);
  if (links.size + nodes.size === 0) return () => false;
  return (e) => links.has(e) || nodes.has(linkA[e]!) || nodes.has(linkB[e]!);
}

/** A 32-bit mix of a whole number: the finaliser of MurmurHash3. */
function mixed(number: number): number {
  let h = number | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
