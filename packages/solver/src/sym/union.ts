/**
 * Sets of whole numbers that are joined pair by pair; each set is named by its smallest member.
 */

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

/** Puts the first of its set for each number. */
export function allRoots(parent: Int32Array): Int32Array {
  for (let v = 0; v < parent.length; v++) parent[v] = root(parent, v);
  return parent;
}

/** Joins two sets. */
export function unite(parent: Int32Array, a: number, b: number): void {
  if (parent[a] === parent[b]) return;
  const x = root(parent, a);
  const y = root(parent, b);
  if (x < y) parent[y] = x;
  else parent[x] = y;
}
