/**
 * What is wrong with a compiled topology: ports and cables that clash, endpoints that cannot reach each other.
 */
import { cablingFaults, endpointsOf, linkId, nodeId, type Topology } from '@weft/topology';
import type { Finding } from '@weft/model';

/** Most findings of one kind that are listed; one more says how many were left out. */
const listed = 50;

/** Broken physical rules, with the ids of what they are about. */
export function cablingFindings(topology: Topology): Finding[] {
  const faults = cablingFaults(topology);
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
      message: `${faults.length - listed}${faults.length === 1000 ? ' or more' : ''} further faults of the cabling are not listed.`,
    });
  }
  return findings;
}

/** One finding for each set of endpoints that no cable joins to the largest set. O(nodes + links). */
export function pathFindings(topology: Topology): Finding[] {
  const endpoints = endpointsOf(topology);
  if (endpoints.length < 2) return [];
  const root = componentsOf(topology);
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
      message: `${n === 1 ? `${targets[0]} has` : `${n} endpoints (${targets[0]} ...) have`} no path to the other ${endpoints.length - n}: no chain of links joins them.`,
    };
  });
  if (apart.length > 20) {
    findings.push({
      code: 'no-path',
      severity: 'error',
      targets: [],
      message: `${apart.length - 20} further sets of endpoints have no path to the others.`,
    });
  }
  return findings;
}

/** Per node a representative of the nodes it is joined to; nodes that never forward join nothing. */
function componentsOf(topology: Topology): Int32Array {
  const parent = Int32Array.from({ length: topology.nodeCount }, (_, v) => v);
  const find = (v: number): number => {
    let top = v;
    while (parent[top] !== top) {
      parent[top] = parent[parent[top]!]!;
      top = parent[top]!;
    }
    return top;
  };
  const { linkA, linkB, linkCount, nodeClass } = topology;
  const joins = topology.nodeClasses.map(({ forwards }) => forwards !== 'never');
  for (let e = 0; e < linkCount; e++) {
    const a = linkA[e]!;
    const b = linkB[e]!;
    if (!joins[nodeClass[a]!] || !joins[nodeClass[b]!]) continue;
    const ra = find(a);
    const rb = find(b);
    if (ra !== rb) parent[Math.max(ra, rb)] = Math.min(ra, rb);
  }
  for (let v = 0; v < topology.nodeCount; v++) parent[v] = find(v);
  return parent;
}
