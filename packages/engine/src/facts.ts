/**
 * What the panels show of a design before anything is solved: counts, in all and per block, and cables.
 *
 * Cost: O(nodes + links + groups). A *cable* joins two devices; a link inside one device is none, nor a lane of
 * a host's board wherever it is drawn.
 */
import {
  countSteps,
  groupClassOf,
  linkClassOf,
  nodeRoles,
  type Counts,
  type NodeRole,
  type Topology,
} from '@weft/topology';
import type { Design } from '@weft/model';
import { finish, inSlices, type Progress, type Steps } from '@weft/solver';
import type { DesignFacts } from './api.ts';
import { asSteps, type Compiled } from './compiled.ts';

/** A compiled design in figures; counted once. */
export function factsOf(design: Design, compiled: Compiled): DesignFacts {
  return finish(factSteps(design, compiled));
}

/** The same with pauses. */
export function* factSteps(design: Design, compiled: Compiled): Steps<DesignFacts> {
  let facts = counted.get(compiled);
  if (facts === undefined) counted.set(compiled, (facts = yield* count(compiled)));
  return { designId: design.id, ...facts };
}

const counted = new WeakMap<Compiled, Omit<DesignFacts, 'designId'>>();

function* count(compiled: Compiled): Steps<Omit<DesignFacts, 'designId'>> {
  yield* compiled.findingSteps();
  const { topology, findings, groupOfBlock, time_ms } = compiled;
  yield counting;
  const counts = yield* asSteps(countSteps(topology), 'design');
  yield counting;
  const cables = yield* cableSteps(topology);
  yield counting;
  const blocks = yield* countsPerBlock(topology, groupOfBlock);
  return { counts, nodes: topology.nodeCount, links: topology.linkCount, cables, findings, blocks, time_ms };
}

/** How many links are cables. */
export function cablesOf(topology: Topology): number {
  return finish(cableSteps(topology));
}

const counting: Progress = { phase: 'design', fraction: 1 };

/** Links looked at between two pauses. */
const slice = 40_000;

function* cableSteps(topology: Topology): Steps<number> {
  const device = deviceOfGroups(topology);
  let cables = 0;
  yield* inSlices(topology.linkCount, slice, counting.phase, (from, to) => {
    for (let e = from; e < to; e++) if (isCable(topology, device, e)) cables++;
  });
  return cables;
}

/** Whether a link is a cable: it joins two devices and is no lane on a board. `device` as `deviceOfGroups` gives it. */
export function isCable(topology: Topology, device: Int32Array, link: number): boolean {
  if (linkClassOf(topology, link).fabric === 'host') return false;
  const a = device[topology.nodeGroup[topology.linkA[link]!]!]!;
  const b = device[topology.nodeGroup[topology.linkB[link]!]!]!;
  return a !== b || a < 0;
}

/** Per group: the innermost device group that it is or stands in, -1 for none. */
export function deviceOfGroups(topology: Topology): Int32Array {
  const device = new Int32Array(topology.groupCount).fill(-1);
  for (let g = 0; g < topology.groupCount; g++) {
    if (groupClassOf(topology, g).device) device[g] = g;
    else if (g > 0) device[g] = device[topology.groupParent[g]!]!;
  }
  return device;
}

/** Counts of what stands in each block's group, by the block's id; links count where both ends do. */
function* countsPerBlock(
  topology: Topology,
  groupOfBlock: ReadonlyMap<string, number>,
): Steps<Readonly<Record<string, Counts>>> {
  const { groupCount, nodeCount, linkCount, nodeGroup, groupParent, nodeClass, linkClass } = topology;
  if (groupOfBlock.size === 0) return {};
  const tops = [...groupOfBlock.values()];
  const top = new Int32Array(groupCount).fill(-1);
  tops.forEach((group, at) => (top[group] = at));
  for (let g = 1; g < groupCount; g++) if (top[g]! < 0) top[g] = top[groupParent[g]!]!;

  const nodes = tops.map(() => new Int32Array(topology.nodeClasses.length));
  const links = tops.map(() => new Int32Array(topology.linkClasses.length));
  const holdsAccelerator = new Uint8Array(groupCount);
  const isAccelerator = topology.nodeClasses.map((c) => c.role === 'accelerator');
  yield* inSlices(nodeCount, slice, counting.phase, (from, to) => {
    for (let v = from; v < to; v++) {
      const at = top[nodeGroup[v]!]!;
      if (at >= 0) nodes[at]![nodeClass[v]!]!++;
      if (isAccelerator[nodeClass[v]!]) holdsAccelerator[nodeGroup[v]!] = 1;
    }
  });
  yield* inSlices(linkCount, slice, counting.phase, (from, to) => {
    for (let e = from; e < to; e++) {
      const at = top[nodeGroup[topology.linkA[e]!]!]!;
      if (at >= 0 && at === top[nodeGroup[topology.linkB[e]!]!]!) links[at]![linkClass[e]!]!++;
    }
  });
  const servers = new Int32Array(tops.length);
  for (let g = 1; g < groupCount; g++) {
    if (top[g]! >= 0 && holdsAccelerator[g] && groupClassOf(topology, g).device) servers[top[g]!]!++;
  }
  return Object.fromEntries(
    [...groupOfBlock.keys()].map((id, at) => [id, countsFrom(topology, nodes[at]!, links[at]!, servers[at]!)]),
  );
}

function countsFrom(topology: Topology, nodes: Int32Array, links: Int32Array, servers: number): Counts {
  const perRole = new Map<NodeRole, number>(nodeRoles.map((role) => [role, 0]));
  topology.nodeClasses.forEach((c, i) => perRole.set(c.role, perRole.get(c.role)! + nodes[i]!));
  const perKind: Record<string, number> = {};
  topology.linkClasses.forEach((c, i) => {
    if (links[i]! > 0) perKind[c.kind] = (perKind[c.kind] ?? 0) + links[i]!;
  });
  const switches: Partial<Record<NodeRole, number>> = {};
  for (const role of ['leaf', 'spine', 'core', 'router', 'scaleUp'] as const) {
    if (perRole.get(role)! > 0) switches[role] = perRole.get(role)!;
  }
  return {
    accelerators: perRole.get('accelerator')!,
    servers,
    nics: perRole.get('nic')!,
    services: perRole.get('service')!,
    switches,
    links: perKind,
  };
}
