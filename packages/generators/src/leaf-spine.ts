/**
 * Leaf-spine: servers on top-of-rack leaves, every leaf to every spine; today's default.
 *
 * The spine count is the smallest at or above the port minimum that divides a leaf's uplinks evenly (`clos.ts`).
 */
import { done, type Outcome } from '@weft/units';
import type { Parameters } from '@weft/model';
import { recipeFrom } from './assemble.ts';
import { buildClosFabric } from './clos-build.ts';
import { closFabricCounts, type ClosFabricPlan } from './clos-fabric.ts';
import { closClasses, closOf, closPortsOf, packedAccess, rowsArrangement } from './clos-recipe.ts';
import { closParameters, networkParts, switchPorts, tiersParameter } from './network-parameters.ts';
import { count, numberIn } from './parameters.ts';
import type { ParameterSpec } from './recipe.ts';
import { serverParameters, serverPlanOf } from './server.ts';

const parameters: readonly ParameterSpec[] = [
  count('servers', 'Servers in all', 'servers', 32, 1, 1_000_000),
  switchPorts(),
  { ...tiersParameter, default: '2' },
  count('planes', 'Separate networks side by side, one port of every NIC in each', 'planes', 1, 1, 64),
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
  const servers = numberIn(values, 'servers');
  const packed = packedAccess(server.value, servers, ports.value.down, true);
  const clos = closOf(values, ports.value, packed.leaves);
  if (!clos.ok) return clos;
  return done({
    ...packed,
    family: 'leaf-spine',
    server: server.value,
    servers,
    planes,
    clos: clos.value,
    railOf: () => -1,
    planeIsRail: false,
    podsByRail: false,
    managers: 0,
    managerLinks: 0,
    uplink_Gbps: ports.value.uplink_Gbps,
    classes: closClasses(values, parameters, ports.value, 'rack'),
    alike: { servers: packed.even, nics: packed.even, rails: false, pairs: false, planes: planes > 1 ? 'alone' : 'no' },
  });
}

export const leafSpine = recipeFrom<ClosFabricPlan>({
  name: 'leaf-spine',
  version: 1,
  title: 'Leaf-spine',
  use: 'Servers on top-of-rack switches and every rack one hop from every other: the common data-centre fabric.',
  parameters,
  sizedBy: 'servers',
  plan: planOf,
  counts: closFabricCounts,
  arrangement: () => rowsArrangement,
  build: buildClosFabric,
});
