/**
 * Commands on blocks: add one, give it other parameters, edit by hand inside it.
 *
 * Edits inside a block are overrides by path. Those that no longer match after a change of parameters stay as records: they are reported as
 * orphaned when the design is compiled, never dropped silently.
 */
import { failed, say, several } from '@weft/units';
import { FreshIds, FreshNames, blockOfPath } from '../ids.ts';
import { limits } from '../limits.ts';
import { sameJson } from '../same.ts';
import type { Block, Design, Override, Parameters, Study } from '../study.ts';
import { commanded, designOf, edit, nameFault, rangeFault, type Command } from './command.ts';
import { recordsOf } from '../listed.ts';

/** What a new block needs; without a name it takes that of its recipe. */
export interface NewBlock {
  readonly recipe: string;
  readonly recipeVersion: number;
  readonly name?: string;
  readonly parameters: Parameters;
  readonly x: number;
  readonly y: number;
}

export function addBlock(study: Study, designId: string, wanted: NewBlock): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const id = new FreshIds(design).next('blocks');
  const names = new FreshNames(recordsOf(design.blocks).map((block) => block.name));
  const block: Block = { ...wanted, id, name: names.next(wanted.name ?? wanted.recipe) };
  return (
    nameFault(block.name) ??
    rangeFault('x', block.x, -limits.position, limits.position) ??
    rangeFault('y', block.y, -limits.position, limits.position) ??
    commanded(study, say`Add ${block.name}`, [edit(design, 'blocks', id, block)], [id])
  );
}

/** Other parameters for a block, all of them; pass a newer `recipeVersion` to take over a newer generator. */
export function setBlockParameters(
  study: Study,
  designId: string,
  blockId: string,
  parameters: Parameters,
  recipe?: { readonly name: string; readonly version: number },
): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const block = Object.hasOwn(design.blocks, blockId) ? design.blocks[blockId] : undefined;
  if (!block) return failed('no-record', blockId, say`There is no block ${blockId} in this design.`);
  const after: Block = {
    ...block,
    parameters,
    ...(recipe ? { recipe: recipe.name, recipeVersion: recipe.version } : {}),
  };
  const keys = changedKeys(block.parameters, parameters);
  const label = keys.length === 1 ? say`Set ${keys[0]!} of ${block.name}` : say`Set parameters of ${block.name}`;
  return commanded(study, label, [edit(design, 'blocks', blockId, after)], [blockId]);
}

/** Fields of an override; null takes the generated value again. */
export type OverrideFields = {
  readonly [K in 'removed' | 'rate_Gbps' | 'name' | 'x' | 'y']?: NonNullable<Override[K]> | null;
};

/** Edits parts or links inside blocks by path: removes them, sets a link's rate, a name, a place. */
export function setOverrides(
  study: Study,
  designId: string,
  paths: readonly string[],
  fields: OverrideFields,
): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const outside = paths.find((path) => blockOfPath(design, path) === undefined || path.length > limits.path);
  if (outside !== undefined) {
    return failed('no-record', outside, say`The path ${outside} leads into no block of this design.`);
  }
  const fault =
    (typeof fields.name === 'string' ? nameFault(fields.name) : null) ??
    rangeFault('rate', fields.rate_Gbps, 0, limits.rate_Gbps) ??
    rangeFault('x', fields.x, -limits.position, limits.position) ??
    rangeFault('y', fields.y, -limits.position, limits.position);
  if (fault) return fault;
  const edits = paths.map((path) => edit(design, 'overrides', path, overridden(design, path, fields)));
  const verb = fields.removed === true ? 'Remove' : 'Edit';
  return commanded(study, `${verb} ${several(paths.length, 'generated part')}`, edits, paths);
}

/** Takes all hand edits of these paths back. */
export function clearOverrides(study: Study, designId: string, paths: readonly string[]): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const known = paths.filter((path) => Object.hasOwn(design.overrides, path));
  if (known.length === 0) return failed('no-record', 'overrides', say`None of these was edited by hand.`);
  const edits = known.map((path) => edit(design, 'overrides', path, null));
  return commanded(study, say`Restore ${several(known.length, 'generated part')}`, edits, known);
}

/** The override of a path after these fields were set; null when none is left. */
export function overridden(design: Design, path: string, fields: OverrideFields): Override | null {
  const merged: Record<string, unknown> = {
    ...(Object.hasOwn(design.overrides, path) ? design.overrides[path] : { id: path }),
  };
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (value === null || value === false) delete merged[key];
    else merged[key] = value;
  }
  return Object.keys(merged).length > 1 ? (merged as unknown as Override) : null;
}

function changedKeys(before: Parameters, after: Parameters): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => !sameJson(before[key], after[key]));
}
