/** `weft recipes`: every architecture with its parameters. */
import type { Command } from 'commander';
import { formatCount } from '@weft/units';
import { recipeSpecs, type RecipeSpec } from '@weft/engine';
import { printJson } from '../files.ts';
import type { Io } from '../io.ts';
import { tableOf } from '../table.ts';

export function addRecipes(program: Command, io: Io): void {
  program
    .command('recipes')
    .description('every recipe with its parameters: key, meaning, unit, default, range')
    .option('--json', 'print JSON')
    .action((options: { json?: boolean }) => {
      const recipes = recipeSpecs();
      if (options.json) return printJson(io, recipes);
      for (const recipe of recipes) io.out(`${described(recipe)}\n`);
    });
}

function described(recipe: RecipeSpec): string {
  const rows = recipe.parameters.map((spec) => [
    `  ${spec.key}`,
    spec.symbol ?? '',
    valueText(spec.default),
    spec.unit ?? '',
    spec.kind === 'part'
      ? 'catalogue id'
      : spec.choices !== null
        ? spec.choices.join(' | ')
        : spec.range === null
          ? ''
          : `${formatCount(spec.range.min)} ... ${formatCount(spec.range.max)}`,
    spec.meaning,
  ]);
  const columns = [
    { head: '  parameter' },
    { head: 'letter' },
    { head: 'default' },
    { head: 'unit' },
    { head: 'range' },
    { head: 'meaning' },
  ];
  return `${recipe.name} (version ${recipe.version}): ${recipe.title}\n  ${recipe.use}\n${tableOf(columns, rows)}`;
}

function valueText(value: RecipeSpec['parameters'][number]['default']): string {
  if (Array.isArray(value)) return (value as readonly number[]).join('x');
  return value === '' ? 'none' : String(value);
}
