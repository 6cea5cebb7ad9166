/**
 * Parameters of the switched network that many recipes share: switch ports, rates, parts.
 *
 * A part given by default holds only while the figures beside it are its own: with other ports or another rate the fabric has switches of
 * no chosen part, until one is named. A named part is taken as it is; what it cannot do is a finding.
 */
import { switchPort_Gbps, switchPorts as portsOfSwitch } from '@weft/catalogue';
import type { GroupClass, LinkClass, NodeClass, NodeRole } from '@weft/topology';
import type { Parameters } from '@weft/model';
import { choice, count, numberIn, part, partIn, rate, ratio } from './parameters.ts';
import type { ParameterSpec } from './recipe.ts';

export const switchPorts = (preset = 64): ParameterSpec =>
  count('switchPorts', 'Ports of one switch, at the rate of the links between switches', 'ports', preset, 2, 4096);

export const networkParts: readonly ParameterSpec[] = [
  part(
    'switch',
    'Catalogue id of the switch; the default is taken only while its ports and rate are those asked for',
    'qm9700',
    'switch',
  ),
  part(
    'protocol',
    'Catalogue id of the network protocol; the default is taken only while link_Gbps is its own',
    'ib-ndr',
    'protocol',
  ),
];

export const tiersParameter: ParameterSpec = choice(
  'tiers',
  'Tiers of switches; auto takes two when the leaves fit below one layer of spines',
  'auto',
  ['auto', '2', '3'],
);

export const closParameters: readonly ParameterSpec[] = [
  ratio('taper', 'Oversubscription of a leaf, rate down to rate up; 1 is non-blocking', 1, 0.01, 64),
  count('downPorts', 'Ports of a leaf that face NICs; 0 follows from switchPorts and taper', 'ports', 0, 0, 4096),
  count('upPorts', 'Ports of a leaf that face spines; 0 follows from switchPorts and taper', 'ports', 0, 0, 4096),
  rate('uplink_Gbps', 'Rate of one link between switches, each direction; 0 takes link_Gbps', 0, 0),
  count('spinePorts', 'Ports of a spine; 0 takes switchPorts', 'ports', 0, 0, 4096),
  count('corePorts', 'Ports of a core; 0 takes switchPorts', 'ports', 0, 0, 4096),
  ratio(
    'spineTaper',
    'Oversubscription of a spine below the cores, ports down to ports up; 1 is non-blocking',
    1,
    0.01,
    1000,
  ),
  count('leavesPerPod', 'Leaves of a pod in three tiers; 0 fills the downward ports of a spine', 'leaves', 0, 0, 4096),
];

export interface NetworkParts {
  /** The part of a switch of so many ports. */
  switchPartFor(ports: number): string | null;
  /** The part of a switch with `switchPorts` ports. */
  readonly switchPart: string | null;
  readonly protocol: string | null;
}

/** The parts that were named, or the defaults where the figures are their own. */
export function networkPartsOf(parameters: Parameters, specs: readonly ParameterSpec[]): NetworkParts {
  const preset = (key: string): unknown => specs.find((spec) => spec.key === key)?.default;
  const isPreset = (key: string): boolean => parameters[key] === preset(key);
  const link_Gbps = numberIn(parameters, 'link_Gbps');
  const named = partIn(parameters, 'switch');
  const switchPartFor = (ports: number): string | null => {
    if (named === null || !isPreset('switch')) return named;
    return portsOfSwitch(named) === ports && switchPort_Gbps(named) === link_Gbps ? named : null;
  };
  return {
    switchPartFor,
    switchPart: switchPartFor(numberIn(parameters, 'switchPorts')),
    protocol: isPreset('protocol') && !isPreset('link_Gbps') ? null : partIn(parameters, 'protocol'),
  };
}

/** The class of a switch. */
export function switchClass(role: NodeRole, part_: string | null, ports: number): NodeClass {
  return { role, word: role, part: part_, ports, forwards: 'always' };
}

/** The class of a link of the compute fabric. */
export function computeLink(kind: string, protocol: string | null): LinkClass {
  return { kind, fabric: 'compute', protocol, medium: null };
}

/** The class of a group of like members. */
export function rowsGroup(word: string): GroupClass {
  return { word, layout: 'rows', columns: 0, device: false, part: null };
}

/** The number a parameter gives, or another where it is 0. */
export function numberOr(parameters: Parameters, key: string, otherwise: number): number {
  const value = numberIn(parameters, key);
  return value > 0 ? value : otherwise;
}
