/**
 * Writes symmetries down: families of parts that may take each other's place.
 *
 * A *chain* is a number of copies of equally many nodes that are interchangeable, node by node, without changing the fabric; a *family* is a list of
 * chains with nothing in common. Few copies give one swap for each neighbouring pair, which survive an edit elsewhere; where that would
 * be more than the fabric itself is worth, the whole family turns by one place at once, which has the same orbits.
 */
import type { Symmetry } from '@weft/topology';
import type { Pauses } from './pauses.ts';

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

/** Nodes moved between two pauses: about a millisecond. */
const quantum = 20_000;

/** Counts nodes moved; the pauses of one fabric's symmetries are spread over all of them. */
interface Moved {
  nodes: number;
}

/** The permutations that generate what the families allow. */
export function* symmetriesOf(families: readonly Family[]): Pauses<Symmetry[]> {
  let moved = 0;
  let permutations = 0;
  for (const family of families) {
    for (const chain of family) {
      permutations += Math.max(0, chain.copies - 1);
      moved += 2 * Math.max(0, chain.copies - 1) * chain.size;
    }
  }
  const fine = moved <= budget.moved && permutations <= budget.permutations;
  const made: Symmetry[] = [];
  const counted: Moved = { nodes: 0 };
  for (const family of families) yield* fine ? swaps(family, made, counted) : turn(family, made, counted);
  return made;
}

function* swaps(family: Family, made: Symmetry[], moved: Moved): Pauses<void> {
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
      moved.nodes += 2 * size;
      if (moved.nodes < quantum) continue;
      moved.nodes = 0;
      yield;
    }
  }
}

function* turn(family: Family, made: Symmetry[], moved: Moved): Pauses<void> {
  const moving = family.filter((chain) => chain.copies > 1 && chain.size > 0);
  const total = moving.reduce((sum, chain) => sum + chain.copies * chain.size, 0);
  if (total === 0) return;
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
      moved.nodes += size;
      if (moved.nodes < quantum) continue;
      moved.nodes = 0;
      yield;
    }
  }
  made.push({ nodes, images });
}

/** Permutations of places as permutations of the nodes that stand there. */
export function* turnsOf(turns: readonly ((place: number) => number)[], nodeAt: Int32Array): Pauses<Symmetry[]> {
  const made: Symmetry[] = [];
  for (const image of turns) {
    const images = new Int32Array(nodeAt.length);
    for (let place = 0; place < nodeAt.length; place++) {
      images[place] = nodeAt[image(place)]!;
      if (place % turnQuantum === turnQuantum - 1) yield;
    }
    made.push({ nodes: nodeAt.slice(), images });
    yield;
  }
  return made;
}

/** Places between two pauses: about a millisecond, for an image takes some hundred nanoseconds. */
const turnQuantum = 4096;
