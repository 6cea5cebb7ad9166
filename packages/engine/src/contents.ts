/**
 * Designs by their content. In: a design's records. Out: a key that designs share whose graphs are the same: all that the graph depends on, so no positions.
 *
 * Each record's text has a number, and a key is a row of these numbers. A record keeps its number as long as it lives, so that of an edited design only
 * the records that differ are written out: of 34,000 records a key takes 2 ms instead of 60.
 */
import { recordsOf, type Design } from '@weft/model';
import type { Steps } from '@weft/solver';

/** Texts that are remembered: of two of the largest studies. */
const mostTexts = 400_000;

/** Work between two pauses, about a millisecond: 300 records are written out, or 4,000 whose numbers are known. */
const pauseAfter = 12_000;
const workOfNew = 40;
const workOfKnown = 3;

export class Contents {
  readonly #numberOf = new Map<string, number>();
  readonly #known = new WeakMap<object, number>();
  readonly #most: number;
  /** Never given twice, so that keys stay apart when texts are forgotten. */
  #next = 0;

  /** `most`: texts that are remembered at most, not counting those of the design at hand. */
  constructor(most = mostTexts) {
    this.#most = most;
  }

  /** The key of a design. Cost: O(records), O(text) of those that are new. */
  *keyOf({ blocks, nodes, links, groups, overrides }: Design): Steps<string> {
    // What is forgotten costs only that an equal design may be made again.
    if (this.#numberOf.size > this.#most) this.#numberOf.clear();
    const edits = recordsOf(overrides).filter(
      ({ removed, rate_Gbps, name }) => removed !== undefined || rate_Gbps !== undefined || name !== undefined,
    );
    const tables = [recordsOf(blocks), recordsOf(nodes), recordsOf(groups), recordsOf(links), edits];
    const key = [tables.map(({ length }) => length).join(' ')];
    for (const records of tables) {
      let codes: number[] = [];
      let work = 0;
      for (const record of records) {
        const known = this.#known.get(record);
        const number = known ?? this.#numbered(record);
        codes.push(number & 0x7f_ff, number >> 15);
        work += known === undefined ? workOfNew : workOfKnown;
        if (work < pauseAfter) continue;
        work = 0;
        key.push(String.fromCharCode(...codes));
        codes = [];
        yield { phase: 'design', fraction: 0 };
      }
      key.push(String.fromCharCode(...codes));
    }
    return key.join('');
  }

  #numbered(record: object): number {
    const text = JSON.stringify(withoutPlace(record));
    let number = this.#numberOf.get(text);
    if (number === undefined) this.#numberOf.set(text, (number = this.#next++));
    this.#known.set(record, number);
    return number;
  }
}

/** What a record says that the graph does not depend on. */
const ofNoGraph = ['x', 'y', 'locked', 'template'] as const;

/** A record without its position; a parameter called x stays, it is inside. */
function withoutPlace(record: object): object {
  if (!ofNoGraph.some((key) => key in record)) return record;
  const rest: Record<string, unknown> = { ...record };
  for (const key of ofNoGraph) delete rest[key];
  return rest;
}
