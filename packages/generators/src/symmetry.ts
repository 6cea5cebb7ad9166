/**
 * Writes symmetries down: families of parts that may take each other's place.
 *
 * A *chain* is a number of copies of equally many nodes that are interchangeable, node by node, without changing the fabric; a *family* is a list of
 * chains with nothing in common. Few copies give one swap for each neighbouring pair, which survive an edit elsewhere; where that would
 * be more than the fabric itself is worth, the whole family turns by one place at once, which has the same orbits.
 */
import type { Symmetry } from '@weft/topology';

export interface Chain {
  readonly copies: number;
  /** Nodes of one copy. */
  readonly size: number;
  /** Node i of a copy. */
  node(copy: number, i: number): number;
}

export type Family = readonly Chain[];

/** Most nodes moved and most permutations written for one fabric before families are turned as a whole. */
const budget = { moved: 400_000, permutations: 4_000 } as const;

/** Copies that each stand in one run of `size` nodes from `starts[copy]` on. */
export function runs(starts: ArrayLike<number>, size: number): Chain {
  return { copies: starts.length, size, node: (copy, i) => starts[copy]! + i };
}

/** Copies as lists of nodes, all of one length. */
export function lists(copies: readonly ArrayLike<number>[]): Chain {
  const size = copies[0]?.length ?? 0;
  for (const copy of copies) {
    if (copy.length !== size) throw new Error(`copies of ${size} and ${copy.length} nodes cannot change places`);
  }
  return { copies: copies.length, size, node: (copy, i) => copies[copy]![i]! };
}

/** The permutations that generate what the families allow. */
export function symmetriesOf(families: readonly Family[]): Symmetry[] {
  let moved = 0;
  let permutations = 0;
  for (const family of families) {
    for (const chain of family) {
      permutations += Math.max(0, chain.copies - 1);
      moved += 2 * Math.max(0, chain.copies - 1) * chain.size;
    }
  }
  const fine = moved <= budget.moved && permutations <= budget.permutations;
  return families.flatMap((family) => (fine ? swaps(family) : turn(family)));
}

function swaps(family: Family): Symmetry[] {
  const made: Symmetry[] = [];
  for (const { copies, size, node } of family) {
    if (size === 0) continue;
    for (let c = 0; c + 1 < copies; c++) {
      const nodes = new Int32Array(2 * size);
      const images = new Int32Array(2 * size);
      for (let i = 0; i < size; i++) {
        nodes[i] = images[size + i] = node(c, i);
        nodes[size + i] = images[i] = node(c + 1, i);
      }
      made.push({ nodes, images });
    }
  }
  return made;
}

function turn(family: Family): Symmetry[] {
  const moving = family.filter((chain) => chain.copies > 1 && chain.size > 0);
  const total = moving.reduce((sum, chain) => sum + chain.copies * chain.size, 0);
  if (total === 0) return [];
  const nodes = new Int32Array(total);
  const images = new Int32Array(total);
  let at = 0;
  for (const { copies, size, node } of moving) {
    for (let c = 0; c < copies; c++) {
      const next = c + 1 === copies ? 0 : c + 1;
      for (let i = 0; i < size; i++, at++) {
        nodes[at] = node(c, i);
        images[at] = node(next, i);
      }
    }
  }
  return [{ nodes, images }];
}
