// @vitest-environment happy-dom
/** Drafts over a store that keeps, refuses, or is full. */
import { valueOf } from '@weft/units';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { blankNode, emptyStudy, renameStudy, type Study } from '@weft/model';
import type { DraftStore, Stored } from './draftStore.ts';

/** A store in memory; `fault` is thrown by every write, `room` is the most it holds. */
class Shelf implements DraftStore {
  readonly drafts = new Map<string, Stored>();
  fault: Error | null = null;
  room = Infinity;

  get = (key: string) => this.#do(() => this.drafts.get(key));
  keys = () => this.#do(() => [...this.drafts.keys()]);
  entries = () => this.#do(() => [...this.drafts.entries()]);
  delete = (key: string) => this.#do(() => void this.drafts.delete(key));
  write = (key: string, stored: Stored & { readonly writer: string }) =>
    this.#do(() => {
      const was = this.drafts.get(key);
      if (was === undefined && this.drafts.size >= this.room) throw new DOMException('no room', 'QuotaExceededError');
      if (was?.writer !== undefined && was.writer !== stored.writer) return false;
      this.drafts.set(key, stored);
      return true;
    });
  claim = (key: string, writer: string) =>
    this.#do(() => {
      const was = this.drafts.get(key);
      if (was) this.drafts.set(key, { ...was, writer });
    });

  async #do<T>(work: () => T): Promise<T> {
    if (this.fault) throw this.fault;
    return Promise.resolve(work());
  }
}

let shelf: Shelf;
let stop: () => void;
let drafts: typeof import('./drafts.ts');
let doc: typeof import('../stores/document.ts');
let session: (typeof import('../stores/session.ts'))['session'];

const study = () => doc.studyDocument.getState().study;
const draft = () => doc.studyDocument.getState().draft;
const edit = (name: string) => doc.commit(valueOf(renameStudy(study(), name)).change);
const rest = () => vi.advanceTimersByTimeAsync(1000);
const sentences = () => session.getState().notices.map(({ text }) => text);
const nameOf = (key: string) => (shelf.drafts.get(key)?.study as { name: string } | undefined)?.name;
/** The study with more parts than are written in one go. */
const large = (name: string): Study => {
  const nodes = Object.fromEntries(
    Array.from({ length: 2500 }, (_, i) => [`n${i}`, blankNode(`n${i}`, 'switch', `n${i}`)] as const),
  );
  return { ...study(), name, designs: [{ ...study().designs[0]!, nodes }] };
};
const fill = (count: number) => {
  for (let i = 0; i < count; i++)
    shelf.drafts.set(`old-${i}`, { saved_ms: i, study: { ...emptyStudy(), name: `old ${i}` } });
};

/** Whether the page asks before it is left. */
const leave = () => {
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  // Neither locks nor channels here: what windows know of each other is tested in tenure.test.ts.
  vi.stubGlobal('BroadcastChannel', undefined);
  vi.resetModules();
  shelf = new Shelf();
  drafts = await import('./drafts.ts');
  doc = await import('../stores/document.ts');
  ({ session } = await import('../stores/session.ts'));
  stop = drafts.startDrafts(shelf);
  // The module that knows of other windows is loaded when first needed.
  await vi.dynamicImportSettled();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('drafts', () => {
  it('are texts where they are large, and studies again when they are read; the last change is what is kept', async () => {
    doc.followStudy(large('large'));
    edit('first');
    await vi.advanceTimersByTimeAsync(drafts.saveAfter_ms);
    edit('second');
    await vi.waitFor(async () => {
      await rest();
      expect(typeof shelf.drafts.get(draft())?.study).toBe('string');
      expect(JSON.parse(shelf.drafts.get(draft())!.study as string)).toEqual(study());
    });
    const read = await drafts.latestDraft();
    expect(read?.name).toBe('second');
    expect(read?.study).toEqual(study());
  });

  it('are written at once where the page is left before the text is there', async () => {
    doc.followStudy(large('large'));
    edit('left');
    vi.advanceTimersByTime(drafts.saveAfter_ms);
    window.dispatchEvent(new Event('pagehide'));
    await rest();
    expect(nameOf(draft())).toBe('left');
  });

  it('are written when the hand has rested, once for many changes', async () => {
    const write = vi.spyOn(shelf, 'write');
    for (const name of ['one', 'two', 'three']) {
      edit(name);
      await vi.advanceTimersByTimeAsync(drafts.saveAfter_ms - 10);
    }
    expect(shelf.drafts.size).toBe(0);
    await rest();
    expect([write.mock.calls.length, nameOf(draft())]).toEqual([1, 'three']);
  });

  it('are written at once when the page is hidden', async () => {
    edit('hidden');
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(0);
    expect(nameOf(draft())).toBe('hidden');
    vi.restoreAllMocks();
  });

  it('are none of a study that was only opened', async () => {
    doc.openStudy({ ...emptyStudy(), name: 'looked at' });
    await rest();
    expect(shelf.drafts.size).toBe(0);
    edit('changed');
    await rest();
    expect([...shelf.drafts.keys()]).toEqual([draft()]);
  });

  it('keep the last 20, and list them newest first without those that cannot be read', async () => {
    fill(25);
    shelf.drafts.set('broken', { saved_ms: 99, study: { version: 1, designs: 'none' } });
    edit('newest');
    await rest();
    expect(shelf.drafts.size).toBe(20);
    const listed = await drafts.listDrafts();
    expect([listed.length, listed[0]!.name, listed[1]!.name]).toEqual([19, 'newest', 'old 24']);
    expect((await drafts.latestDraft())?.name).toBe('newest');
  });

  it('of a study that is put away are written before', async () => {
    edit('put away');
    const first = draft();
    drafts.newStudy();
    await rest();
    expect([nameOf(first), study().name]).toEqual(['put away', emptyStudy().name]);
  });
});

describe('storage that refuses', () => {
  it('is told once with a way out; editing goes on and nothing is lost', async () => {
    shelf.fault = new DOMException('no', 'SecurityError');
    for (const name of ['one', 'two', 'three']) {
      edit(name);
      await rest();
    }
    expect(sentences()).toEqual(['This browser keeps no drafts here. Save the study as a file before you leave.']);
    expect(session.getState().notices[0]).toMatchObject({ stays: true, action: { label: 'Save file' } });
    expect([study().name, doc.studyDocument.getState().history.past.length]).toEqual(['three', 3]);
    expect(await drafts.listDrafts()).toEqual([]);
  });

  it('asks before what is kept nowhere is left', async () => {
    shelf.fault = new DOMException('no', 'SecurityError');
    expect(leave()).toBe(false);
    edit('unkept');
    await rest();
    expect(leave()).toBe(true);
    drafts.savedElsewhere(study());
    expect(leave()).toBe(false);
  });

  it('and takes drafts again later has the next change', async () => {
    shelf.fault = new DOMException('no', 'SecurityError');
    edit('one');
    await rest();
    shelf.fault = null;
    edit('two');
    await rest();
    expect([nameOf(draft()), drafts.isUnkept()]).toEqual(['two', false]);
  });
});

describe('storage that is full', () => {
  it('gives up the oldest drafts, but not the last few', async () => {
    fill(10);
    shelf.room = 8;
    edit('fits');
    await rest();
    expect([nameOf(draft()), sentences()]).toEqual(['fits', []]);
    expect([...shelf.drafts.keys()].slice(0, -1)).toEqual(Array.from({ length: 7 }, (_, i) => `old-${i + 3}`));
  });

  it('is told once when there is nothing to give up', async () => {
    fill(5);
    shelf.room = 5;
    for (const name of ['one', 'two']) {
      edit(name);
      await rest();
    }
    expect(sentences()).toEqual([
      'The browser’s storage is full: your last changes are in no draft. Save the study as a file.',
    ]);
    expect([shelf.drafts.size, study().name, drafts.isUnkept()]).toEqual([5, 'two', true]);
  });
});

describe('a draft that another window writes', () => {
  it('is not written here: the study is looked at, and a copy has a draft of its own', async () => {
    edit('mine');
    await rest();
    const shared = draft();
    await shelf.claim(shared, 'another window');
    edit('mine too');
    await rest();
    expect([nameOf(shared), doc.studyDocument.getState().readOnly]).toEqual(['mine', true]);
    expect(edit('refused')).toBe(false);
    drafts.openCopyHere();
    await rest();
    expect(draft()).not.toBe(shared);
    expect([nameOf(shared), nameOf(draft())]).toEqual(['mine', 'mine too (copy)']);
  });

  it('is taken over with what was written last', async () => {
    edit('mine');
    await rest();
    const shared = draft();
    shelf.drafts.set(shared, { saved_ms: 1, study: { ...study(), name: 'theirs' }, writer: 'another window' });
    edit('late');
    await rest();
    const taking = drafts.takeOver();
    await vi.advanceTimersByTimeAsync(5000);
    await taking;
    await vi.dynamicImportSettled();
    await rest();
    expect([study().name, doc.studyDocument.getState().readOnly]).toEqual(['theirs', false]);
    edit('mine again');
    await rest();
    expect(nameOf(shared)).toBe('mine again');
  });
});
