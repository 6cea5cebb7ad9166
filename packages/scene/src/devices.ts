/**
 * Which groups are drawn as one device, and in which role: a server, or a service when it holds services and no accelerator.
 */
import { inSlices, type Steps } from '@weft/solver';
import { groupClassOf, type Topology } from '@weft/topology';
import { roleCode } from './roles.ts';

/** Nodes looked at between two pauses: about half a millisecond. */
const slice = 100_000;

/** Role code per group, -1 for an ordinary group. O(nodes + groups). */
export function* deviceRoleSteps(topology: Topology): Steps<Int8Array> {
  const { nodeCount, groupCount, groupParent } = topology;
  const accelerators = 1;
  const services = 2;
  const flagOfClass = topology.nodeClasses.map((c) =>
    c.role === 'accelerator' ? accelerators : c.role === 'service' ? services : 0,
  );
  const holds = new Uint8Array(groupCount);
  yield* inSlices(nodeCount, slice, 'picture', (from, to) => {
    for (let v = from; v < to; v++) holds[topology.nodeGroup[v]!]! |= flagOfClass[topology.nodeClass[v]!]!;
  });
  const deviceRole = new Int8Array(groupCount).fill(-1);
  // children have higher numbers than their parents, so one pass downwards meets each group after all it holds
  for (let g = groupCount - 1; g > 0; g--) {
    if (groupClassOf(topology, g).device) {
      deviceRole[g] = holds[g] === services ? roleCode.service : roleCode.server;
    }
    holds[groupParent[g]!]! |= holds[g]!;
  }
  return deviceRole;
}

/** The outermost device group that each group lies in, or is; -1 for none. */
export function outerDevicesOf(topology: Topology, deviceRole: Int8Array): Int32Array {
  const outer = new Int32Array(topology.groupCount).fill(-1);
  for (let g = 0; g < topology.groupCount; g++) {
    const above = g === 0 ? -1 : outer[topology.groupParent[g]!]!;
    outer[g] = above >= 0 ? above : deviceRole[g]! >= 0 ? g : -1;
  }
  return outer;
}
