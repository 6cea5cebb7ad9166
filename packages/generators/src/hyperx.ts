/**
 * HyperX (flattened butterfly, Hamming graph): routers in a grid, each joined to all others of its row in every dimension.
 *
 * A router has the sum over the dimensions of (size - 1) x links per pair towards other routers. With one dimension it is a full mesh.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { Parameters } from '@weft/model';
import { recipeFrom } from './assemble.ts';
import { columnsOf } from './chips.ts';
import { coordinatesOf, placeAt, placesOf } from './grid.ts';
import { gridHomes } from './grid-homes.ts';
import { computeLink, networkPartsOf, switchClass } from './network-parameters.ts';
import { count, list, listIn, numberIn, withSymbols } from './parameters.ts';
import type { ParameterSpec } from './recipe.ts';
import { buildRoutedFabric, routedFabricCounts, type RoutedFabricPlan } from './routed-fabric.ts';
import {
  nicRouterLink,
  portsFault,
  routedPartsOf,
  routedServers,
  routedServersOf,
  routerParameters,
} from './routed-recipe.ts';
import { serverParameters, serverPlanOf } from './server.ts';

const parameters: readonly ParameterSpec[] = [
  list('dimensions', 'Routers along each dimension', 'routers', [8, 8], 1, 65_536),
  list('linksPerPair', 'Links between two routers of a row, by dimension; left out for 1', 'links', [], 1, 1024),
  count('endpointsPerRouter', 'Endpoints (NIC ports) of one router', 'endpoints', 8, 1, 4096),
  routedServers,
  ...routerParameters(64),
  ...serverParameters,
];

/** The plan of a HyperX or full mesh of these dimensions. */
export function hyperxPlanOf(
  values: Parameters,
  specs: readonly ParameterSpec[],
  family: 'hyperx' | 'full-mesh',
  shape: readonly number[],
  width: readonly number[],
): Outcome<RoutedFabricPlan> {
  const server = serverPlanOf(values);
  if (!server.ok) return server;
  const seats = numberIn(values, 'endpointsPerRouter');
  const parts = routedPartsOf(values, specs);
  const degree = shape.reduce((sum, size, d) => sum + (size - 1) * width[d]!, 0);
  const ports = portsFault(
    seats + degree,
    parts.ports,
    'endpointsPerRouter',
    say`${seats} endpoints, ${degree} to routers`,
  );
  if (ports !== null) return ports;
  const routers = placesOf(shape);
  const servers = routedServersOf(values, server.value, routers * seats);
  if (!servers.ok) return servers;
  const { switchPart, protocol } = networkPartsOf(values, specs);
  const routerClass = switchClass('router', switchPart, parts.ports);
  const linkClass = computeLink('router-router', protocol);
  const strides = shape.map((_size, d) => placesOf(shape.slice(0, d)));
  return done({
    family,
    server: server.value,
    servers: servers.value,
    routers,
    routerClass: () => routerClass,
    seats,
    seated: null,
    nicLink: nicRouterLink(protocol),
    *join(link) {
      for (let r = 0; r < routers; r++) {
        const at = coordinatesOf(shape, r);
        for (let d = 0; d < shape.length; d++) {
          yield;
          for (let x = at[d]! + 1; x < shape[d]!; x++) {
            for (let n = 0; n < width[d]!; n++)
              link(r, r + (x - at[d]!) * strides[d]!, linkClass, parts.routerLink_Gbps);
          }
        }
      }
    },
    routerLinks: { 'router-router': (routers * degree) / 2 },
    homes: gridHomes('rack', shape),
    shape: { dimensions: shape },
    turns: hyperxTurns(shape, width),
    swaps: () => [],
  });
}

/** In each dimension two coordinates changed and all moved on by one, which make every rearrangement; and like dimensions exchanged. */
function hyperxTurns(shape: readonly number[], width: readonly number[]): ((router: number) => number)[] {
  const along = (d: number, move: (x: number) => number): ((router: number) => number) => {
    return (router) => {
      const at = coordinatesOf(shape, router);
      at[d] = move(at[d]!);
      return placeAt(shape, at);
    };
  };
  const turns: ((router: number) => number)[] = [];
  shape.forEach((size, d) => {
    if (size >= 2) turns.push(along(d, (x) => (x < 2 ? 1 - x : x)));
    if (size >= 3) turns.push(along(d, (x) => (x + 1) % size));
    const like = shape.findIndex((other, e) => e > d && size > 1 && other === size && width[e] === width[d]);
    if (like < 0) return;
    turns.push((router) => {
      const at = coordinatesOf(shape, router);
      [at[d], at[like]] = [at[like]!, at[d]!];
      return placeAt(shape, at);
    });
  });
  return turns;
}

function planOf(values: Parameters): Outcome<RoutedFabricPlan> {
  const shape = listIn(values, 'dimensions');
  const width = listIn(values, 'linksPerPair');
  if (shape.length === 0 || width.length > shape.length) {
    return failed(
      'hyperx-shape',
      'dimensions',
      say`dimensions has ${shape.length} entries and linksPerPair ${width.length}; expected at least one dimension, and no more widths than dimensions.`,
    );
  }
  return hyperxPlanOf(
    values,
    parameters,
    'hyperx',
    shape,
    shape.map((_size, d) => width[d] ?? 1),
  );
}

export const hyperx = recipeFrom<RoutedFabricPlan>({
  name: 'hyperx',
  version: 1,
  title: 'HyperX',
  use: 'Low diameter from high-radix switches: every two switches of a row are joined, in each dimension.',
  parameters: withSymbols(parameters, { dimensions: 'S', linksPerPair: 'K', endpointsPerRouter: 'T' }),
  sizedBy: 'dimensions',
  plan: planOf,
  counts: (plan) => routedFabricCounts(plan, { router: plan.routers }),
  arrangement: (plan) => ({ layout: 'grid', columns: columnsOf(plan.shape['dimensions'] as readonly number[]) }),
  build: buildRoutedFabric,
});
