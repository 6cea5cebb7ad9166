/**
 * Rail-optimized: accelerator i of every server of a scalable unit goes to leaf i of that unit, so that equal ranks of all its servers
 * are one hop apart; spines, and cores above them when needed, join the rails.
 *
 * The fabric is sized for full scalable units, however few servers stand in the last one. A fabric manager (UFM) takes the place of
 * one server and has its own cables to the leaves. With two planes each NIC has a port in both (twin-plane designs).
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { Parameters } from '@weft/model';
import { recipeFrom } from './assemble.ts';
import { buildClosFabric } from './clos-build.ts';
import { closFabricCounts, type ClosFabricPlan } from './clos-fabric.ts';
import { closClasses, closOf, closPortsOf, rowsArrangement } from './clos-recipe.ts';
import { closParameters, networkParts, numberOr, switchPorts, tiersParameter } from './network-parameters.ts';
import { choice, count, numberIn, wordIn } from './parameters.ts';
import type { ParameterSpec } from './recipe.ts';
import { serverParameters, serverPlanOf } from './server.ts';

const parameters: readonly ParameterSpec[] = [
  count('servers', 'Servers in all', 'servers', 64, 1, 1_000_000),
  count(
    'serversPerUnit',
    'Servers of a full scalable unit; 0 fills the downward ports of a leaf',
    'servers',
    0,
    0,
    4096,
  ),
  switchPorts(),
  tiersParameter,
  choice('podsBy', 'With three tiers, whether a pod holds whole scalable units or one rail of all units', 'units', [
    'units',
    'rails',
  ]),
  count('planes', 'Separate networks side by side, one port of every NIC in each', 'planes', 1, 1, 64),
  count('managementNodes', 'Fabric managers (UFM), each in the place of a server of the last unit', 'nodes', 0, 0, 64),
  count('managementLinks', 'Cables of one fabric manager to the leaves, one a rail', 'links', 4, 1, 64),
  ...closParameters,
  ...serverParameters,
  ...networkParts,
];

function planOf(values: Parameters): Outcome<ClosFabricPlan> {
  const planes = numberIn(values, 'planes');
  const server = serverPlanOf(values, planes);
  if (!server.ok) return server;
  const ports = closPortsOf(values);
  if (!ports.ok) return ports;
  const { down } = ports.value;
  const serversPerUnit = numberOr(values, 'serversPerUnit', down);
  if (serversPerUnit > down) {
    return failed(
      'unit-too-large',
      'serversPerUnit',
      say`A scalable unit of ${serversPerUnit} servers needs as many downward ports on each of its leaves, but a leaf has ${down}.`,
    );
  }
  const rails = server.value.nics;
  const servers = numberIn(values, 'servers');
  const managers = numberIn(values, 'managementNodes');
  const managerLinks = numberIn(values, 'managementLinks');
  if (managers > 0 && (managers > serversPerUnit || managerLinks > rails)) {
    return failed(
      'too-many-managers',
      'managementNodes',
      say`${managers} fabric managers with ${managerLinks} cables do not fit the places of servers with ${rails} in a unit of ${serversPerUnit}; expected at most ${serversPerUnit} with at most ${rails}.`,
    );
  }
  const units = Math.ceil((servers + managers) / serversPerUnit);
  const byRail = wordIn(values, 'podsBy') === 'rails';
  const { spine } = ports.value;
  const fixed = numberIn(values, 'leavesPerPod');
  const clos = closOf(
    values,
    ports.value,
    units * rails,
    byRail && fixed === 0 ? Math.min(units, Math.floor(spine / 2)) : fixed,
  );
  if (!clos.ok) return clos;
  return done({
    family: 'rail-optimized',
    server: server.value,
    servers,
    units,
    serversPerUnit,
    leavesPerUnit: rails,
    planes,
    clos: clos.value,
    access: (_server, nic, port) => ({ plane: port, leaf: nic }),
    railOf: (nic) => nic,
    planeIsRail: false,
    podsByRail: byRail && clos.value.tiers === 3,
    managers,
    managerLinks,
    uplink_Gbps: ports.value.uplink_Gbps,
    classes: closClasses(values, parameters, ports.value, 'unit'),
    alike: {
      servers: true,
      nics: false,
      rails: clos.value.tiers === 2 || clos.value.leavesPerPod % rails === 0,
      pairs: false,
      planes: planes > 1 && managers === 0 ? 'alone' : 'no',
    },
  });
}

export const railOptimized = recipeFrom<ClosFabricPlan>({
  name: 'rail-optimized',
  version: 1,
  title: 'Rail-optimized',
  use: 'Clusters of 8-accelerator servers whose equal ranks talk most: the published SuperPOD designs.',
  parameters,
  sizedBy: 'servers',
  plan: planOf,
  counts: closFabricCounts,
  arrangement: () => rowsArrangement,
  build: buildClosFabric,
});
