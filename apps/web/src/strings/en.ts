/** The English words that the frame of the page needs. */
import { actionWords } from './en/actions.ts';
import { resultWords } from './en/results.ts';
import { shellWords } from './en/shell.ts';

export const first = { ...shellWords, ...actionWords, ...resultWords } as const;
