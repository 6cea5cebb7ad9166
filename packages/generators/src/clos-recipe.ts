/**
 * From checked parameters to the plan of a folded Clos fabric: what leaf-spine, fat-tree, rail-optimized, rail-only and multi-plane
 * have in common.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { Parameters } from '@weft/model';
import { closPlanOf, portsBelow, type ClosPlan } from './clos.ts';
import type { ClosClasses, ClosFabricPlan } from './clos-fabric.ts';
import { computeLink, networkPartsOf, numberOr, rowsGroup, switchClass } from './network-parameters.ts';
import { numberIn, wordIn } from './parameters.ts';
import type { Arrangement, ParameterSpec } from './recipe.ts';
import type { ServerPlan } from './server.ts';

export const rowsArrangement: Arrangement = { layout: 'rows', columns: 0 };

/** Ports of a leaf each way, and of the switches above. */
export interface ClosPorts {
  readonly down: number;
  readonly up: number;
  readonly leaf: number;
  readonly spine: number;
  readonly core: number;
  readonly uplink_Gbps: number;
}

/** Splits the ports of a leaf by the taper: the ratio of rate down to rate up. */
export function closPortsOf(parameters: Parameters): Outcome<ClosPorts> {
  const ports = numberIn(parameters, 'switchPorts');
  const link_Gbps = numberIn(parameters, 'link_Gbps');
  const uplink_Gbps = numberOr(parameters, 'uplink_Gbps', link_Gbps);
  const taper = numberIn(parameters, 'taper');
  const down = numberOr(parameters, 'downPorts', portsBelow(ports, (taper * uplink_Gbps) / link_Gbps));
  const fixedUp = numberIn(parameters, 'upPorts');
  const exactUp = (down * link_Gbps) / (taper * uplink_Gbps);
  const up = fixedUp > 0 ? fixedUp : Math.max(1, Math.ceil(Number(exactUp.toFixed(9))));
  const bothFixed = fixedUp > 0 && numberIn(parameters, 'downPorts') > 0;
  // Both numbers given describe a leaf whose ports differ in rate, so they do not add up to switchPorts.
  if (!bothFixed && down + up > ports) {
    return failed(
      'leaf-ports',
      'downPorts',
      say`A leaf would need ${down} ports down and ${up} up, but the switch has ${ports}.`,
    );
  }
  return done({
    down,
    up,
    leaf: bothFixed ? down + up : ports,
    spine: numberOr(parameters, 'spinePorts', ports),
    core: numberOr(parameters, 'corePorts', ports),
    uplink_Gbps,
  });
}

/** The Clos above so many leaves. */
export function closOf(
  parameters: Parameters,
  ports: ClosPorts,
  leaves: number,
  leavesPerPod?: number,
): Outcome<ClosPlan> {
  return closPlanOf({
    leaves,
    up: ports.up,
    spinePorts: ports.spine,
    corePorts: ports.core,
    spineTaper: numberIn(parameters, 'spineTaper'),
    tiers: wordIn(parameters, 'tiers') as 'auto' | '2' | '3',
    leavesPerPod: leavesPerPod ?? numberIn(parameters, 'leavesPerPod'),
  });
}

/** Classes of the switches and cables. */
export function closClasses(
  parameters: Parameters,
  specs: readonly ParameterSpec[],
  ports: ClosPorts,
  unitWord: string,
): ClosClasses {
  const { switchPartFor, protocol } = networkPartsOf(parameters, specs);
  return {
    unit: rowsGroup(unitWord),
    leaf: switchClass('leaf', switchPartFor(ports.leaf), ports.leaf),
    spine: switchClass('spine', switchPartFor(ports.spine), ports.spine),
    core: switchClass('core', switchPartFor(ports.core), ports.core),
    nicLeaf: computeLink('nic-leaf', protocol),
    leafSpine: computeLink('leaf-spine', protocol),
    spineCore: computeLink('spine-core', protocol),
  };
}

/** Servers packed whole on one leaf (of each plane) after the other; where a server has more NICs than a leaf has ports, NIC by NIC. */
export function packedAccess(
  server: ServerPlan,
  servers: number,
  down: number,
  wholeServers: boolean,
): Pick<ClosFabricPlan, 'units' | 'serversPerUnit' | 'leavesPerUnit' | 'access'> & { leaves: number; even: boolean } {
  const { nics } = server;
  if (down % nics === 0 || (wholeServers && nics <= down)) {
    const serversPerUnit = Math.floor(down / nics);
    const units = Math.ceil(servers / serversPerUnit);
    return {
      units,
      serversPerUnit,
      leavesPerUnit: 1,
      leaves: units,
      even: true,
      access: (_server, _nic, port) => ({ plane: port, leaf: 0 }),
    };
  }
  // The fewest servers whose NICs fill whole leaves.
  const serversPerUnit = down / greatestCommonDivisor(down, nics);
  return {
    units: Math.ceil(servers / serversPerUnit),
    serversPerUnit,
    leavesPerUnit: (serversPerUnit * nics) / down,
    leaves: Math.ceil((servers * nics) / down),
    even: false,
    access: (s, nic, port) => ({ plane: port, leaf: Math.floor((s * nics + nic) / down) }),
  };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
