/**
 * Multi-plane: several equal networks side by side, each smaller and with fewer tiers than one network for all would be.
 *
 * A NIC belongs to one plane (`planeBy` nic: NIC i in plane i mod planes), or has a port in every plane (`port`). With dual-ToR access every
 * network port is doubled, to two leaves of the same plane. With `railLeaves` a leaf serves one rail of a unit, as in rail-optimized
 * fabrics; else it serves all NICs of its servers that are in its plane.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { Parameters } from '@weft/model';
import { recipeFrom } from './assemble.ts';
import { buildClosFabric } from './clos-build.ts';
import { closFabricCounts, type ClosFabricPlan } from './clos-fabric.ts';
import { closClasses, closOf, closPortsOf, rowsArrangement } from './clos-recipe.ts';
import { closParameters, networkParts, numberOr, switchPorts, tiersParameter } from './network-parameters.ts';
import { choice, count, flag, flagIn, numberIn, wordIn } from './parameters.ts';
import type { ParameterSpec } from './recipe.ts';
import { serverParameters, serverPlanOf } from './server.ts';

const parameters: readonly ParameterSpec[] = [
  count('servers', 'Servers in all', 'servers', 256, 1, 1_000_000),
  count('planes', 'Separate networks side by side', 'planes', 8, 1, 64),
  choice('planeBy', 'Whether each NIC belongs to one plane, or has a port in every plane', 'nic', ['nic', 'port']),
  flag('dualToR', 'Whether each network port is doubled, to two leaves of its plane', false),
  flag('railLeaves', 'Whether a leaf serves one rail of a unit instead of all NICs of its servers', false),
  count(
    'serversPerUnit',
    'Servers of a full unit, the servers on the same leaves; 0 fills the downward ports of a leaf',
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
  const planes = numberIn(values, 'planes');
  const byNic = wordIn(values, 'planeBy') === 'nic';
  const dual = flagIn(values, 'dualToR') ? 2 : 1;
  const rails = flagIn(values, 'railLeaves');
  const server = serverPlanOf(values, (byNic ? 1 : planes) * dual);
  if (!server.ok) return server;
  const ports = closPortsOf(values);
  if (!ports.ok) return ports;
  const { nics } = server.value;
  if (byNic && nics % planes !== 0) {
    return failed(
      'planes-nics',
      'planes',
      say`${nics} NICs of a server do not spread evenly over ${planes} planes; expected a divisor of ${nics}.`,
    );
  }
  const nicsInPlane = byNic ? nics / planes : nics;
  const { down } = ports.value;
  const most = rails ? down : Math.floor(down / nicsInPlane);
  const serversPerUnit = numberOr(values, 'serversPerUnit', most);
  if (most === 0 || serversPerUnit > most) {
    return failed(
      'unit-too-large',
      'serversPerUnit',
      say`A unit of ${serversPerUnit} servers needs ${serversPerUnit * (rails ? 1 : nicsInPlane)} downward ports on each of its leaves, but a leaf has ${down}.`,
    );
  }
  const servers = numberIn(values, 'servers');
  const units = Math.ceil(servers / serversPerUnit);
  const leavesPerUnit = (rails ? nicsInPlane : 1) * dual;
  const clos = closOf(values, ports.value, units * leavesPerUnit);
  if (!clos.ok) return clos;
  const wholeInPods = clos.value.tiers === 2 || clos.value.leavesPerPod % leavesPerUnit === 0;
  return done({
    family: 'multi-plane',
    server: server.value,
    servers,
    units,
    serversPerUnit,
    leavesPerUnit,
    planes,
    clos: clos.value,
    access: (_server, nic, port) => {
      const plane = byNic ? nic % planes : Math.floor(port / dual);
      const rail = byNic ? Math.floor(nic / planes) : nic;
      return { plane, leaf: (rails ? rail * dual : 0) + (port % dual) };
    },
    railOf: (nic) => (rails ? nic : -1),
    planeIsRail: false,
    podsByRail: false,
    managers: 0,
    managerLinks: 0,
    uplink_Gbps: ports.value.uplink_Gbps,
    classes: closClasses(values, parameters, ports.value, 'unit'),
    alike: {
      servers: true,
      nics: !rails && !byNic,
      rails: rails && !byNic && wholeInPods,
      pairs: dual === 2 && wholeInPods,
      planes: planes === 1 ? 'no' : byNic ? 'with-nics' : 'alone',
    },
  });
}

export const multiPlane = recipeFrom<ClosFabricPlan>({
  name: 'multi-plane',
  version: 1,
  title: 'Multi-plane',
  use: 'Large clusters kept at two tiers by several networks side by side, dual-homed where a failed switch must not stop a job.',
  parameters,
  sizedBy: 'servers',
  plan: planOf,
  counts: closFabricCounts,
  arrangement: () => rowsArrangement,
  build: buildClosFabric,
});
