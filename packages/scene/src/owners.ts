/**
 * The record a person moves, copies or deletes by something drawn.
 *
 * What is drawn by hand, and each block, carries its record's id as its name. What stands inside a block (a generator made it, or a template
 * holds it) has no record: it goes by its path, under which overrides are kept.
 */
import { groupClassOf, groupId, nodeId, type Topology } from '@weft/topology';

/** A node's record id, or its path inside a block. */
export function ownerOfNode(topology: Topology, node: number): string {
  const name = topology.nodeNames.get(node);
  if (name !== undefined && !isGenerated(topology, topology.nodeGroup[node]!)) return name;
  return nodeId(topology, node);
}

/** A group's, block's or drawn server's record id, or its path inside a block; '' for the design. */
export function ownerOfGroup(topology: Topology, group: number): string {
  const name = topology.groupNames.get(group);
  if (name !== undefined && !isGenerated(topology, topology.groupParent[group]!)) return name;
  return groupId(topology, group);
}

/** The records that members of a group have: nodes, and devices as their complement. None where a block or a template made them. */
export function recordsOf(topology: Topology, group: number, members: readonly number[]): string[] {
  if (isGenerated(topology, group)) return [];
  return members.flatMap((member) =>
    member >= 0 ? (topology.nodeNames.get(member) ?? []) : (topology.groupNames.get(~member) ?? []),
  );
}

/** Whether what stands directly in a group is a block's. */
function isGenerated(topology: Topology, group: number): boolean {
  for (let g = group; g > 0; g = topology.groupParent[g]!) {
    if (groupClassOf(topology, g).word === 'block' || topology.regions.some((region) => region.group === g))
      return true;
  }
  return false;
}
