/**
 * Ids of nodes, groups and links as paths made from the tree of groups: `b1/unit0/server3/gpu5`.
 *
 * A segment is the name a person or a file gave, else the class's word and the ordinal. A link is named by a person, or by its
 * lower-numbered end and the port there: `b1/unit0/leaf2:17`. Nothing is stored, so a million nodes cost no strings.
 */
import { groupClassOf, nodeClassOf, type Topology } from './topology.ts';

/** The id of a group; group 0, the design, is the empty path. */
export function groupId(topology: Topology, group: number): string {
  if (group === 0) return '';
  const segment =
    topology.groupNames.get(group) ?? groupClassOf(topology, group).word + String(topology.groupOrdinal[group]!);
  return joined(groupId(topology, topology.groupParent[group]!), segment);
}

/** The id of a node. */
export function nodeId(topology: Topology, node: number): string {
  return joined(groupId(topology, topology.nodeGroup[node]!), nodeSegment(topology, node));
}

/** The id of a link. */
export function linkId(topology: Topology, link: number): string {
  return (
    topology.linkNames.get(link) ?? `${nodeId(topology, topology.linkA[link]!)}:${String(topology.linkPortA[link]!)}`
  );
}

/** What to print for a node: its label, else its last path segment with a space before the number. */
export function nodeLabel(topology: Topology, node: number): string {
  return topology.nodeLabels.get(node) ?? spaced(nodeSegment(topology, node));
}

/** What to print for a group. */
export function groupLabel(topology: Topology, group: number): string {
  const named = topology.groupLabels.get(group) ?? topology.groupNames.get(group);
  return named ?? `${groupClassOf(topology, group).word} ${String(topology.groupOrdinal[group]!)}`;
}

/** Looks ids up: built once per topology in O(nodes + groups), for overrides, failures and selections that name things. */
export interface NameIndex {
  readonly node: ReadonlyMap<string, number>;
  readonly group: ReadonlyMap<string, number>;
  /** A link by its id; undefined if there is none. */
  link(id: string): number | undefined;
}

/** Makes the look-up of all ids. About 100 bytes a node: ask for it only when ids come in. */
export function nameIndexOf(topology: Topology): NameIndex {
  const groupPaths: string[] = [''];
  const group = new Map<string, number>([['', 0]]);
  for (let g = 1; g < topology.groupCount; g++) {
    const segment = topology.groupNames.get(g) ?? groupClassOf(topology, g).word + String(topology.groupOrdinal[g]!);
    const path = joined(groupPaths[topology.groupParent[g]!]!, segment);
    groupPaths.push(path);
    group.set(path, g);
  }
  const node = new Map<string, number>();
  for (let v = 0; v < topology.nodeCount; v++) {
    node.set(joined(groupPaths[topology.nodeGroup[v]!]!, nodeSegment(topology, v)), v);
  }
  let named: Map<string, number> | null = null;
  let byPort: Map<number, number> | null = null;
  const link = (id: string): number | undefined => {
    named ??= new Map([...topology.linkNames].map(([index, name]) => [name, index]));
    const known = named.get(id);
    if (known !== undefined) return known;
    const colon = id.lastIndexOf(':');
    const end = node.get(id.slice(0, colon));
    const port = Number(id.slice(colon + 1));
    if (colon < 0 || end === undefined || !Number.isInteger(port)) return undefined;
    if (byPort === null) {
      byPort = new Map();
      for (let e = 0; e < topology.linkCount; e++) {
        byPort.set(topology.linkA[e]! * 65536 + topology.linkPortA[e]!, e);
        byPort.set(topology.linkB[e]! * 65536 + topology.linkPortB[e]!, e);
      }
    }
    return byPort.get(end * 65536 + port);
  };
  return { node, group, link };
}

function nodeSegment(topology: Topology, node: number): string {
  return topology.nodeNames.get(node) ?? nodeClassOf(topology, node).word + String(topology.nodeOrdinal[node]!);
}

function joined(path: string, segment: string): string {
  return path === '' ? segment : `${path}/${segment}`;
}

function spaced(segment: string): string {
  return segment.replace(/^([a-z]+)(\d+)$/, '$1 $2');
}
