/** The gallery: named designs served with the app, and opening one. */
import { sayText } from '@weft/units';
import { openFile } from './files.ts';

export interface Example {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly file: string;
  /** A drawing of it beside the list; absent when there is none. */
  readonly picture?: string;
  /** The same for a dark page. */
  readonly darkPicture?: string;
}

const folder = './gallery/';

export async function listExamples(): Promise<readonly Example[]> {
  const answer = await fetch(`${folder}index.json`);
  const examples = (await answer.json()) as readonly Example[];
  return examples.map((one) => ({ ...one, title: sayText(one.title), sentence: sayText(one.sentence) }));
}

/** Opens an example as a study of its own. */
export async function openExample(example: Example): Promise<void> {
  const answer = await fetch(folder + example.file);
  await openFile(new File([await answer.blob()], example.file));
}

/** Where its drawing for the theme is served from, null when it has none. */
export function pictureOf({ picture, darkPicture }: Example, theme: 'light' | 'dark'): string | null {
  const file = theme === 'dark' ? (darkPicture ?? picture) : picture;
  return file === undefined ? null : folder + file;
}
