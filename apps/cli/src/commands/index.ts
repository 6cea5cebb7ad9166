/** The commands in the order of the help. */
import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { addCounts } from './counts.ts';
import { addGenerate } from './generate.ts';
import { addMaxMin } from './maxmin.ts';
import { addRecipes } from './recipes.ts';
import { addOpen, addShare } from './share.ts';
import { addSolve } from './solve.ts';

export const commands: readonly ((program: Command, io: Io) => void)[] = [
  addRecipes,
  addGenerate,
  addCounts,
  addSolve,
  addMaxMin,
  addShare,
  addOpen,
];
