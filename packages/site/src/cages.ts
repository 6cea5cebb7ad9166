/**
 * Which cage of a device each cable end sits in, and how many links share it.
 *
 * A cage of 800 Gb/s takes two links of 400 Gb/s: one twin-port module, or one head of a splitter cable. Links fill cages by their port
 * number; where the rate changes along the ports, a new cage starts. A device whose part is not known has a cage for each link. Rates in Gb/s.
 * O(links log ports).
 */
import { say } from '@weft/units';
import { cageCount, cage_Gbps, cageShape, isCoPackaged, type Part } from '@weft/catalogue';
import type { Finding } from '@weft/model';
import { nodeId, type NodeClass, type Topology } from '@weft/topology';
import type { Figures } from './figures.ts';
import type { Runs } from './runs.ts';
import { few, inSlices, many, type Pauses } from './pauses.ts';

export interface Cages {
  readonly count: number;
  /** Per link: the cage of either end, -1 for a link without a cable. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** Per cage: its node, how many links of its rate fit, and how many there are. */
  readonly node: Int32Array;
  readonly slots: Uint16Array;
  readonly links: Uint16Array;
  /** Per cage: the rate of a module that fills it. */
  readonly module_Gbps: Float64Array;
  readonly findings: readonly Finding[];
}

/** What a node class says about its cages. */
export interface CageClass {
  readonly part: Part | null;
  readonly cage_Gbps: number | null;
  readonly cages: number | null;
  readonly shape: string | null;
  readonly coPackaged: boolean;
}

/** The cages of a kind of node; a part that is unknown or has none says nothing. */
export function cageClassOf(nodeClass: NodeClass, figures: Figures): CageClass {
  const { role, part: id } = nodeClass;
  const part =
    role === 'nic'
      ? figures.part('nic', id)
      : role === 'accelerator' || role === 'service'
        ? undefined
        : figures.part('switch', id);
  if (!part) return { part: null, cage_Gbps: null, cages: null, shape: null, coPackaged: false };
  return {
    part,
    cage_Gbps: cage_Gbps(part),
    cages: cageCount(part),
    shape: cageShape(part),
    coPackaged: isCoPackaged(part),
  };
}

/** Sorts the ends of all cables into cages, with pauses. */
export function* cageSteps(topology: Topology, runs: Runs, figures: Figures): Pauses<Cages> {
  const { linkCount, nodeCount } = topology;
  const classes = topology.nodeClasses.map((nodeClass) => cageClassOf(nodeClass, figures));
  const { offset, end } = yield* endsByPort(topology, runs);
  const a = new Int32Array(linkCount).fill(-1);
  const b = new Int32Array(linkCount).fill(-1);
  const most = end.length;
  const node = new Int32Array(most);
  const slots = new Uint16Array(most);
  const links = new Uint16Array(most);
  const module_Gbps = new Float64Array(most);
  const findings: Finding[] = [];
  const slow: number[] = [];
  const crowded: number[] = [];
  let count = 0;
  yield* inSlices(nodeCount, few, (from, to) => {
    for (let v = from; v < to; v++) {
      const own = classes[topology.nodeClass[v]!]!;
      const first = count;
      let rate = NaN;
      let origin = 0;
      let place = -1;
      for (let i = offset[v]!; i < offset[v + 1]!; i++) {
        const link = end[i]! >> 1;
        const isB = (end[i]! & 1) === 1;
        const link_Gbps = topology.linkCapacity_Gbps[link]!;
        const port = (isB ? topology.linkPortB : topology.linkPortA)[link]!;
        if (own.cage_Gbps !== null && link_Gbps > own.cage_Gbps * (1 + 1e-9)) slow.push(v);
        const fit = own.cage_Gbps === null ? 1 : Math.max(1, Math.floor(own.cage_Gbps / link_Gbps + 1e-9));
        if (link_Gbps !== rate) {
          rate = link_Gbps;
          origin = port - (port % fit);
          place = -1;
        }
        const at = Math.floor((port - origin) / fit);
        if (at !== place) {
          place = at;
          node[count] = v;
          slots[count] = fit;
          module_Gbps[count] = fit > 1 ? own.cage_Gbps! : link_Gbps;
          count++;
        }
        links[count - 1]!++;
        (isB ? b : a)[link] = count - 1;
      }
      if (own.cages !== null && count - first > own.cages) crowded.push(v);
    }
  });
  report(findings, topology, slow, 'port-too-slow', (v) => {
    const { part, cage_Gbps: rate } = classes[topology.nodeClass[v]!]!;
    return say`A link of ${nodeId(topology, v)} is faster than the ${rate!} Gb/s of a cage of ${part!.name}.`;
  });
  report(findings, topology, crowded, 'too-many-cages', (v) => {
    const { part, cages } = classes[topology.nodeClass[v]!]!;
    return say`The cables of ${nodeId(topology, v)} need more than the ${cages!} cages of ${part!.name}.`;
  });
  return {
    count,
    a,
    b,
    findings,
    node: node.subarray(0, count),
    slots: slots.subarray(0, count),
    links: links.subarray(0, count),
    module_Gbps: module_Gbps.subarray(0, count),
  };
}

/** Cable ends of each node by ascending port: `2 link`, plus 1 at the link's second end. */
function* endsByPort(topology: Topology, runs: Runs): Pauses<{ offset: Int32Array; end: Int32Array }> {
  const { nodeCount, linkCount, linkA, linkB, linkPortA, linkPortB } = topology;
  const offset = new Int32Array(nodeCount + 1);
  yield* inSlices(linkCount, many, (from, to) => {
    for (let e = from; e < to; e++) {
      if (Number.isNaN(runs.length_m[e]!)) continue;
      offset[linkA[e]! + 1]!++;
      offset[linkB[e]! + 1]!++;
    }
  });
  for (let v = 0; v < nodeCount; v++) offset[v + 1]! += offset[v]!;
  const end = new Int32Array(offset[nodeCount]!);
  const next = offset.slice(0, nodeCount);
  yield* inSlices(linkCount, many, (from, to) => {
    for (let e = from; e < to; e++) {
      if (Number.isNaN(runs.length_m[e]!)) continue;
      end[next[linkA[e]!]!++] = 2 * e;
      end[next[linkB[e]!]!++] = 2 * e + 1;
    }
  });
  const portOf = (at: number): number => (at & 1 ? linkPortB : linkPortA)[at >> 1]!;
  yield* inSlices(nodeCount, few, (from, to) => {
    for (let v = from; v < to; v++) {
      const own = end.subarray(offset[v]!, offset[v + 1]!);
      let sorted = true;
      for (let i = 1; i < own.length && sorted; i++) sorted = portOf(own[i - 1]!) <= portOf(own[i]!);
      if (!sorted) own.set(Int32Array.from(own).toSorted((x, y) => portOf(x) - portOf(y) || x - y));
    }
  });
  return { offset, end };
}

const named = 20;

function report(
  findings: Finding[],
  topology: Topology,
  nodes: readonly number[],
  code: string,
  sentence: (node: number) => string,
): void {
  const distinct = [...new Set(nodes)];
  for (const v of distinct.slice(0, named)) {
    findings.push({ code, severity: 'error', targets: [nodeId(topology, v)], message: sentence(v) });
  }
  if (distinct.length > named) {
    findings.push({
      code,
      severity: 'error',
      targets: [],
      message: say`The same holds for ${distinct.length - named} more devices.`,
    });
  }
}
