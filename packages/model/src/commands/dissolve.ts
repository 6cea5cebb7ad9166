/**
 * A block turned into plain parts. The records come from the one who compiled it, keyed by the paths they had in the block
 * (`b1/unit0/leaf3`); here they get ids, and everything that pointed into the block points to them.
 */
import { failed, say, several } from '@weft/units';
import type { RecordEdit } from '../change.ts';
import { FreshIds } from '../ids.ts';
import type { Design, LinkEnd, Study } from '../study.ts';
import { commanded, designOf, edit, type Command } from './command.ts';
import { isGone } from './items.ts';

/**
 * Replaces a block by records. A hand-drawn link into the block is moved to the record whose path is the longest beginning of its own (a
 * link to a GPU of a server that is now one record goes to the server); one that finds none goes with the block, as do its hand edits.
 */
export function insertDissolved(
  study: Study,
  designId: string,
  blockId: string,
  parts: Pick<Design, 'nodes' | 'links' | 'groups'>,
): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const block = Object.hasOwn(design.blocks, blockId) ? design.blocks[blockId] : undefined;
  if (!block) return failed('no-record', blockId, say`There is no block ${blockId} in this design.`);
  const fresh = new FreshIds(design);
  const nodeIds = new Map(Object.keys(parts.nodes).map((path) => [path, fresh.next('nodes')]));
  const groupIds = new Map(Object.keys(parts.groups).map((path) => [path, fresh.next('groups')]));
  const groupFor = (group: string | null) => (group === null ? null : (groupIds.get(group) ?? null));
  const edits: RecordEdit[] = [edit(design, 'blocks', blockId, null)];
  for (const [path, group] of Object.entries(parts.groups)) {
    const id = groupIds.get(path)!;
    edits.push(edit(design, 'groups', id, { ...group, id, parent: groupFor(group.parent) }));
  }
  for (const [path, node] of Object.entries(parts.nodes)) {
    const id = nodeIds.get(path)!;
    edits.push(edit(design, 'nodes', id, { ...node, id, group: groupFor(node.group) }));
  }
  for (const link of Object.values(parts.links)) {
    const [a, z] = [repointed(link.a, nodeIds), repointed(link.z, nodeIds)];
    if (!a || !z)
      throw new Error(`the dissolved link ${link.id} ends at ${link.a.at} and ${link.z.at}, expected two of its nodes`);
    const id = fresh.next('links');
    edits.push(edit(design, 'links', id, { ...link, id, a, z }));
  }
  const inBlock = new Set([blockId]);
  for (const link of Object.values(design.links)) {
    const [insideA, insideZ] = [isGone(inBlock, link.a.at), isGone(inBlock, link.z.at)];
    if (!insideA && !insideZ) continue;
    const a = insideA ? repointed(link.a, nodeIds) : link.a;
    const z = insideZ ? repointed(link.z, nodeIds) : link.z;
    edits.push(edit(design, 'links', link.id, a && z ? { ...link, a, z } : null));
  }
  for (const override of Object.values(design.overrides)) {
    if (isGone(inBlock, override.id)) edits.push(edit(design, 'overrides', override.id, null));
  }
  const roots = Object.entries(parts.groups).filter(([, group]) => groupFor(group.parent) === null);
  const tops = Object.entries(parts.nodes).filter(([, node]) => groupFor(node.group) === null);
  return commanded(study, say`Dissolve ${block.name} into ${several(nodeIds.size, 'part')}`, edits, [
    ...roots.map(([path]) => groupIds.get(path)!),
    ...tops.map(([path]) => nodeIds.get(path)!),
  ]);
}

function repointed(end: LinkEnd, ids: ReadonlyMap<string, string>): LinkEnd | null {
  let path = end.at;
  for (;;) {
    const id = ids.get(path);
    // The port of a part inside a device says nothing about the device's own ports.
    if (id !== undefined) return { at: id, port: path === end.at ? end.port : null };
    const slash = path.lastIndexOf('/');
    if (slash < 0) return null;
    path = path.slice(0, slash);
  }
}
