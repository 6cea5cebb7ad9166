/**
 * The pipeline: what the engine does, as plain code that runs in a worker, in Node and in tests alike.
 *
 *   design ► topology ► facts                      compiled.ts, facts.ts
 *   workload ► flows ► result                      solved.ts
 *   workload ► flows ► what no routing exceeds     optimum.ts
 *   topology ► hops, bisection, bounds             bounds.ts
 *   collective ► flows ► its time                  collective.ts
 *   jobs ► flows in time ► when each finishes      jobs.ts
 *   topology, open groups, result ► scene, loads   drawn.ts
 *   scene, result ► explanation                    explain.ts
 *   topology, words ► parts                        find.ts
 *   topology, window ► rows of a table             table.ts
 *   study ► comparison                             compare.ts
 *   what fails ► what is left                      failing.ts
 *   bytes ► study or design                        @weft/codecs
 *   block ► plain records                          dissolve.ts
 *   topology, prices ► bill, cost, openness        site.ts
 *   topology, prices ► media, hall, latency        site-*.ts
 *
 * Short work answers at once; long work is Steps, so that its driver can pause, report and stop.
 */
import { done, valueOf, type Outcome } from '@weft/units';
import type { Assumptions, Design } from '@weft/model';
import { warmFilling, type Steps } from '@weft/solver';
import { exportSteps, readFileSteps } from '@weft/codecs';
import { sizesFor } from '@weft/generators';
import { drawingOf, layerSteps } from '@weft/scene';
import type { Engine, SceneRequest } from './api.ts';
import { boundsFactsOf } from './bounds.ts';
import { collectiveFactsOf } from './collective.ts';
import { comparisonOf } from './compare.ts';
import { asSteps, Compiler, type Compiled } from './compiled.ts';
import { dissolvedBlock } from './dissolve.ts';
import { drawn, drawnScene, drawnSteps, type Drawn } from './drawn.ts';
import { explained } from './explain.ts';
import { factsOf, factSteps } from './facts.ts';
import { findSteps } from './find.ts';
import { failureFactsOf } from './failing.ts';
import { solveFactsSteps } from './figures.ts';
import { generateStudy, isSoonMade, previewCounts, recipeSpecs } from './generate.ts';
import { jobsFactsOf } from './jobs.ts';
import { exactOptimumFactsOf, optimumFactsOf } from './optimum.ts';
import { lineFiguresSteps } from './line-figures.ts';
import { lineJobsOf } from './line-jobs.ts';
import { located } from './locate.ts';
import { listSteps, plannedSteps, siteFactsSteps, siteFindingSteps } from './site.ts';
import { deviceIn } from './site-device.ts';
import { floorFactsOf, rackFactsOf } from './site-floor.ts';
import { latencyFactsOf } from './site-latency.ts';
import { mediaFactsOf } from './site-media.ts';
import { protocolsOf } from './site-protocols.ts';
import { Solver } from './solved.ts';
import { tableSteps } from './table.ts';
import type { Work } from './work.ts';

type WithoutProgress<A extends readonly unknown[]> = A extends readonly [...infer Rest, infer Last]
  ? Last extends (...args: never[]) => unknown
    ? Rest
    : A
  : A;

export type Pipeline = {
  readonly [M in keyof Engine]: (
    ...args: WithoutProgress<Parameters<Engine[M]>>
  ) => Work<Awaited<ReturnType<Engine[M]>>>;
} & {
  /** Runs the kernels, first on something small, then on something larger; says after each step when the next may come. */
  readonly warmUp: () => Iterable<'soon' | 'at rest'>;
};

/**
 * Servers of the designs that are compiled to warm up, one after the other. Code is made fast by an engine once its loops have run some ten thousand
 * times; the largest of these have about 15,000 parts. They grow, so that no step takes long and an edit that comes meanwhile does not wait for one.
 */
const warmUpServers = [32, 64, 128, 256, 255, 254, 253, 252];

/** A pipeline with caches of its own. */
export function createPipeline(): Pipeline {
  const compiler = new Compiler();
  const solver = new Solver(compiler);

  /** Makes the design with pauses, then does what is asked of it: by then it is found made. */
  function* of<T>(design: Design, work: (compiled: Compiled) => T): Steps<T> {
    return work(yield* compiler.compileSteps(design));
  }

  /** The same once the site is planned, with pauses. */
  function* planned<T>(
    design: Design,
    assumptions: Assumptions,
    work: (compiled: Compiled) => Outcome<T>,
  ): Steps<Outcome<T>> {
    const compiled = yield* compiler.compileSteps(design);
    const plan = yield* plannedSteps(compiled, assumptions);
    return plan.ok ? work(compiled) : plan;
  }

  /** Draws the design with pauses, then does what is asked of the picture. */
  function* picture<T>(request: SceneRequest, work: (drawing: Drawn) => T): Steps<T> {
    return work(yield* drawnSteps(request, compiler, solver));
  }

  return {
    recipes: recipeSpecs,
    preview: previewCounts,
    sizes: sizesFor,
    *facts(design) {
      return done(yield* factSteps(design, yield* compiler.compileSteps(design)));
    },
    *solve(request) {
      const solved = yield* solver.solve(request);
      if (!solved.ok) return solved;
      return done(yield* solveFactsSteps(request.design.id, solved.value));
    },
    scene: (request) => picture(request, (drawing) => done(drawnScene(drawing))),
    *prepare(request, block) {
      if (isSoonMade(request.design.blocks[block])) yield* picture(request, () => undefined);
    },
    *lineFigures(request, assumptions) {
      return yield* lineFiguresSteps(yield* drawnSteps(request, compiler, solver), assumptions);
    },
    lineJobs: (request, carried) => picture(request, (drawing) => lineJobsOf(drawing, carried)),
    *layers(design) {
      return done(yield* layerSteps((yield* compiler.compileSteps(design)).topology));
    },
    *find(design, text, most) {
      return done(yield* findSteps((yield* compiler.compileSteps(design)).topology, text, most));
    },
    *table(request) {
      const compiled = yield* compiler.compileSteps(request.design);
      return done(yield* tableSteps(request, compiled, solver.last(request.design.id, compiled)));
    },
    optimum: (request, gap) => optimumFactsOf(request, gap, compiler),
    exactOptimum: (request) => exactOptimumFactsOf(request, compiler),
    bounds: (request) => boundsFactsOf(request, compiler),
    locate: (request, ids) => picture(request, (drawing) => done(located(drawing, ids))),
    collective: (request) => collectiveFactsOf(request, compiler),
    jobs: (request) => jobsFactsOf(request, compiler),
    failures: (request) => failureFactsOf(request, compiler),
    explain: (request) => picture(request, (drawing) => explained(drawing, request.target)),
    compare: (study, traffic) => comparisonOf(study, traffic, compiler, solver),
    async read(name, bytes) {
      return asSteps(await readFileSteps(name, bytes), 'read');
    },
    *export(design, format) {
      const { topology } = yield* compiler.compileSteps(design);
      return yield* asSteps(exportSteps(format, topology, design.name), 'export');
    },
    *bill(design, assumptions) {
      return yield* siteFactsSteps(design.id, yield* compiler.compileSteps(design), assumptions);
    },
    *list(design, assumptions, list) {
      return yield* listSteps(yield* compiler.compileSteps(design), assumptions, list);
    },
    *media(design, assumptions, routing) {
      const compiled = yield* compiler.compileSteps(design);
      return yield* mediaFactsOf(design.id, compiled, assumptions, routing);
    },
    floor: (design, assumptions) =>
      planned(design, assumptions, (compiled) => floorFactsOf(design.id, compiled, assumptions)),
    *siteFindings(design, assumptions) {
      return yield* siteFindingSteps(yield* compiler.compileSteps(design), assumptions);
    },
    rack: (design, assumptions, rack) =>
      planned(design, assumptions, (compiled) => rackFactsOf(compiled, assumptions, rack)),
    latency: (request) => of(request.design, (compiled) => latencyFactsOf(request, compiled)),
    protocols: (design, assumptions, links) =>
      of(design, (compiled) => protocolsOf(design.id, compiled, assumptions, links)),
    device: deviceIn,
    *dissolve(design, block, limit) {
      return yield* dissolvedBlock(yield* compiler.compileSteps(design), block, limit);
    },
    *warmUp() {
      warmFilling();
      yield 'soon';
      const study = valueOf(generateStudy('leaf-spine', { servers: 8 }));
      // Under an id of its own: the picture of the person's first design must not become that of this one.
      const design = { ...study.designs[0]!, id: 'warm-up' };
      for (const policy of ['spray', 'ecmp-hash'] as const) {
        const routing = { policy, seed: 1, subflows: 1, handOver: true };
        for (const step of solver.solve({ design, workload: { ...study.workload, routing }, failed: [] })) {
          void step;
          yield 'soon';
        }
        drawn({ design, open: ['b1'] }, compiler, solver);
        yield policy === 'spray' ? 'soon' : 'at rest';
      }
      // An edit of a large design must not be the first large one. What is made is forgotten.
      for (const servers of warmUpServers) {
        const [large] = valueOf(generateStudy('leaf-spine', { servers, switchPorts: 128 })).designs;
        const compiled = new Compiler().compile(large!);
        drawingOf(compiled.topology, new Set(['b1']));
        yield 'at rest';
        factsOf(large!, compiled);
        yield 'at rest';
      }
    },
  };
}
