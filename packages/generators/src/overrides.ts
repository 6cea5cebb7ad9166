/**
 * Hand edits inside generated blocks: parts removed, rates, names and places, each by path.
 *
 * An override whose path leads nowhere (its block has become smaller) is kept in the study and reported, never dropped. Removing parts
 * compacts the arrays; names and ports stay as they were, since ordinals and ports are stored.
 */
import { say } from '@weft/units';
import { nameIndexOf, type Region, type Topology } from '@weft/topology';
import { recordsOf, type Design, type Override } from '@weft/model';
import type { FindingList, Found } from './finding-list.ts';

export interface Edited {
  readonly topology: Topology;
  /** Whether nodes, links and rates are those before the edits: only names and places differ. */
  readonly sameCabling: boolean;
  /** The same ids with the node numbers of the edited topology. */
  renumbered(nodes: ReadonlyMap<string, number>): ReadonlyMap<string, number>;
}

/** The topology with the design's overrides; the one given when there are none. */
export function withOverrides(design: Design, topology: Topology, findings: FindingList): Edited {
  const overrides = recordsOf(design.overrides);
  if (overrides.length === 0) return { topology, sameCabling: true, renumbered: (nodes) => nodes };
  const names = nameIndexOf(topology);
  const gone = { node: new Uint8Array(topology.nodeCount), link: new Uint8Array(topology.linkCount) };
  const goneGroups = new Uint8Array(topology.groupCount);
  const nodeLabels = new Map(topology.nodeLabels);
  const groupLabels = new Map(topology.groupLabels);
  const capacity = topology.linkCapacity_Gbps.slice();
  const place = {
    nodeX: topology.nodeX.slice(),
    nodeY: topology.nodeY.slice(),
    groupX: topology.groupX.slice(),
    groupY: topology.groupY.slice(),
  };
  const rateOfNode = new Map<number, number>();
  const rateOfLink = new Map<number, number>();
  for (const override of overrides) {
    const node = names.node.get(override.id);
    const group = node === undefined && override.id !== '' ? names.group.get(override.id) : undefined;
    const link = node === undefined && group === undefined ? names.link(override.id) : undefined;
    if (node !== undefined) {
      if (override.removed) gone.node[node] = 1;
      if (override.name !== undefined) nodeLabels.set(node, override.name);
      if (override.x !== undefined) place.nodeX[node] = override.x;
      if (override.y !== undefined) place.nodeY[node] = override.y;
      if (override.rate_Gbps !== undefined) rateOfNode.set(node, override.rate_Gbps);
    } else if (group !== undefined) {
      if (override.removed) goneGroups[group] = 1;
      if (override.name !== undefined) groupLabels.set(group, override.name);
      if (override.x !== undefined) place.groupX[group] = override.x;
      if (override.y !== undefined) place.groupY[group] = override.y;
    } else if (link !== undefined) {
      if (override.removed) gone.link[link] = 1;
      if (override.rate_Gbps !== undefined) rateOfLink.set(link, override.rate_Gbps);
    } else findings.add(orphan(override));
  }
  setNetworkRates(topology, rateOfNode, capacity);
  for (const [link, rate_Gbps] of rateOfLink) capacity[link] = rate_Gbps;
  for (let g = 1; g < topology.groupCount; g++) if (goneGroups[topology.groupParent[g]!]) goneGroups[g] = 1;
  for (let v = 0; v < topology.nodeCount; v++) if (goneGroups[topology.nodeGroup[v]!]) gone.node[v] = 1;
  const edited: Topology = { ...topology, ...place, linkCapacity_Gbps: capacity, nodeLabels, groupLabels };
  const { topology: left, sameCabling, renumbered } = without(edited, gone.node, gone.link);
  return { topology: left, sameCabling: sameCabling && rateOfNode.size + rateOfLink.size === 0, renumbered };
}

function orphan(override: Override): Found {
  return {
    code: 'orphaned-override',
    severity: 'warning',
    targets: [override.id],
    message: () =>
      say`An edit of ${override.id} has nothing to apply to: no such part is generated any more. It is kept for when the part comes back.`,
    further: (count) =>
      say`${count} further edits have nothing to apply to. They are kept for when their parts come back.`,
  };
}

/** Sets the rate of every network cable of the nodes; their host and scale-up links keep theirs. */
function setNetworkRates(topology: Topology, rateOf: ReadonlyMap<number, number>, capacity: Float64Array): void {
  if (rateOf.size === 0) return;
  const isNetwork = topology.linkClasses.map(({ fabric }) => fabric !== 'host' && fabric !== 'scale-up');
  for (let e = 0; e < topology.linkCount; e++) {
    if (!isNetwork[topology.linkClass[e]!]) continue;
    capacity[e] = rateOf.get(topology.linkA[e]!) ?? rateOf.get(topology.linkB[e]!) ?? capacity[e]!;
  }
}

/** The topology without some nodes (and their links) and links. Groups stay, empty if need be. O(nodes + links). */
export function without(topology: Topology, goneNode: Uint8Array, goneLink: Uint8Array): Edited {
  const { nodeCount, linkCount } = topology;
  const nodeNow = new Int32Array(nodeCount).fill(-1);
  const keptNodes: number[] = [];
  for (let v = 0; v < nodeCount; v++) if (!goneNode[v]) nodeNow[v] = keptNodes.push(v) - 1;
  const keptLinks: number[] = [];
  const linkNow = new Map<number, number>();
  for (let e = 0; e < linkCount; e++) {
    if (goneLink[e] || goneNode[topology.linkA[e]!] || goneNode[topology.linkB[e]!]) continue;
    if (topology.linkNames.has(e)) linkNow.set(e, keptLinks.length);
    keptLinks.push(e);
  }
  const renumbered = (nodes: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
    new Map([...nodes].filter(([, v]) => nodeNow[v]! >= 0).map(([id, v]) => [id, nodeNow[v]!]));
  if (keptNodes.length === nodeCount && keptLinks.length === linkCount) {
    return { topology, sameCabling: true, renumbered: (nodes) => nodes };
  }
  const ofNodes = <A extends Column>(column: A): A => picked(column, keptNodes);
  const ofLinks = <A extends Column>(column: A): A => picked(column, keptLinks);
  return {
    sameCabling: false,
    renumbered,
    topology: {
      ...topology,
      nodeCount: keptNodes.length,
      linkCount: keptLinks.length,
      nodeClass: ofNodes(topology.nodeClass),
      nodeGroup: ofNodes(topology.nodeGroup),
      nodeOrdinal: ofNodes(topology.nodeOrdinal),
      nodeRail: ofNodes(topology.nodeRail),
      nodePlane: ofNodes(topology.nodePlane),
      nodeX: ofNodes(topology.nodeX),
      nodeY: ofNodes(topology.nodeY),
      linkA: ofLinks(topology.linkA).map((v) => nodeNow[v]!),
      linkB: ofLinks(topology.linkB).map((v) => nodeNow[v]!),
      linkPortA: ofLinks(topology.linkPortA),
      linkPortB: ofLinks(topology.linkPortB),
      linkCapacity_Gbps: ofLinks(topology.linkCapacity_Gbps),
      linkClass: ofLinks(topology.linkClass),
      nodeNames: named(topology.nodeNames, (v) => nodeNow[v]!),
      nodeLabels: named(topology.nodeLabels, (v) => nodeNow[v]!),
      linkNames: named(topology.linkNames, (e) => linkNow.get(e) ?? -1),
      regions: topology.regions.map((region) => regionWithout(region, nodeNow)),
    },
  };
}

/** Names of what is left, by its new index. */
function named(names: ReadonlyMap<number, string>, now: (old: number) => number): Map<number, string> {
  return new Map([...names].map(([old, name]): [number, string] => [now(old), name]).filter(([index]) => index >= 0));
}

/** A region that lost a router is no longer its family's shape, so that no routing counts on it; what is left of its symmetries stays. */
function regionWithout(region: Region, nodeNow: Int32Array): Region {
  const kept = region.routers.filter((v) => nodeNow[v]! >= 0);
  const whole = kept.length === region.routers.length;
  return {
    family: whole ? region.family : 'edited',
    group: region.group,
    shape: whole ? region.shape : {},
    routers: kept.map((v) => nodeNow[v]!),
    symmetries: region.symmetries
      .filter(({ nodes }) => nodes.every((v) => nodeNow[v]! >= 0))
      .map(({ nodes, images }) => ({
        nodes: nodes.map((v) => nodeNow[v]!),
        images: images.map((v) => nodeNow[v]!),
      })),
  };
}

type Column = Uint16Array | Int16Array | Int32Array | Float32Array | Float64Array;

function picked<A extends Column>(column: A, indices: readonly number[]): A {
  const out = new (column.constructor as new (length: number) => A)(indices.length);
  for (let i = 0; i < indices.length; i++) out[i] = column[indices[i]!]!;
  return out;
}
