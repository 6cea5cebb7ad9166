export type { Recipe, RecipeSpec, ParameterSpec, ExpectedCounts } from './recipe.ts';
