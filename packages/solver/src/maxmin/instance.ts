/**
 * The max-min problem as arrays: which flow crosses which link, and how much of each link a unit of the flow takes.
 *
 * A *link* here is anything with a capacity (an arc, or a class of arcs). Flow f crosses the links at `offset[f] ... offset[f + 1]` of
 * `link`; a link may stand there twice, and then counts twice. Capacities and rates in one unit, whichever the caller keeps.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import { isMagnitude, shown } from '../magnitude.ts';

export interface Instance {
  readonly capacity: Float64Array;
  /** Flows + 1 entries, ascending. */
  readonly offset: Int32Array;
  readonly link: Int32Array;
  /** Parallel to `link`: the part of the flow that takes this link; null means all of it, everywhere. */
  readonly share: Float64Array | null;
  /** Per flow: its claim relative to others; null means 1 for all. */
  readonly weight: Float64Array | null;
  /** Per flow: the rate it never exceeds, Infinity for none; null means no flow has one. */
  readonly cap: Float64Array | null;
}

/** Bottleneck of a flow that its own cap limits. */
export const limitedByCap = -1;
/** Bottleneck of a flow without a path. The kernel never gives it: whoever makes the routes does. */
export const withoutPath = -2;
/** Bottleneck of a flow that needs no link: its rate is unlimited. */
export const withoutLink = -3;

/** How many flows an instance may list: 63 bytes each at six hops, a quarter of a gigabyte together. */
export const explicitFlowLimit = 4_000_000;
/** How many flow-link incidences may be listed, at 8 bytes each. */
export const incidenceLimit = 48_000_000;
/** The same for rows that take parts of links, at 16 bytes each. */
export const sharedIncidenceLimit = 24_000_000;
export const linkLimit = 16_000_000;

export type InstanceFault = 'shape' | 'capacity' | 'weight' | 'cap' | 'link' | 'size';

/**
 * Reads `{"capacity": [...], "flows": [{"weight": 1, "cap": null, "links": [...]}]}`. Sizes are checked before anything is
 * allocated; a fault names the element. A link of capacity 0 has failed: its flows have the rate 0.
 */
export function checkInstance(input: unknown): Outcome<Instance, InstanceFault> {
  if (!isRecord(input)) {
    return failed(
      'shape',
      'instance',
      say`The instance is not an object; expected {"capacity": [...], "flows": [...]}.`,
    );
  }
  const { capacity, flows } = input;
  if (!Array.isArray(capacity)) {
    return failed(
      'shape',
      'capacity',
      say`There is no list of capacities; expected an array of numbers of at least 0.`,
    );
  }
  if (!Array.isArray(flows)) {
    return failed('shape', 'flows', say`There is no list of flows; expected an array of {"links": [...]}.`);
  }
  if (capacity.length > linkLimit) {
    return failed('size', 'capacity', say`There are ${capacity.length} links; at most ${linkLimit} fit.`);
  }
  if (flows.length > explicitFlowLimit) {
    return failed('size', 'flows', say`There are ${flows.length} flows; at most ${explicitFlowLimit} fit.`);
  }
  for (let l = 0; l < capacity.length; l++) {
    const c: unknown = capacity[l];
    if (c !== 0 && !isMagnitude(c)) {
      const found = say`Link ${l} has capacity ${shown(c)}; expected 0 or a number from 1e-100 to 1e100.`;
      return failed('capacity', `capacity[${l}]`, found);
    }
  }
  const counted = countEntries(flows, capacity.length);
  if (!counted.ok) return counted;
  return done(instanceFrom(capacity as number[], flows as CheckedFlow[], counted.value));
}

interface CheckedFlow {
  readonly weight?: number | null;
  readonly cap?: number | null;
  readonly links: readonly number[];
}

function countEntries(flows: readonly unknown[], links: number): Outcome<number, InstanceFault> {
  let entries = 0;
  for (let f = 0; f < flows.length; f++) {
    const flow = flows[f];
    if (!isRecord(flow) || !Array.isArray(flow['links'])) {
      return failed('shape', `flows[${f}]`, say`Flow ${f} has no list of links; expected {"links": [...]}.`);
    }
    const { weight, cap } = flow;
    if (weight !== undefined && weight !== null && !isMagnitude(weight)) {
      const found = say`Flow ${f} has weight ${shown(weight)}; expected a number from 1e-100 to 1e100.`;
      return failed('weight', `flows[${f}].weight`, found);
    }
    if (cap !== undefined && cap !== null && cap !== 0 && !isMagnitude(cap)) {
      const found = say`Flow ${f} has cap ${shown(cap)}; expected 0, a number from 1e-100 to 1e100, or null.`;
      return failed('cap', `flows[${f}].cap`, found);
    }
    const list = flow['links'] as readonly unknown[];
    entries += list.length;
    if (entries > incidenceLimit) {
      const found = say`The flows up to this one cross more than ${incidenceLimit} links together; that many do not fit.`;
      return failed('size', `flows[${f}]`, found);
    }
    for (let i = 0; i < list.length; i++) {
      const l = list[i];
      if (typeof l !== 'number' || !Number.isInteger(l) || l < 0 || l >= links) {
        const expected = links === 0 ? say`there are no links` : say`expected a whole number from 0 to ${links - 1}`;
        return failed('link', `flows[${f}].links[${i}]`, say`Flow ${f} crosses link ${shown(l)}; ${expected}.`);
      }
    }
  }
  return done(entries);
}

function instanceFrom(capacity: readonly number[], flows: readonly CheckedFlow[], entries: number): Instance {
  const offset = new Int32Array(flows.length + 1);
  const link = new Int32Array(entries);
  let weighted = false;
  let capped = false;
  let at = 0;
  flows.forEach((flow, f) => {
    for (const l of flow.links) link[at++] = l;
    offset[f + 1] = at;
    weighted ||= (flow.weight ?? 1) !== 1;
    capped ||= (flow.cap ?? Infinity) !== Infinity;
  });
  return {
    capacity: Float64Array.from(capacity),
    offset,
    link,
    share: null,
    weight: weighted ? Float64Array.from(flows, (flow) => flow.weight ?? 1) : null,
    cap: capped ? Float64Array.from(flows, (flow) => flow.cap ?? Infinity) : null,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
