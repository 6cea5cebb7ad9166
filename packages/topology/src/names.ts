/**
 * Ids of nodes, groups and links as paths made from the tree of groups: `b1/unit0/server3/gpu5`.
 *
 * A segment is the name a person or a file gave, else the class's word and the ordinal. A link is named by a person, or by its
 * lower-numbered end and the port there: `b1/unit0/leaf2:17`. Nothing is stored, so a million nodes cost no strings.
 */
import { adjacencyOf, type Adjacency } from './adjacency.ts';
import { groupClassOf, nodeClassOf, type Topology } from './topology.ts';

/** The id of a group; group 0, the design, is the empty path. */
export function groupId(topology: Topology, group: number): string {
  if (group === 0) return '';
  return joined(groupId(topology, topology.groupParent[group]!), groupSegment(topology, group));
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

/** Finds an index by id. */
export interface Lookup {
  get(id: string): number | undefined;
  has(id: string): boolean;
}

/** Looks ids up, for overrides, failures and selections that name things. */
export interface NameIndex {
  readonly node: Lookup;
  readonly group: Lookup;
  /** A link by its id, or by either of its ends and the port there; undefined if there is none. */
  link(id: string): number | undefined;
}

/**
 * Makes the look-up of all ids. Members are listed per group once, in O(nodes + groups) without a string; the names of a group's
 * members are made when an id first leads into it.
 */
export function nameIndexOf(topology: Topology): NameIndex {
  const { groupCount, nodeCount } = topology;
  const subgroups = membersOf(topology.groupParent, groupCount, groupCount);
  const nodes = membersOf(topology.nodeGroup, nodeCount, groupCount);
  const namesIn = new Map<number, { group: Map<string, number>; node: Map<string, number> }>();
  const inside = (group: number): { group: Map<string, number>; node: Map<string, number> } => {
    let names = namesIn.get(group);
    if (names === undefined) {
      names = { group: new Map(), node: new Map() };
      for (let i = subgroups.offset[group]!; i < subgroups.offset[group + 1]!; i++) {
        names.group.set(groupSegment(topology, subgroups.member[i]!), subgroups.member[i]!);
      }
      for (let i = nodes.offset[group]!; i < nodes.offset[group + 1]!; i++) {
        names.node.set(nodeSegment(topology, nodes.member[i]!), nodes.member[i]!);
      }
      namesIn.set(group, names);
    }
    return names;
  };
  // A name may hold a slash of its own (a host read from a file), so a segment is tried from the shortest on.
  const find = (path: string, from: number, kind: 'group' | 'node'): number | undefined => {
    const names = inside(from);
    const whole = names[kind].get(path);
    if (whole !== undefined) return whole;
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      const next = names.group.get(path.slice(0, slash));
      const found = next === undefined ? undefined : find(path.slice(slash + 1), next, kind);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const node = lookup((id) => find(id, 0, 'node'));
  const group = lookup((id) => (id === '' ? 0 : find(id, 0, 'group')));

  let named: Map<string, number> | null = null;
  let adjacency: Adjacency | null = null;
  const link = (id: string): number | undefined => {
    named ??= new Map([...topology.linkNames].map(([index, name]) => [name, index]));
    const known = named.get(id);
    if (known !== undefined) return known;
    const colon = id.lastIndexOf(':');
    const end = node.get(id.slice(0, colon));
    const port = Number(id.slice(colon + 1));
    if (colon < 0 || end === undefined || !/^\d+$/.test(id.slice(colon + 1))) return undefined;
    adjacency ??= adjacencyOf(topology);
    let arriving: number | undefined;
    for (let i = adjacency.offset[end]!; i < adjacency.offset[end + 1]!; i++) {
      const arc = adjacency.arc[i]!;
      const leaves = (arc & 1) === 0;
      if ((leaves ? topology.linkPortA : topology.linkPortB)[arc >> 1] !== port) continue;
      // Where a port was used twice, the link that begins there is the one its id names.
      if (leaves) return arc >> 1;
      arriving ??= arc >> 1;
    }
    return arriving;
  };
  return { node, group, link };
}

function lookup(get: (id: string) => number | undefined): Lookup {
  return { get, has: (id) => get(id) !== undefined };
}

/** Members of each group by counting sort; the root's own parent, -1, is skipped. */
function membersOf(owner: Int32Array, count: number, groupCount: number): { offset: Int32Array; member: Int32Array } {
  const offset = new Int32Array(groupCount + 1);
  for (let i = 0; i < count; i++) if (owner[i]! >= 0) offset[owner[i]! + 1]!++;
  for (let g = 0; g < groupCount; g++) offset[g + 1]! += offset[g]!;
  const next = offset.slice(0, groupCount);
  const member = new Int32Array(offset[groupCount]!);
  for (let i = 0; i < count; i++) if (owner[i]! >= 0) member[next[owner[i]!]!++] = i;
  return { offset, member };
}

function groupSegment(topology: Topology, group: number): string {
  return topology.groupNames.get(group) ?? groupClassOf(topology, group).word + String(topology.groupOrdinal[group]!);
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
