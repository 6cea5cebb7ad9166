/**
 * Dragonfly+ (Megafly): each group is a leaf-spine, and its spines have the global links.
 *
 * l leaves of p endpoints, s spines of h global links, every leaf to every spine; g <= s h + 1 groups, joined as in a Dragonfly whose
 * routers are the spines.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { Parameters } from '@weft/model';
import { recipeFrom } from './assemble.ts';
import { globalCount, globalLinks, type Globals } from './dragonfly-globals.ts';
import { computeLink, networkPartsOf, numberOr, switchClass } from './network-parameters.ts';
import { count, numberIn, rate, withSymbols } from './parameters.ts';
import type { ParameterSpec } from './recipe.ts';
import { buildRoutedFabric, routedFabricCounts, type RoutedFabricPlan } from './routed-fabric.ts';
import {
  grouped,
  portsFault,
  routedPartsOf,
  routedServers,
  routedServersOf,
  routerParameters,
} from './routed-recipe.ts';
import { serverParameters, serverPlanOf } from './server.ts';

const parameters: readonly ParameterSpec[] = [
  count('endpointsPerLeaf', 'Endpoints (NIC ports) of one leaf', 'endpoints', 16, 1, 4096),
  count('leavesPerGroup', 'Leaves of one group', 'leaves', 16, 1, 4096),
  count('spinesPerGroup', 'Spines of one group, each joined to every leaf of it', 'spines', 16, 1, 4096),
  count('globalLinksPerSpine', 'Links of one spine to other groups', 'links', 16, 0, 4096),
  count('groups', 'Groups; 0 takes the most, spines x links + 1', 'groups', 9, 0, 65_536),
  count('leafSpineLinks', 'Links between a leaf and each spine of its group', 'links', 1, 1, 64),
  count(
    'linksPerGroupPair',
    'Links between each two groups; 0 cables every global port, spread as evenly as it goes',
    'links',
    0,
    0,
    65_536,
  ),
  rate('globalLink_Gbps', 'Rate of one global link, each direction; 0 takes routerLink_Gbps', 0, 0),
  routedServers,
  ...routerParameters(64),
  ...serverParameters,
];

interface DragonflyPlusPlan extends RoutedFabricPlan {
  readonly leaves: number;
  readonly spines: number;
}

function planOf(values: Parameters): Outcome<DragonflyPlusPlan> {
  const server = serverPlanOf(values);
  if (!server.ok) return server;
  const p = numberIn(values, 'endpointsPerLeaf');
  const l = numberIn(values, 'leavesPerGroup');
  const s = numberIn(values, 'spinesPerGroup');
  const h = numberIn(values, 'globalLinksPerSpine');
  const each = numberIn(values, 'leafSpineLinks');
  const most = s * h + 1;
  const groups = numberOr(values, 'groups', most);
  if (groups > most) {
    return failed(
      'too-many-groups',
      'groups',
      say`${groups} groups need ${groups - 1} global links to a group, but ${s} spines with ${h} have ${s * h}.`,
    );
  }
  const parts = routedPartsOf(values, parameters);
  const ports =
    portsFault(p + s * each, parts.ports, 'endpointsPerLeaf', say`a leaf with ${p} endpoints and ${s * each} up`) ??
    portsFault(l * each + h, parts.ports, 'globalLinksPerSpine', say`a spine with ${l * each} down and ${h} global`);
  if (ports !== null) return ports;
  const wanted = numberIn(values, 'linksPerGroupPair');
  const fit = groups < 2 ? 0 : Math.floor((s * h) / (groups - 1));
  if (wanted > fit && groups > 1) {
    return failed(
      'too-many-global-links',
      'linksPerGroupPair',
      say`${wanted} links to each of ${groups - 1} groups need ${wanted * (groups - 1)} global ports, but a group has ${s * h}.`,
    );
  }
  const layers = groups < 2 ? 0 : wanted > 0 ? wanted : fit;
  const globals: Globals = {
    groups,
    layers,
    spare: wanted > 0 || groups < 3 ? 0 : s * h - layers * (groups - 1),
    absolute: false,
  };
  const servers = routedServersOf(values, server.value, groups * l * p);
  if (!servers.ok) return servers;

  const { switchPart, protocol } = networkPartsOf(values, parameters);
  const leafSpine = computeLink('leaf-spine', protocol);
  const globalLink = computeLink('global', protocol);
  const globalRate = numberOr(values, 'globalLink_Gbps', parts.routerLink_Gbps);
  const inGroup = l + s;
  const leafClass = switchClass('leaf', switchPart, parts.ports);
  const spineClass = switchClass('spine', switchPart, parts.ports);
  return done({
    family: 'dragonfly-plus',
    leaves: groups * l,
    spines: groups * s,
    server: server.value,
    servers: servers.value,
    routers: groups * inGroup,
    routerClass: (r) => (r % inGroup < l ? leafClass : spineClass),
    seats: p,
    seated: { count: groups * l, router: (k) => Math.floor(k / l) * inGroup + (k % l) },
    nicLink: computeLink('nic-leaf', protocol),
    *join(link) {
      for (let g = 0; g < groups; g++) {
        for (let i = 0; i < l; i++) {
          yield;
          for (let j = 0; j < s; j++) {
            for (let n = 0; n < each; n++) {
              link(g * inGroup + i, g * inGroup + l + j, leafSpine, parts.routerLink_Gbps);
            }
          }
        }
      }
      yield* globalLinks(globals, (i, k, j, m) =>
        link(i * inGroup + l + Math.floor(k / h), j * inGroup + l + Math.floor(m / h), globalLink, globalRate),
      );
    },
    routerLinks: { 'leaf-spine': groups * l * s * each, global: globalCount(globals) },
    homes: grouped('group', 'rows', groups, (r) => Math.floor(r / inGroup)),
    shape: { p, leaves: l, spines: s, h, groups },
    turns: groups < 2 ? [] : [(r) => (r + inGroup) % (groups * inGroup)],
    swaps: () => Array.from({ length: groups }, (_, g) => Array.from({ length: l }, (__, i) => g * inGroup + i)),
  });
}

export const dragonflyPlus = recipeFrom<DragonflyPlusPlan>({
  name: 'dragonfly-plus',
  version: 1,
  title: 'Dragonfly+',
  use: 'Dragonfly with leaf-spine groups: more endpoints to a group and full bandwidth inside it.',
  parameters: withSymbols(parameters, {
    endpointsPerLeaf: 'p',
    leavesPerGroup: 'l',
    spinesPerGroup: 's',
    globalLinksPerSpine: 'h',
    groups: 'g',
  }),
  sizedBy: 'groups',
  plan: planOf,
  counts: (plan) => routedFabricCounts(plan, { leaf: plan.leaves, spine: plan.spines }),
  arrangement: () => ({ layout: 'ring', columns: 0 }),
  build: buildRoutedFabric,
});
