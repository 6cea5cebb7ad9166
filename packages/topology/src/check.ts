/**
 * The sentry of the topology: states every invariant of the arrays, and the physical rules of cabling.
 *
 * A broken invariant is our own fault and throws; a physical rule broken by a drawing or a file is reported. Every test that
 * makes a topology calls this.
 */
import { say } from '@weft/units';
import { nodeClassOf, type Topology } from './topology.ts';

/** A physical rule that the cabling breaks, at a node and (if there is one) a link. */
export interface CablingFault {
  readonly code: 'port-used-twice' | 'too-many-cables' | 'self-loop' | 'capacity-not-positive';
  readonly node: number;
  readonly link: number;
  readonly message: string;
}

/** Throws when the arrays contradict each other: lengths, ranges, the tree of groups. */
export function expectTopology(topology: Topology): void {
  const { nodeCount, linkCount, groupCount } = topology;
  const columns: [string, { length: number }, number][] = [
    ['nodeClass', topology.nodeClass, nodeCount],
    ['nodeGroup', topology.nodeGroup, nodeCount],
    ['nodeOrdinal', topology.nodeOrdinal, nodeCount],
    ['nodeRail', topology.nodeRail, nodeCount],
    ['nodePlane', topology.nodePlane, nodeCount],
    ['nodeX', topology.nodeX, nodeCount],
    ['nodeY', topology.nodeY, nodeCount],
    ['linkA', topology.linkA, linkCount],
    ['linkB', topology.linkB, linkCount],
    ['linkPortA', topology.linkPortA, linkCount],
    ['linkPortB', topology.linkPortB, linkCount],
    ['linkCapacity_Gbps', topology.linkCapacity_Gbps, linkCount],
    ['linkClass', topology.linkClass, linkCount],
    ['groupParent', topology.groupParent, groupCount],
    ['groupClass', topology.groupClass, groupCount],
    ['groupOrdinal', topology.groupOrdinal, groupCount],
    ['groupX', topology.groupX, groupCount],
    ['groupY', topology.groupY, groupCount],
  ];
  for (const [name, column, length] of columns) {
    if (column.length !== length) throw new Error(`${name} has ${column.length} entries, expected ${length}`);
  }
  expectBelow('nodeClass', topology.nodeClass, topology.nodeClasses.length);
  expectBelow('nodeGroup', topology.nodeGroup, groupCount);
  expectBelow('linkA', topology.linkA, nodeCount);
  expectBelow('linkB', topology.linkB, nodeCount);
  expectBelow('linkClass', topology.linkClass, topology.linkClasses.length);
  expectBelow('groupClass', topology.groupClass, topology.groupClasses.length);
  if (groupCount < 1 || topology.groupParent[0] !== -1) throw new Error('group 0 must be the root, with parent -1');
  for (let g = 1; g < groupCount; g++) {
    const parent = topology.groupParent[g]!;
    if (parent < 0 || parent >= g) throw new Error(`group ${g} has parent ${parent}, expected one made before it`);
  }
}

/**
 * Lists where the cabling breaks a physical rule; at most `limit` faults. O(nodes + links), 4 bytes a link end. With `only`, of the nodes
 * that it marks and the links at them alone: for a topology whose other parts were found sound before.
 */
export function cablingFaults(topology: Topology, limit = 1000, only: Uint8Array | null = null): CablingFault[] {
  const { nodeCount, linkCount, linkA, linkB } = topology;
  const faults: CablingFault[] = [];
  const report = (code: CablingFault['code'], node: number, link: number, message: string): void => {
    if (faults.length < limit) faults.push({ code, node, link, message });
  };
  const offset = new Int32Array(nodeCount + 1);
  for (let e = 0; e < linkCount; e++) {
    const a = linkA[e]!;
    const b = linkB[e]!;
    if (only !== null && only[a] === 0 && only[b] === 0) continue;
    offset[a + 1]!++;
    offset[b + 1]!++;
    const capacity = topology.linkCapacity_Gbps[e]!;
    if (!(capacity > 0 && capacity < Infinity)) {
      report('capacity-not-positive', a, e, say`The link's rate is ${capacity} Gb/s; expected a positive number.`);
    }
    if (a === b) report('self-loop', a, e, say`The link joins a device to itself; expected two devices.`);
  }
  for (let v = 0; v < nodeCount; v++) offset[v + 1]! += offset[v]!;

  // The link ends at each node, by ascending link: end 2e is side A of link e, end 2e + 1 side B.
  const next = offset.slice(0, nodeCount);
  const end = new Int32Array(2 * linkCount);
  for (let e = 0; e < linkCount; e++) {
    const a = linkA[e]!;
    const b = linkB[e]!;
    if (only !== null && only[a] === 0 && only[b] === 0) continue;
    end[next[a]!++] = 2 * e;
    end[next[b]!++] = 2 * e + 1;
  }
  // Which node took a port number last: one table of all port numbers serves every node.
  const takenBy = new Int32Array(65_536).fill(-1);
  for (let v = 0; v < nodeCount; v++) {
    if (only !== null && only[v] === 0) continue;
    const degree = offset[v + 1]! - offset[v]!;
    for (let i = offset[v]!; i < offset[v + 1]!; i++) {
      const link = end[i]! >> 1;
      const port = (end[i]! & 1 ? topology.linkPortB : topology.linkPortA)[link]!;
      if (takenBy[port] === v) {
        report('port-used-twice', v, link, say`Port ${port} already carries another link; each port takes one cable.`);
      }
      takenBy[port] = v;
    }
    const { ports } = nodeClassOf(topology, v);
    if (ports !== null && degree > ports) {
      report('too-many-cables', v, -1, say`${degree} cables on a device with ${ports} ports.`);
    }
  }
  return faults;
}

function expectBelow(name: string, column: ArrayLike<number>, bound: number): void {
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (value < 0 || value >= bound) throw new Error(`${name}[${i}] is ${value}, expected 0 ... ${bound - 1}`);
  }
}
