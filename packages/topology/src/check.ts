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
  const steps = cablingFaultSteps(topology, limit, only);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Links or nodes looked at between two pauses: a millisecond or two. */
const slice = 20_000;

/** The same with pauses. */
export function* cablingFaultSteps(
  topology: Topology,
  limit = 1000,
  only: Uint8Array | null = null,
): Generator<void, CablingFault[], void> {
  const { nodeCount, linkCount } = topology;
  const check = new CablingCheck(topology, limit, only);
  for (let e = 0; e < linkCount; e += slice) {
    check.countEnds(e, Math.min(linkCount, e + slice));
    yield;
  }
  check.beginLists();
  for (let e = 0; e < linkCount; e += slice) {
    check.listEnds(e, Math.min(linkCount, e + slice));
    yield;
  }
  for (let v = 0; v < nodeCount; v += slice) {
    check.lookAtPorts(v, Math.min(nodeCount, v + slice));
    yield;
  }
  return check.faults;
}

/** The check in its three passes: over the links, over them again to list the ends at each node, over the nodes. */
class CablingCheck {
  readonly faults: CablingFault[] = [];
  readonly #topology: Topology;
  readonly #limit: number;
  readonly #only: Uint8Array | null;
  /** The link ends at each node, by ascending link: end 2e is side A of link e, end 2e + 1 side B. */
  readonly #offset: Int32Array;
  #next = new Int32Array(0);
  readonly #end: Int32Array;
  /** Which node took a port number last: one table of all port numbers serves every node. */
  readonly #takenBy = new Int32Array(65_536).fill(-1);

  constructor(topology: Topology, limit: number, only: Uint8Array | null) {
    this.#topology = topology;
    this.#limit = limit;
    this.#only = only;
    this.#offset = new Int32Array(topology.nodeCount + 1);
    this.#end = new Int32Array(2 * topology.linkCount);
  }

  #report(code: CablingFault['code'], node: number, link: number, message: string): void {
    if (this.faults.length < this.#limit) this.faults.push({ code, node, link, message });
  }

  countEnds(from: number, to: number): void {
    const { linkA, linkB, linkCapacity_Gbps } = this.#topology;
    const offset = this.#offset;
    const only = this.#only;
    for (let e = from; e < to; e++) {
      const a = linkA[e]!;
      const b = linkB[e]!;
      if (only !== null && only[a] === 0 && only[b] === 0) continue;
      offset[a + 1]!++;
      offset[b + 1]!++;
      const capacity = linkCapacity_Gbps[e]!;
      if (!(capacity > 0 && capacity < Infinity)) {
        this.#report(
          'capacity-not-positive',
          a,
          e,
          say`The link's rate is ${capacity} Gb/s; expected a positive number.`,
        );
      }
      if (a === b) this.#report('self-loop', a, e, say`The link joins a device to itself; expected two devices.`);
    }
  }

  beginLists(): void {
    const offset = this.#offset;
    for (let v = 1; v < offset.length; v++) offset[v]! += offset[v - 1]!;
    this.#next = offset.slice(0, -1);
  }

  listEnds(from: number, to: number): void {
    const { linkA, linkB } = this.#topology;
    const next = this.#next;
    const end = this.#end;
    const only = this.#only;
    for (let e = from; e < to; e++) {
      const a = linkA[e]!;
      const b = linkB[e]!;
      if (only !== null && only[a] === 0 && only[b] === 0) continue;
      end[next[a]!++] = 2 * e;
      end[next[b]!++] = 2 * e + 1;
    }
  }

  lookAtPorts(from: number, to: number): void {
    const { linkPortA, linkPortB } = this.#topology;
    const offset = this.#offset;
    const end = this.#end;
    const only = this.#only;
    const takenBy = this.#takenBy;
    for (let v = from; v < to; v++) {
      if (only !== null && only[v] === 0) continue;
      const degree = offset[v + 1]! - offset[v]!;
      for (let i = offset[v]!; i < offset[v + 1]!; i++) {
        const link = end[i]! >> 1;
        const port = (end[i]! & 1 ? linkPortB : linkPortA)[link]!;
        if (takenBy[port] === v) {
          this.#report(
            'port-used-twice',
            v,
            link,
            say`Port ${port} already carries another link; each port takes one cable.`,
          );
        }
        takenBy[port] = v;
      }
      const { ports } = nodeClassOf(this.#topology, v);
      if (ports !== null && degree > ports) {
        this.#report('too-many-cables', v, -1, say`${degree} cables on a device with ${ports} ports.`);
      }
    }
  }
}

function expectBelow(name: string, column: ArrayLike<number>, bound: number): void {
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (value < 0 || value >= bound) throw new Error(`${name}[${i}] is ${value}, expected 0 ... ${bound - 1}`);
  }
}
