/** The commands in the order of the help. */
import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { addBench } from './bench.ts';
import { addBill, addCabling } from './bill.ts';
import { addBounds } from './bounds.ts';
import { addCollective } from './collective.ts';
import { addCompare } from './compare.ts';
import { addConcurrent } from './concurrent.ts';
import { addCounts } from './counts.ts';
import { addDiff } from './diff.ts';
import { addExport } from './export.ts';
import { addFail } from './fail.ts';
import { addGenerate } from './generate.ts';
import { addImport } from './import.ts';
import { addJobs } from './jobs.ts';
import { addMaxMin } from './maxmin.ts';
import { addRecipes } from './recipes.ts';
import { addOpen, addShare } from './share.ts';
import { addSolve } from './solve.ts';
import { addSweep } from './sweep.ts';

export const commands: readonly ((program: Command, io: Io) => void)[] = [
  addRecipes,
  addGenerate,
  addCounts,
  addSolve,
  addCollective,
  addJobs,
  addFail,
  addBounds,
  addMaxMin,
  addConcurrent,
  addBill,
  addCabling,
  addCompare,
  addSweep,
  addDiff,
  addImport,
  addExport,
  addShare,
  addOpen,
  addBench,
];
