/**
 * Where drafts are kept: this browser's IndexedDB. Every read and write may be refused (private windows, policies) or find no room; both reject.
 *
 * A draft carries the id of the window that writes it, and a write reads it in the same transaction: so two windows never write one draft, whatever
 * they know of each other.
 */
import { createStore, del, entries, get, keys, update, type UseStore } from 'idb-keyval';

export interface Stored {
  readonly saved_ms: number;
  /** The study, or its text (see `draftText.ts`). */
  readonly study: unknown;
  /** The window that may write it. */
  readonly writer?: string;
}

export interface DraftStore {
  get(key: string): Promise<Stored | undefined>;
  keys(): Promise<readonly string[]>;
  entries(): Promise<readonly (readonly [string, Stored])[]>;
  delete(key: string): Promise<void>;
  /** Writes the draft unless another window has it: then false. */
  write(key: string, stored: Stored & { readonly writer: string }): Promise<boolean>;
  /** Makes a window the one that may write the draft, if the draft is there. */
  claim(key: string, writer: string): Promise<void>;
}

/** Drafts in IndexedDB. Opened when first used, and again after the browser closed it. */
export function indexedDbDrafts(): DraftStore {
  let db: UseStore | null = null;
  async function using<T>(work: (db: UseStore) => Promise<T>): Promise<T> {
    const known = db !== null;
    try {
      return await work((db ??= createStore('weft', 'drafts')));
    } catch (fault) {
      db = null;
      // Browsers close a database that lies long unused; a new connection knows nothing of that.
      if (!known || nameOf(fault) !== 'InvalidStateError') throw fault;
      return work((db = createStore('weft', 'drafts')));
    }
  }
  return {
    get: (key) => using((store) => get<Stored>(key, store)),
    keys: () => using((store) => keys<string>(store)),
    entries: () => using((store) => entries<string, Stored>(store)),
    delete: (key) => using((store) => del(key, store)),
    async write(key, stored) {
      let mine = true;
      await using((store) =>
        update<Stored>(
          key,
          (was) => {
            mine = was?.writer === undefined || was.writer === stored.writer;
            return mine ? stored : was!;
          },
          store,
        ),
      );
      return mine;
    },
    async claim(key, writer) {
      const was = await using((store) => get<Stored>(key, store));
      if (was === undefined || was.writer === writer) return;
      await using((store) => update<Stored>(key, (now) => ({ ...(now ?? was), writer }), store));
    },
  };
}

/** Whether a write found no room. */
export const isFull = (fault: unknown): boolean => nameOf(fault) === 'QuotaExceededError';

function nameOf(fault: unknown): string {
  return typeof fault === 'object' && fault !== null && 'name' in fault ? String(fault.name) : '';
}
