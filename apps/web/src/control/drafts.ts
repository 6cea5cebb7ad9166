/**
 * Drafts: the study kept in this browser shortly after each change, the last 20 of them.
 *
 * When the browser refuses storage or has no room left the person is told once, editing goes on, and what is not kept anywhere is asked about before
 * the page is left. What comes back from storage is read like any foreign file. Of several windows on one draft, one writes it (`tenure.ts`).
 */
import { emptyStudy, recordsOf, type Study } from '@weft/model';
import { followStudy, openStudy, setReadOnly, studyDocument, takeAsCopy } from '../stores/document.ts';
import { announce, notify } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { indexedDbDrafts, isFull, type DraftStore, type Stored } from './draftStore.ts';
import type { Tenure } from './tenure.ts';

/** Rest of the hand before a draft is written. */
export const saveAfter_ms = 400;
const kept = 20;

export interface Draft {
  readonly key: string;
  readonly name: string;
  readonly designs: number;
  readonly saved: Date;
  readonly study: Study;
}

const tab = crypto.randomUUID();
let store: DraftStore = indexedDbDrafts();
let told = { refused: false, full: false };
let timer: ReturnType<typeof setTimeout> | null = null;
/** The study as it was last written, or opened: what differs from it is kept nowhere but here. */
let keptStudy: Study | null = null;
let tenure: Tenure | null = null;
/** Whether this window may write the draft; settled when the others have been asked. */
let mayWrite: Promise<boolean> = Promise.resolve(true);

/** Keeps a draft of every change from now on; what it gives ends that. */
export function startDrafts(keptIn: DraftStore = store): () => void {
  store = keptIn;
  keptStudy = studyDocument.getState().study;
  mayWrite = askToWrite(studyDocument.getState().draft);
  const stopWatching = studyDocument.subscribe((now, before) => {
    if (now.draft !== before.draft) {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      keptStudy = now.study;
      mayWrite = askToWrite(now.draft);
      // A study that was only opened is nobody's draft yet; a copy of one is.
      if (before.readOnly && now.history === before.history) saveSoon();
    } else if (now.study !== before.study && !now.readOnly && now.study !== keptStudy) saveSoon();
  });
  const listening = new AbortController();
  const { signal } = listening;
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && void settleDraft(true), {
    signal,
  });
  window.addEventListener('pagehide', () => void settleDraft(true), { signal });
  window.addEventListener('beforeunload', (event) => isUnkept() && event.preventDefault(), { signal });
  return () => {
    stopWatching();
    listening.abort();
  };
}

/** Whether the browser keeps nothing and there is something to lose. */
export const isUnkept = (): boolean =>
  (told.refused || told.full) && keptStudy !== null && studyDocument.getState().study !== keptStudy;

/** The study was saved as a file: leaving loses nothing. */
export function savedElsewhere(study: Study): void {
  keptStudy = study;
}

function saveSoon(): void {
  if (timer !== null) clearTimeout(timer);
  timer = setTimeout(() => void saveNow(), saveAfter_ms);
}

/** The last write of each draft that is being written: an older one that comes to its end later is nobody's. */
const writes = new Map<string, symbol>();

/** Writes the draft of the study that is open; a large one in stretches, unless the page is about to go. */
export async function saveNow(atOnce = false): Promise<void> {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  const { study, draft } = studyDocument.getState();
  const mine = Symbol(draft);
  writes.set(draft, mine);
  // Of a draft that another window has, nothing is written.
  if (!(await mayWrite)) {
    writes.delete(draft);
    return;
  }
  const text = !atOnce && isLarge(study) ? await textOf(study) : null;
  if (writes.get(draft) !== mine) return;
  writes.delete(draft);
  const stored = { saved_ms: Date.now(), study: text ?? study, writer: tab };
  const written = await tried(async () => {
    if (!(await withRoom(() => store.write(draft, stored), draft))) return false;
    await prune(draft);
    return true;
  });
  // Meanwhile another study may lie on the table.
  if (studyDocument.getState().draft !== draft) return;
  if (written === true) {
    keptStudy = study;
    told = { refused: false, full: false };
    tenure?.tellWritten();
  } else if (written === false) tenure?.lose();
}

/** Its text; null where what makes it could not be loaded. */
async function textOf(study: Study): Promise<string | null> {
  const made = await import('./draftText.ts').catch(() => null);
  return made === null ? null : made.draftText(study);
}

/** Records that are written in one go: about as many as a frame has time for. */
const fewRecords = 2000;

const isLarge = ({ designs }: Study): boolean =>
  designs.some(
    (d) => recordsOf(d.nodes).length + recordsOf(d.links).length + recordsOf(d.overrides).length > fewRecords,
  );

/** Writes; where there is no room, lets the oldest of the other drafts go, one after the other, until there is. */
async function withRoom<T>(write: () => Promise<T>, current: string): Promise<T> {
  for (;;) {
    try {
      return await write();
    } catch (fault) {
      if (!isFull(fault)) throw fault;
      const oldest = newestFirst(await store.entries()).findLast(([key]) => key !== current);
      // The last ones before this stay: better a draft too few than a wiped shelf.
      if (oldest === undefined || (await store.keys()).length <= keptWhenFull) throw fault;
      await store.delete(oldest[0]);
    }
  }
}

/** As many drafts are never given up for room. */
const keptWhenFull = 5;

async function prune(current: string): Promise<void> {
  if ((await store.keys()).length <= kept) return;
  const others = newestFirst(await store.entries()).filter(([key]) => key !== current);
  for (const [key] of others.slice(kept - 1)) await store.delete(key);
}

const newestFirst = (all: readonly (readonly [string, Stored])[]) =>
  all.toSorted((a, b) => (b[1]?.saved_ms ?? 0) - (a[1]?.saved_ms ?? 0));

/** The drafts that can still be read, newest first. */
export async function listDrafts(): Promise<readonly Draft[]> {
  return (await readable(Infinity)).slice(0, kept);
}

/** The draft to go on with: only as many are read as it takes to find one that can be. */
export async function latestDraft(): Promise<Draft | null> {
  return (await readable(1))[0] ?? null;
}

async function readable(most: number): Promise<readonly Draft[]> {
  const all = newestFirst((await tried(() => store.entries())) ?? []);
  if (all.length === 0) return [];
  const { readDraft } = await import('./readDraft.ts');
  const found: Draft[] = [];
  for (const [key, stored] of all) {
    if (found.length >= most) break;
    const study = await readDraft(stored?.study);
    if (study === null) break;
    if (!study.ok) continue;
    const { name, designs } = study.value;
    found.push({ key, name, designs: designs.length, saved: new Date(stored.saved_ms), study: study.value });
  }
  return found;
}

export async function deleteDraft(key: string): Promise<void> {
  await tried(() => store.delete(key));
}

/** Opens a draft and goes on keeping it under its key. */
export function openDraft(draft: Draft): void {
  openStudy(draft.study, draft.key);
}

/** An empty study; the one that was open stays among the drafts. */
export function newStudy(): void {
  if (timer !== null) void saveNow();
  openStudy(emptyStudy());
  announce(t('notice.newStudy'));
}

/** Before something else is put on the table: an unwritten change must reach its draft. */
export async function settleDraft(atOnce = false): Promise<void> {
  if (timer !== null || writes.has(studyDocument.getState().draft)) await saveNow(atOnce);
}

/** Keeps a study that was only opened as a draft, as its first change would. */
export async function keepCopy(): Promise<void> {
  await saveNow();
  if (keptStudy === studyDocument.getState().study && !told.refused && !told.full) announce(t('notice.kept'));
}

/** Goes on here with a copy of what another window writes. */
export function openCopyHere(): void {
  takeAsCopy(t('designs.copyOf', { name: studyDocument.getState().study.name }));
  announce(t('tabs.copied'));
}

/** Goes on here; the other window looks on. */
export async function takeOver(): Promise<void> {
  await tenure?.takeOver();
}

/** Asks whether this window may write a draft; while another does, the study is looked at. */
async function askToWrite(draft: string): Promise<boolean> {
  tenure ??= await tenureHere();
  const may = await tenure.ask(draft);
  if (studyDocument.getState().draft !== draft) return false;
  if (may) await tried(() => store.claim(draft, tab));
  else {
    setReadOnly(true);
    announce(t('tabs.title'));
  }
  return may;
}

async function tenureHere(): Promise<Tenure> {
  const { Tenure: Made } = await import('./tenure.ts');
  return new Made({
    locks: navigator.locks ?? null,
    channel: typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('weft drafts'),
    tab,
    onGained: () => void gained(),
    onLost: () => {
      mayWrite = Promise.resolve(false);
      setReadOnly(true);
      announce(t('tabs.title'));
    },
    beforeYield: settleDraft,
    onWritten: () => void follow(),
  });
}

/** The draft is this window's now: first what the other wrote last, then the pen. */
async function gained(): Promise<void> {
  const { draft } = studyDocument.getState();
  await tried(() => store.claim(draft, tab));
  await follow();
  if (studyDocument.getState().draft !== draft) return;
  mayWrite = Promise.resolve(true);
  setReadOnly(false);
  announce(t('tabs.mine'));
}

/** Shows the draft as another window has written it. */
async function follow(): Promise<void> {
  const { draft, readOnly } = studyDocument.getState();
  if (!readOnly) return;
  const stored = await tried(() => store.get(draft));
  if (!stored) return;
  const [{ readStudy, sameJson }, { fromDraftText }] = await Promise.all([
    import('./checked.ts'),
    import('./draftText.ts'),
  ]);
  const read = readStudy(fromDraftText(stored.study));
  const now = studyDocument.getState();
  if (!read.ok || now.draft !== draft || !now.readOnly || sameJson(read.value, now.study)) return;
  keptStudy = read.value;
  followStudy(read.value);
}

/** What storage gives; null when it does not, and the person is told once why. */
async function tried<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (fault) {
    const why = isFull(fault) ? 'full' : 'refused';
    if (!told[why]) {
      notify({
        tone: 'warning',
        text: t(why === 'full' ? 'notice.storageFull' : 'notice.storage'),
        stays: true,
        action: {
          label: t('notice.saveFile'),
          run: () => void import('./files.ts').then((m) => m.saveStudyFile()),
        },
      });
    }
    told = { ...told, [why]: true };
    return null;
  }
}
