/**
 * Copy, cut, paste, duplicate. The clip lives as long as the page, and goes to the system's clipboard as text (see `clipText.ts`), so that another
 * tab, window or design can take it.
 *
 * What is pasted lands at the pointer, if that is over the canvas, else beside the originals; pasted again in the same place, it lands beside the
 * one before.
 */
import * as model from '@weft/model';
import type { Clip, Command, Stretches, Study } from '@weft/model';
import { formatCount } from '@weft/units';
import type { Point } from '../canvas/contract.ts';
import { activeDesign, studyDocument } from '../stores/document.ts';
import { result } from '../stores/result.ts';
import { announce, notify, session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { edit } from './edits.ts';
import { selected } from './selection.ts';
import { stage } from './stage.ts';

/** How far a copy lies from its original, canvas units. */
const step = 32;
/** More than this is no drawing by hand: a study file or a block holds it. */
export const mostPasted = 100_000;
/** As many parts are pasted in one go; more of them in stretches, between which the page lives on. */
const atOnce = 500;
/** A longer text is read in stretches, characters. */
const readAtOnce = 200_000;

/** What was copied, and where the middle of it stood. */
export interface Copied {
  readonly clip: Clip;
  readonly middle: Point | null;
}

let copied: Copied | null = null;
/** The text that was given to the system's clipboard, null when it was refused. */
let given: string | null = null;
/** The last paste: of what, where, and how often there. */
let last: { readonly of: Copied; readonly at: Point; readonly times: number } | null = null;

export function copySelection(): boolean {
  const { owners } = selected();
  const answer = model.copyItems(studyDocument.getState().study, activeDesign().id, owners);
  if (!answer.ok) {
    notify({ tone: 'warning', text: answer.fault.message });
    return false;
  }
  const parts = partsIn(answer.value);
  if (parts > mostPasted) {
    notify({ tone: 'warning', text: t('clip.tooMany', { count: parts, most: mostPasted }) });
    return false;
  }
  copied = placed(answer.value);
  last = null;
  announce(t('notice.copied', { count: parts }));
  void give(copied);
  return true;
}

/** Why nothing is copied. With nothing selected there is nothing to say: the browser's own copying of text is meant as often. */
export function sayNotCopied(): void {
  if (session.getState().selection.length > 0) notify({ tone: 'info', text: t('notice.copyWhole') });
}

export const partsIn = ({ nodes, blocks, groups }: Clip): number => nodes.length + blocks.length + groups.length;

/** Gives the clip to the system, where it lets itself be given. */
async function give(what: Copied): Promise<void> {
  given = null;
  const { clipText } = await import('./clipText.ts');
  const text = clipText(what);
  if (text === null) return;
  try {
    await navigator.clipboard.writeText(text);
    if (copied === what) given = text;
  } catch {
    // Refused by the browser: then the clip stays in this page.
  }
}

/** The clip with the places at which things are drawn, where a layout had decided. */
function placed(clip: Clip): Copied {
  const drawn = new Map<string, Point>();
  for (const { owner, x, y } of result.getState().scene?.nodes ?? []) if (!drawn.has(owner)) drawn.set(owner, { x, y });
  const nodes = clip.nodes.map((node) => {
    const at = node.x === null || node.y === null ? drawn.get(node.id) : undefined;
    return at ? { ...node, x: Math.round(at.x), y: Math.round(at.y) } : node;
  });
  const at = [...clip.blocks, ...nodes, ...clip.groups].filter(({ x, y }) => x !== null && y !== null);
  const middle = (along: 'x' | 'y'): number => {
    let [least, most] = [Infinity, -Infinity];
    for (const one of at) [least, most] = [Math.min(least, one[along]!), Math.max(most, one[along]!)];
    return (least + most) / 2;
  };
  return { clip: { ...clip, nodes }, middle: at.length === 0 ? null : { x: middle('x'), y: middle('y') } };
}

export function cutSelection(): void {
  const { owners } = selected();
  const locked = owners.find((id) => model.isLocked(activeDesign(), id));
  if (locked !== undefined) {
    edit((study, design) => model.deleteItems(study, design, owners));
    return;
  }
  if (copySelection() && edit((study, design) => model.deleteItems(study, design, owners)))
    announce(t('notice.cut', { count: partsIn(copied!.clip) }));
}

/** Pastes what was copied in this page; `keepLinks` draws links to the outside again. */
export function paste(keepLinks: boolean): void {
  if (copied === null) notify({ tone: 'info', text: t('notice.nothingToPaste') });
  else void put(copied, keepLinks);
}

/** Pastes from the system's clipboard: a clip of any page; what else is there is offered or refused in a sentence. */
export async function pasteText(text: string, keepLinks: boolean): Promise<void> {
  // The same clip, or a clipboard that did not take it: then what this page holds is what was copied last.
  if (copied !== null && (given === null || text === given || text === '')) {
    await put(copied, keepLinks);
    return;
  }
  if (text === '') {
    paste(keepLinks);
    return;
  }
  const { clipSteps } = await import('./clipText.ts');
  const steps = clipSteps(text);
  const read =
    text.length <= readAtOnce
      ? model.allAtOnce(steps)
      : await once(async () =>
          (await import('./stretched.ts')).stretched(steps, {
            doing: t('clip.reading', { characters: formatCount(text.length) }),
            stopped: t('clip.stopped'),
          }),
        );
  if (read === null) return;
  if ('refused' in read)
    notify({ tone: 'warning', text: read.refused, ...(read.action ? { action: read.action } : {}) });
  else {
    copied = read.clip;
    given = text;
    await put(read.clip, keepLinks);
  }
}

/** Refuses what is no text: a picture, a file. */
export async function refusePaste(file: File | null): Promise<void> {
  const { asFile } = await import('./clipText.ts');
  if (file === null) notify({ tone: 'warning', text: t('clip.noText') });
  else if (file.type.startsWith('image/')) notify({ tone: 'warning', text: t('clip.isPicture') });
  else {
    const text = t('clip.isFile', { name: file.name });
    notify({ tone: 'warning', text, action: asFile(t('clip.open'), file.name, file) });
  }
}

let pasting = false;

/** One long paste at a time: null when there is one already, which is said. */
async function once<T>(work: () => Promise<T | null>): Promise<T | null> {
  if (pasting) {
    notify({ tone: 'info', text: t('clip.stillPasting') });
    return null;
  }
  pasting = true;
  try {
    return await work();
  } finally {
    pasting = false;
  }
}

type Commanding = (study: Study, design: string) => Stretches<Command>;

/** Makes parts and selects them, in stretches when they are many. What is edited meanwhile stays: then it is worked out again for that. */
async function makeParts(steps: Commanding, count: number, doing: string): Promise<boolean> {
  if (count <= atOnce) return edit((study, design) => model.allAtOnce(steps(study, design)), { selectMade: true });
  const made = await once(async () => {
    const { stretched } = await import('./stretched.ts');
    for (;;) {
      const { study } = studyDocument.getState();
      const design = activeDesign().id;
      const command = await stretched(steps(study, design), { doing, stopped: t('clip.stopped') });
      if (command === null) return null;
      if (studyDocument.getState().study === study && activeDesign().id === design)
        return edit(() => command, { selectMade: true });
    }
  });
  return made === true;
}

/** Pastes where a menu was opened: from the system's clipboard where it lets itself be read, else what was copied in this page. */
export async function pasteHere(at: Point, keepLinks: boolean): Promise<void> {
  let text = '';
  try {
    text = await navigator.clipboard.readText();
  } catch {
    // Refused by the browser or the person.
  }
  aim = at;
  await pasteText(text, keepLinks);
  aim = null;
}

/** Where a menu was opened that pastes. */
let aim: Point | null = null;

async function put(what: Copied, keepLinks: boolean): Promise<void> {
  const at = target(what);
  const from = what.middle ?? at;
  const [dx, dy] = [Math.round(at.x - from.x), Math.round(at.y - from.y)];
  const count = partsIn(what.clip);
  const steps: Commanding = (study, design) => model.pasteSteps(study, design, what.clip, { dx, dy, keepLinks });
  if (await makeParts(steps, count, t('clip.pasting', { count }))) announce(t('notice.pasted', { count }));
}

/** Where the middle of the clip goes. */
function target(what: Copied): Point {
  const pointer = aim ?? pointerPlace();
  const base = pointer ?? what.middle ?? stage.canvas?.centre() ?? { x: 0, y: 0 };
  const again = last !== null && last.of === what && near(last.at, base);
  // On the originals themselves nothing would be seen to happen.
  const onOriginals = what.middle !== null && near(base, what.middle);
  const times = again ? last!.times + 1 : onOriginals ? 1 : 0;
  last = { of: what, at: base, times };
  return { x: base.x + step * times, y: base.y + step * times };
}

/** Where the pointer is over the canvas, canvas units; null when it is elsewhere. */
function pointerPlace(): Point | null {
  const canvas = stage.canvas;
  const at = canvas?.pointer();
  if (!canvas || !at) return null;
  const { pan, zoom } = canvas.camera();
  return { x: (at.x - pan.x) / zoom, y: (at.y - pan.y) / zoom };
}

const near = (a: Point, b: Point): boolean => Math.hypot(a.x - b.x, a.y - b.y) < step / 2;

export function duplicateSelection(dx = step, dy = step): void {
  const { owners } = selected();
  const steps: Commanding = (study, design) =>
    model.duplicateSteps(study, design, owners, { dx, dy, keepLinks: false });
  void makeParts(steps, owners.length, t('clip.duplicating', { count: owners.length }));
}
