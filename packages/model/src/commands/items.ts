/**
 * Commands on what stands on the canvas: nodes come and change, and anything with a place is moved, renamed or deleted.
 *
 * An item is named by the id of its record or, inside a block, by its path; edits by path become overrides.
 */
import { failed, say, several } from '@weft/units';
import type { RecordEdit } from '../change.ts';
import { FreshIds, FreshNames, blockOfPath, tableOf } from '../ids.ts';
import { limits } from '../limits.ts';
import { blankNode } from '../starter.ts';
import type { Design, NodeKind, NodeRecord, Study } from '../study.ts';
import { overridden } from './blocks.ts';
import { commanded, designOf, edit, nameFault, rangeFault, type Command } from './command.ts';
import { recordsOf } from '../listed.ts';

export type NodeFields = Partial<Omit<NodeRecord, 'id'>>;

/** A new node; without a name it takes its kind and a number. */
export function addNode(
  study: Study,
  designId: string,
  kind: NodeKind,
  fields: Omit<NodeFields, 'kind'> = {},
): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const fault = nodeFault(design, fields);
  if (fault) return fault;
  const id = new FreshIds(design).next('nodes');
  const names = new FreshNames(recordsOf(design.nodes).map((node) => node.name));
  const node = { ...blankNode(id, kind, ''), ...fields, name: names.next(fields.name ?? `${kind} 1`) };
  return commanded(study, say`Add ${node.name}`, [edit(design, 'nodes', id, node)], [id]);
}

/** Sets the same fields on several nodes. */
export function setNodes(study: Study, designId: string, ids: readonly string[], fields: NodeFields): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const fault = missing(design, ids, 'nodes') ?? nodeFault(design, fields);
  if (fault) return fault;
  const edits = ids.map((id) => edit(design, 'nodes', id, { ...design.nodes[id]!, ...fields }));
  return commanded(study, say`Edit ${several(ids.length, 'part')}`, edits, ids);
}

/** Another name for a block, a node, a group, or a part inside a block; a link takes it as its label. */
export function renameItem(study: Study, designId: string, id: string, name: string): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const fault = nameFault(name);
  if (fault) return fault;
  const label = say`Rename to ${name}`;
  switch (tableOf(design, id)) {
    case 'blocks':
      return commanded(study, label, [edit(design, 'blocks', id, { ...design.blocks[id]!, name })], [id]);
    case 'nodes':
      return commanded(study, label, [edit(design, 'nodes', id, { ...design.nodes[id]!, name })], [id]);
    case 'groups':
      return commanded(study, label, [edit(design, 'groups', id, { ...design.groups[id]!, name })], [id]);
    case 'links':
      return commanded(study, label, [edit(design, 'links', id, { ...design.links[id]!, label: name })], [id]);
    default:
      if (!blockOfPath(design, id)) return noRecord(id);
      return commanded(study, label, [edit(design, 'overrides', id, overridden(design, id, { name }))], [id]);
  }
}

/**
 * Deletes items, and with them their links; a group goes with all it holds, a block with its hand edits. A path inside a block becomes an
 * override that removes it.
 */
export function deleteItems(study: Study, designId: string, ids: readonly string[]): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  if (ids.length === 0) return failed('nothing-selected', designId, say`Nothing is selected.`);
  const gone = new Set<string>();
  const paths: string[] = [];
  for (const id of ids) {
    if (tableOf(design, id)) gone.add(id);
    else if (blockOfPath(design, id)) paths.push(id);
    else return noRecord(id);
  }
  for (const id of membersOf(design, gone)) gone.add(id);
  const parts = gone.size;
  for (const link of recordsOf(design.links)) {
    if (isGone(gone, link.a.at) || isGone(gone, link.z.at)) gone.add(link.id);
  }
  const edits: RecordEdit[] = [...gone].map((id) => edit(design, tableOf(design, id)!, id, null));
  for (const override of recordsOf(design.overrides)) {
    if (isGone(gone, override.id)) edits.push(edit(design, 'overrides', override.id, null));
  }
  for (const path of paths) {
    if (!isGone(gone, path)) edits.push(edit(design, 'overrides', path, overridden(design, path, { removed: true })));
  }
  const links = gone.size - parts;
  const label = say`Delete ${several(parts + paths.length, 'part')}${links > 0 ? say` and ${several(links, 'link')}` : ''}`;
  return commanded(study, label, edits, []);
}

/** Ids of everything inside the groups among `ids`, at any depth. Cost: O(groups + nodes). */
export function membersOf(design: Design, ids: ReadonlySet<string>): string[] {
  const inside = new Map<string, boolean>();
  const isInside = (group: string | null): boolean => {
    if (group === null) return false;
    const known = inside.get(group);
    if (known !== undefined) return known;
    // Stops at a cycle, which the reader refuses but a change in the making might hold.
    inside.set(group, false);
    const answer = ids.has(group) || isInside(design.groups[group]?.parent ?? null);
    inside.set(group, answer);
    return answer;
  };
  const found: string[] = [];
  for (const group of recordsOf(design.groups)) if (isInside(group.parent)) found.push(group.id);
  for (const node of recordsOf(design.nodes)) if (isInside(node.group)) found.push(node.id);
  return found;
}

/** Whether a record id, or the block that a path leads into, is among those. */
export function isGone(ids: ReadonlySet<string>, at: string): boolean {
  const slash = at.indexOf('/');
  return ids.has(slash < 0 ? at : at.slice(0, slash));
}

function missing(design: Design, ids: readonly string[], table: 'nodes'): Command | null {
  if (ids.length === 0) return failed('nothing-selected', design.id, say`Nothing is selected.`);
  const absent = ids.find((id) => !Object.hasOwn(design[table], id));
  return absent === undefined ? null : noRecord(absent);
}

function noRecord(id: string): Command {
  return failed('no-record', id, say`There is nothing with the id ${id} in this design.`);
}

function nodeFault(design: Design, fields: NodeFields): Command | null {
  if (typeof fields.group === 'string' && !Object.hasOwn(design.groups, fields.group)) return noRecord(fields.group);
  if (fields.ports !== undefined && fields.ports !== null && !Number.isInteger(fields.ports)) {
    return failed('bad-value', 'ports', say`A number of ports is whole.`);
  }
  if (fields.accelerators !== undefined && !Number.isInteger(fields.accelerators)) {
    return failed('bad-value', 'accelerators', say`A number of accelerators is whole.`);
  }
  return (
    (fields.name === undefined ? null : nameFault(fields.name)) ??
    rangeFault('ports', fields.ports, 0, limits.ports) ??
    rangeFault('accelerators', fields.accelerators, 0, limits.accelerators) ??
    rangeFault(say`port rate`, fields.port_Gbps, 0, limits.rate_Gbps) ??
    rangeFault(say`scale-up rate`, fields.scaleUp_Gbps, 0, limits.rate_Gbps) ??
    rangeFault('x', fields.x, -limits.position, limits.position) ??
    rangeFault('y', fields.y, -limits.position, limits.position)
  );
}
