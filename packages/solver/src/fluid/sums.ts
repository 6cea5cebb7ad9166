/**
 * The figures of uniform traffic, added up a kind of pairs at a time: slowest, mean and fastest flow, what the endpoints of each orbit send, and
 * flows without a path.
 */
import type { Result } from '../result.ts';

export class Sums {
  /** Per orbit of endpoints: what all of it send. By orbits a source's flows to the representatives alone are met; over its orbit they are all. */
  readonly #sent: Float64Array;
  readonly #sends: Uint8Array;
  #min = Infinity;
  #max = 0;
  #total = 0;
  #connected = 0;
  #cut = 0;

  constructor(orbits: number) {
    this.#sent = new Float64Array(orbits);
    this.#sends = new Uint8Array(orbits);
  }

  /** So many flows of an orbit's endpoints at one rate. */
  add(orbit: number, flows: number, rate_Gbps: number): void {
    this.#sent[orbit]! += rate_Gbps * flows;
    this.#sends[orbit] = 1;
    this.#connected += flows;
    this.#total += rate_Gbps * flows;
    if (rate_Gbps < this.#min) this.#min = rate_Gbps;
    if (rate_Gbps > this.#max) this.#max = rate_Gbps;
  }

  /** So many flows without a path. */
  cut(flows: number): void {
    this.#cut += flows;
  }

  /** The figures; `size` is the number of endpoints in each orbit. */
  figures(size: Float64Array): Pick<Result, 'rateSummary_Gbps' | 'perEndpoint_Gbps' | 'disconnected'> {
    let [least, sum, senders] = [Infinity, 0, 0];
    for (let o = 0; o < size.length; o++) {
      if (this.#sends[o] === 0) continue;
      least = Math.min(least, this.#sent[o]! / size[o]!);
      sum += this.#sent[o]!;
      senders += size[o]!;
    }
    const none = { min: 0, mean: 0, max: 0 };
    return {
      rateSummary_Gbps:
        this.#connected === 0 ? none : { min: this.#min, mean: this.#total / this.#connected, max: this.#max },
      perEndpoint_Gbps: senders === 0 ? { min: 0, mean: 0 } : { min: least, mean: sum / senders },
      disconnected: this.#cut,
    };
  }
}
