/**
 * The door to the maximum concurrent flow of an instance: interval, relative gap, certificate.
 */
import type { Certificate } from '../result.ts';
import { within, type Steps } from '../steps.ts';
import { certifyConcurrent } from './certify.ts';
import { equilibrate, type EquilibrateOptions, type Equilibrium } from './equilibrate.ts';
import type { Concurrent } from './problem.ts';

export interface Interval {
  /** What a found routing carries of every demand at once. */
  readonly low: number;
  /** What no routing exceeds. */
  readonly high: number;
  /** (high - low) / high. */
  readonly gap: number;
  readonly sweeps: number;
  readonly certificate: Certificate;
  /** The flows and prices that prove the ends. */
  readonly proof: Pick<Equilibrium, 'columns' | 'length'>;
}

export const defaultOptions: EquilibrateOptions = { gap: 0.01, sweeps: 400 };

/** Narrows the interval to the gap asked for, or as far as the sweeps go. */
export function* concurrentFlow(problem: Concurrent, options: Partial<EquilibrateOptions> = {}): Steps<Interval> {
  const answer = yield* within(equilibrate(problem, { ...defaultOptions, ...options }), 0, 0.9);
  const certificate = yield* within(certifyConcurrent(problem, answer), 0.9, 1);
  return intervalOf(answer, certificate);
}

/** What was found, with its gap and its certificate. */
export function intervalOf({ low, high, sweeps, columns, length }: Equilibrium, certificate: Certificate): Interval {
  const gap = high > 0 && low < high ? 1 - low / high : 0;
  return { low, high, gap, sweeps, certificate, proof: { columns, length } };
}
