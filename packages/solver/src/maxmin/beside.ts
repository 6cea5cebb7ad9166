/**
 * Flows that come beside those of a universe for one trial: their rows, and what they take of the links while it is tried.
 */
import type { Instance } from './instance.ts';
import type { SmallProblem } from './small.ts';

/** Flows on links of a universe that are not of it; they have shares or weights only where the universe has them. */
export type Beside = Pick<Instance, 'offset' | 'link' | 'share' | 'weight'>;

export function besideCount(beside: Beside | null): number {
  return beside === null ? 0 : beside.offset.length - 1;
}

/** Per link of the universe: what flows beside it take, and the highest of their levels; 0 where none of them is. */
export class BesideLoads {
  readonly used: Float64Array;
  readonly highest: Float64Array;

  constructor(links: number) {
    this.used = new Float64Array(links);
    this.highest = new Float64Array(links);
  }

  /**
   * Notes the loads of flows whose rates are those of `problem` from row `first` on, and raises `held`, the level at which flows are held
   * back on each link of the problem.
   */
  note(beside: Beside, problem: SmallProblem, first: number, held: Float64Array): void {
    const { rate, bottleneck } = problem;
    const { offset, link, share, weight } = beside;
    const { used, highest } = this;
    this.clear(beside);
    for (let i = 0; i + 1 < offset.length; i++) {
      const r = rate[first + i]!;
      const level = weight === null ? r : r / weight[i]!;
      for (let e = offset[i]!; e < offset[i + 1]!; e++) {
        const l = link[e]!;
        used[l]! += share === null ? r : r * share[e]!;
        if (level > highest[l]!) highest[l] = level;
      }
      const at = bottleneck[first + i]!;
      if (at >= 0 && level > held[at]!) held[at] = level;
    }
  }

  clear({ link }: Beside): void {
    for (const l of link) this.used[l] = this.highest[l] = 0;
  }
}
