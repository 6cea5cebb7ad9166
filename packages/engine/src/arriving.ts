/**
 * Designs on their way to the worker: the worker's end. In: arguments of calls as `sent.ts` packs them. Out: the arguments as they were given.
 *
 * What arrives is noted at once, since calls build on those before them, and put together when it is needed first, with pauses. Calls that wait for the
 * same design take turns at the one work; where all of them were cancelled, it stays as it is until another call needs the design, or what is built on
 * it. Cost: O(records) for a design that is new or edited, about 0.3 µs each where they are there already.
 */
import { listed, noteList, type Design } from '@weft/model';
import type { Steps } from '@weft/solver';
import { unpacked } from './pieces.ts';
import {
  Held,
  withDesigns,
  type SentDesign,
  type SentEdit,
  type Table,
  type TableEdit,
  type TableName,
} from './sent.ts';

/** The worker's end: one for each client. */
export class DesignReceiver {
  readonly #held = new Held<Arriving>();

  /** Notes what has come. The steps give the arguments as they were given. */
  take(args: readonly unknown[]): Steps<readonly unknown[]> {
    const arriving: Arriving[] = [];
    const noted = args.map((arg) =>
      withDesigns(arg, isSent, ({ sentDesign }) => {
        const design = this.#noted(sentDesign);
        arriving.push(design);
        return design;
      }),
    );
    return arrived(noted, arriving);
  }

  #noted({ id, again, edit }: SentDesign): Arriving {
    const before = again ? this.#held.get(id) : null;
    if (before === undefined) throw new Error(`the design ${id} was sent before, but the worker does not have it`);
    const design = edit === null ? before : new Arriving(edit, before);
    if (design === null) throw new Error(`nothing of the design ${id} was sent; expected all of it`);
    this.#held.set(id, design);
    return design;
  }
}

function* arrived(noted: readonly unknown[], arriving: readonly Arriving[]): Steps<readonly unknown[]> {
  for (const design of arriving) yield* design.steps();
  return noted.map((arg) => withDesigns(arg, isArriving, (design) => design.design));
}

function isSent(value: unknown): value is { readonly sentDesign: SentDesign } {
  return typeof value === 'object' && value !== null && 'sentDesign' in value;
}

function isArriving(value: unknown): value is Arriving {
  return value instanceof Arriving;
}

/** A design that is put together when it is needed. */
class Arriving {
  #edit: SentEdit | null;
  /** The design that it builds on; null once it is there, or where it builds on none. */
  #before: Arriving | null;
  #work: Steps<Design> | null = null;
  #design: Design | null = null;
  #fault: unknown = null;

  constructor(edit: SentEdit, before: Arriving | null) {
    this.#edit = edit;
    this.#before = before;
  }

  /** The design, once its steps are done. */
  get design(): Design {
    if (this.#design === null) throw new Error('the design has not arrived yet');
    return this.#design;
  }

  /** Puts it together, and before it what it builds on, however many edits that is. */
  *steps(): Steps<void> {
    const chain: Arriving[] = [];
    for (let one = this.#before; one !== null && one.#design === null; one = one.#before) chain.push(one);
    for (const one of chain.toReversed()) yield* one.#own();
    yield* this.#own();
  }

  *#own(): Steps<void> {
    while (this.#design === null) {
      if (this.#fault !== null) throw this.#fault;
      this.#work ??= withEdit(this.#before?.design ?? null, this.#edit!);
      try {
        const step = this.#work.next();
        if (step.done) this.#settle(step.value);
        else yield step.value;
      } catch (fault) {
        this.#fault = fault;
      }
    }
  }

  #settle(design: Design): void {
    this.#design = design;
    // What it was made from can be forgotten.
    this.#edit = null;
    this.#before = null;
    this.#work = null;
  }
}

function* withEdit(before: Design | null, { fields, whole, tables: edits }: SentEdit): Steps<Design> {
  const after: Record<string, unknown> = {};
  for (const field of fields) {
    const edit = edits[field as TableName];
    const was = before === null ? undefined : (before as unknown as Table)[field];
    if (Object.hasOwn(whole, field)) after[field] = whole[field];
    else after[field] = edit === undefined ? was : yield* withTableEdit((was ?? {}) as Table, edit);
  }
  return after as unknown as Design;
}

/** Records copied between two pauses: less than a millisecond. */
const few = 2000;

function* withTableEdit(before: Table, { put, drop, places }: TableEdit): Steps<Table> {
  const was = listed(before);
  const gone = new Set(drop);
  const edited = new Map<string, unknown>();
  const fresh: (readonly [string, unknown])[] = [];
  yield* unpacked(put, (id, record) => {
    if (Object.hasOwn(before, id)) edited.set(id, record);
    else fresh.push([id, record]);
  });
  const after: Record<string, unknown> = {};
  const ids: string[] = [];
  const records: unknown[] = [];
  // An engine puts fields first whose names are numbers, whenever they come.
  let inOrder = true;
  const add = (id: string, record: unknown): void => {
    after[id] = record;
    ids.push(id);
    records.push(record);
    const first = id.charCodeAt(0);
    if (first >= 48 && first <= 57) inOrder = false;
  };
  let came = 0;
  const addFresh = (): void => add(...fresh[came++]!);
  for (let from = 0; from < was.ids.length; from += few) {
    if (from > 0) yield { phase: 'design', fraction: from / was.ids.length };
    const to = Math.min(was.ids.length, from + few);
    for (let i = from; i < to; i++) {
      const id = was.ids[i]!;
      if (gone.has(id)) continue;
      while (came < places.length && places[came] === ids.length) addFresh();
      add(id, edited.get(id) ?? was.records[i]);
    }
  }
  while (came < fresh.length) {
    addFresh();
    if (came % few === 0) yield { phase: 'design', fraction: 1 };
  }
  if (inOrder) noteList(after, { ids, records });
  return after;
}
