/**
 * A block as plain records, keyed by the paths its parts had: what a person can then draw on.
 *
 * In: a compiled design and a block of it. Out: nodes, links between them, and groups, the block's own group among them. A server becomes one
 * record where a record says all there is to say about it (checked by compiling it), and otherwise a group of its parts that is still one server. Hand edits inside the
 * block are already part of the topology. What recipes know beyond their parts (regions, symmetries) is lost. Cost: O(parts).
 */
import { done, failed, formatCount, type Outcome, say } from '@weft/units';
import { groupClassOf, groupId, groupLabel, linkClassOf, linkId, nodeClassOf, nodeId, nodeLabel } from '@weft/topology';
import type { Topology } from '@weft/topology';
import { blankNode, type Design, type GroupRecord, type LinkEnd, type LinkRecord, type NodeRecord } from '@weft/model';
import { inSlices, type Progress, type Steps } from '@weft/solver';
import type { Compiled } from './compiled.ts';
import { ServerRecords } from './server-records.ts';

export type Dissolved = Pick<Design, 'nodes' | 'links' | 'groups'>;

/** Parts written between two pauses: a millisecond or two. */
const slice = 2000;

const dissolving: Progress = { phase: 'design', fraction: 0 };

/** Turns a block of at most `limit` records of parts into plain records, with pauses. */
export function* dissolvedBlock(compiled: Compiled, block: string, limit: number): Steps<Outcome<Dissolved>> {
  const { topology, groupOfBlock } = compiled;
  const top = groupOfBlock.get(block);
  if (top === undefined) return failed('no-block', block, say`There is no block ${block} in this design.`);
  const inside = new Uint8Array(topology.groupCount);
  inside[top] = 1;
  for (let g = top + 1; g < topology.groupCount; g++) if (inside[topology.groupParent[g]!]) inside[g] = 1;

  const servers = yield* ServerRecords.of(topology, inside);
  let parts = servers.count;
  for (let v = 0; v < topology.nodeCount; v++) {
    if (inside[topology.nodeGroup[v]!] && !servers.holds(topology.nodeGroup[v]!)) parts++;
  }
  if (parts > limit) {
    return failed(
      'too-many-parts',
      block,
      say`The block holds ${formatCount(parts)} parts; at most ${formatCount(limit)} can be turned into plain ones. Expected a smaller block.`,
    );
  }
  yield dissolving;
  const groups = yield* groupsIn(topology, top, inside, servers);
  yield dissolving;
  const ofServers = servers.records();
  yield dissolving;
  const nodes = yield* nodesIn(topology, inside, servers, ofServers);
  yield dissolving;
  return done({ groups, nodes, links: yield* linksIn(topology, inside, servers) });
}

function* groupsIn(
  topology: Topology,
  top: number,
  inside: Uint8Array,
  servers: ServerRecords,
): Steps<Dissolved['groups']> {
  const groups: Record<string, GroupRecord> = {};
  const write = (g: number): void => {
    if (!inside[g] || servers.holds(g)) return;
    const id = groupId(topology, g);
    const [x, y] = [topology.groupX[g]!, topology.groupY[g]!];
    const placed = !Number.isNaN(x) && !Number.isNaN(y);
    const { device, part } = groupClassOf(topology, g);
    groups[id] = {
      id,
      name: groupLabel(topology, g),
      parent: g === top ? null : groupId(topology, topology.groupParent[g]!),
      layout: groupClassOf(topology, g).layout,
      x: placed ? x : null,
      y: placed ? y : null,
      ...(device ? { device: { part } } : {}),
    };
  };
  yield* inSlices(topology.groupCount, slice, dissolving.phase, (from, to) => {
    for (let g = Math.max(top, from); g < to; g++) write(g);
  });
  return groups;
}

const kindOfRole = { accelerator: 'accelerator', nic: 'nic', service: 'service' } as const;

/** The nodes that are records of their own, after those of servers. */
function* nodesIn(
  topology: Topology,
  inside: Uint8Array,
  servers: ServerRecords,
  before: Dissolved['nodes'],
): Steps<Dissolved['nodes']> {
  const nodes: Record<string, NodeRecord> = { ...before };
  const rates_Gbps = yield* portRates(topology);
  const write = (v: number): void => {
    const group = topology.nodeGroup[v]!;
    if (!inside[group] || servers.holds(group)) return;
    const { role, part, ports } = nodeClassOf(topology, v);
    const id = nodeId(topology, v);
    const [x, y] = [topology.nodeX[v]!, topology.nodeY[v]!];
    const placed = !Number.isNaN(x) && !Number.isNaN(y);
    const isSwitch = role !== 'accelerator' && role !== 'nic' && role !== 'service';
    nodes[id] = {
      ...blankNode(id, isSwitch ? 'switch' : kindOfRole[role], nodeLabel(topology, v)),
      part,
      ports,
      port_Gbps: rates_Gbps[v]! > 0 ? rates_Gbps[v]! : null,
      tier: isSwitch ? role : null,
      group: groupId(topology, group),
      x: placed ? x : null,
      y: placed ? y : null,
    };
  };
  yield* inSlices(topology.nodeCount, slice, dissolving.phase, (from, to) => {
    for (let v = from; v < to; v++) write(v);
  });
  return nodes;
}

function* linksIn(topology: Topology, inside: Uint8Array, servers: ServerRecords): Steps<Dissolved['links']> {
  const links: Record<string, LinkRecord> = {};
  const write = (e: number): void => {
    const [a, b] = [topology.linkA[e]!, topology.linkB[e]!];
    const [groupA, groupB] = [topology.nodeGroup[a]!, topology.nodeGroup[b]!];
    if (!inside[groupA] || !inside[groupB]) return;
    // Inside a server that is one record, the record says it.
    if (groupA === groupB && servers.holds(groupA)) return;
    const id = linkId(topology, e);
    links[id] = {
      id,
      a: servers.endAt(a) ?? endAt(topology, a, topology.linkPortA[e]!),
      z: servers.endAt(b) ?? endAt(topology, b, topology.linkPortB[e]!),
      rate_Gbps: topology.linkCapacity_Gbps[e]!,
      medium: linkClassOf(topology, e).medium,
      label: '',
    };
  };
  yield* inSlices(topology.linkCount, slice, dissolving.phase, (from, to) => {
    for (let e = from; e < to; e++) write(e);
  });
  return links;
}

function endAt(topology: Topology, node: number, port: number): LinkEnd {
  return { at: nodeId(topology, node), port };
}

/** Per node: the rate all its links share; 0 where they differ or there is none. */
function* portRates({ nodeCount, linkCount, linkA, linkB, linkCapacity_Gbps }: Topology): Steps<Float64Array> {
  const rate = new Float64Array(nodeCount);
  const meet = (v: number, own: number): void => {
    rate[v] = rate[v] === 0 || rate[v] === own ? own : -1;
  };
  yield* inSlices(linkCount, 20 * slice, dissolving.phase, (from, to) => {
    for (let e = from; e < to; e++) {
      meet(linkA[e]!, linkCapacity_Gbps[e]!);
      meet(linkB[e]!, linkCapacity_Gbps[e]!);
    }
  });
  return rate.map((value) => Math.max(0, value));
}
