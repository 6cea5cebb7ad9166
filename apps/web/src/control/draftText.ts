/**
 * A large study as the text of its draft, written in stretches, and back. A browser copies an object of a hundred thousand records into its storage in
 * one go, which the page stands still for; a text is copied in a few milliseconds. In: a study; out: JSON, as `JSON.stringify` would write it.
 */
import { listed, type Study, type Stretches } from '@weft/model';
import { stretched } from './stretched.ts';

/** Records written between two pauses: about a millisecond. */
const slice = 500;

const tables = new Set(['blocks', 'nodes', 'links', 'groups', 'overrides', 'templates']);

export async function draftText(study: Study): Promise<string> {
  // Nothing stops it, so there is a text.
  return (await stretched(textSteps(study), null))!;
}

/** What stands in storage: the text of a study, or the study itself. */
export function fromDraftText(stored: unknown): unknown {
  if (typeof stored !== 'string') return stored;
  try {
    return JSON.parse(stored);
  } catch {
    return null;
  }
}

export function* textSteps(study: Study): Stretches<string> {
  const { designs, ...rest } = study;
  const written: string[] = [];
  for (const design of designs) {
    const fields: string[] = [];
    for (const [field, value] of Object.entries(design)) {
      if (value === undefined) continue;
      const text = tables.has(field) ? yield* tableSteps(value as Table) : JSON.stringify(value);
      fields.push(`${JSON.stringify(field)}:${text}`);
    }
    written.push(`{${fields.join(',')}}`);
    yield written.length / designs.length;
  }
  const head = JSON.stringify(rest);
  return `${head.slice(0, -1)}${head === '{}' ? '' : ','}"designs":[${written.join(',')}]}`;
}

type Table = Readonly<Record<string, object>>;

function* tableSteps(table: Table): Stretches<string> {
  const { ids, records } = listed(table);
  const parts: string[] = [];
  for (let i = 0; i < ids.length; i++) {
    parts.push(`${JSON.stringify(ids[i])}:${JSON.stringify(records[i])}`);
    if (i % slice === slice - 1) yield i / ids.length;
  }
  return `{${parts.join(',')}}`;
}
