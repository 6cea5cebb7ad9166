/**
 * Full mesh: every switch joined to every other; one hop between any two, as many ports as there are switches.
 */
import type { Outcome } from '@weft/units';
import type { Parameters } from '@weft/model';
import { recipeFrom } from './assemble.ts';
import { hyperxPlanOf } from './hyperx.ts';
import { count, numberIn, withSymbols } from './parameters.ts';
import type { ParameterSpec } from './recipe.ts';
import { routedFabricCounts, buildRoutedFabric, type RoutedFabricPlan } from './routed-fabric.ts';
import { routedServers, routerParameters } from './routed-recipe.ts';
import { serverParameters } from './server.ts';
import { trayLimit } from './trays.ts';

const parameters: readonly ParameterSpec[] = [
  count('switches', 'Switches in all', 'switches', 16, 1, 4096),
  count('linksPerPair', 'Links between each two switches', 'links', 1, 1, 1024),
  count('endpointsPerRouter', 'Endpoints (NIC ports) of one switch', 'endpoints', 16, 1, 4096),
  routedServers,
  ...routerParameters(64),
  ...serverParameters,
];

function planOf(values: Parameters): Outcome<RoutedFabricPlan> {
  return hyperxPlanOf(
    values,
    parameters,
    'full-mesh',
    [numberIn(values, 'switches')],
    [numberIn(values, 'linksPerPair')],
  );
}

export const fullMesh = recipeFrom<RoutedFabricPlan>({
  name: 'full-mesh',
  version: 1,
  title: 'Full mesh',
  use: 'A few switches, each joined to all others: the shortest paths there are, while ports last.',
  parameters: withSymbols(parameters, { switches: 'n', endpointsPerRouter: 'p' }),
  sizedBy: 'switches',
  plan: planOf,
  counts: (plan) => routedFabricCounts(plan, { router: plan.routers }),
  arrangement: (plan) =>
    plan.routers <= trayLimit
      ? { layout: 'ring', columns: 0 }
      : { layout: 'grid', columns: Math.ceil(Math.sqrt(plan.routers)) },
  build: buildRoutedFabric,
});
