/**
 * Jellyfish and Xpander: switches in a random regular graph, or in a random lift of a complete graph.
 *
 * Jellyfish (Singla et al., NSDI 2012): any number of switches; pairs chosen at random. Xpander (Valadarsky et al., CoNEXT 2016): d + 1 sets of equally
 * many switches, each switch with one link into every other set, which is as well connected and easier to cable. Neither has a symmetry
 * to offer beyond that of its servers.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { Parameters } from '@weft/model';
import { recipeFrom } from './assemble.ts';
import { computeLink, networkPartsOf, switchClass } from './network-parameters.ts';
import { count, numberIn, withSymbols } from './parameters.ts';
import type { Pauses } from './pauses.ts';
import { randomLift, randomRegular, type Pairs } from './random-graphs.ts';
import type { Arrangement, ParameterSpec } from './recipe.ts';
import { buildRoutedFabric, routedFabricCounts, type RoutedFabricPlan } from './routed-fabric.ts';
import {
  nicRouterLink,
  oneGroupEach,
  portsFault,
  routedPartsOf,
  routedServers,
  routedServersOf,
  routerParameters,
} from './routed-recipe.ts';
import { serverParameters, serverPlanOf } from './server.ts';
import { trayLimit } from './trays.ts';

const shared: readonly ParameterSpec[] = [
  count('endpointsPerRouter', 'Endpoints (NIC ports) of one switch', 'endpoints', 8, 1, 4096),
  count('seed', 'Seed of the random wiring: same seed, same graph', null, 1, 0, 4_294_967_295),
  routedServers,
  ...routerParameters(64),
  ...serverParameters,
];

const jellyfishParameters: readonly ParameterSpec[] = [
  count('switches', 'Switches in all', 'switches', 64, 2, 100_000),
  count('degree', 'Links of one switch to others', 'links', 8, 1, 4096),
  ...shared,
];

const xpanderParameters: readonly ParameterSpec[] = [
  count('degree', 'Links of one switch to others; there are degree + 1 sets of switches', 'links', 8, 2, 4096),
  count('switchesPerSet', 'Switches of one set', 'switches', 7, 1, 10_000),
  ...shared,
];

function planFor(
  values: Parameters,
  specs: readonly ParameterSpec[],
  family: string,
  switches: number,
  degree: number,
  setSize: number,
  wire: () => Pauses<Pairs>,
): Outcome<RoutedFabricPlan> {
  const server = serverPlanOf(values);
  if (!server.ok) return server;
  const seats = numberIn(values, 'endpointsPerRouter');
  const parts = routedPartsOf(values, specs);
  const ports = portsFault(seats + degree, parts.ports, 'degree', say`${seats} endpoints, ${degree} to switches`);
  if (ports !== null) return ports;
  const servers = routedServersOf(values, server.value, switches * seats);
  if (!servers.ok) return servers;
  const { switchPart, protocol } = networkPartsOf(values, specs);
  const routerClass = switchClass('router', switchPart, parts.ports);
  const linkClass = computeLink('router-router', protocol);
  return done({
    family,
    server: server.value,
    servers: servers.value,
    routers: switches,
    routerClass: () => routerClass,
    seats,
    seated: null,
    nicLink: nicRouterLink(protocol),
    *join(link) {
      const { a, b } = yield* wire();
      for (let e = 0; e < a.length; e++) {
        link(a[e]!, b[e]!, linkClass, parts.routerLink_Gbps);
        if (e % 1024 === 1023) yield;
      }
    },
    routerLinks: { 'router-router': (switches * degree) / 2 },
    homes: oneGroupEach('rack', switches, setSize, {
      word: 'set',
      layout: 'grid',
      columns: Math.ceil(Math.sqrt(setSize)),
      device: false,
      part: null,
    }),
    shape: { switches, degree },
    turns: [],
    swaps: () => [],
  });
}

function jellyfishPlan(values: Parameters): Outcome<RoutedFabricPlan> {
  const n = numberIn(values, 'switches');
  const d = numberIn(values, 'degree');
  if (d >= n || (n * d) % 2 !== 0 || (d === 1 && n > 2)) {
    const why =
      d >= n
        ? say`a switch has only ${n - 1} others`
        : d === 1
          ? say`pairs of switches would be joined to nothing else`
          : say`${n} x ${d} ends do not make whole links`;
    return failed(
      'no-regular-graph',
      'degree',
      say`There is no connected graph of ${n} switches of degree ${d}: ${why}.`,
    );
  }
  const seed = numberIn(values, 'seed');
  return planFor(values, jellyfishParameters, 'jellyfish', n, d, 64, () => randomRegular(n, d, seed));
}

function xpanderPlan(values: Parameters): Outcome<RoutedFabricPlan> {
  const d = numberIn(values, 'degree');
  const lift = numberIn(values, 'switchesPerSet');
  const seed = numberIn(values, 'seed');
  return planFor(values, xpanderParameters, 'xpander', (d + 1) * lift, d, lift, () => randomLift(d, lift, seed));
}

function ring(plan: RoutedFabricPlan): Arrangement {
  return plan.routers <= trayLimit
    ? { layout: 'ring', columns: 0 }
    : { layout: 'grid', columns: Math.ceil(Math.sqrt(plan.routers / 64)) };
}

export const jellyfish = recipeFrom<RoutedFabricPlan>({
  name: 'jellyfish',
  version: 1,
  title: 'Jellyfish',
  use: 'A random regular graph of switches: grows by any number of them, with paths nearly as short as can be.',
  parameters: withSymbols(jellyfishParameters, { switches: 'N', switchPorts: 'k', degree: 'r' }),
  sizedBy: 'switches',
  plan: jellyfishPlan,
  counts: (plan) => routedFabricCounts(plan, { router: plan.routers }),
  arrangement: ring,
  build: buildRoutedFabric,
});

export const xpander = recipeFrom<RoutedFabricPlan>({
  name: 'xpander',
  version: 1,
  title: 'Xpander',
  use: 'An expander in sets that cable in bundles: close to a random graph, with an order one can lay out.',
  parameters: withSymbols(xpanderParameters, { degree: 'd', switchesPerSet: 'k' }),
  sizedBy: 'switchesPerSet',
  plan: xpanderPlan,
  counts: (plan) => routedFabricCounts(plan, { router: plan.routers }),
  arrangement: ring,
  build: buildRoutedFabric,
});
