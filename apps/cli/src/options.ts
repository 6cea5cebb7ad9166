/** Options that several commands share, read from their text. */
import type { Study, Workload } from '@weft/model';
import { expectUsage, UsageFault } from './fault.ts';
import { readRouting, readTraffic, routingSyntax, trafficSyntax } from './traffic.ts';

export const trafficOption = ['--traffic <pattern>', `${trafficSyntax}; the study's own when left out`] as const;
export const routingOption = ['--routing <routing>', `${routingSyntax}; the study's own when left out`] as const;

/** The study's workload with the traffic and routing of the command line, which are checked before anything is read. */
export function workloadReader(options: {
  readonly traffic?: string;
  readonly routing?: string;
}): (study: Study) => Workload {
  const traffic = options.traffic === undefined ? null : expectUsage(readTraffic(options.traffic));
  const routing = options.routing === undefined ? null : expectUsage(readRouting(options.routing));
  return ({ workload }) => ({
    ...workload,
    traffic: traffic ?? workload.traffic,
    routing: routing ?? workload.routing,
  });
}

/** Refuses two options of which only one can be meant. */
export function oneOf(options: Readonly<Record<string, unknown>>, ...names: readonly [string, string]): void {
  if (names.every((name) => options[name] !== undefined && options[name] !== false)) {
    throw new UsageFault(`--${names[0]} and --${names[1]} exclude each other; expected one of them.`);
  }
}

/** A whole number of an option, within bounds. */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = text.trim() === '' ? NaN : Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new UsageFault(`${option}: \`${text}\` is not understood; expected a whole number from ${least} to ${most}.`);
}

/** A share between 0 and 1, both excluded. */
export function shareOf(option: string, text: string): number {
  const share = text.trim() === '' ? NaN : Number(text);
  if (share > 0 && share < 1) return share;
  throw new UsageFault(`${option}: \`${text}\` is not understood; expected a number between 0 and 1, such as 0.01.`);
}
