export type { Routing } from './routing.ts';
export { finish, inSlices, type Progress, type Steps } from './steps.ts';
export type { Result, Layer, Certificate } from './result.ts';

export {
  checkInstance,
  explicitFlowLimit,
  incidenceLimit,
  linkLimit,
  limitedByCap,
  withoutPath,
  withoutLink,
  type Instance,
  type InstanceFault,
} from './maxmin/instance.ts';
export { fillMaxMin, fillSteps, warmFilling, type Filled } from './maxmin/fill.ts';
export { certify, certifySteps, certificateTolerance } from './maxmin/certify.ts';

export { solve, type SolveOptions, type SolveFault } from './solve.ts';
export { noFailures, type Failures } from './route/fabric.ts';
export { pathOf, type PathOf } from './route/path.ts';
export { mix, flowHash, hashedChoice } from './route/hash.ts';
export { checkConcurrent, concurrentLimits, type Concurrent, type ConcurrentFault } from './mcf/problem.ts';
export { demandsApart } from './mcf/apart.ts';
export { concurrentFlow, type Interval } from './mcf/concurrent.ts';
export { optimum, type Optimum, type OptimumOptions } from './mcf/optimum.ts';
export { alikeUnder, type Alike } from './sym/alike.ts';

export { IncrementalFilling, type ChangeSet } from './maxmin/incremental.ts';
export { simulate, type Simulation, type Timeline } from './sim/simulate.ts';
export { simulateFlows, type TimedFlows, type FlowTimeline } from './sim/flows.ts';
export type { CarriedBytes } from './sim/flows.ts';
export { simulateJobs, type JobsTimeline, type JobTimes, type StepTimes, type JobFault } from './sim/jobs.ts';
export { flowsOfJobs, type Job, type JobStep, type JobFlows, type Waiting } from './sim/job-flows.ts';

export { worstFailures, type WorstFailures, type WorstOptions, type SingleFailure } from './sweep/worst.ts';
export { sampleFailures, type SampledFailures, type SampleOptions, type FailureSample } from './sweep/sample.ts';
export type { Left } from './sweep/scenario.ts';
export { boundsOf, tubOf, type Bounds, type BoundsOptions } from './bounds/bounds.ts';
export type { Bisection } from './bounds/cut.ts';
export type { Reach } from './bounds/reach.ts';
export { volumeBound, type Tub } from './bounds/volume.ts';
export {
  concurrentWithin,
  exactConcurrent,
  exactConcurrentSteps,
  exactOptimum,
  exactOptimumSteps,
  type ExactOptions,
} from './mcf/exact.ts';
export { loadHighs, type LinearSolver } from './mcf/program.ts';
