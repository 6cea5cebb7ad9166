/** The English catalogue, by part of the page. */
import { actionWords } from './en/actions.ts';
import { analysisWords } from './en/analysis.ts';
import { compareWords } from './en/compare.ts';
import { dialogWords } from './en/dialogs.ts';
import { inspectorWords } from './en/inspector.ts';
import { resultWords } from './en/results.ts';
import { shellWords } from './en/shell.ts';
import { siteWords } from './en/site.ts';

export const en = {
  ...shellWords,
  ...actionWords,
  ...inspectorWords,
  ...resultWords,
  ...dialogWords,
  ...compareWords,
  ...siteWords,
  ...analysisWords,
} as const;
