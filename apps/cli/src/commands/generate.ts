/** `weft generate RECIPE`: a study of one block. */
import type { Command } from 'commander';
import { generateStudy, recipeSpecs } from '@weft/engine';
import { expectGood } from '../fault.ts';
import type { Io } from '../io.ts';
import { readSettings } from '../settings.ts';
import { writeStudyFile } from '../study.ts';

export function addGenerate(program: Command, io: Io): void {
  program
    .command('generate')
    .argument('<recipe>', 'a name that `weft recipes` lists')
    .description('a study of one design, made from a recipe')
    .option('--set <key=value...>', 'parameters that differ from the defaults, by key or by letter', [])
    .option('-o, --output <file>', 'where to write the study; standard output when left out')
    .action(async (name: string, options: { set: string[]; output?: string }) => {
      const recipe = recipeSpecs().find((spec) => spec.name === name);
      const study = expectGood(generateStudy(name, readSettings(recipe, options.set)));
      await writeStudyFile(io, options.output, study);
    });
}
