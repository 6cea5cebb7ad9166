/** The fabric blocks of the palette: each recipe with what it is in a few words, and in a sentence. */
import '../strings/later.ts';
import type { RecipeSpec } from '../stores/result.ts';
import { t } from '../strings/t.ts';
import type { PaletteItem } from './items.ts';

export function blockItems(recipes: readonly RecipeSpec[]): readonly PaletteItem[] {
  return recipes.map((recipe) => ({
    key: `block ${recipe.name}`,
    name: recipe.title,
    use: isBrief(recipe.name) ? t(`brief.${recipe.name}`) : recipe.use,
    about: recipe.use,
    drop: { kind: 'block', recipe: recipe.name },
  }));
}

const briefs = [
  'leaf-spine',
  'fat-tree',
  'rail-optimized',
  'rail-only',
  'multi-plane',
  'dragonfly',
  'dragonfly-plus',
  'torus',
  'hyperx',
  'full-mesh',
  'hammingmesh',
  'slim-fly',
  'jellyfish',
  'xpander',
  'scale-up',
] as const;

const isBrief = (recipe: string): recipe is (typeof briefs)[number] => (briefs as readonly string[]).includes(recipe);
