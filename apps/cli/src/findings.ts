/**
 * What is imperfect about a design, on standard error: results are still printed, unless a whole block could not be built.
 */
import type { Outcome } from '@weft/units';
import type { Design, Finding } from '@weft/model';
import { settled, type Pipeline } from '@weft/engine';
import { expectGood, InputFault } from './fault.ts';
import type { Io } from './io.ts';

/** Faults after which the figures would be about something else than what was asked for. */
const fatal = new Set(['unknown-recipe', 'recipe-parameters', 'unknown-failure']);
const mostShown = 10;

/** The first finding that leaves nothing to compute. */
export function fatalFinding(findings: readonly Finding[]): Finding | undefined {
  return findings.find(({ code }) => fatal.has(code));
}

/** Prints findings, the worst first; ends the command at a fatal one. */
export function reportFindings(io: Io, findings: readonly Finding[]): void {
  const worst = fatalFinding(findings);
  if (worst !== undefined) throw new InputFault(worst.message);
  const order = ['error', 'warning', 'note'];
  const sorted = findings.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  for (const { severity, message } of sorted.slice(0, mostShown)) io.err(`${severity}: ${message}\n`);
  if (sorted.length > mostShown) io.err(`${sorted.length - mostShown} further findings are not printed.\n`);
}

/** An answer about a design; where there is none, what is wrong with the design is said first: a block drawn empty has nothing to send. */
export async function expectAnswer<T>(io: Io, pipeline: Pipeline, design: Design, answer: Outcome<T>): Promise<T> {
  if (!answer.ok) {
    const facts = await settled(pipeline.facts(design));
    if (facts.ok) reportFindings(io, facts.value.findings);
  }
  return expectGood(answer);
}
