/**
 * The two ways a command ends early: the input is faulty (exit 1), or the command was called wrongly (exit 2).
 *
 * Both are thrown inside a command and caught in one place, `run`, which prints the sentence on standard error.
 */
import type { Outcome } from '@weft/units';

export class InputFault extends Error {}

export class UsageFault extends Error {}

/** The value of an outcome; throws its sentence, with file and place, as a fault of the input. */
export function expectGood<T>(outcome: Outcome<T>, file?: string): T {
  if (outcome.ok) return outcome.value;
  const { where, message } = outcome.fault;
  // A reader of files that is told the name may take it for the place.
  const place = where === file ? '' : where;
  throw new InputFault([file ?? '', place, message].filter((part) => part !== '').join(': '));
}

/** The value of an outcome about an option; throws its sentence as wrong usage. */
export function expectUsage<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new UsageFault(`${outcome.fault.where}: ${outcome.fault.message}`);
}
