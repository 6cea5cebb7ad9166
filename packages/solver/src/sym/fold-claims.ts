/**
 * Which parts of a fabric may be copies of each other by the swaps that its generators claim, where it came without groups: read as chains of copies.
 *
 * In: a topology. Out: families of chains, which `fold-pass.ts` holds against the links. O(nodes that are swapped).
 */
import { symmetrySteps, type Symmetry, type Topology } from '@weft/topology';
import type { Steps } from '../steps.ts';
import type { Chain } from './fold-chains.ts';

/** Nodes of claimed swaps read between two pauses, and what a swap costs beside them: a look at memory that no other is near to. */
const claimQuantum = 200_000;
const claimWork = 10;

/**
 * Families of chains of copies that claimed swaps change places of: those whose copies are runs of nodes first, and the larger before the smaller, which
 * may be parts of them. What does anything but swap is passed over.
 */
export function* claimedChains(topology: Topology): Steps<Chain[][]> {
  const families = new Map<number, Chain[]>();
  for (const region of topology.regions) {
    const making = symmetrySteps(region);
    let made = making.next();
    for (; made.done !== true; made = making.next()) yield { phase: 'symmetry', fraction: 0 };
    for (let k = 0; k < made.value.length;) {
      k = readChains(made.value, k, families);
      yield { phase: 'symmetry', fraction: 0 };
    }
  }
  return [...families.values()].toSorted(([x], [y]) => listed(x!) - listed(y!) || y!.size - x!.size);
}

/** Reads chains from the k-th symmetry on, until it is time for a pause; answers which comes next. */
function readChains(symmetries: readonly Symmetry[], from: number, families: Map<number, Chain[]>): number {
  let k = from;
  for (let read = 0; k < symmetries.length && read < claimQuantum;) {
    const end = chainEnd(symmetries, k);
    read += (symmetries[k]!.nodes.length + claimWork) * Math.max(1, end - k);
    if (end > k) addTo(families, chainOf(symmetries, k, end));
    k = Math.max(k + 1, end);
  }
  return k;
}

/** 1 for copies that are lists. */
function listed({ starts }: Chain): number {
  return starts === null ? 1 : 0;
}

/** Where the swaps from `from` on that hand one copy on to the next end; `from` itself where there is none. */
function chainEnd(symmetries: readonly Symmetry[], from: number): number {
  let k = from;
  while (
    k < symmetries.length &&
    isSwap(symmetries[k]!) &&
    (k === from || goesOn(symmetries[k - 1]!, symmetries[k]!))
  ) {
    k++;
  }
  return k;
}

/** Whether a symmetry has the nodes of its second half change places with those of the first, one by one. */
function isSwap({ nodes, images }: Symmetry): boolean {
  const half = nodes.length >> 1;
  if (half === 0 || 2 * half !== nodes.length || images.length !== nodes.length) return false;
  for (let i = 0; i < half; i++) if (images[i] !== nodes[half + i] || images[half + i] !== nodes[i]) return false;
  return true;
}

/** Whether the copy that one swap ends with is the one that the next begins with. */
function goesOn({ nodes: before }: Symmetry, { nodes }: Symmetry): boolean {
  const half = nodes.length >> 1;
  if (before.length !== nodes.length) return false;
  for (let i = 0; i < half; i++) if (before[half + i] !== nodes[i]) return false;
  return true;
}

/** The copies that swaps `from ... to` change places of. */
function chainOf(symmetries: readonly Symmetry[], from: number, to: number): Chain {
  const size = symmetries[from]!.nodes.length >> 1;
  const copies = to - from + 1;
  const nodes = new Int32Array(size * copies);
  let isRuns = true;
  for (let c = 0; c < copies; c++) {
    const swap = symmetries[c === 0 ? from : from + c - 1]!.nodes;
    const at = c === 0 ? 0 : size;
    for (let i = 0; i < size; i++) {
      nodes[c * size + i] = swap[at + i]!;
      isRuns &&= swap[at + i] === swap[at]! + i;
    }
  }
  if (!isRuns) return { copies, size, starts: null, nodes };
  const starts = new Int32Array(copies);
  for (let c = 0; c < copies; c++) starts[c] = nodes[c * size]!;
  return { copies, size, starts, nodes: null };
}

function addTo(families: Map<number, Chain[]>, chain: Chain): void {
  const key = 2 * chain.size + listed(chain);
  const known = families.get(key);
  if (known === undefined) families.set(key, [chain]);
  else known.push(chain);
}
