export type { Recipe, RecipeSpec, ParameterSpec, ExpectedCounts, Arrangement } from './recipe.ts';
export { recipes, recipeOf } from './recipes.ts';
export { parameterNamed } from './parameters.ts';
export { sizeFor, sizesFor, type Need, type Sized } from './sizing.ts';
export { topologyOf, topologySteps, findingSteps, type Compiled } from './compile.ts';
export { onEach, type Pauses } from './pauses.ts';
export { Fragments } from './fragments.ts';
export { flowsOf, flowSteps, allToAllName, explicitLimit, type FlowDemand } from './flows.ts';
export { SeededRandom, mixed } from './random.ts';
