/**
 * A heap of flows by finish time whose keys may move both ways, ties by flow. Four children a node, times beside their flows: a sift stays in few
 * cache lines.
 */
export class FinishHeap {
  readonly #time: Float64Array;
  readonly #flow: Int32Array;
  /** Per flow: where it stands, or -1. */
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
    return this.size === 0 ? Infinity : this.#time[0]!;
  }

  /** Adds a flow, or moves it. */
  set(f: number, time: number): void {
    const known = this.#place[f]!;
    if (known < 0) this.#rise(this.size++, f, time);
    else if (time < this.#time[known]!) this.#rise(known, f, time);
    else this.#sink(known, f, time);
  }

  /** Takes the top away. */
  drop(): void {
    this.#place[this.#flow[0]!] = -1;
    const last = --this.size;
    if (last > 0) this.#sink(0, this.#flow[last]!, this.#time[last]!);
  }

  #rise(from: number, f: number, time: number): void {
    const times = this.#time;
    const flows = this.#flow;
    const place = this.#place;
    let at = from;
    while (at > 0) {
      const up = (at - 1) >> 2;
      if (times[up]! < time || (times[up] === time && flows[up]! < f)) break;
      times[at] = times[up]!;
      flows[at] = flows[up]!;
      place[flows[at]!] = at;
      at = up;
    }
    times[at] = time;
    flows[at] = f;
    place[f] = at;
  }

  #sink(from: number, f: number, time: number): void {
    const times = this.#time;
    const flows = this.#flow;
    const place = this.#place;
    const { size } = this;
    let at = from;
    for (;;) {
      const first = 4 * at + 1;
      if (first >= size) break;
      const end = first + 4 < size ? first + 4 : size;
      let least = first;
      for (let child = first + 1; child < end; child++) {
        const t = times[child]!;
        if (t < times[least]! || (t === times[least] && flows[child]! < flows[least]!)) least = child;
      }
      if (time < times[least]! || (time === times[least] && f < flows[least]!)) break;
      times[at] = times[least]!;
      flows[at] = flows[least]!;
      place[flows[at]!] = at;
      at = least;
    }
    times[at] = time;
    flows[at] = f;
    place[f] = at;
  }
}
