/**
 * What is wrong with a compiled topology: ports and cables that clash, endpoints that cannot reach each other.
 */
import { say } from '@weft/units';
import { cablingFaultSteps, endpointsOf, linkId, nodeId, type Topology } from '@weft/topology';
import type { Finding } from '@weft/model';
import { listed } from './finding-list.ts';
import type { PlacedFragment } from './fragments.ts';
import type { Pauses } from './pauses.ts';

/** Links looked at between two pauses: a millisecond or two. */
const slice = 15_000;

/**
 * Broken physical rules, with the ids of what they are about. Fragments that are sound are looked at only where cables were `joined` to
 * their nodes.
 */
export function* cablingFindings(
  topology: Topology,
  placed: readonly PlacedFragment[] = [],
  joined: readonly number[] = [],
): Pauses<Finding[]> {
  const only = placed.length === 0 ? null : new Uint8Array(topology.nodeCount).fill(1);
  for (const { fragment, firstNode } of placed) {
    if (yield* fragment.soundSteps()) only!.fill(0, firstNode, firstNode + fragment.topology.nodeCount);
  }
  if (only !== null) for (const node of joined) only[node] = 1;
  const faults = yield* cablingFaultSteps(topology, undefined, only);
  const findings = faults.slice(0, listed).map((fault): Finding => {
    const node = nodeId(topology, fault.node);
    const link = fault.link >= 0 ? [linkId(topology, fault.link)] : [];
    return {
      code: fault.code,
      severity: 'error',
      targets: [node, ...link],
      message: `${node}: ${fault.message}`,
    };
  });
  if (faults.length > listed) {
    findings.push({
      code: 'more-faults',
      severity: 'error',
      targets: [],
      message: say`${faults.length - listed}${faults.length === 1000 ? say` or more` : ''} further faults of the cabling are not listed.`,
    });
  }
  return findings;
}

/** One finding for each set of endpoints that no cable joins to the largest set. O(nodes + links). */
export function* pathFindings(topology: Topology, placed: readonly PlacedFragment[] = []): Pauses<Finding[]> {
  const endpoints = endpointsOf(topology);
  yield;
  if (endpoints.length < 2) return [];
  const root = yield* componentsOf(topology, placed);
  yield;
  if (endpoints.every((v) => root[v] === root[endpoints[0]!])) return [];
  const size = new Map<number, number>();
  for (const v of endpoints) size.set(root[v]!, (size.get(root[v]!) ?? 0) + 1);
  const largest = [...size.entries()].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
  const members = new Map<number, number[]>();
  for (const v of endpoints) {
    const component = root[v]!;
    if (component === largest) continue;
    const some = members.get(component) ?? [];
    if (some.length < 8) some.push(v);
    members.set(component, some);
  }
  const apart = [...members.entries()];
  const findings = apart.slice(0, 20).map(([component, some]): Finding => {
    const n = size.get(component)!;
    const targets = some.map((v) => nodeId(topology, v));
    return {
      code: 'no-path',
      severity: 'error',
      targets,
      message: say`${n === 1 ? say`${targets[0]!} has` : say`${n} endpoints (${targets[0]!} ...) have`} no path to the other ${endpoints.length - n}: no chain of links joins them.`,
    };
  });
  if (apart.length > 20) {
    findings.push({
      code: 'no-path',
      severity: 'error',
      targets: [],
      message: say`${apart.length - 20} further sets of endpoints have no path to the others.`,
    });
  }
  return findings;
}

/** Per node the lowest node that it is joined to; nodes that never forward join nothing. What fragments know of themselves is taken over. */
export function* componentsOf(topology: Topology, placed: readonly PlacedFragment[] = []): Pauses<Int32Array> {
  const { linkA, linkB, linkCount, nodeClass, nodeCount } = topology;
  const parent = new Int32Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) parent[v] = v;
  const find = (v: number): number => {
    let top = v;
    while (parent[top] !== top) {
      parent[top] = parent[parent[top]!]!;
      top = parent[top]!;
    }
    return top;
  };
  const joins = topology.nodeClasses.map(({ forwards }) => forwards !== 'never');
  const join = (from: number, to: number): void => {
    for (let e = from; e < to; e++) {
      const a = linkA[e]!;
      const b = linkB[e]!;
      if (!joins[nodeClass[a]!] || !joins[nodeClass[b]!]) continue;
      const ra = find(a);
      const rb = find(b);
      if (ra !== rb) parent[Math.max(ra, rb)] = Math.min(ra, rb);
    }
  };
  const joinSlices = function* (from: number, to: number): Pauses<void> {
    for (let e = from; e < to; e += slice) {
      join(e, Math.min(to, e + slice));
      yield;
    }
  };
  let next = 0;
  for (const { fragment, firstNode, firstLink } of placed) {
    const alone = fragment.topology;
    const component = yield* fragment.componentSteps();
    for (let v = 0; v < alone.nodeCount; v++) parent[firstNode + v] = firstNode + component[v]!;
    yield* joinSlices(next, firstLink);
    next = firstLink + alone.linkCount;
  }
  yield* joinSlices(next, linkCount);
  const settle = (from: number, to: number): void => {
    for (let v = from; v < to; v++) parent[v] = find(v);
  };
  for (let v = 0; v < nodeCount; v += slice) {
    settle(v, Math.min(nodeCount, v + slice));
    yield;
  }
  return parent;
}
