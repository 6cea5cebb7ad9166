/**
 * A binary heap of flows by finish time whose keys may move both ways, ties by flow.
 */
export class FinishHeap {
  readonly #time: Float64Array;
  readonly #flow: Int32Array;
  readonly #place: Int32Array;
  size = 0;

  constructor(flows: number) {
    this.#time = new Float64Array(flows);
    this.#flow = new Int32Array(flows);
    this.#place = new Int32Array(flows).fill(-1);
  }

  get topFlow(): number {
    return this.#flow[0]!;
  }

  /** Infinity when nothing waits. */
  get topTime(): number {
    return this.size === 0 ? Infinity : this.#time[this.#flow[0]!]!;
  }

  /** Adds a flow, or moves it. */
  set(f: number, time: number): void {
    this.#time[f] = time;
    if (this.#place[f]! < 0) {
      this.#flow[this.size] = f;
      this.#place[f] = this.size++;
    }
    this.#rise(this.#place[f]!);
    this.#sink(this.#place[f]!);
  }

  /** Takes the top away. */
  drop(): void {
    const top = this.#flow[0]!;
    const last = this.#flow[--this.size]!;
    this.#place[top] = -1;
    if (this.size === 0) return;
    this.#flow[0] = last;
    this.#place[last] = 0;
    this.#sink(0);
  }

  #before(f: number, g: number): boolean {
    const [a, b] = [this.#time[f]!, this.#time[g]!];
    return a < b || (a === b && f < g);
  }

  #rise(at: number): void {
    const f = this.#flow[at]!;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!this.#before(f, this.#flow[up]!)) break;
      this.#flow[at] = this.#flow[up]!;
      this.#place[this.#flow[at]!] = at;
      at = up;
    }
    this.#flow[at] = f;
    this.#place[f] = at;
  }

  #sink(at: number): void {
    const f = this.#flow[at]!;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && this.#before(this.#flow[child + 1]!, this.#flow[child]!)) child++;
      if (!this.#before(this.#flow[child]!, f)) break;
      this.#flow[at] = this.#flow[child]!;
      this.#place[this.#flow[at]!] = at;
      at = child;
    }
    this.#flow[at] = f;
    this.#place[f] = at;
  }
}
