/** Ends of links by the names that people use: a drawn part's, or that of a part inside a block as the table says it. */
import { EngineStop, type FoundPart } from '@weft/engine';
import { activeDesign } from '../stores/document.ts';
import { t } from '../strings/t.ts';
import { engine } from './engine.ts';

export interface NamedEnd {
  readonly at: string;
  readonly name: string;
}

/** Parts to offer while a name is typed. */
const offered = 12;

/** Parts whose names hold the words: drawn ones first. */
export async function endsLike(text: string): Promise<readonly NamedEnd[]> {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const drawn = Object.values(activeDesign().nodes)
    .filter((node) => words.every((word) => `${node.name} ${node.id}`.toLowerCase().includes(word)))
    .map((node) => ({ at: node.id, name: node.name }));
  const known = new Set(drawn.map((end) => end.at));
  const found = words.length === 0 ? [] : await findParts(text);
  const inBlocks = found
    .filter((part) => part.kind !== 'group' && !known.has(part.id))
    .map((part) => ({ at: part.id, name: part.label }));
  return [...drawn, ...inBlocks].slice(0, offered);
}

/** The one part that is called so, by name, id or path; the sentence that says why there is none. */
export async function endCalled(text: string): Promise<NamedEnd | { readonly refused: string }> {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return { refused: t('table.needsEnd') };
  const ends = await endsLike(text);
  const named = ends.filter((end) => end.at.toLowerCase() === wanted || end.name.toLowerCase() === wanted);
  const one = ends.find((end) => end.at.toLowerCase() === wanted) ?? (named.length === 1 ? named[0] : undefined);
  if (one) return one;
  if (named.length > 1) return { refused: t('table.severalEnds', { text: text.trim(), ids: ids(named) }) };
  const only = ends.length === 1 ? ends[0] : undefined;
  if (only) return only;
  return ends.length === 0
    ? { refused: t('table.noEnd', { text: text.trim() }) }
    : { refused: t('table.severalEnds', { text: text.trim(), ids: ids(ends) }) };
}

const ids = (ends: readonly NamedEnd[]): string =>
  ends
    .slice(0, 3)
    .map((end) => end.at)
    .join(', ');

async function findParts(text: string): Promise<readonly FoundPart[]> {
  try {
    const answer = await engine.find(activeDesign(), text, offered);
    return answer.ok ? answer.value.parts : [];
  } catch (stop) {
    if (stop instanceof EngineStop) return [];
    throw stop;
  }
}
