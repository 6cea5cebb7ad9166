/**
 * Writes symmetries down: families of parts that may take each other's place.
 *
 * A *copy* is a list of nodes; copies of one *chain* are interchangeable, node by node, without changing the fabric. A family is a
 * list of chains with nothing in common. Few copies give one swap for each neighbouring pair, which survive an edit elsewhere;
 * where that would be more than the fabric itself is worth, the whole family turns by one place at once, which has the same orbits.
 */
import type { Symmetry } from '@weft/topology';

export type Copy = ArrayLike<number>;
export type Family = readonly (readonly Copy[])[];

/** Most nodes moved and most permutations written for one fabric before families are turned as a whole. */
const budget = { moved: 400_000, permutations: 4_000 } as const;

/** A run of nodes. */
export function run(first: number, count: number): Copy {
  return Int32Array.from({ length: count }, (_, i) => first + i);
}

/** The permutations that generate what the families allow. */
export function symmetriesOf(families: readonly Family[]): Symmetry[] {
  let moved = 0;
  let permutations = 0;
  for (const family of families) {
    for (const chain of family) {
      permutations += Math.max(0, chain.length - 1);
      moved += 2 * Math.max(0, chain.length - 1) * (chain[0]?.length ?? 0);
    }
  }
  const fine = moved <= budget.moved && permutations <= budget.permutations;
  return families.flatMap((family) => (fine ? swaps(family) : turn(family)));
}

function swaps(family: Family): Symmetry[] {
  const made: Symmetry[] = [];
  for (const chain of family) {
    for (let i = 0; i + 1 < chain.length; i++) {
      const a = chain[i]!;
      const b = chain[i + 1]!;
      if (a.length !== b.length) throw new Error(`copies of ${a.length} and ${b.length} nodes cannot change places`);
      made.push({ nodes: joined(a, b), images: joined(b, a) });
    }
  }
  return made;
}

function turn(family: Family): Symmetry[] {
  const moving = family.filter((chain) => chain.length > 1);
  const total = moving.reduce((sum, chain) => sum + chain.length * chain[0]!.length, 0);
  if (total === 0) return [];
  const nodes = new Int32Array(total);
  const images = new Int32Array(total);
  let at = 0;
  for (const chain of moving) {
    for (let i = 0; i < chain.length; i++) {
      const from = chain[i]!;
      const to = chain[(i + 1) % chain.length]!;
      if (from.length !== to.length)
        throw new Error(`copies of ${from.length} and ${to.length} nodes cannot change places`);
      nodes.set(from, at);
      images.set(to, at);
      at += from.length;
    }
  }
  return [{ nodes, images }];
}

function joined(a: Copy, b: Copy): Int32Array {
  const both = new Int32Array(a.length + b.length);
  both.set(a, 0);
  both.set(b, a.length);
  return both;
}
