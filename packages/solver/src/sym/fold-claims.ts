/**
 * Which parts of a fabric may be copies of each other by the swaps that its generators claim, where it came without groups: read as chains of copies.
 *
 * In: a topology. Out: families of chains, which `fold-pass.ts` holds against the links. O(nodes that are swapped).
 */
import { symmetrySteps, type Symmetry, type Topology } from '@weft/topology';
import { inSlices, type Steps } from '../steps.ts';
import type { Chain } from './fold-chains.ts';

/** Nodes of claimed swaps read between two pauses, and what a swap costs beside them: a look at memory that no other is near to. */
const claimQuantum = 60_000;
const claimWork = 10;
/** Claims sorted between two pauses. */
const claimSlice = 10_000;

/** Chains of claimed swaps by how many nodes they move. */
export interface ClaimFamilies {
  /** Families whose copies are runs of nodes come first, and the larger before the smaller, which may be parts of them. */
  readonly count: number;
  /** The chains of a family, none of which begins with copies of which nothing `isLeft`; null takes all. */
  readonly chains: (family: number, isLeft: Uint8Array | null) => Steps<Chain[]>;
}

/** The families of a topology's claims. What does anything but swap is passed over. */
export function* claimFamilies(topology: Topology): Steps<ClaimFamilies> {
  const bySize = new Map<number, Symmetry[]>();
  for (const region of topology.regions) {
    const making = symmetrySteps(region);
    let made = making.next();
    for (; made.done !== true; made = making.next()) yield { phase: 'symmetry', fraction: 0 };
    const { value } = made;
    yield* inSlices(value.length, claimSlice, 'symmetry', (from, to) => sortBySize(value, from, to, bySize));
  }
  const sizes = [...bySize.keys()].toSorted((a, b) => b - a);
  const listed = new Map<number, Chain[]>();
  const chains = function* (family: number, isLeft: Uint8Array | null): Steps<Chain[]> {
    const size = sizes[family % sizes.length]!;
    if (family >= sizes.length) return listed.get(size) ?? [];
    const swaps = bySize.get(size)!;
    const found: Chain[] = [];
    const lists: Chain[] = [];
    for (let k = 0; k < swaps.length;) {
      k = readChains(swaps, k, isLeft, found, lists);
      yield { phase: 'symmetry', fraction: 0 };
    }
    listed.set(size, lists);
    return found;
  };
  return { count: 2 * sizes.length, chains };
}

function sortBySize(symmetries: readonly Symmetry[], from: number, to: number, bySize: Map<number, Symmetry[]>): void {
  let size = -1;
  let same: Symmetry[] = [];
  for (let k = from; k < to; k++) {
    const symmetry = symmetries[k]!;
    if (symmetry.nodes.length !== size) {
      size = symmetry.nodes.length;
      same = bySize.get(size) ?? [];
      if (same.length === 0) bySize.set(size, same);
    }
    same.push(symmetry);
  }
}

/** Reads chains from the k-th swap on, until it is time for a pause; answers which comes next. */
function readChains(
  swaps: readonly Symmetry[],
  from: number,
  isLeft: Uint8Array | null,
  runs: Chain[],
  lists: Chain[],
): number {
  let k = from;
  for (let read = 0; k < swaps.length && read < claimQuantum;) {
    if (isLeft !== null && isGone(swaps[k]!, isLeft)) {
      read += claimWork;
      k++;
      continue;
    }
    const end = chainEnd(swaps, k);
    read += (swaps[k]!.nodes.length + claimWork) * Math.max(1, end - k);
    if (end > k) {
      const chain = chainOf(swaps, k, end);
      (chain.starts === null ? lists : runs).push(chain);
    }
    k = Math.max(k + 1, end);
  }
  return k;
}

/** Whether the first and the last node of both copies are gone: so are all, then, where a copy that they are part of was folded away. */
function isGone({ nodes }: Symmetry, isLeft: Uint8Array): boolean {
  const half = nodes.length >> 1;
  if (half === 0) return false;
  const first = isLeft[nodes[0]!]! + isLeft[nodes[half]!]!;
  const last = isLeft[nodes[half - 1]!]! + isLeft[nodes[2 * half - 1]!]!;
  return first + last === 0;
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
