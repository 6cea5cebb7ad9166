/**
 * Drafts: the study kept in this browser's IndexedDB shortly after each change, the last 20 of them.
 *
 * When the browser refuses storage the person is told once; nothing else changes. What comes back from storage is read like any foreign file.
 */
import { createStore, del, entries, set, type UseStore } from 'idb-keyval';
import { emptyStudy, type Study } from '@weft/model';
import { openStudy, studyDocument } from '../stores/document.ts';
import { notify } from '../stores/session.ts';
import { t } from '../strings/t.ts';

const saveAfter_ms = 400;
const kept = 20;

export interface Draft {
  readonly key: string;
  readonly name: string;
  readonly designs: number;
  readonly saved: Date;
  readonly study: Study;
}

interface Stored {
  readonly saved_ms: number;
  readonly study: unknown;
}

let storage: UseStore | null = null;
let refused = false;
let timer: ReturnType<typeof setTimeout> | null = null;

/** Keeps a draft of every change from now on. */
export function startDrafts(): void {
  studyDocument.subscribe((now, before) => {
    // A study that was only opened is nobody's draft yet.
    if (now.study === before.study || now.draft !== before.draft) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void saveNow(), saveAfter_ms);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && timer !== null) void saveNow();
  });
}

/** Writes the draft of the study that is open. */
export async function saveNow(): Promise<void> {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  const { study, draft } = studyDocument.getState();
  const stored: Stored = { saved_ms: Date.now(), study };
  await withStorage(async (db) => {
    await set(draft, stored, db);
    const all = await entries<string, Stored>(db);
    const oldest = all.toSorted((a, b) => b[1].saved_ms - a[1].saved_ms).slice(kept);
    for (const [key] of oldest) await del(key, db);
  });
}

/** The drafts that can still be read, newest first. */
export async function listDrafts(): Promise<readonly Draft[]> {
  const all = (await withStorage((db) => entries<string, Stored>(db))) ?? [];
  if (all.length === 0) return [];
  const { readStudy } = await import('./checked.ts');
  return all
    .flatMap(([key, stored]) => {
      const study = readStudy(stored?.study);
      if (!study.ok) return [];
      const { name, designs } = study.value;
      return [{ key, name, designs: designs.length, saved: new Date(stored.saved_ms), study: study.value }];
    })
    .toSorted((a, b) => b.saved.getTime() - a.saved.getTime());
}

export async function deleteDraft(key: string): Promise<void> {
  await withStorage((db) => del(key, db));
}

/** Opens a draft and goes on keeping it under its key. */
export function openDraft(draft: Draft): void {
  openStudy(draft.study, draft.key);
}

/** An empty study; the one that was open stays among the drafts. */
export function newStudy(): void {
  if (timer !== null) void saveNow();
  openStudy(emptyStudy());
}

/** Before something else is put on the table: an unwritten change must reach its draft. */
export async function settleDraft(): Promise<void> {
  if (timer !== null) await saveNow();
}

async function withStorage<T>(work: (db: UseStore) => Promise<T>): Promise<T | null> {
  if (refused) return null;
  try {
    storage ??= createStore('weft', 'drafts');
    return await work(storage);
  } catch {
    refused = true;
    storage = null;
    notify({ tone: 'warning', text: t('notice.storage'), stays: true });
    return null;
  }
}
