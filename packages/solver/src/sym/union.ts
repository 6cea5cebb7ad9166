/**
 * Sets of whole numbers that are joined pair by pair; each set is named by its smallest member.
 */
import { inSlices, type Steps } from '../steps.ts';

/** Every number its own set. */
export function counting(length: number): Int32Array {
  const numbers = new Int32Array(length);
  for (let i = 0; i < length; i++) numbers[i] = i;
  return numbers;
}

/** The first of what was joined, paths shortened on the way. */
export function root(parent: Int32Array, v: number): number {
  let r = v;
  while (parent[r] !== r) r = parent[r]!;
  for (let u = v; parent[u] !== r;) {
    const up = parent[u]!;
    parent[u] = r;
    u = up;
  }
  return r;
}

/** Numbers between two pauses. */
const slice = 400_000;

/** Puts the first of its set for each number. */
export function* allRoots(parent: Int32Array): Steps<Int32Array> {
  yield* inSlices(parent.length, slice, 'symmetry', (from, to) => rootsIn(parent, from, to));
  return parent;
}

function rootsIn(parent: Int32Array, from: number, to: number): void {
  for (let v = from; v < to; v++) parent[v] = root(parent, v);
}

/** Joins two sets. */
export function unite(parent: Int32Array, a: number, b: number): void {
  if (parent[a] === parent[b]) return;
  const x = root(parent, a);
  const y = root(parent, b);
  if (x < y) parent[y] = x;
  else parent[x] = y;
}
