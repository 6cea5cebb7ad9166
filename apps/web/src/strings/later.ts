/**
 * The words of panels, dialogs and views. Every part of the page that is loaded later imports this file, for its effect.
 */
import { analysisWords } from './en/analysis.ts';
import { compareWords } from './en/compare.ts';
import { dialogWords } from './en/dialogs.ts';
import { editorWords } from './en/editor.ts';
import { inspectorWords } from './en/inspector.ts';
import { siteWords } from './en/site.ts';
import { startWords } from './en/start.ts';
import { addWords } from './t.ts';

export const later = {
  ...inspectorWords,
  ...dialogWords,
  ...compareWords,
  ...siteWords,
  ...analysisWords,
  ...startWords,
  ...editorWords,
} as const;

addWords(later);
