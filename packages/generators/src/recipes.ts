/**
 * Every recipe, in the order of the palette: what is common first, what is rare last.
 */
import { fatTree } from './fat-tree.ts';
import { leafSpine } from './leaf-spine.ts';
import { railOptimized } from './rail-optimized.ts';
import type { Recipe } from './recipe.ts';

export const recipes: readonly Recipe[] = [leafSpine, fatTree, railOptimized];

const byName = new Map(recipes.map((recipe) => [recipe.name, recipe]));

/** The recipe of a name; undefined when there is none. */
export function recipeOf(name: string): Recipe | undefined {
  return byName.get(name);
}
