/**
 * Recipes as data, their counts while a form is filled in, and a study made of one block.
 */
import { done, failed, sayText, type Outcome, say } from '@weft/units';
import type { Counts } from '@weft/topology';
import { emptyStudy, type Block, type Parameters, type Study } from '@weft/model';
import { recipeOf, recipes, type Recipe, type RecipeSpec } from '@weft/generators';

/** Every recipe without its code, its words in the person's language. */
export function recipeSpecs(): RecipeSpec[] {
  return recipes.map(({ name, version, title, use, parameters }) => ({
    name,
    version,
    title: sayText(title),
    use: sayText(use),
    parameters: parameters.map((spec) => ({
      ...spec,
      meaning: sayText(spec.meaning),
      unit: spec.unit === null || spec.kind === 'rate' ? spec.unit : sayText(spec.unit),
    })),
  }));
}

/** The counts that a recipe would build, by formula. */
export function previewCounts(recipe: string, parameters: Parameters): Outcome<Counts> {
  const found = recipeNamed(recipe);
  if (!found.ok) return found;
  const checked = found.value.check(parameters);
  return checked.ok ? done(found.value.expected(checked.value)) : checked;
}

/** Links up to which a fabric is made while its parameters are typed: some 0.1 s. */
const mostPrepared = 400_000;

/** Whether a block can be made, and is so small that making it for nothing does no harm. */
export function isSoonMade(block: Block | undefined): boolean {
  const counts = block === undefined ? null : previewCounts(block.recipe, block.parameters);
  if (!counts?.ok) return false;
  return Object.values(counts.value.links).reduce((sum, some) => sum + some, 0) <= mostPrepared;
}

/** A study of one design that is one block. Only the given parameters are written: the rest are the recipe's defaults. */
export function generateStudy(recipe: string, parameters: Parameters): Outcome<Study> {
  const found = recipeNamed(recipe);
  if (!found.ok) return found;
  const checked = found.value.check(parameters);
  if (!checked.ok) return checked;
  const given = Object.fromEntries(Object.keys(parameters).map((key) => [key, checked.value[key]!]));
  const { name, version, title } = found.value;
  const block: Block = { id: 'b1', name: title, recipe: name, recipeVersion: version, parameters: given, x: 0, y: 0 };
  const study = emptyStudy();
  return done({ ...study, name: title, designs: [{ ...study.designs[0]!, name: title, blocks: { b1: block } }] });
}

/** The recipe of a name, or a fault that lists the names there are. */
function recipeNamed(name: string): Outcome<Recipe> {
  const found = recipeOf(name);
  if (found !== undefined) return done(found);
  const names = recipes.map((recipe) => recipe.name).join(', ');
  return failed('recipe-unknown', name, say`There is no recipe of this name; expected one of ${names}.`);
}
