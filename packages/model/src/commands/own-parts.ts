/**
 * Commands on the study's own parts. Apart from the others, because a part is checked with the schema of the file.
 */
import { failed, say } from '@weft/units';
import { limits } from '../limits.ts';
import { ownPartSchema } from '../schema.ts';
import type { Assumptions, OwnPart, Study } from '../study.ts';
import { commanded, type Command } from './command.ts';

/** Adds an own part, or puts it in place of the one with its id. */
export function setOwnPart(study: Study, part: OwnPart): Command {
  const checked = ownPartSchema.safeParse(part);
  if (!checked.success) {
    const where = checked.error.issues[0]!.path.join('.');
    return failed(
      'bad-value',
      `${part.id}.${where}`,
      say`${part.name} has a figure or field (${where}) that is not allowed; expected a number of zero or more, or nothing.`,
    );
  }
  const before = study.assumptions;
  const parts = { ...before.parts, [part.id]: part };
  if (Object.keys(parts).length > limits.ownParts) {
    return failed('too-many-records', part.id, say`A study brings along at most ${limits.ownParts} parts of its own.`);
  }
  const label = before.parts?.[part.id] ? say`Edit part ${part.name}` : say`Add part ${part.name}`;
  return commanded(study, label, [{ on: 'assumptions', before, after: { ...before, parts } }], [part.id]);
}

/** Takes an own part away. Nodes that name it stay, with a part that is not known. */
export function removeOwnPart(study: Study, id: string): Command {
  const before = study.assumptions;
  const part = before.parts?.[id];
  if (!part) return failed('no-record', id, say`There is no part ${id} among the study's own.`);
  const { [id]: _gone, ...parts } = before.parts!;
  const { parts: _parts, ...others } = before;
  const after: Assumptions = Object.keys(parts).length > 0 ? { ...others, parts } : others;
  return commanded(study, say`Remove part ${part.name}`, [{ on: 'assumptions', before, after }], []);
}
