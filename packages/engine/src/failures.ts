/**
 * What fails, as marks on nodes and links. In: ids of nodes, links and groups. A failed node takes its links with it, a failed group its nodes.
 */
import { say } from '@weft/units';
import type { Finding } from '@weft/model';
import type { NameIndex, Topology } from '@weft/topology';

export interface Marks {
  /** 1 where a node, or a link (by itself or through an end), has failed. */
  readonly node: Uint8Array;
  readonly link: Uint8Array;
  /** The marked, ascending. */
  readonly nodes: readonly number[];
  readonly links: readonly number[];
}

export interface NamedFailures {
  /** Null when nothing fails. */
  readonly marks: Marks | null;
  /** A finding per id that names nothing: a block may have become smaller since. */
  readonly findings: readonly Finding[];
}

/** Marks what the ids name. O(nodes + links) when anything fails, nothing otherwise. */
export function failuresOf(topology: Topology, names: () => NameIndex, ids: readonly string[]): NamedFailures {
  if (ids.length === 0) return { marks: null, findings: [] };
  const index = names();
  const node = new Uint8Array(topology.nodeCount);
  const link = new Uint8Array(topology.linkCount);
  const group = new Uint8Array(topology.groupCount);
  const unknown: string[] = [];
  for (const id of ids) {
    const asNode = index.node.get(id);
    const asGroup = id === '' ? undefined : index.group.get(id);
    const asLink = index.link(id);
    if (asNode !== undefined) node[asNode] = 1;
    else if (asGroup !== undefined) group[asGroup] = 1;
    else if (asLink !== undefined) link[asLink] = 1;
    else unknown.push(id);
  }
  for (let g = 1; g < topology.groupCount; g++) if (group[topology.groupParent[g]!]) group[g] = 1;
  const nodes: number[] = [];
  for (let v = 0; v < topology.nodeCount; v++) {
    if (group[topology.nodeGroup[v]!]) node[v] = 1;
    if (node[v]) nodes.push(v);
  }
  const links: number[] = [];
  for (let e = 0; e < topology.linkCount; e++) {
    if (node[topology.linkA[e]!] || node[topology.linkB[e]!]) link[e] = 1;
    if (link[e]) links.push(e);
  }
  const findings = unknown.map((id): Finding => ({
    code: 'unknown-failure',
    severity: 'warning',
    targets: [],
    message: say`${id} should fail, but there is no node, link or group of that id; expected a path such as b1/unit0/leaf3.`,
  }));
  return { marks: nodes.length + links.length > 0 ? { node, link, nodes, links } : null, findings };
}
