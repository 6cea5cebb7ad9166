/**
 * The sentry of the topology: states every invariant of the arrays, and the physical rules of cabling.
 *
 * A broken invariant is our own fault and throws; a physical rule broken by a drawing or a file is reported. Every test that
 * makes a topology calls this.
 */
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

/** Lists where the cabling breaks a physical rule; at most `limit` faults. O(links). */
export function cablingFaults(topology: Topology, limit = 1000): CablingFault[] {
  const faults: CablingFault[] = [];
  const report = (code: CablingFault['code'], node: number, link: number, message: string): void => {
    if (faults.length < limit) faults.push({ code, node, link, message });
  };
  const degree = new Int32Array(topology.nodeCount);
  const taken = new Map<number, number>();
  const takePort = (node: number, port: number, link: number): void => {
    const key = node * 65536 + port;
    const other = taken.get(key);
    if (other === undefined) taken.set(key, link);
    else report('port-used-twice', node, link, `Port ${port} already carries another link; each port takes one cable.`);
  };
  for (let e = 0; e < topology.linkCount; e++) {
    const a = topology.linkA[e]!;
    const b = topology.linkB[e]!;
    degree[a]!++;
    degree[b]!++;
    const capacity = topology.linkCapacity_Gbps[e]!;
    if (!(capacity > 0 && capacity < Infinity)) {
      report('capacity-not-positive', a, e, `The link's rate is ${capacity} Gb/s; expected a positive number.`);
    }
    if (a === b) report('self-loop', a, e, 'The link joins a device to itself; expected two devices.');
    takePort(a, topology.linkPortA[e]!, e);
    takePort(b, topology.linkPortB[e]!, e);
  }
  for (let v = 0; v < topology.nodeCount; v++) {
    const { ports } = nodeClassOf(topology, v);
    if (ports !== null && degree[v]! > ports) {
      report('too-many-cables', v, -1, `${degree[v]} cables on a device with ${ports} ports.`);
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
