/**
 * How many of what a topology has: the figures reference designs publish.
 */
import { groupClassOf, nodeRoles, type NodeRole, type Topology } from './topology.ts';

export interface Counts {
  readonly accelerators: number;
  /** Device groups that hold at least one accelerator. */
  readonly servers: number;
  readonly nics: number;
  /** Hosts without accelerators: storage, fabric managers. */
  readonly services: number;
  /** Switches by role; roles with none are left out. */
  readonly switches: Readonly<Partial<Record<NodeRole, number>>>;
  /** Physical links by kind; kinds with none are left out. */
  readonly links: Readonly<Record<string, number>>;
}

const switchRoles: readonly NodeRole[] = ['leaf', 'spine', 'core', 'router', 'scaleUp'];

/** Counts nodes by role and links by kind in O(nodes + links). */
export function countsOf(topology: Topology): Counts {
  const steps = countSteps(topology);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same with pauses. */
export function* countSteps(topology: Topology): Generator<void, Counts, void> {
  const perClass = yield* countedIn(topology.nodeClass, topology.nodeClasses.length);
  const perRole = new Map<NodeRole, number>(nodeRoles.map((role) => [role, 0]));
  topology.nodeClasses.forEach((c, i) => perRole.set(c.role, perRole.get(c.role)! + perClass[i]!));

  const perLinkClass = yield* countedIn(topology.linkClass, topology.linkClasses.length);
  const links: Record<string, number> = {};
  topology.linkClasses.forEach((c, i) => {
    if (perLinkClass[i]! > 0) links[c.kind] = (links[c.kind] ?? 0) + perLinkClass[i]!;
  });

  const switches: Partial<Record<NodeRole, number>> = {};
  for (const role of switchRoles) if (perRole.get(role)! > 0) switches[role] = perRole.get(role)!;
  return {
    accelerators: perRole.get('accelerator')!,
    servers: yield* serverCount(topology),
    nics: perRole.get('nic')!,
    services: perRole.get('service')!,
    switches,
    links,
  };
}

/** Nodes, links or groups counted between two pauses: about half a millisecond. */
const slice = 100_000;

/** How often each class stands in a column. */
function* countedIn(column: Uint16Array, classes: number): Generator<void, Int32Array, void> {
  const counts = new Int32Array(classes);
  const count = (from: number, to: number): void => {
    for (let i = from; i < to; i++) counts[column[i]!]!++;
  };
  for (let from = 0; from < column.length; from += slice) {
    count(from, Math.min(column.length, from + slice));
    yield;
  }
  return counts;
}

function* serverCount(topology: Topology): Generator<void, number, void> {
  const { nodeCount, groupCount, nodeClass, nodeGroup } = topology;
  const holds = new Uint8Array(groupCount);
  const isAccelerator = topology.nodeClasses.map((c) => c.role === 'accelerator');
  const note = (from: number, to: number): void => {
    for (let v = from; v < to; v++) if (isAccelerator[nodeClass[v]!]) holds[nodeGroup[v]!] = 1;
  };
  for (let from = 0; from < nodeCount; from += slice) {
    note(from, Math.min(nodeCount, from + slice));
    yield;
  }
  let servers = 0;
  for (let g = 0; g < groupCount; g++) if (holds[g] && groupClassOf(topology, g).device) servers++;
  yield;
  return servers;
}
