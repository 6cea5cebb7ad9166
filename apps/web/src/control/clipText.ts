/**
 * A clip as text for the system's clipboard, and back. The first line says what it is, the rest is JSON:
 *
 *   Weft clip 1
 *   {"middle":{"x":0,"y":0},"nodes":[...],"blocks":[...],...}
 *
 * What comes from a clipboard comes from anyone: its length is looked at before anything is made of it, and its records pass the same checks as a
 * study file. Links to studies and study files are offered to be opened; other text is refused in a sentence.
 */
import '../strings/later.ts';
import { emptyStudy, readSteps, type Clip, type Design, type LinkRecord, type Stretches } from '@weft/model';
import { formatCount } from '@weft/units';
import { t } from '../strings/t.ts';
import { mostPasted, partsIn, type Copied } from './clipboard.ts';

const head = 'Weft clip 1';
/** Longest text that is read, characters: 100,000 parts with their links have about half as many. */
const longest = 64 * 1024 * 1024;
/** A longer text is no link: browsers take none. */
const longestLink = 2 * 1024 * 1024;

/** The text of a clip; null when it is too long to be handed on. */
export function clipText({ clip, middle }: Copied): string | null {
  const text = `${head}\n${JSON.stringify({ middle, ...clip })}`;
  return text.length > longest ? null : text;
}

export interface Refused {
  readonly refused: string;
  /** What can be done with it instead. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** The clip in a text, or why there is none; in stretches, for a long one. */
export function* clipSteps(text: string): Stretches<{ readonly clip: Copied } | Refused> {
  if (text.length > longest) {
    return { refused: t('clip.tooLong', { characters: formatCount(text.length), most: formatCount(longest) }) };
  }
  if (text.startsWith('Weft clip ')) return yield* clipOf(text);
  const fragment = text.length > longestLink ? undefined : fragmentIn(text.trim());
  if (fragment !== undefined) {
    return { refused: t('clip.isLink'), action: { label: t('clip.open'), run: () => (location.hash = fragment) } };
  }
  if (looksLikeStudy(text)) {
    return { refused: t('clip.isStudy'), action: asFile(t('clip.open'), t('clip.fileName'), text) };
  }
  // A table of cables, a fabric's discovery: what has lines may be a file's content.
  if (!text.trim().includes('\n')) return { refused: t('clip.foreign') };
  return { refused: t('clip.foreign'), action: asFile(t('clip.readAsFile'), t('clip.textFile'), text) };
}

function fragmentIn(text: string): string | undefined {
  return /\s/.test(text) ? undefined : /(?:^|#)([1-9]\d{0,3}[dj]\.[\w-]+)/.exec(text)?.[1];
}

/** Offers to open a content as a dropped file is. */
export function asFile(label: string, name: string, content: BlobPart): NonNullable<Refused['action']> {
  const open = async () => {
    const { openFile } = await import('./files.ts');
    await openFile(content instanceof File ? content : new File([content], name));
  };
  return { label, run: () => void open() };
}

function looksLikeStudy(text: string): boolean {
  return /^\s*\{/.test(text) && text.includes('"designs"') && text.includes('"version"');
}

type Loose = Readonly<Record<string, unknown>>;

const broken = (why: string): Refused => ({ refused: t('clip.broken', { why }) });

function* clipOf(text: string): Stretches<{ readonly clip: Copied } | Refused> {
  const line = text.indexOf('\n');
  if (line < 0 || text.slice(0, line).trim() !== head) return { refused: t('clip.newer') };
  let value: unknown;
  try {
    value = JSON.parse(text.slice(line + 1));
  } catch {
    return broken(t('clip.cut'));
  }
  yield 0;
  if (typeof value !== 'object' || value === null) return broken(t('clip.cut'));
  const { middle, blocks, nodes, groups, links, outward, overrides, templates = [] } = value as Loose;
  const lists = [blocks, nodes, groups, links, outward, overrides, templates];
  if (!lists.every(Array.isArray)) return broken(t('clip.cut'));
  const parts = lists.slice(0, 3).reduce<number>((sum, list) => sum + (list as unknown[]).length, 0);
  if (parts > mostPasted) return { refused: t('clip.tooMany', { count: parts, most: mostPasted }) };
  const table = (list: unknown): Record<string, unknown> =>
    Object.fromEntries((list as readonly Loose[]).map((record) => [String(record?.['id']), record]));
  // Groups that were not copied along are another design's.
  const copiedGroups = new Set(Object.keys(table(groups)));
  const inside = (list: unknown, field: string): unknown =>
    (list as readonly Loose[]).map((record) =>
      copiedGroups.has(String(record?.[field])) ? record : { ...record, [field]: null },
    );
  const design = {
    id: 'd1',
    name: '',
    blocks: table(blocks),
    nodes: table(inside(nodes, 'group')),
    groups: table(inside(groups, 'parent')),
    links: { ...table(links), ...table(outward) },
    overrides: table(overrides),
    ...((templates as unknown[]).length > 0 ? { templates: table(templates) } : {}),
  };
  yield 0;
  const read = yield* readSteps({ ...emptyStudy(), designs: [design] });
  if (!read.ok) return broken(read.fault.message);
  const clip = clipFrom(read.value.designs[0]!, new Set(Object.keys(table(outward))));
  if (partsIn(clip) === 0) return broken(t('clip.cut'));
  return { clip: { clip, middle: pointOf(middle) } };
}

function clipFrom(design: Design, outward: ReadonlySet<string>): Clip {
  const links: LinkRecord[] = Object.values(design.links);
  return {
    blocks: Object.values(design.blocks),
    nodes: Object.values(design.nodes),
    groups: Object.values(design.groups),
    links: links.filter((link) => !outward.has(link.id)),
    outward: links.filter((link) => outward.has(link.id)),
    overrides: Object.values(design.overrides),
    ...(design.templates ? { templates: Object.values(design.templates) } : {}),
  };
}

function pointOf(value: unknown): Copied['middle'] {
  if (typeof value !== 'object' || value === null) return null;
  const { x, y } = value as Loose;
  return typeof x === 'number' && typeof y === 'number' && Number.isFinite(x) && Number.isFinite(y) ? { x, y } : null;
}
