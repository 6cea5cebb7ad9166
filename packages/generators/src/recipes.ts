/**
 * Every recipe, in the order of the palette: what is common first, what is rare last.
 */
import { dragonfly } from './dragonfly.ts';
import { dragonflyPlus } from './dragonfly-plus.ts';
import { fatTree } from './fat-tree.ts';
import { fullMesh } from './full-mesh.ts';
import { hammingmesh } from './hammingmesh.ts';
import { hyperx } from './hyperx.ts';
import { leafSpine } from './leaf-spine.ts';
import { multiPlane } from './multi-plane.ts';
import { railOnly } from './rail-only.ts';
import { railOptimized } from './rail-optimized.ts';
import { jellyfish, xpander } from './random-fabric.ts';
import type { Recipe } from './recipe.ts';
import { scaleUpDomain } from './scale-up-recipe.ts';
import { slimFly } from './slim-fly.ts';
import { torus } from './torus.ts';

export const recipes: readonly Recipe[] = [
  leafSpine,
  fatTree,
  railOptimized,
  railOnly,
  multiPlane,
  dragonfly,
  dragonflyPlus,
  torus,
  hyperx,
  fullMesh,
  hammingmesh,
  slimFly,
  jellyfish,
  xpander,
  scaleUpDomain,
];

const byName = new Map(recipes.map((recipe) => [recipe.name, recipe]));

/** The recipe of a name; undefined when there is none. */
export function recipeOf(name: string): Recipe | undefined {
  return byName.get(name);
}
