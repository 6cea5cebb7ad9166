/**
 * The language of the page: the messages of its own catalogue, and the sentences of the rooms here and in the worker.
 *
 * A language is one value of type `Language`: a file. `npm run sentences` prints the table of sentences to fill in; what a language lacks is
 * said in English.
 */
import { marked, speak, type Sentences } from '@weft/units';
import { setVoice, setWords, type Catalogue } from '../strings/t.ts';
import { engine } from './engine.ts';

export interface Language {
  /** Its tag, such as `de`. */
  readonly tag: string;
  readonly words: Partial<Catalogue>;
  /** By their English form: `All {0} ports of {1} are taken.`. */
  readonly sentences: Readonly<Record<string, string>>;
}

/** Says everything from now on in a language. To be called before the first picture of the page. */
export function setLanguage({ tag, words, sentences }: Language): void {
  document.documentElement.lang = tag;
  setWords(words);
  tell(sentences);
}

/** Marks all that comes from a catalogue, so that what does not is seen. */
export function markWords(): void {
  setVoice(marked);
  tell('marked');
}

function tell(sentences: Sentences): void {
  speak(sentences);
  engine.speak(sentences);
}
