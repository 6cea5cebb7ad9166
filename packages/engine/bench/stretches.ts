/**
 * The longest stretches of work between two pauses, by what is being done: what a cancel, a ping or a picture waits for.
 *
 * Each stretch is taken for the shorter of its time on the clock and the time that the process spent on processors: a stretch that another process
 * interrupts is long on the clock alone, one during which memory is tidied on other threads long on processors alone. So a busy machine is told
 * from a long stretch.
 */
import type { Progress } from '@weft/solver';
import { isSteps } from '../src/work.ts';
import type { Pipeline } from '../src/pipeline.ts';

export interface Stretch {
  /** The method, what it was doing before, and what it did next where that is another thing. */
  readonly phase: string;
  readonly work_ms: number;
}

/** What the worker tells: how many stretches there were, how many of more than 12 ms, and the longest of each phase. */
export interface StretchSummary {
  readonly count: number;
  readonly long: number;
  readonly phases: readonly { readonly phase: string; readonly longest_ms: number; readonly long: number }[];
}

/** With a quantum of 4 ms before it, a longer stretch may keep a cancel waiting for more than 16 ms. */
const long_ms = 12;

/** A pipeline whose stretches are told to `note`. */
export function measured(pipeline: Pipeline, note: (stretch: Stretch) => void): Pipeline {
  const entries = Object.entries(pipeline).map(([method, act]) => {
    if (method === 'warmUp') return [method, act];
    const call = (...args: readonly unknown[]): unknown => {
      const { value, work_ms } = timed(() => (act as (...given: readonly unknown[]) => unknown)(...args));
      note({ phase: `${method}: begin`, work_ms });
      if (value instanceof Promise) {
        return value.then((later: unknown) => (isSteps(later) ? noted(method, later, note) : later));
      }
      return isSteps(value) ? noted(method, value, note) : value;
    };
    return [method, call];
  });
  return Object.fromEntries(entries) as Pipeline;
}

type StepsOf<T> = Generator<Progress, T, void>;

/** Steps whose stretches are told to `note`. */
export function* noted<T>(method: string, steps: StepsOf<T>, note: (stretch: Stretch) => void): StepsOf<T> {
  let phase = 'begin';
  let isDone = false;
  try {
    for (;;) {
      const { value: step, work_ms } = timed(() => steps.next());
      const next = step.done === true ? 'end' : step.value.phase;
      note({ phase: phase === next ? `${method}: ${phase}` : `${method}: ${phase} > ${next}`, work_ms });
      phase = next;
      if (step.done === true) {
        isDone = true;
        return step.value;
      }
      yield step.value;
    }
  } finally {
    if (!isDone) steps.return(undefined as never);
  }
}

function timed<T>(act: () => T): { readonly value: T; readonly work_ms: number } {
  const cpu = process.cpuUsage();
  const from_ms = performance.now();
  const value = act();
  const wall_ms = performance.now() - from_ms;
  const { user, system } = process.cpuUsage(cpu);
  return { value, work_ms: Math.min(wall_ms, (user + system) / 1000) };
}

/** The longest stretch of each phase. */
export class Longest {
  readonly #of = new Map<string, { longest_ms: number; count: number; long: number }>();

  add({ phase, work_ms }: Stretch): void {
    const known = this.#of.get(phase) ?? { longest_ms: 0, count: 0, long: 0 };
    known.longest_ms = Math.max(known.longest_ms, work_ms);
    known.count++;
    if (work_ms > long_ms) known.long++;
    this.#of.set(phase, known);
  }

  /** Phases by their longest stretch, the longest first. */
  summary(): StretchSummary {
    const phases = [...this.#of].map(([phase, found]) => ({ phase, ...found }));
    const sum = (of: 'count' | 'long'): number => phases.reduce((total, one) => total + one[of], 0);
    return {
      count: sum('count'),
      long: sum('long'),
      phases: phases
        .toSorted((a, b) => b.longest_ms - a.longest_ms)
        .map(({ phase, longest_ms, long }) => ({ phase, longest_ms, long })),
    };
  }
}
