/**
 * Whether to try a change locally, and how far, from how earlier tries went.
 *
 * Where many flows share each link, hardly a change stays local: a try that fails there is followed by a pause in which none is tried, twice as long
 * each time, until one succeeds or the crowd is gone. Elsewhere a pause follows eight failures in sixteen tries. O(1) a change.
 */
import type { ActiveFlows } from './incidence.ts';

/**
 * Of the work of a full solve, and of the flows, before that is taken instead. Work is counted in visits of a flow on a link: a full solve makes
 * about eight of each (copy, count, place, meet in the heap, stop, bring up to date), most of them out of the cache's reach.
 */
const workBudget = 0.06;
export const fullVisits = 8;
const flowBudget = 0.05;
/** Visits and flows that are allowed in any case. */
const leastVisits = 4096;
const leastFlows = 16;
/**
 * Of the work of a full filling, and of the flows, what a trial may take. A full solve lays all routes anew, which takes several times as long as it takes
 * to fill them: all this is a quarter of one.
 */
const trialBudget = 0.45;
const trialFlows = 0.2;
/** Visits and flows that a trial may take in any case: some milliseconds. */
const leastTrialVisits = 200_000;
const leastTrialFlows = 2000;
/** Where links have more flows than this on average, nearly every change reaches nearly all of them. */
const sparse = 3;
/** Of the budgets, what a try has there until one has succeeded: its code is seldom run then, so a visit takes several times as long. */
const crowdedPart = 0.15;
const pauseFor = 64;
const longestPause = 4096;

/** What a try may take. */
export interface Budget {
  readonly visits: number;
  readonly flows: number;
}

export class Patience {
  readonly #flows: ActiveFlows;
  #recent = 0;
  #pause = 0;
  /** How long the next pause is. */
  #nextPause = pauseFor;
  /** True once a change stayed local since the last pause. */
  #trusted = false;
  #wasCrowded = false;

  constructor(flows: ActiveFlows) {
    this.#flows = flows;
  }

  /** To be called once the first flows are active: a crowd begins with a pause. */
  begin(): void {
    if (this.#crowded) this.#rest();
  }

  /** True where links have many flows each and no change has stayed local of late. */
  get #crowded(): boolean {
    return !this.#trusted && this.#flows.activeEntries > sparse * this.#flows.usedLinks;
  }

  /** Whether the next change is to be tried; each call is for one change. */
  takes(): boolean {
    // Who rested for the crowd begins again when it is gone.
    if (this.#wasCrowded && !this.#crowded) this.#pause = 0;
    if (this.#pause === 0) return true;
    this.#pause--;
    return false;
  }

  get budget(): Budget {
    const part = this.#crowded ? crowdedPart : 1;
    const { activeEntries, activeCount } = this.#flows;
    return {
      visits: part * (workBudget * fullVisits * activeEntries + leastVisits),
      flows: Math.max(leastFlows, part * flowBudget * activeCount),
    };
  }

  get trialBudget(): Budget {
    const { activeEntries, activeCount } = this.#flows;
    return {
      visits: trialBudget * fullVisits * activeEntries + leastTrialVisits,
      flows: Math.max(leastTrialFlows, trialFlows * activeCount),
    };
  }

  /** Remembers whether a change that was tried stayed local. */
  learn(local: boolean): void {
    if (!local && this.#crowded) return this.#rest();
    if (local) {
      this.#trusted = true;
      this.#nextPause = pauseFor;
    }
    this.#recent = ((this.#recent << 1) | (local ? 0 : 1)) & 0xffff;
    let failures = 0;
    for (let bits = this.#recent; bits > 0; bits >>= 1) failures += bits & 1;
    if (failures >= 8) this.#rest();
  }

  #rest(): void {
    this.#wasCrowded = this.#crowded;
    this.#pause = this.#nextPause;
    this.#nextPause = Math.min(longestPause, 2 * this.#nextPause);
    this.#recent = 0;
    this.#trusted = false;
  }
}
