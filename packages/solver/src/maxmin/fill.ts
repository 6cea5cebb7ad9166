/**
 * Max-min fair rates of flows over fixed paths or fixed fractional rows: the one door to the filling kernels.
 *
 * In: an instance (see `instance.ts`). Out: the rate and the bottleneck of each flow. The allocation is the only one in which each flow
 * has a saturated link on which no flow has a higher rate in proportion to its weight, or has reached its cap.
 */
import { finish, type Progress, type Steps } from '../steps.ts';
import { limitedByCap, withoutLink, type Instance } from './instance.ts';
import { kernelSteps } from './kernel.ts';
import { transposeSteps } from './transpose.ts';
import { UnitFilling } from './unit.ts';
import { WeightedFilling } from './weighted.ts';

export interface Filled {
  /** Per flow; Infinity where neither a link nor a cap limits it. */
  readonly rate: Float64Array;
  /** Per flow: the smallest link that limits it, or `limitedByCap`, or `withoutLink`. */
  readonly bottleneck: Int32Array;
  /** How many different levels flows stopped at. */
  readonly levels: number;
}

/** Steps of counted work between two yields: about 1 ms, so that a cancel is heard in time on a busy machine too. */
const usualQuantum = 100_000;

/** Fills without a pause. */
export function fillMaxMin(instance: Instance): Filled {
  return finish(fillSteps(instance));
}

/**
 * Flow-link incidences from which equal flows on whole links go to the WebAssembly kernel, where there is one. Below, the TypeScript kernel
 * takes a few milliseconds, and what is solved over and over (a simulation, changes one by one) stays in one place. Answers are equal to the last bit.
 */
export const kernelEntries = 50_000;

/** Compiles both kernels on a toy instance, some milliseconds: a first answer then does not wait for it. */
export function warmFilling(): void {
  const [links, flows] = [256, 2048];
  const toy: Instance = {
    capacity: Float64Array.from({ length: links }, (_, l) => 1 + (l % 7)),
    offset: Int32Array.from({ length: flows + 1 }, (_, f) => 4 * f),
    link: Int32Array.from({ length: 4 * flows }, (_, i) => (i * i + 31 * (i >> 2)) % links),
    share: null,
    weight: null,
    cap: null,
  };
  finish(kernelSteps(toy, usualQuantum));
  finish(fillInTypeScript(toy));
}

/** Fills in small steps. */
export function* fillSteps(instance: Instance, quantum = usualQuantum): Steps<Filled> {
  if (isUnit(instance) && instance.link.length >= kernelEntries) {
    const filled = yield* kernelSteps(instance, quantum);
    if (filled !== null) return filled;
  }
  return yield* fillInTypeScript(instance, quantum);
}

/** Fills without the WebAssembly kernel. Flows of equal weight on whole links take the exact counting kernel. */
export function* fillInTypeScript(instance: Instance, quantum = usualQuantum): Steps<Filled> {
  const flows = instance.offset.length - 1;
  const rate = new Float64Array(flows);
  const bottleneck = new Int32Array(flows);
  const frozen = new Uint8Array(flows);
  const free = settleFree(instance, rate, bottleneck, frozen);
  yield fillingAt(0);

  const turning = transposeSteps(instance, quantum);
  let turned = turning.next();
  while (!turned.done) {
    yield fillingAt(0);
    turned = turning.next();
  }
  const filling = isUnit(instance)
    ? new UnitFilling(instance, turned.value, rate, bottleneck, frozen)
    : new WeightedFilling(instance, turned.value, rate, bottleneck, frozen);
  yield fillingAt(0);
  while (!filling.run(quantum)) yield fillingAt((filling.frozen - free) / Math.max(1, flows - free));
  return { rate, bottleneck, levels: filling.levels };
}

function isUnit({ share, weight }: Instance): boolean {
  return share === null && weight === null;
}

/** Settles the flows that cross no link; they must not wait for one to saturate. */
function settleFree(instance: Instance, rate: Float64Array, bottleneck: Int32Array, frozen: Uint8Array): number {
  let free = 0;
  for (let f = 0; f < rate.length; f++) {
    if (instance.offset[f + 1]! > instance.offset[f]!) continue;
    const cap = instance.cap === null ? Infinity : instance.cap[f]!;
    rate[f] = cap;
    bottleneck[f] = cap < Infinity ? limitedByCap : withoutLink;
    frozen[f] = 1;
    free++;
  }
  return free;
}

function fillingAt(fraction: number): Progress {
  return { phase: 'filling', fraction };
}
