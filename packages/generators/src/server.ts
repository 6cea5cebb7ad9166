/**
 * Servers: accelerators, the scale-up fabric between them, and their NICs; the same for every scale-out recipe, so that each
 * architecture combines with each accelerator and each scale-up fabric.
 *
 * A server is a device group whose nodes stand in one run: accelerators, NICs, scale-up switches. Rates in Gb/s, each direction.
 * Accelerator i is cabled to NIC floor(i N / A) of N; with more NICs than accelerators, NIC j to accelerator floor(j A / N).
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { Counts, GroupClass, LinkClass, NodeClass, TopologyBuilder } from '@weft/topology';
import { acceleratorScaleUp_Gbps } from '@weft/catalogue';
import type { Parameters } from '@weft/model';
import { choice, count, list, listIn, numberIn, part, partIn, rate, wordIn } from './parameters.ts';
import { atOnce } from './pauses.ts';
import type { ParameterSpec } from './recipe.ts';
import { buildScaleUp, scaleUpPlanOf, scaleUpWirings, type ScaleUpPlan, type ScaleUpWiring } from './scale-up.ts';
import { runs, type Chain } from './symmetry.ts';

export interface ServerPlan {
  readonly accelerators: number;
  readonly nics: number;
  /** Network ports of one NIC. */
  readonly portsPerNic: number;
  /** Rate of one network port. */
  readonly link_Gbps: number;
  readonly host_Gbps: number;
  readonly scaleUp: ScaleUpPlan;
  readonly classes: ServerClasses;
}

interface ServerClasses {
  readonly group: GroupClass;
  readonly accelerator: NodeClass;
  readonly nic: NodeClass;
  readonly host: LinkClass;
}

const presetAccelerator = { id: 'h100', protocol: 'nvlink4' } as const;
const presetNic = { id: 'connectx-7', rate_Gbps: 400 } as const;

/** The parameters every recipe with servers has; `link_Gbps` and the parts of the network come with the fabric. */
export const serverParameters: readonly ParameterSpec[] = [
  count('acceleratorsPerServer', 'Accelerators (GPUs) in one server or scale-up domain', 'accelerators', 8, 1, 16_384),
  count(
    'nicsPerServer',
    'Network cards in one server; as many as accelerators gives each its own',
    'NICs',
    8,
    1,
    16_384,
  ),
  rate('link_Gbps', 'Rate of one network port of a NIC, each direction', 400),
  rate(
    'host_Gbps',
    'Rate between an accelerator and its NIC; 0 takes the slowest PCI Express x16 generation that keeps up with the NIC',
    0,
    0,
  ),
  choice(
    'scaleUp',
    'Fabric between the accelerators of a server: switched (NVLink), a direct full mesh (Infinity Fabric), a torus (ICI), a grid mesh (chiplets, wafer), or none',
    'switched',
    scaleUpWirings,
  ),
  rate(
    'scaleUp_Gbps',
    'Scale-up bandwidth of one accelerator, all its scale-up links together, each direction; 0 takes what is published of the accelerator',
    0,
    0,
  ),
  count(
    'scaleUpSwitches',
    'Switches of a switched scale-up fabric; each accelerator spreads its bandwidth evenly over all of them',
    'switches',
    1,
    1,
    4096,
  ),
  list(
    'scaleUpShape',
    'Dimensions of a scale-up torus or mesh; their product is the number of accelerators',
    null,
    [2, 2, 2],
    1,
    16_384,
  ),
  part('accelerator', 'Catalogue id of the accelerator', presetAccelerator.id, 'accelerator'),
  part('server', 'Catalogue id of the server; empty when none is chosen', '', 'server'),
  part(
    'nic',
    'Catalogue id of the NIC; the default is taken only while the ports of a NIC add up to its rate',
    presetNic.id,
    'nic',
  ),
  part(
    'scaleUpProtocol',
    'Catalogue id of the scale-up protocol; the default is taken only while the accelerator is its own',
    presetAccelerator.protocol,
    'protocol',
  ),
];

/**
 * Payload of a PCI Express x16 slot by generation 3 to 6, Gb/s each way: 8, 16 and 32 GT/s with 128b/130b coding; 64 GT/s with
 * 236 of 256 flit bytes for transaction packets. Source: PCI Express Base Specification 6.0.
 */
export const pciExpress_Gbps = [126.03, 252.06, 504.12, 944];

/** The plan of a server, or what contradicts. */
export function serverPlanOf(parameters: Parameters, portsPerNic = 1): Outcome<ServerPlan> {
  const accelerators = numberIn(parameters, 'acceleratorsPerServer');
  const nics = numberIn(parameters, 'nicsPerServer');
  const link_Gbps = numberIn(parameters, 'link_Gbps');
  const kind = wordIn(parameters, 'scaleUp') as ScaleUpWiring;
  const shape = listIn(parameters, 'scaleUpShape');
  const product = shape.reduce((p, n) => p * n, 1);
  if ((kind === 'torus' || kind === 'mesh') && product !== accelerators) {
    return failed(
      'scale-up-shape',
      'scaleUpShape',
      say`scaleUpShape ${shape.join(' x ')} has ${product} places; expected one for each of the ${accelerators} accelerators of a server.`,
    );
  }
  if (kind === 'full-mesh' && accelerators > 64) {
    return failed(
      'scale-up-mesh',
      'acceleratorsPerServer',
      say`A full mesh of ${accelerators} accelerators needs ${accelerators - 1} links on each; expected at most 64.`,
    );
  }
  const accelerator = partIn(parameters, 'accelerator');
  const bandwidth_Gbps = scaleUpOf(parameters, kind !== 'none' && accelerators > 1);
  if (!bandwidth_Gbps.ok) return bandwidth_Gbps;
  const protocol = partIn(parameters, 'scaleUpProtocol');
  const scaleUp = scaleUpPlanOf({
    wiring: kind,
    accelerators,
    bandwidth_Gbps: bandwidth_Gbps.value,
    switches: numberIn(parameters, 'scaleUpSwitches'),
    switchPart: null,
    shape,
    protocol: protocol === presetAccelerator.protocol && accelerator !== presetAccelerator.id ? null : protocol,
    medium: null,
  });
  const nicRate = link_Gbps * portsPerNic;
  const wanted = numberIn(parameters, 'host_Gbps');
  const hostLinks = Math.max(accelerators, nics);
  const nicPart = partIn(parameters, 'nic');
  return done({
    accelerators,
    nics,
    portsPerNic,
    link_Gbps,
    host_Gbps: wanted > 0 ? wanted : (pciExpress_Gbps.find((r) => r >= nicRate) ?? nicRate),
    scaleUp,
    classes: {
      group: { word: 'server', layout: 'rows', columns: 0, device: true, part: partIn(parameters, 'server') },
      accelerator: {
        role: 'accelerator',
        word: 'gpu',
        part: accelerator,
        ports: scaleUp.degree + Math.ceil(hostLinks / accelerators),
        // In a grid the accelerators themselves pass the traffic of others on.
        forwards: scaleUp.wiring === 'torus' || scaleUp.wiring === 'mesh' ? 'always' : 'handOver',
      },
      nic: {
        role: 'nic',
        word: 'nic',
        part: nicPart === presetNic.id && nicRate !== presetNic.rate_Gbps ? null : nicPart,
        ports: portsPerNic + Math.ceil(hostLinks / nics),
        forwards: 'always',
      },
      host: { kind: 'accelerator-nic', fabric: 'host', protocol: null, medium: null },
    },
  });
}

/** The scale-up bandwidth that is given, or published of the accelerator; a fault when it is needed and neither is known. */
export function scaleUpOf(parameters: Parameters, needed: boolean): Outcome<number> {
  const given = numberIn(parameters, 'scaleUp_Gbps');
  if (given > 0 || !needed) return done(given);
  const accelerator = partIn(parameters, 'accelerator');
  const published = accelerator === null ? null : acceleratorScaleUp_Gbps(accelerator);
  if (published !== null && published > 0) return done(published);
  const why =
    accelerator === null
      ? say`No accelerator is chosen`
      : say`The catalogue has no scale-up bandwidth of ${accelerator}`;
  return failed('scale-up-unknown', 'scaleUp_Gbps', say`${why}; expected scaleUp_Gbps above 0, or scaleUp none.`);
}

/** Nodes of one server. */
export function nodesPerServer(plan: ServerPlan): number {
  return plan.accelerators + plan.nics + plan.scaleUp.switches;
}

/** Adds one server under `group` and gives the index of its first node; NIC j is node `first + accelerators + j`. */
export function buildServer(
  plan: ServerPlan,
  builder: TopologyBuilder,
  group: number,
  railOfNic: (nic: number) => number = () => -1,
  planeOfNic: (nic: number) => number = () => -1,
): number {
  const { accelerators: a, nics: n, classes } = plan;
  const server = builder.group(group, classes.group);
  const first = builder.nodeCount;
  for (let i = 0; i < a; i++) {
    builder.node(server, classes.accelerator, { rail: railOfNic(Math.floor((i * n) / a)) });
  }
  for (let j = 0; j < n; j++) builder.node(server, classes.nic, { rail: railOfNic(j), plane: planeOfNic(j) });
  atOnce(buildScaleUp(plan.scaleUp, builder, () => server, first));
  for (let i = 0; i < Math.max(a, n); i++) {
    const accelerator = n > a ? Math.floor((i * a) / n) : i;
    const nic = n > a ? i : Math.floor((i * n) / a);
    // The network has the low ports of a NIC, the host those after them.
    const port = plan.portsPerNic + (n > a ? 0 : i - Math.ceil((nic * a) / n));
    builder.link(first + accelerator, first + a + nic, classes.host, plan.host_Gbps, { b: port });
  }
  return first;
}

/** The counts of so many servers, without their network cables. */
export function serverCounts(plan: ServerPlan, servers: number): Counts {
  const links: Record<string, number> = {};
  if (plan.scaleUp.links > 0) links[plan.scaleUp.linkClass.kind] = plan.scaleUp.links * servers;
  const host = Math.max(plan.accelerators, plan.nics) * servers;
  if (host > 0) links['accelerator-nic'] = host;
  const switches = plan.scaleUp.switches * servers;
  return {
    accelerators: plan.accelerators * servers,
    servers,
    nics: plan.nics * servers,
    services: 0,
    switches: switches > 0 ? { scaleUp: switches } : {},
    links,
  };
}

/** Whether each NIC with its accelerators may take the place of any other of its server. */
export function lanesAreAlike({ accelerators, nics, scaleUp }: ServerPlan): boolean {
  return accelerators % nics === 0 && scaleUp.wiring !== 'torus' && scaleUp.wiring !== 'mesh';
}

/** Nodes of a lane: a NIC and its accelerators. */
export function laneSize({ accelerators, nics }: ServerPlan): number {
  return accelerators / nics + 1;
}

/** Node i of the lane of NIC `nic` in the server that starts at `first`. */
export function laneNode({ accelerators, nics }: ServerPlan, first: number, nic: number, i: number): number {
  const each = accelerators / nics;
  return i < each ? first + nic * each + i : first + accelerators + nic;
}

/** The lanes of the server that starts at `first`. */
export function lanesOf(server: ServerPlan, first: number): Chain {
  return { copies: server.nics, size: laneSize(server), node: (nic, i) => laneNode(server, first, nic, i) };
}

/** The accelerators of each NIC of the server that starts at `first`, where several share one. */
export function acceleratorsOfLanes(server: ServerPlan, first: number): Chain[] {
  const each = server.accelerators / server.nics;
  if (!lanesAreAlike(server) || each < 2) return [];
  return Array.from({ length: server.nics }, (_, nic) =>
    runs(
      Array.from({ length: each }, (__, i) => first + nic * each + i),
      1,
    ),
  );
}
