/**
 * Designs under a workload as results, each computed once.
 *
 * In: a design, its workload, what has failed. Out: the solver's result beside the flows and marks it was computed from, timed by step. Results
 * of parts that were only moved since are found again.
 */
import { done, type Outcome } from '@weft/units';
import type { Flows } from '@weft/topology';
import type { Finding, Workload } from '@weft/model';
import { flowSteps } from '@weft/generators';
import { solve, type Progress, type Result, type Steps } from '@weft/solver';
import type { SolveRequest } from './api.ts';
import { asSteps, type Compiled, type Compiler } from './compiled.ts';
import { failuresOf, type Marks } from './failures.ts';
import { Keep } from './keep.ts';

export interface Solved {
  readonly compiled: Compiled;
  readonly workload: Workload;
  readonly failed: readonly string[];
  readonly marks: Marks | null;
  readonly flows: Flows;
  readonly result: Result;
  /** About the workload and the failures; the design's own are with the topology. */
  readonly findings: readonly Finding[];
  readonly time_ms: { readonly generate: number; readonly solve: number; readonly certify: number };
}

/** Bytes of results that are kept: about one answer of four million flows, or hundreds of small ones. */
const kept_B = 256e6;

export class Solver {
  readonly #compiler: Compiler;
  readonly #kept = new Keep<Solved>(kept_B);
  /** Per design id: the key of its last answer. */
  readonly #last = new Map<string, string>();

  constructor(compiler: Compiler) {
    this.#compiler = compiler;
  }

  /** Solves, or finds the answer given before. `asLast` false leaves what the picture shows as it is. */
  *solve({ design, workload, failed }: SolveRequest, asLast = true): Steps<Outcome<Solved>> {
    const compiled = yield* this.#compiler.compileSteps(design);
    // Jobs run in time; they do not share in this answer.
    const { jobs: _, ...alone } = workload;
    const key = JSON.stringify([compiled.serial, alone, failed]);
    const known = this.#kept.get(key);
    if (known !== undefined) {
      if (asLast) this.#last.set(design.id, key);
      return done(known);
    }
    yield { phase: 'flows', fraction: 0 };
    const began_ms = performance.now();
    const { topology } = compiled;
    const flows = yield* asSteps(flowSteps(topology, workload.traffic, workload), 'flows');
    if (!flows.ok) return flows;
    const { marks, findings } = failuresOf(topology, compiled.names, failed);
    const generate = compiled.time_ms + performance.now() - began_ms;
    const clock = { solve: 0, certify: 0 };
    const failures = marks === null ? {} : { failures: marks };
    const result = yield* timed(solve(topology, flows.value, workload.routing, failures), clock);
    if (!result.ok) return result;
    const solved: Solved = {
      compiled,
      workload,
      failed,
      marks,
      flows: flows.value,
      result: result.value,
      findings,
      time_ms: { generate, ...clock },
    };
    this.#kept.set(key, solved, bytesOf(solved));
    if (asLast) this.#last.set(design.id, key);
    return done(solved);
  }

  /** The last answer for a design, if it still is the answer for its records. */
  last(designId: string, compiled: Compiled): Solved | null {
    const key = this.#last.get(designId);
    const solved = key === undefined ? undefined : this.#kept.get(key);
    return solved !== undefined && solved.compiled === compiled ? solved : null;
  }
}

/** Counts the time of steps by what they say they do. */
function* timed<T>(steps: Steps<T>, clock: { solve: number; certify: number }): Steps<T> {
  let phase: Progress['phase'] = '';
  for (;;) {
    const began_ms = performance.now();
    const step = steps.next();
    if (!step.done) ({ phase } = step.value);
    clock[phase === 'certificate' ? 'certify' : 'solve'] += performance.now() - began_ms;
    if (step.done) return step.value;
    yield step.value;
  }
}

function bytesOf({ flows, result }: Solved): number {
  const ofFlows = flows.kind === 'explicit' ? flows.source.length * 8 : 0;
  return 1000 + ofFlows + (result.rate_Gbps?.byteLength ?? 0) + result.arcLoad_Gbps.byteLength;
}
