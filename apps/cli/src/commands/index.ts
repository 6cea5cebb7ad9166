/** The commands in the order of the help. */
import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { addMaxMin } from './maxmin.ts';

export const commands: readonly ((program: Command, io: Io) => void)[] = [addMaxMin];
