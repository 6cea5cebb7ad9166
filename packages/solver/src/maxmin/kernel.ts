/**
 * Filling by the WebAssembly kernel (`kernel/fill.c`): what `unit.ts` finds, to the last bit, in a third of the time or less.
 *
 * In: an instance of equal flows that take whole links. Out: rates and bottlenecks, or null where the kernel cannot be had: no WebAssembly
 * or none with vectors, a content security policy that forbids it, no memory, a capacity that is not finite. The caller then takes
 * `unit.ts`, and the answer is the same. Arrays are copied into the module's memory and out of it, a twentieth of the time of a solve.
 */
import type { Steps } from '../steps.ts';
import { capOrder } from './caps.ts';
import type { Instance } from './instance.ts';
import { kernelModule } from './kernel-module.ts';

export interface KernelFilled {
  readonly rate: Float64Array;
  readonly bottleneck: Int32Array;
  readonly levels: number;
}

/** What the module exports; see `kernel/fill.c`. Addresses and sizes in bytes. */
interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  layout(links: number, flows: number, entries: number, capped: number): number;
  place(which: number): number;
  run(quantum: number): number;
  settled(): number;
  levels(): number;
}

/** The order of `place`. */
const [capacityAt, offsetAt, rowAt, capAt, orderAt, rateAt, bottleneckAt] = [0, 1, 2, 3, 4, 5, 6];
const page_B = 65_536;
/** Addresses are taken as signed: what needs more is left to the TypeScript kernel. */
const memoryLimit_B = 2 ** 31 - page_B;
/** Memory of a module only grows. One of up to this much, a million flows or two, is kept for the next solve; a larger one is given back. */
const keptLimit_B = 128 * 2 ** 20;
/** Elements copied between two yields: 2 MB at most. */
const piece = 1 << 18;

/** Fills an instance without weights and shares; null where the kernel cannot be had. */
export function* kernelSteps(instance: Instance, quantum: number): Steps<KernelFilled | null> {
  const kernel = taken();
  if (kernel === null) return null;
  try {
    return yield* fillBy(kernel, instance, quantum);
  } finally {
    if (kernel.memory.buffer.byteLength <= keptLimit_B) spare = kernel;
  }
}

function* fillBy(kernel: Kernel, instance: Instance, quantum: number): Steps<KernelFilled | null> {
  const { capacity, offset, link, cap } = instance;
  const flows = offset.length - 1;
  const order = cap === null ? new Int32Array(0) : capOrder(cap, null);
  const needed_B = kernel.layout(capacity.length, flows, link.length, order.length);
  if (!makeRoom(kernel, needed_B)) return null;
  const buffer = kernel.memory.buffer;
  const whole = (which: number, length: number): Int32Array => new Int32Array(buffer, kernel.place(which), length);
  const real = (which: number, length: number): Float64Array => new Float64Array(buffer, kernel.place(which), length);
  yield* copied(capacity, real(capacityAt, capacity.length), 0);
  yield* copied(offset, whole(offsetAt, offset.length), 0);
  yield* copied(link, whole(rowAt, link.length), 0);
  if (order.length > 0) {
    yield* copied(cap!, real(capAt, flows), 0);
    yield* copied(order, whole(orderAt, order.length), 0);
  }
  for (let said = kernel.run(quantum); said !== 1; said = kernel.run(quantum)) {
    if (said === notFinite) return null;
    if (said === nothingStops) throw new Error(`${flows - kernel.settled()} flows rise but no link can saturate`);
    if (said === overrun) throw new Error('a link is overrun by more than rounding');
    yield { phase: 'filling', fraction: kernel.settled() / Math.max(1, flows) };
  }
  const rate = new Float64Array(flows);
  const bottleneck = new Int32Array(flows);
  yield* copied(real(rateAt, flows), rate, 1);
  yield* copied(whole(bottleneckAt, flows), bottleneck, 1);
  return { rate, bottleneck, levels: kernel.levels() };
}

/** What `run` says besides 1 (done) and 0 (call again). */
const [nothingStops, overrun, notFinite] = [-1, -2, -3];

/** Copies in pieces, so that a cancel is heard between them. */
function* copied<T extends Float64Array | Int32Array>(source: T, target: T, fraction: number): Steps<void> {
  for (let from = 0; from < source.length; from += piece) {
    target.set(source.subarray(from, from + piece), from);
    yield { phase: 'filling', fraction };
  }
}

function makeRoom({ memory }: Kernel, needed_B: number): boolean {
  if (needed_B > memoryLimit_B) return false;
  const more = Math.ceil((needed_B - memory.buffer.byteLength) / page_B);
  try {
    if (more > 0) memory.grow(more);
    return true;
  } catch {
    return false;
  }
}

/** The part of WebAssembly that is needed, for a room without a browser's types. */
interface Assembly {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

/** Compiled when first needed; null where that was refused. */
let compiled: object | null | undefined;
/** A kernel that no solve is using. */
let spare: Kernel | null = null;

function taken(): Kernel | null {
  const kernel = spare;
  spare = null;
  if (kernel !== null) return kernel;
  const assembly = (globalThis as { WebAssembly?: Assembly }).WebAssembly;
  if (assembly === undefined || compiled === null) return null;
  try {
    compiled ??= new assembly.Module(bytesOf(kernelModule));
    return new assembly.Instance(compiled).exports as Kernel;
  } catch {
    compiled ??= null;
    return null;
  }
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
