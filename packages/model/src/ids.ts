/**
 * Ids and names of new records, and the paths that name parts inside a block.
 *
 * A new id is the first free one of its kind (`n12`), so the same gestures on the same study give the same ids.
 */
import { limits } from './limits.ts';
import { idPattern, isInherited } from './keys.ts';
import type { TableName } from './change.ts';
import type { Design, Study } from './study.ts';

export type RecordTable = Exclude<TableName, 'overrides' | 'templates'>;

const prefixes: Readonly<Record<RecordTable, string>> = { blocks: 'b', nodes: 'n', links: 'l', groups: 'g' };

/** Hands out the first free ids of a design, each once. */
export class FreshIds {
  readonly #design: Design;
  readonly #next = new Map<RecordTable, number>();

  constructor(design: Design) {
    this.#design = design;
  }

  next(table: RecordTable): string {
    let number = this.#next.get(table) ?? 1;
    while (holds(this.#design, prefixes[table] + String(number))) number++;
    this.#next.set(table, number + 1);
    return prefixes[table] + String(number);
  }
}

/** The first free design id of a study. */
export function freshDesignId(study: Study): string {
  for (let number = 1; ; number++) {
    const id = `d${number}`;
    if (!study.designs.some((design) => design.id === id)) return id;
  }
}

/** The first free id of a template. */
export function freshTemplateId({ templates = {} }: Design): string {
  for (let number = 1; ; number++) if (!Object.hasOwn(templates, `t${number}`)) return `t${number}`;
}

/** The table a record's id stands in; undefined when the design has no such record. */
export function tableOf(design: Design, id: string): RecordTable | undefined {
  if (Object.hasOwn(design.blocks, id)) return 'blocks';
  if (Object.hasOwn(design.nodes, id)) return 'nodes';
  if (Object.hasOwn(design.links, id)) return 'links';
  return Object.hasOwn(design.groups, id) ? 'groups' : undefined;
}

/** Whether any record of the design has this id. */
function holds(design: Design, id: string): boolean {
  return tableOf(design, id) !== undefined;
}

/** The block a path leads into; undefined when it does not lead into a block of this design. */
export function blockOfPath(design: Design, path: string): string | undefined {
  const slash = path.indexOf('/');
  if (slash < 1) return undefined;
  const block = path.slice(0, slash);
  const rest = path.slice(slash + 1);
  return Object.hasOwn(design.blocks, block) && /^[^/]+(\/[^/]+)*$/.test(rest) ? block : undefined;
}

/**
 * Hands out names that no sibling has: `leaf 1` gives `leaf 2`, `storage` gives `storage 2`. Numbers found taken are leapt over from then on, so
 * that ten thousand copies of `leaf 1` to `leaf 10000` are named in as many steps.
 */
export class FreshNames {
  readonly #taken: Set<string>;
  /** By stem and digits: from a taken number to one further on, with none free between. */
  readonly #leaps = new Map<string, Map<number, number>>();

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  /** The wanted name if it is free, else the next one that is. */
  next(wanted: string): string {
    let name = wanted;
    if (this.#taken.has(name)) {
      // Of 1,024 the last digits are no number of their own.
      const match = /^(.*?)(?<!\d)(?<!\d[,'’\u00a0\u202f])(\d{1,9})$/u.exec(wanted);
      const stem = match ? match[1]! : `${wanted} `;
      let number = match ? Number(match[2]) + 1 : 2;
      const digits = match && match[2]!.startsWith('0') ? match[2]!.length : 0;
      const key = `${digits} ${stem}`;
      let leaps = this.#leaps.get(key);
      if (leaps === undefined) this.#leaps.set(key, (leaps = new Map()));
      const passed: number[] = [];
      for (;;) {
        const leap = leaps.get(number);
        if (leap === undefined) {
          const ending = String(number).padStart(digits, '0');
          name = stem.slice(0, limits.label - ending.length) + ending;
          if (!this.#taken.has(name)) break;
        }
        passed.push(number);
        number = leap ?? number + 1;
      }
      for (const one of passed) leaps.set(one, number);
    }
    this.#taken.add(name);
    return name;
  }
}

/** Whether a text can be the id of a record. */
export function isId(text: string): boolean {
  return idPattern.test(text) && !isInherited(text);
}
