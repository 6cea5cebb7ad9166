/**
 * Calls stopped in each of their phases: the next answer is that of an engine that never was stopped, and nothing of the stopped work is held.
 *
 * Steps are driven by hand, so a call is stopped after a number of steps and not after a time.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import {
  defaultWorkload,
  emptyStudy,
  type Design,
  type JobRecord,
  type Parameters,
  type RoutingChoice,
} from '@weft/model';
import { finish, type Steps } from '@weft/solver';
import { generateStudy } from './generate.ts';
import { createPipeline, type Pipeline } from './pipeline.ts';
import { isSteps, type Work } from './work.ts';

const spray: RoutingChoice = { policy: 'spray', handOver: true };
const hashed: RoutingChoice = { policy: 'ecmp-hash', seed: 1, subflows: 2, handOver: true };
const valiant: RoutingChoice = { policy: 'valiant', handOver: false };

function designOf(recipe: string, parameters: Parameters): Design {
  return valueOf(generateStudy(recipe, parameters)).designs[0]!;
}

const rails = designOf('rail-optimized', { servers: 6, switchPorts: 8 });
const dragonfly = designOf('dragonfly', {
  endpointsPerRouter: 2,
  routersPerGroup: 4,
  globalLinksPerRouter: 2,
  groups: 5,
  acceleratorsPerServer: 2,
  nicsPerServer: 2,
});
const random = designOf('jellyfish', {
  switches: 12,
  degree: 4,
  endpointsPerRouter: 2,
  acceleratorsPerServer: 2,
  nicsPerServer: 2,
});
const { assumptions } = emptyStudy();

const asked = (design: Design, routing: RoutingChoice, pattern: 'all-to-all' | 'permutation') => {
  const traffic = pattern === 'permutation' ? { pattern, seed: 3 } : { pattern };
  return { design, workload: { ...defaultWorkload, traffic, routing }, failed: [] };
};

const job: JobRecord = {
  id: 'j1',
  name: 'j1',
  action: 'all-to-all',
  size_B: 1e6,
  first: 0,
  count: 12,
  step: 1,
  seed: 1,
  rounds: 2,
  compute_ns: 1000,
  start_ns: 0,
  after: [],
};

const calls: Readonly<Record<string, (pipeline: Pipeline) => Work<unknown>>> = {
  facts: (p) => p.facts(rails),
  'a picture': (p) => p.scene({ design: rails, open: ['b1'] }),
  'prices of lines': (p) => p.lineFigures({ design: rails, open: ['b1'] }, assumptions),
  'a bill': (p) => p.bill(rails, assumptions),
  'a solve by hash': (p) => p.solve(asked(rails, hashed, 'all-to-all')),
  'a solve by spray': (p) => p.solve(asked(rails, spray, 'permutation')),
  'a solve by detours': (p) => p.solve(asked(dragonfly, valiant, 'permutation')),
  'a solve with a failure': (p) => p.solve({ ...asked(random, spray, 'all-to-all'), failed: ['b1/rack0/router0:2'] }),
  'the optimum': (p) => p.optimum(asked(random, spray, 'permutation'), 0.01),
  bounds: (p) => p.bounds(asked(random, spray, 'all-to-all')),
  'a collective': (p) =>
    p.collective({ design: rails, routing: spray, failed: [], op: 'all-reduce', size_B: 1e9, algorithm: 'auto' }),
  jobs: (p) => p.jobs({ design: rails, routing: hashed, failed: [], jobs: [job] }),
  'single failures': (p) => p.failures({ ...asked(rails, spray, 'all-to-all'), ask: { kind: 'single' } }),
  'sampled failures': (p) =>
    p.failures({ ...asked(random, spray, 'all-to-all'), ask: { kind: 'sample', samples: 3, seed: 1, cables: 2 } }),
  'a comparison': (p) =>
    p.compare({ ...emptyStudy(), designs: [rails, { ...random, id: 'd2' }] }, [{ pattern: 'all-to-all' }]),
  media: (p) => p.media(rails, assumptions, spray),
};

function stepsOf(work: Work<unknown>): Steps<unknown> {
  if (!isSteps(work)) throw new Error('the call has no steps');
  return work as Steps<unknown>;
}

/** What each step was about; the last, that it is done. */
function phasesOf(steps: Steps<unknown>): string[] {
  const phases: string[] = [];
  for (let step = steps.next(); !step.done; step = steps.next()) phases.push(step.value.phase);
  return phases;
}

/** Takes so many steps and stops. */
function stopAfter(steps: Steps<unknown>, count: number): void {
  for (let k = 0; k < count; k++) if (steps.next().done) throw new Error(`the call was done before step ${count}`);
  expect(steps.return(undefined).done).toBe(true);
}

/** Before the first step and after the last, and the first and the last time that one phase goes over into another or goes on. */
function momentsIn(phases: readonly string[]): number[] {
  const first = new Map<string, number>();
  const last = new Map<string, number>();
  phases.forEach((phase, k) => {
    const change = `${phases[k - 1] ?? ''} ${phase}`;
    if (!first.has(change)) first.set(change, k + 1);
    last.set(change, k + 1);
  });
  return [...new Set([0, ...first.values(), ...last.values(), phases.length])].toSorted((a, b) => a - b);
}

/** An answer without how long it took. */
function timeless(answer: unknown): unknown {
  return JSON.parse(
    JSON.stringify(answer, (key, value: unknown) => {
      if (key === 'time_ms') return undefined;
      return ArrayBuffer.isView(value) ? [...(value as Float64Array)] : value;
    }),
  );
}

describe('a call that is stopped', () => {
  it.each(Object.entries(calls))('leaves the next answer right, whatever it was at: %s', (_, call) => {
    const untouched = timeless(finish(stepsOf(call(createPipeline()))));
    const phases = phasesOf(stepsOf(call(createPipeline())));
    expect(phases.length).toBeGreaterThan(0);
    const pipeline = createPipeline();
    for (const moment of momentsIn(phases)) {
      const fresh = createPipeline();
      stopAfter(stepsOf(call(fresh)), moment);
      expect(timeless(finish(stepsOf(call(fresh))))).toEqual(untouched);
    }
    // On an engine that keeps what it has answered: stopped half way, then asked twice.
    const steps = stepsOf(call(pipeline));
    stopAfter(steps, Math.floor(phases.length / 2));
    expect(timeless(finish(stepsOf(call(pipeline))))).toEqual(untouched);
    expect(timeless(finish(stepsOf(call(pipeline))))).toEqual(untouched);
  });

  it('leaves the making of a design to others that wait for it', () => {
    const pipeline = createPipeline();
    const untouched = timeless(finish(stepsOf(createPipeline().facts(rails))));
    const [one, other] = [stepsOf(pipeline.facts(rails)), stepsOf(pipeline.scene({ design: rails, open: ['b1'] }))];
    one.next();
    other.next();
    one.return(undefined);
    finish(other);
    expect(timeless(finish(stepsOf(pipeline.facts(rails))))).toEqual(untouched);
  });

  it('lets two pictures of one design be drawn in turns', () => {
    const untouched = timeless(finish(stepsOf(createPipeline().scene({ design: rails, open: ['b1'] }))));
    const pipeline = createPipeline();
    const pictures = [0, 1].map(() => stepsOf(pipeline.scene({ design: rails, open: ['b1'] })));
    const answers: unknown[] = [];
    while (answers.length < 2) {
      for (const picture of pictures) {
        const step = picture.next();
        if (step.done === true && step.value !== undefined) answers.push(timeless(step.value));
      }
    }
    expect(answers).toEqual([untouched, untouched]);
  });

  it('holds no buffers of the work that was given up', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const held = (): number => {
      // Buffers are given back by a thread beside, which the next collection waits for.
      collect();
      collect();
      return process.memoryUsage().arrayBuffers;
    };
    const pipeline = createPipeline();
    const parameters = { acceleratorsPerServer: 1, nicsPerServer: 1, scaleUp: 'none', switchPorts: 8 };
    const solve = (seed: number): Steps<unknown> => {
      const design = designOf('fat-tree', parameters);
      const traffic = { pattern: 'all-to-all' } as const;
      const routing: RoutingChoice = { policy: 'ecmp-hash', seed, subflows: 1, handOver: false };
      return stepsOf(pipeline.solve({ design, workload: { ...defaultWorkload, traffic, routing }, failed: [] }));
    };
    // The design itself is kept; the flows of a solve are 16,256, with their routes and rates some 2 MB.
    const phases = phasesOf(solve(0));
    const filling = phases.lastIndexOf('certificate');
    expect(filling).toBeGreaterThan(0);
    const before = held();
    for (let seed = 1; seed <= 30; seed++) stopAfter(solve(seed), Math.min(filling, 5 + (seed % filling)));
    const oneSolve = 16_256 * 8;
    expect(held() - before).toBeLessThan(oneSolve);
  });
});
