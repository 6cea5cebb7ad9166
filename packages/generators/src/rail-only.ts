/**
 * Rail-only: accelerator i of every server stands on a network of its own with the accelerators i of all other servers. No switch joins two
 * rails: traffic between them goes over the scale-up fabric of a server.
 *
 * Each rail is a leaf-spine (three tiers when it must be) sized by the rule of `clos.ts`; with one leaf to a rail there is no spine at all.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { Parameters } from '@weft/model';
import { recipeFrom } from './assemble.ts';
import { buildClosFabric } from './clos-build.ts';
import { closFabricCounts, type ClosFabricPlan } from './clos-fabric.ts';
import { closClasses, closOf, closPortsOf, rowsArrangement } from './clos-recipe.ts';
import { closParameters, networkParts, numberOr, switchPorts, tiersParameter } from './network-parameters.ts';
import { count, numberIn } from './parameters.ts';
import type { ParameterSpec } from './recipe.ts';
import { serverParameters, serverPlanOf } from './server.ts';

const parameters: readonly ParameterSpec[] = [
  count('servers', 'Servers (scale-up domains) in all', 'servers', 64, 1, 1_000_000),
  count(
    'serversPerUnit',
    'Servers of a full unit, which has one leaf of every rail; 0 fills the downward ports of a leaf',
    'servers',
    0,
    0,
    4096,
  ),
  switchPorts(),
  tiersParameter,
  ...closParameters,
  ...serverParameters,
  ...networkParts,
];

function planOf(values: Parameters): Outcome<ClosFabricPlan> {
  const server = serverPlanOf(values);
  if (!server.ok) return server;
  const ports = closPortsOf(values);
  if (!ports.ok) return ports;
  const { down } = ports.value;
  const servers = numberIn(values, 'servers');
  // One leaf alone has no use for uplinks: all its ports face servers.
  const whole = numberIn(values, 'downPorts') > 0 ? down : ports.value.leaf;
  const serversPerUnit = numberOr(values, 'serversPerUnit', servers <= whole ? servers : down);
  const most = servers <= serversPerUnit ? whole : down;
  if (serversPerUnit > most) {
    return failed(
      'unit-too-large',
      'serversPerUnit',
      say`A unit of ${serversPerUnit} servers needs as many downward ports on each of its leaves, but a leaf has ${most}.`,
    );
  }
  const units = Math.ceil(servers / serversPerUnit);
  const clos = units === 1 ? done(oneLeaf) : closOf(values, ports.value, units);
  if (!clos.ok) return clos;
  const rails = server.value.nics;
  return done({
    family: 'rail-only',
    server: server.value,
    servers,
    units,
    serversPerUnit,
    leavesPerUnit: 1,
    planes: rails,
    clos: clos.value,
    access: (_server, nic) => ({ plane: nic, leaf: 0 }),
    railOf: (nic) => nic,
    planeIsRail: true,
    podsByRail: false,
    managers: 0,
    managerLinks: 0,
    uplink_Gbps: ports.value.uplink_Gbps,
    classes: closClasses(values, parameters, ports.value, 'unit'),
    alike: { servers: true, nics: false, rails: false, pairs: false, planes: rails > 1 ? 'with-nics' : 'no' },
  });
}

const oneLeaf = {
  tiers: 2,
  leaves: 1,
  up: 0,
  pods: 1,
  leavesPerPod: 1,
  spinesPerPod: 0,
  leafSpineLinks: 0,
  spineUp: 0,
  coreGroups: 0,
  coresPerGroup: 0,
  spineCoreLinks: 0,
} as const;

export const railOnly = recipeFrom<ClosFabricPlan>({
  name: 'rail-only',
  version: 1,
  title: 'Rail-only',
  use: 'The largest training clusters whose traffic keeps to a rail: no spine joins the rails, so fewer switches and optics.',
  parameters,
  sizedBy: 'servers',
  plan: planOf,
  counts: closFabricCounts,
  arrangement: () => rowsArrangement,
  build: buildClosFabric,
});
