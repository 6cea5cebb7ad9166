/**
 * Fat-tree: the k-ary tree of equal switches, and general trees with their own numbers per tier.
 *
 * k-ary: switches of k ports, half down and half up; two tiers carry k^2 / 2 NICs, three k^3 / 4 with 5 k^2 / 4 switches when full. General
 * trees say how many children and parents a switch of each tier has. NICs fill leaves one after the other, so that counts are exact for any
 * k; a server may stand on more than one leaf then. A last pod that is not full has only the leaves it needs.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { Parameters } from '@weft/model';
import { recipeFrom } from './assemble.ts';
import { portsBelow, type ClosPlan } from './clos.ts';
import { buildClosFabric } from './clos-build.ts';
import { closFabricCounts, type ClosFabricPlan } from './clos-fabric.ts';
import { closClasses, closOf, closPortsOf, packedAccess, rowsArrangement, type ClosPorts } from './clos-recipe.ts';
import { closParameters, networkParts, numberOr, switchPorts, tiersParameter } from './network-parameters.ts';
import { count, list, listIn, numberIn, withSymbols } from './parameters.ts';
import type { ParameterSpec } from './recipe.ts';
import { serverParameters, serverPlanOf } from './server.ts';

const parameters: readonly ParameterSpec[] = [
  count('servers', 'Servers in all; 0 fills the tree', 'servers', 0, 0, 1_000_000),
  switchPorts(16),
  { ...tiersParameter, default: '3' },
  list(
    'down',
    'Children of a switch by tier, from the leaf: NICs of a leaf, leaves of a spine, pods of a core; empty for the k-ary tree',
    null,
    [],
    1,
    4096,
  ),
  list(
    'up',
    'Parents of a switch by tier, from the leaf: spines of a leaf, cores of a spine; empty for the k-ary tree',
    null,
    [],
    1,
    4096,
  ),
  ...closParameters,
  ...serverParameters,
  ...networkParts,
];

function planOf(values: Parameters): Outcome<ClosFabricPlan> {
  const server = serverPlanOf(values);
  if (!server.ok) return server;
  const general = listIn(values, 'down').length > 0 || listIn(values, 'up').length > 0;
  const shape = general ? generalTree(values) : karyTree(values);
  if (!shape.ok) return shape;
  const { ports, fullLeaves } = shape.value;
  const capacity = Math.floor((fullLeaves * ports.down) / server.value.nics);
  const servers = numberOr(values, 'servers', capacity);
  if (servers > capacity || capacity === 0) {
    return failed(
      'tree-too-small',
      'servers',
      say`The tree has ${fullLeaves * ports.down} downward ports for ${servers} servers of ${server.value.nics} NICs.`,
    );
  }
  const packed = packedAccess(server.value, servers, ports.down, false);
  const clos = shape.value.closOf(packed.leaves);
  if (!clos.ok) return clos;
  return done({
    ...packed,
    family: 'fat-tree',
    server: server.value,
    servers,
    planes: 1,
    clos: clos.value,
    railOf: () => -1,
    planeIsRail: false,
    podsByRail: false,
    managers: 0,
    managerLinks: 0,
    uplink_Gbps: ports.uplink_Gbps,
    classes: closClasses(values, parameters, ports, 'rack'),
    alike: { servers: packed.even, nics: packed.even, rails: false, pairs: false, planes: 'no' },
  });
}

interface TreeShape {
  readonly ports: ClosPorts;
  readonly fullLeaves: number;
  closOf(leaves: number): Outcome<ClosPlan>;
}

/** Equal switches. The tree is full where every port of its top tier is taken. */
function karyTree(values: Parameters): Outcome<TreeShape> {
  const ports = closPortsOf(values);
  if (!ports.ok) return ports;
  const { spine, core } = ports.value;
  const podLeaves = numberOr(values, 'leavesPerPod', portsBelow(spine, numberIn(values, 'spineTaper')));
  return done({
    ports: ports.value,
    fullLeaves: values['tiers'] === '2' ? spine : core * podLeaves,
    closOf: (leaves) => closOf(values, ports.value, leaves),
  });
}

/** Children and parents as given; switches have exactly the ports that takes. */
function generalTree(values: Parameters): Outcome<TreeShape> {
  const down = listIn(values, 'down');
  const up = listIn(values, 'up');
  const tiers = down.length;
  if (tiers < 2 || tiers > 3 || up.length !== tiers - 1) {
    return failed(
      'tree-shape',
      'down',
      say`down has ${down.length} tiers and up ${up.length}; expected 2 or 3 tiers down and one fewer up, such as down=32,32 up=16.`,
    );
  }
  const [nics, leaves, pods] = [down[0]!, down[1]!, down[2] ?? 1];
  const [spines, cores] = [up[0]!, up[1] ?? 0];
  const ports: ClosPorts = {
    down: nics,
    up: spines,
    leaf: nics + spines,
    spine: leaves + cores,
    core: pods,
    uplink_Gbps: numberOr(values, 'uplink_Gbps', numberIn(values, 'link_Gbps')),
  };
  return done({
    ports,
    fullLeaves: leaves * pods,
    closOf: (needed) =>
      done({
        tiers: tiers as 2 | 3,
        leaves: needed,
        up: spines,
        pods: Math.ceil(needed / leaves),
        leavesPerPod: leaves,
        spinesPerPod: spines,
        leafSpineLinks: 1,
        spineUp: cores,
        coreGroups: cores > 0 ? spines : 0,
        coresPerGroup: cores,
        spineCoreLinks: cores > 0 ? 1 : 0,
      }),
  });
}

export const fatTree = recipeFrom<ClosFabricPlan>({
  name: 'fat-tree',
  version: 1,
  title: 'Fat-tree',
  use: 'Full bandwidth between any two servers from equal switches, in two or three tiers, tapered where wanted.',
  parameters: withSymbols(parameters, { switchPorts: 'k' }),
  sizedBy: 'switchPorts',
  plan: planOf,
  counts: closFabricCounts,
  arrangement: () => rowsArrangement,
  build: buildClosFabric,
});
