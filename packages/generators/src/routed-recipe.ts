/**
 * From checked parameters to what all fabrics of routers share: the parameters of a router, the number of servers, how routers are
 * grouped for drawing.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { GroupClass, GroupLayout, TopologyBuilder } from '@weft/topology';
import type { Parameters } from '@weft/model';
import { computeLink, networkPartsOf, numberOr } from './network-parameters.ts';
import { count, numberIn, part, rate } from './parameters.ts';
import type { ParameterSpec } from './recipe.ts';
import type { ServerPlan } from './server.ts';
import { trayLimit, traysFor } from './trays.ts';

/** How many servers; a fabric of routers is sized by its own parameters and filled unless told otherwise. */
export const routedServers: ParameterSpec = count(
  'servers',
  'Servers in all; 0 takes every downward port of the fabric',
  'servers',
  0,
  0,
  1_000_000,
);

/** The parameters of routers and of the links between them. */
export function routerParameters(ports: number, part_ = '', protocol = ''): readonly ParameterSpec[] {
  return [
    count('switchPorts', 'Ports of one switch; a design that needs more is refused', 'ports', ports, 2, 65_535),
    rate('routerLink_Gbps', 'Rate of one link between switches, each direction; 0 takes link_Gbps', 0, 0),
    part(
      'switch',
      'Catalogue id of the switch; the default is taken only while its ports and rate are those asked for',
      part_,
      'switch',
    ),
    part(
      'protocol',
      'Catalogue id of the network protocol; the default is taken only while link_Gbps is its own',
      protocol,
      'protocol',
    ),
  ];
}

export interface RoutedParts {
  readonly ports: number;
  readonly routerLink_Gbps: number;
  readonly switchPart: string | null;
  readonly protocol: string | null;
}

/** Rates, ports and parts of the routers. */
export function routedPartsOf(values: Parameters, specs: readonly ParameterSpec[]): RoutedParts {
  return {
    ports: numberIn(values, 'switchPorts'),
    routerLink_Gbps: numberOr(values, 'routerLink_Gbps', numberIn(values, 'link_Gbps')),
    ...networkPartsOf(values, specs),
  };
}

/** The number of servers asked for or that fit; a fault when they do not. */
export function routedServersOf(values: Parameters, server: ServerPlan, seats: number): Outcome<number> {
  const most = Math.floor(seats / server.nics);
  const servers = numberOr(values, 'servers', most);
  if (servers > most || most === 0) {
    return failed(
      'no-seats',
      'servers',
      say`${servers} servers of ${server.nics} NICs need ${servers * server.nics} downward ports and the fabric has ${seats}.`,
    );
  }
  return done(servers);
}

/** A fault when a router needs more ports than its switch has. */
export function portsFault(needed: number, ports: number, key: string, sum: string): Outcome<never> | null {
  if (needed <= ports) return null;
  return failed('too-few-ports', key, say`Each switch needs ${needed} ports (${sum}) but has ${ports}.`);
}

export const nicRouterLink = (protocol: string | null): ReturnType<typeof computeLink> =>
  computeLink('nic-router', protocol);

/** Each router in a group of its own with its servers, in trays where they are many. */
export function oneGroupEach(
  word: string,
  routers: number,
  perTray: number,
  tray: GroupClass,
): (builder: TopologyBuilder, group: number) => (router: number) => number {
  const cell: GroupClass = { word, layout: 'rows', columns: 0, device: false, part: null };
  return (builder, group) => {
    let current = -1;
    let home = group;
    return (router) => {
      if (routers > trayLimit && Math.floor(router / perTray) !== current) {
        current = Math.floor(router / perTray);
        home = builder.group(group, tray);
      }
      return builder.group(home, cell);
    };
  };
}

/** Routers in groups, each with all its servers; groups in sectors where they are many. */
export function grouped(
  word: string,
  layout: GroupLayout,
  groups: number,
  groupOf: (router: number) => number,
): (builder: TopologyBuilder, group: number) => (router: number) => number {
  const groupClass: GroupClass = { word, layout, columns: 0, device: false, part: null };
  return (builder, group) => {
    const sector = groups > trayLimit ? sectorsFor(builder, group, groups) : (): number => group;
    let current = -1;
    let home = group;
    return (router) => {
      if (groupOf(router) !== current) {
        current = groupOf(router);
        home = builder.group(sector(current), groupClass);
      }
      return home;
    };
  };
}

/** About as many sectors as each has groups. */
function sectorsFor(builder: TopologyBuilder, group: number, groups: number): (member: number) => number {
  const sector: GroupClass = { word: 'sector', layout: 'ring', columns: 0, device: false, part: null };
  return traysFor(builder, group, sector, groups, Math.ceil(Math.sqrt(groups)));
}
