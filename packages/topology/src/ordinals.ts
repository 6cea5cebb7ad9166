/**
 * Numbers the members of groups: the next of each word in each group. In: groups as they are made, members by group and word. Out: ordinals from 0 on.
 *
 * Most groups hold members of two or three words, so each has a short chain of counters, one to a word. Twelve bytes a counter.
 */
import { grown } from './columns.ts';

/** In place of the first counter of a group that takes no further members. */
const sealed = -2;

export class Ordinals {
  /** Per group the first of its chain of counters, -1 for none. */
  #first = new Int32Array(64).fill(-1);
  #counters = 0;
  #word = new Int32Array(64);
  #value = new Int32Array(64);
  #next = new Int32Array(64);
  readonly #words = new Map<string, number>();
  #lastWord: string | null = null;
  #lastId = -1;

  /** Makes room for groups below a number. */
  reserve(groups: number): void {
    const known = this.#first.length;
    if (groups > known) this.#first = grown(this.#first, Math.max(groups, 2 * known)).fill(-1, known);
  }

  /** Says that a group takes no further members. */
  seal(group: number): void {
    this.#first[group] = sealed;
  }

  /** The number of the next member of that word in a group. */
  next(group: number, word: string): number {
    const id = this.#idOf(word);
    let counter = this.#first[group]!;
    if (counter === sealed) throw new Error(`group ${group} was copied in and takes no further members`);
    while (counter >= 0 && this.#word[counter] !== id) counter = this.#next[counter]!;
    if (counter < 0) {
      if (this.#counters === this.#word.length) this.#grow();
      counter = this.#counters++;
      this.#word[counter] = id;
      this.#next[counter] = this.#first[group]!;
      this.#first[group] = counter;
    }
    return this.#value[counter]!++;
  }

  #idOf(word: string): number {
    if (word === this.#lastWord) return this.#lastId;
    let id = this.#words.get(word);
    if (id === undefined) this.#words.set(word, (id = this.#words.size));
    this.#lastWord = word;
    return (this.#lastId = id);
  }

  #grow(): void {
    this.#word = grown(this.#word);
    this.#value = grown(this.#value);
    this.#next = grown(this.#next);
  }
}
