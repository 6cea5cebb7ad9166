/**
 * What a person has hidden: roles, rails, planes, separate fabrics.
 *
 * A link is hidden with its fabric or with either end; a switch is hidden with its fabric when it has links and all of them are hidden; a server
 * when all that it holds is hidden. Cost: O(nodes + links), only when something is hidden.
 */
import { inSlices, type Steps } from '@weft/solver';
import type { Topology } from '@weft/topology';
import { drawnRoles, switchRoles } from './roles.ts';
import type { DrawnRole } from './scene.ts';

export interface SceneFilter {
  readonly roles: readonly DrawnRole[];
  readonly rails: readonly number[];
  readonly planes: readonly number[];
  readonly fabrics: readonly string[];
}

export const nothingHidden: SceneFilter = { roles: [], rails: [], planes: [], fabrics: [] };

/** Marks of what is hidden; null when nothing is. */
export interface Hidden {
  readonly node: Uint8Array;
  readonly link: Uint8Array;
  /** Device groups whose role is hidden. */
  readonly group: Uint8Array;
}

/** What pauses are told to be for. */
const phase = 'picture';
/** Nodes or links looked at between two pauses: about half a millisecond. */
const slice = 50_000;

/** Marks the hidden nodes and links of a topology; null when the filter hides nothing. */
export function* hiddenSteps(
  topology: Topology,
  filter: SceneFilter,
  deviceRole: Int8Array,
  outerDevice: Int32Array,
): Steps<Hidden | null> {
  const { roles, rails, planes, fabrics } = filter;
  if (roles.length + rails.length + planes.length + fabrics.length === 0) return null;
  const { nodeCount, linkCount, nodeClass, nodeGroup, nodeRail, nodePlane, linkA, linkB, linkClass } = topology;
  const roleSet = new Set(roles);
  const railSet = new Set(rails);
  const planeSet = new Set(planes);
  const fabricSet = new Set(fabrics);
  const classHidden = topology.nodeClasses.map((c) => roleSet.has(c.role));
  const fabricHidden = topology.linkClasses.map((c) => fabricSet.has(c.fabric));

  const group = new Uint8Array(topology.groupCount);
  for (let g = 0; g < topology.groupCount; g++) {
    const outer = outerDevice[g]!;
    if (outer >= 0 && roleSet.has(drawnRoles[deviceRole[outer]!]!)) group[g] = 1;
  }

  const node = new Uint8Array(nodeCount);
  yield* inSlices(nodeCount, slice, phase, (from, to) => {
    for (let v = from; v < to; v++) {
      if (group[nodeGroup[v]!]) node[v] = 1;
      if (classHidden[nodeClass[v]!] || railSet.has(nodeRail[v]!) || planeSet.has(nodePlane[v]!)) node[v] = 1;
    }
  });
  if (fabricSet.size > 0) yield* hideSwitchesOf(topology, fabricHidden, node);

  const link = new Uint8Array(linkCount);
  yield* inSlices(linkCount, slice, phase, (from, to) => {
    for (let e = from; e < to; e++) {
      if (fabricHidden[linkClass[e]!] || node[linkA[e]!] || node[linkB[e]!]) link[e] = 1;
    }
  });
  return { node, link, group };
}

/** Hides the switches that have links, all of them of hidden fabrics. */
function* hideSwitchesOf(topology: Topology, fabricHidden: readonly boolean[], hidden: Uint8Array): Steps<void> {
  const linked = new Uint8Array(topology.nodeCount);
  const kept = new Uint8Array(topology.nodeCount);
  yield* inSlices(topology.linkCount, slice, phase, (from, to) => {
    for (let e = from; e < to; e++) {
      const mark = fabricHidden[topology.linkClass[e]!] ? linked : kept;
      mark[topology.linkA[e]!] = 1;
      mark[topology.linkB[e]!] = 1;
    }
  });
  const isSwitch = topology.nodeClasses.map((c) => switchRoles.has(c.role));
  for (let v = 0; v < topology.nodeCount; v++) {
    if (linked[v] && !kept[v] && isSwitch[topology.nodeClass[v]!]) hidden[v] = 1;
  }
}
