/**
 * Dragonfly: groups of routers that are all joined to each other, and global links between every two groups.
 *
 * p endpoints, a - 1 local and h global links to a router, g <= a h + 1 groups. Balanced: a = 2 p = 2 h. Which ports join which groups is
 * in `dragonfly-globals.ts`; the global ports of a group are dealt to its routers in order, h to each.
 *
 * Service groups (input and output, management) may be smaller and carry no servers, as in Frontier.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { Parameters } from '@weft/model';
import { recipeFrom } from './assemble.ts';
import { allToAll, globalCount, globalLinks, pairs, type Globals } from './dragonfly-globals.ts';
import { computeLink, networkPartsOf, numberOr, switchClass } from './network-parameters.ts';
import { choice, count, numberIn, rate, wordIn, withSymbols } from './parameters.ts';
import type { Pauses } from './pauses.ts';
import type { ParameterSpec } from './recipe.ts';
import { buildRoutedFabric, routedFabricCounts, type RoutedFabricPlan } from './routed-fabric.ts';
import {
  grouped,
  nicRouterLink,
  portsFault,
  routedPartsOf,
  routedServers,
  routedServersOf,
  routerParameters,
} from './routed-recipe.ts';
import { serverParameters, serverPlanOf } from './server.ts';

const parameters: readonly ParameterSpec[] = [
  count('endpointsPerRouter', 'Endpoints (NIC ports) of one router: p', 'endpoints', 8, 1, 4096),
  count('routersPerGroup', 'Routers of one group, all joined to each other: a', 'routers', 16, 1, 4096),
  count('globalLinksPerRouter', 'Links of one router to other groups: h', 'links', 8, 0, 4096),
  count('groups', 'Groups: g; 0 takes the most, a h + 1', 'groups', 33, 0, 65_536),
  count(
    'linksPerGroupPair',
    'Links between each two groups; 0 cables every global port, spread as evenly as it goes',
    'links',
    0,
    0,
    65_536,
  ),
  count('localLinks', 'Links between each two routers of a group', 'links', 1, 1, 64),
  choice(
    'arrangement',
    'Which ports join which groups: relative (each group alike) or absolute (by group number)',
    'relative',
    ['relative', 'absolute'],
  ),
  count('serviceGroups', 'Further groups without servers (input and output, management)', 'groups', 0, 0, 1024),
  count('routersPerServiceGroup', 'Routers of a service group', 'routers', 16, 1, 4096),
  count('linksPerServiceGroupPair', 'Links between a service group and every other group', 'links', 1, 1, 1024),
  rate('globalLink_Gbps', 'Rate of one global link, each direction; 0 takes routerLink_Gbps', 0, 0),
  routedServers,
  ...routerParameters(64),
  ...serverParameters,
];

function planOf(values: Parameters): Outcome<RoutedFabricPlan> {
  const server = serverPlanOf(values);
  if (!server.ok) return server;
  const p = numberIn(values, 'endpointsPerRouter');
  const a = numberIn(values, 'routersPerGroup');
  const h = numberIn(values, 'globalLinksPerRouter');
  const local = numberIn(values, 'localLinks');
  const most = a * h + 1;
  const groups = numberOr(values, 'groups', most);
  const parts = routedPartsOf(values, parameters);
  const service = numberIn(values, 'serviceGroups');
  const inService = numberIn(values, 'routersPerServiceGroup');
  const serviceLinks = numberIn(values, 'linksPerServiceGroupPair');
  if (groups > most) {
    return failed(
      'too-many-groups',
      'groups',
      say`${groups} groups need ${groups - 1} global links to a group, but ${a} routers with ${h} have ${a * h}.`,
    );
  }
  const ports = portsFault(
    p + (a - 1) * local + h,
    parts.ports,
    'endpointsPerRouter',
    say`${p} endpoints, ${(a - 1) * local} local, ${h} global`,
  );
  if (ports !== null) return ports;
  const toService = service * serviceLinks;
  const free = a * h - toService;
  const wanted = numberIn(values, 'linksPerGroupPair');
  const layers = wanted > 0 ? wanted : groups < 2 ? 0 : Math.floor(free / (groups - 1));
  const fit = groups < 2 ? wanted : Math.floor(free / (groups - 1));
  if (free < 0 || layers > fit || (groups > 1 && layers < 1)) {
    return failed(
      'too-many-global-links',
      wanted > 0 ? 'linksPerGroupPair' : 'serviceGroups',
      say`${groups - 1} groups with ${Math.max(layers, 1)} links each and ${service} service groups with ${serviceLinks} need ${(groups - 1) * Math.max(layers, 1) + toService} global ports, but a group has ${a * h}.`,
    );
  }
  const globals: Globals = {
    groups,
    layers,
    spare: wanted > 0 || groups < 3 || service > 0 ? 0 : free - layers * (groups - 1),
    absolute: wordIn(values, 'arrangement') === 'absolute',
  };
  const serviceNeed = service === 0 ? 0 : (groups + service - 1) * serviceLinks;
  const servicePorts = Math.ceil(serviceNeed / inService) + (inService - 1) * local;
  const serviceFault =
    service === 0
      ? null
      : portsFault(servicePorts, parts.ports, 'routersPerServiceGroup', say`a router of a service group`);
  if (serviceFault !== null) return serviceFault;
  const servers = routedServersOf(values, server.value, groups * a * p);
  if (!servers.ok) return servers;

  const { switchPart, protocol } = networkPartsOf(values, parameters);
  const localLink = computeLink('local', protocol);
  const globalLink = computeLink('global', protocol);
  const globalRate = numberOr(values, 'globalLink_Gbps', parts.routerLink_Gbps);
  const routerClass = switchClass('router', switchPart, parts.ports);
  const computeRouters = groups * a;
  const uneven = service > 0;
  return done({
    family: uneven ? 'uneven-dragonfly' : 'dragonfly',
    server: server.value,
    servers: servers.value,
    routers: computeRouters + service * inService,
    routerClass: () => routerClass,
    seats: p,
    seated: uneven ? { count: computeRouters, router: (k) => k } : null,
    nicLink: nicRouterLink(protocol),
    *join(link) {
      const joinLocal = (x: number, y: number): void => link(x, y, localLink, parts.routerLink_Gbps);
      for (let g = 0; g < groups; g++) yield* allToAll(g * a, a, local, joinLocal);
      for (let s = 0; s < service; s++) yield* allToAll(computeRouters + s * inService, inService, local, joinLocal);
      yield* globalLinks(globals, (i, k, j, l) =>
        link(i * a + Math.floor(k / h), j * a + Math.floor(l / h), globalLink, globalRate),
      );
      yield* serviceLinksOf(globals, { service, inService, serviceLinks, a, h }, (x, y) =>
        link(x, y, globalLink, globalRate),
      );
    },
    routerLinks: {
      local: local * (groups * pairs(a) + service * pairs(inService)),
      global: globalCount(globals) + serviceLinks * (groups * service + pairs(service)),
    },
    homes: grouped('group', 'rows', groups + service, (r) =>
      r < computeRouters ? Math.floor(r / a) : groups + Math.floor((r - computeRouters) / inService),
    ),
    shape: uneven
      ? { p, a, h, groups, serviceGroups: service, routersPerServiceGroup: inService }
      : { p, a, h, groups },
    turns: globals.absolute || uneven || groups < 2 ? [] : [(r) => (r + a) % computeRouters],
    swaps: () => [],
  });
}

/** The links of service groups: to every compute group on the ports kept free there, and to each other. */
function* serviceLinksOf(
  { groups, layers }: Globals,
  { service, inService, serviceLinks, a, h }: Record<'service' | 'inService' | 'serviceLinks' | 'a' | 'h', number>,
  link: (a: number, b: number) => void,
): Pauses<void> {
  const first = groups * a;
  const used = new Int32Array(service);
  const next = (s: number): number => first + s * inService + (used[s]!++ % inService);
  for (let s = 0; s < service; s++) {
    for (let i = 0; i < groups; i++) {
      for (let n = 0; n < serviceLinks; n++) {
        const port = layers * (groups - 1) + s * serviceLinks + n;
        link(i * a + Math.floor(port / h), next(s));
      }
      yield;
    }
    for (let t = s + 1; t < service; t++) for (let n = 0; n < serviceLinks; n++) link(next(s), next(t));
  }
}

export const dragonfly = recipeFrom<RoutedFabricPlan>({
  name: 'dragonfly',
  version: 1,
  title: 'Dragonfly',
  use: 'The largest machines on few optical links: groups joined all to all, three router hops anywhere.',
  parameters: withSymbols(parameters, {
    endpointsPerRouter: 'p',
    routersPerGroup: 'a',
    globalLinksPerRouter: 'h',
    groups: 'g',
  }),
  sizedBy: 'groups',
  plan: planOf,
  counts: (plan) => routedFabricCounts(plan, { router: plan.routers }),
  arrangement: () => ({ layout: 'ring', columns: 0 }),
  build: buildRoutedFabric,
});
