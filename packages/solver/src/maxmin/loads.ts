/**
 * What links carry while a change is followed: what fixed flows take of a link, and all it carries with the highest level there.
 *
 * Both are added up when asked for, never carried on from one change to the next, so nothing drifts. Cost: the flows of the link; answered as visits.
 */
import type { Beside, BesideLoads } from './beside.ts';
import type { ActiveFlows } from './incidence.ts';
import { addedAt, capacityAt, degreeAt, fixedAt, highestAt, numberAt, passAt, startAt, usedAt } from './records.ts';
import type { SmallProblem } from './small.ts';

/** The links that flows of a universe cross, and what flows beside it do. */
type Row = Beside & { readonly cap?: Float64Array | null };

export class LinkLoads {
  /** What flows beside the universe take; null as long as there were none. */
  beside: BesideLoads | null = null;
  readonly #flows: ActiveFlows;
  /** The level of flow f at `2 f`. */
  readonly #levels: Float64Array;

  constructor(flows: ActiveFlows, levels: Float64Array) {
    this.#flows = flows;
    this.#levels = levels;
  }

  /** Adds up what the flows of a link have, for a change. */
  addUp(l: number, change: number): number {
    const { listed, universe, links } = this.#flows;
    const { share, weight } = universe;
    const { real, whole } = links;
    const levels = this.#levels;
    const from = whole[16 * l + startAt]!;
    const to = from + whole[16 * l + degreeAt]!;
    let sum = 0;
    // A flow that comes beside thousands may be a thousandth of the link: what they leave to it must not be lost in the rounding of their sum.
    let low = 0;
    for (let i = from; i < to; i++) {
      const f = listed[2 * i]!;
      const rate = weight === null ? levels[2 * f]! : levels[2 * f]! * weight[f]!;
      const part = share === null ? rate : rate * share[listed[2 * i + 1]!]!;
      const next = sum + part;
      low += sum >= part ? sum - next + part : part - next + sum;
      sum = next;
    }
    real[8 * l + fixedAt] = sum + low;
    whole[16 * l + addedAt] = change;
    return to - from;
  }

  /** Adds a flow to a problem on what the fixed flows leave of its links, which are numbered there. */
  addRow(problem: SmallProblem, { offset, link, share, weight, cap }: Row, f: number, change: number): number {
    const { real, whole } = this.#flows.links;
    const row = problem.flows++;
    let visits = 0;
    let links = problem.links;
    let at = problem.entries;
    for (let e = offset[f]!; e < offset[f + 1]!; e++) {
      const l = link[e]!;
      let number = whole[16 * l + numberAt]!;
      if (number === 0) {
        if (whole[16 * l + addedAt] !== change) visits += this.addUp(l, change);
        const rest = real[8 * l + capacityAt]! - real[8 * l + fixedAt]!;
        problem.capacity[links] = rest > 0 ? rest : 0;
        problem.list[links++] = l;
        whole[16 * l + numberAt] = number = links;
      }
      if (problem.share !== null) problem.share[at] = share === null ? 1 : share[e]!;
      problem.link[at++] = number - 1;
    }
    problem.links = links;
    problem.entries = at;
    problem.offset[row + 1] = at;
    if (problem.weight !== null) problem.weight[row] = weight === null ? 1 : weight[f]!;
    if (problem.cap !== null) problem.cap[row] = cap?.[f] ?? Infinity;
    return visits;
  }

  /** Notes load and highest level of a link. In one pass a link is looked at once. */
  look(l: number, pass: number): number {
    const { listed, universe, links } = this.#flows;
    const { real, whole } = links;
    const looked = 2 * pass + 1;
    if (whole[16 * l + passAt] === looked) return 1;
    const { share, weight } = universe;
    const levels = this.#levels;
    const from = whole[16 * l + startAt]!;
    const to = from + whole[16 * l + degreeAt]!;
    let used = this.beside === null ? 0 : this.beside.used[l]!;
    let highest = this.beside === null ? 0 : this.beside.highest[l]!;
    for (let i = from; i < to; i++) {
      const f = listed[2 * i]!;
      const level = levels[2 * f]!;
      const rate = weight === null ? level : level * weight[f]!;
      used += share === null ? rate : rate * share[listed[2 * i + 1]!]!;
      if (level > highest) highest = level;
    }
    whole[16 * l + passAt] = looked;
    real[8 * l + usedAt] = used;
    real[8 * l + highestAt] = highest;
    return to - from;
  }
}
