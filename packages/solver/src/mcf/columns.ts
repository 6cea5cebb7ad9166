/**
 * Paths of demands with their flows: one growing store of pools, linked per demand.
 */
export class Columns {
  /** Per demand: its first path, -1 for none. Per path: the next of the same demand. */
  readonly first: Int32Array;
  next = new Int32Array(1024);
  /** Pools of path p: `pools[start[p] ... start[p + 1]]`. */
  start = new Int32Array(1025);
  pools = new Int32Array(8192);
  flow = new Float64Array(1024);
  count = 0;

  constructor(demands: number) {
    this.first = new Int32Array(demands).fill(-1);
  }

  /** Adds a path to a demand, without flow; answers its number. */
  add(demand: number, path: readonly number[]): number {
    const p = this.count;
    if (p + 1 >= this.next.length) {
      this.next = grown(this.next, 2 * p + 2);
      this.start = grown(this.start, 2 * p + 3);
      this.flow = grown(this.flow, 2 * p + 2);
    }
    let at = this.start[p]!;
    if (at + path.length > this.pools.length) this.pools = grown(this.pools, 2 * (at + path.length));
    for (const pool of path) this.pools[at++] = pool;
    this.start[p + 1] = at;
    this.next[p] = this.first[demand]!;
    this.first[demand] = p;
    this.flow[p] = 0;
    this.count++;
    return p;
  }

  /** The sum of lengths along a path. */
  cost(p: number, length: Float64Array): number {
    let sum = 0;
    for (let i = this.start[p]!; i < this.start[p + 1]!; i++) sum += length[this.pools[i]!]!;
    return sum;
  }
}

function grown<A extends Int32Array | Float64Array>(array: A, length: number): A {
  const wider = new (array.constructor as new (length: number) => A)(length);
  wider.set(array);
  return wider;
}
