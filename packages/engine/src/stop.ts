/**
 * Why a call to the engine ended without an answer: it was replaced, stopped, or its worker is gone.
 *
 * Faulty input is not among the reasons: that is an Outcome of the call.
 */

export const stopReasons = ['superseded', 'cancelled', 'crashed', 'timed-out'] as const;
export type StopReason = (typeof stopReasons)[number];

export class EngineStop extends Error {
  /** What ended the call, for a caller that decides whether to ask again. */
  readonly reason: StopReason;

  constructor(reason: StopReason, message: string) {
    super(message);
    this.name = 'EngineStop';
    this.reason = reason;
  }
}
