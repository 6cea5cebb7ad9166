/**
 * Torus and mesh of any dimensions: accelerators joined to their neighbours (TPU pods), or routers that carry servers.
 *
 * Each place has two neighbours in every closed dimension, 2 n in all. A twist joins the end of a dimension to its beginning some places
 * on in the last dimension, which shortens paths in tori of unequal sides (TPU v4: 4 x 4 x 8 with a twist of 4, 4).
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { Counts, LinkClass, TopologyBuilder } from '@weft/topology';
import type { Parameters } from '@weft/model';
import { recipeFrom } from './assemble.ts';
import { boardOf, buildChips, chipCounts, chipsArrangement, columnsOf, tilesFor, type ChipsPlan } from './chips.ts';
import { closedDimensions, gridDegree, gridLinkCount, gridLinks, gridTurns, placesOf, type Grid } from './grid.ts';
import { gridHomes } from './grid-homes.ts';
import { computeLink, networkPartsOf, switchClass } from './network-parameters.ts';
import { count, list, listIn, numberIn, partIn, withDefaults, withSymbols } from './parameters.ts';
import { pausing, whenMuchIsMade, type Pauses } from './pauses.ts';
import type { Arrangement, ParameterSpec } from './recipe.ts';
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
import { turnsOf } from './symmetry.ts';
import { tally } from './tally.ts';

/** A TPU v4 chip has six links of 45 GB/s each way. Source: TPU v4, ISCA 2023. */
const ici_Gbps = 360;

const presets: Record<string, number | string> = {
  link_Gbps: ici_Gbps,
  accelerator: 'tpu-v4',
  nic: '',
  scaleUpProtocol: 'tpu-ici',
};

const parameters: readonly ParameterSpec[] = [
  list('dimensions', 'Places along each dimension', 'places', [8, 8, 8], 1, 65_536),
  list('wrap', 'Per dimension 1 for a ring, 0 for an open line; left out, all are rings', null, [], 0, 1),
  list(
    'twist',
    'Per dimension, places of the last dimension that going round it moves on; left out for none',
    'places',
    [],
    0,
    65_536,
  ),
  count('linksPerNeighbour', 'Links to each neighbour', 'links', 1, 1, 64),
  list(
    'board',
    'Accelerators of one board by dimension; left out, 2 x 2 where that tiles',
    'accelerators',
    [],
    1,
    1024,
  ),
  count(
    'endpointsPerRouter',
    'Endpoints (NIC ports) of a router at each place; 0 makes the accelerators themselves the places',
    'endpoints',
    0,
    0,
    4096,
  ),
  routedServers,
  ...routerParameters(64),
  ...withDefaults(serverParameters, presets),
];

interface ChipTorus {
  readonly chips: ChipsPlan;
  readonly grid: Grid;
  readonly each: number;
  readonly link_Gbps: number;
  readonly linkClass: LinkClass;
}

type TorusPlan = { readonly grid: Grid } & (
  | { readonly kind: 'chips'; readonly torus: ChipTorus }
  | { readonly kind: 'routers'; readonly fabric: RoutedFabricPlan }
);

function planOf(values: Parameters): Outcome<TorusPlan> {
  const shape = listIn(values, 'dimensions');
  const given = listIn(values, 'wrap');
  const twist = shape.map((_size, d) => listIn(values, 'twist')[d] ?? 0);
  const last = shape.length - 1;
  if (shape.length === 0 || given.length > shape.length || listIn(values, 'twist').length > shape.length) {
    return failed(
      'torus-shape',
      'dimensions',
      say`dimensions has ${shape.length} entries, wrap ${given.length} and twist ${listIn(values, 'twist').length}; expected at least one dimension and no more entries than dimensions.`,
    );
  }
  const grid: Grid = { shape, wrap: shape.map((_size, d) => (given[d] ?? 1) === 1), twist };
  const badTwist = shape.findIndex(
    (size, d) =>
      twist[d] !== 0 && (d === last || size < 2 || !grid.wrap[d] || !grid.wrap[last] || twist[d]! >= shape[last]!),
  );
  if (badTwist >= 0) {
    return failed(
      'torus-twist',
      'twist',
      say`A twist of ${twist[badTwist]!} in dimension ${badTwist} does not fit ${shape.join(' x ')}; expected a ring that is not the last dimension, and 0 to ${shape[last]! - 1}.`,
    );
  }
  const each = numberIn(values, 'linksPerNeighbour');
  return numberIn(values, 'endpointsPerRouter') === 0 ? chipsPlan(values, grid, each) : routersPlan(values, grid, each);
}

function chipsPlan(values: Parameters, grid: Grid, each: number): Outcome<TorusPlan> {
  const board = boardOf(grid.shape, listIn(values, 'board'));
  if (!board.ok) return board;
  const ports = gridDegree(grid) * each;
  const protocol = partIn(values, 'scaleUpProtocol');
  return done({
    kind: 'chips',
    grid,
    torus: {
      grid,
      each,
      link_Gbps: numberIn(values, 'link_Gbps'),
      linkClass: { kind: 'accelerator-accelerator', fabric: 'scale-up', protocol, medium: null },
      chips: {
        shape: grid.shape,
        board: board.value,
        tiles: placesOf(grid.shape) > 10_000_000 ? [] : tilesFor(grid.shape, board.value),
        chip: { role: 'accelerator', word: 'gpu', part: partIn(values, 'accelerator'), ports, forwards: 'always' },
        boardPart: partIn(values, 'server'),
      },
    },
  });
}

function routersPlan(values: Parameters, grid: Grid, each: number): Outcome<TorusPlan> {
  const server = serverPlanOf(values);
  if (!server.ok) return server;
  const seats = numberIn(values, 'endpointsPerRouter');
  const parts = routedPartsOf(values, parameters);
  const degree = gridDegree(grid) * each;
  const ports = portsFault(
    seats + degree,
    parts.ports,
    'endpointsPerRouter',
    say`${seats} endpoints, ${degree} to neighbours`,
  );
  if (ports !== null) return ports;
  const routers = placesOf(grid.shape);
  const servers = routedServersOf(values, server.value, routers * seats);
  if (!servers.ok) return servers;
  const { switchPart, protocol } = networkPartsOf(values, parameters);
  const routerClass = switchClass('router', switchPart, parts.ports);
  const linkClass = computeLink('router-router', protocol);
  return done({
    kind: 'routers',
    grid,
    fabric: {
      family: familyOf(grid),
      server: server.value,
      servers: servers.value,
      routers,
      routerClass: () => routerClass,
      seats,
      seated: null,
      nicLink: nicRouterLink(protocol),
      join: (link) =>
        gridLinks(grid, (a, b) => {
          for (let n = 0; n < each; n++) link(a, b, linkClass, parts.routerLink_Gbps);
        }),
      routerLinks: { 'router-router': gridLinkCount(grid) * each },
      homes: gridHomes('rack', grid.shape),
      shape: shapeOf(grid),
      turns: gridTurns(grid),
      swaps: () => [],
    },
  });
}

/** A twisted grid is a family of its own: no rule of a plain torus about distances holds in it. */
function familyOf({ twist }: Grid): string {
  return twist?.some((shift) => shift !== 0) ? 'twisted-torus' : 'torus';
}

function shapeOf(grid: Grid): Record<string, readonly number[]> {
  const shape = { dimensions: grid.shape, wrap: closedDimensions(grid).map(Number) };
  return familyOf(grid) === 'torus' ? shape : { ...shape, twist: grid.twist! };
}

function countsOfPlan(plan: TorusPlan): Counts {
  if (plan.kind === 'routers') return routedFabricCounts(plan.fabric, { router: plan.fabric.routers });
  const { torus } = plan;
  return tally(chipCounts(torus.chips), {}, { [torus.linkClass.kind]: gridLinkCount(torus.grid) * torus.each });
}

function* build(plan: TorusPlan, builder: TopologyBuilder, group: number): Pauses<void> {
  if (plan.kind === 'routers') return yield* buildRoutedFabric(plan.fabric, builder, group);
  const isDue = whenMuchIsMade(builder);
  const { grid, chips, each, linkClass, link_Gbps } = plan.torus;
  const chipAt = yield* pausing(buildChips(chips, builder, group), isDue);
  const joining = gridLinks(grid, (a, b) => {
    for (let n = 0; n < each; n++) builder.link(chipAt[a]!, chipAt[b]!, linkClass, link_Gbps);
  });
  yield* pausing(joining, isDue);
  builder.region({
    family: familyOf(grid),
    group,
    shape: shapeOf(grid),
    routers: chipAt,
    symmetries: () => turnsOf(gridTurns(grid), chipAt),
  });
}

function arrangementOf(plan: TorusPlan): Arrangement {
  return plan.kind === 'chips'
    ? chipsArrangement(plan.torus.chips)
    : { layout: 'grid', columns: columnsOf(plan.grid.shape) };
}

export const torus = recipeFrom<TorusPlan>({
  name: 'torus',
  version: 1,
  title: 'Torus and mesh',
  use: 'Accelerators wired to their neighbours without switches, as in TPU pods; open dimensions make it a mesh.',
  parameters: withSymbols(parameters, { dimensions: 'k' }),
  sizedBy: 'dimensions',
  plan: planOf,
  counts: countsOfPlan,
  arrangement: arrangementOf,
  build,
});
