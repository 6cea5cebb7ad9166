/**
 * Fabrics of the generators under traffic, for tests that hold them against closed forms.
 *
 * One accelerator on one card is one host, so that a family is measured as the literature writes it: hosts on routers, links of 1 Gb/s. A
 * host's own link is `wide` where the closed form does not count it.
 */
import { valueOf } from '@weft/units';
import {
  adjacencyOf,
  arcHead,
  arcTail,
  endpointsOf,
  type ExplicitFlows,
  type Topology,
  type UniformFlows,
} from '@weft/topology';
import { emptyDesign, type Parameters } from '@weft/model';
import { recipeOf, topologyOf } from '@weft/generators';
import { checkInstance, fillMaxMin, finish, optimum, solve, type Routing } from '@weft/solver';

/** Gb/s of a link that never binds beside links of 1. */
export const wide = 1000;

/** Parameters of a server that is one host, its card at `card_Gbps`. */
export function oneHost(card_Gbps: number): Parameters {
  return {
    acceleratorsPerServer: 1,
    nicsPerServer: 1,
    scaleUp: 'none',
    accelerator: '',
    nic: '',
    link_Gbps: card_Gbps,
    host_Gbps: wide,
  };
}

/** The topology of a recipe; parameters that the recipe does not have are an error. */
export function fabric(recipe: string, parameters: Parameters): Topology {
  const known = new Set(recipeOf(recipe)!.parameters.map(({ key }) => key));
  const cleared = Object.fromEntries(['switch', 'protocol'].filter((key) => known.has(key)).map((key) => [key, '']));
  const version = recipeOf(recipe)!.version;
  const block = { id: 'b1', name: '', recipe, recipeVersion: version, x: 0, y: 0 };
  const design = { ...emptyDesign('d1', ''), blocks: { b1: { ...block, parameters: { ...cleared, ...parameters } } } };
  const { topology, findings } = topologyOf(design);
  const wrong = findings.filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) throw new Error(wrong.map(({ message }) => message).join(' '));
  return topology;
}

/** Every endpoint to every other. */
export function allToAll(topology: Topology): UniformFlows {
  return { kind: 'uniform', name: 'all-to-all', endpoints: endpointsOf(topology), size_B: null };
}

/** Flows between nodes. */
export function flowsBetween(pairs: Iterable<readonly [number, number]>): ExplicitFlows {
  const list = [...pairs];
  const ends = { source: Int32Array.from(list, ([s]) => s), target: Int32Array.from(list, ([, t]) => t) };
  return { kind: 'explicit', name: 'pairs', ...ends, weight: null, cap_Gbps: null, size_B: null };
}

/** The hosts of each switch that has some, switches in index order. */
export function hostsBySwitch(topology: Topology): number[][] {
  const { offset, neighbour } = adjacencyOf(topology);
  const around = (v: number): number[] => [...neighbour.subarray(offset[v], offset[v + 1])];
  const hosts = new Map<number, number[]>();
  for (const host of endpointsOf(topology)) {
    const home = around(around(host)[0]!).find((v) => v !== host);
    hosts.set(home!, [...(hosts.get(home!) ?? []), host]);
  }
  return [...hosts].toSorted(([a], [b]) => a - b).map(([, list]) => list);
}

/** Each host to the host of its own number on another switch. */
export function betweenSwitches(topology: Topology, image: (of: number, switches: number) => number): ExplicitFlows {
  const hosts = hostsBySwitch(topology);
  return flowsBetween(
    hosts.flatMap((list, r) => list.map((host, i) => [host, hosts[image(r, hosts.length)]![i]!] as const)),
  );
}

/** Each place of a ring to the one `shift` on. */
export function aroundRing(topology: Topology, shift: number): ExplicitFlows {
  const places = topology.regions[0]!.routers;
  return flowsBetween([...places].map((v, i) => [v, places[(i + shift) % places.length]!] as const));
}

/** Rate of the slowest flow under a routing; the certificate must hold. */
export function slowest(
  topology: Topology,
  flows: UniformFlows | ExplicitFlows,
  policy: Exclude<Routing['policy'], 'single-path' | 'ecmp-hash'>,
  handOver = false,
): number {
  const result = valueOf(finish(solve(topology, flows, { policy, handOver })));
  if (!result.certificate.ok) throw new Error(`the certificate does not hold: ${result.certificate.worst}`);
  if (result.disconnected > 0) throw new Error(`${result.disconnected} flows have no path`);
  return result.rateSummary_Gbps.min;
}

/** The certified interval of what the best routing gives to all flows at once. */
export function best(
  topology: Topology,
  flows: UniformFlows | ExplicitFlows,
  gap: number,
  handOver = false,
): { low: number; high: number } {
  const found = valueOf(finish(optimum(topology, flows, { handOver, gap })));
  if (!found.certificate.ok) throw new Error('the certificate does not hold');
  return { low: found.low_Gbps, high: found.high_Gbps };
}

/**
 * An all-to-all on a ring of accelerators, each pair on its shorter way and half-way pairs all clockwise: what a router without a rule for
 * ties does.
 */
export function ringClockwise(topology: Topology): number {
  const places = topology.regions[0]!.routers;
  const n = places.length;
  const arcOf = new Map<string, number>();
  for (let arc = 0; arc < 2 * topology.linkCount; arc++) {
    arcOf.set(`${arcTail(topology, arc)} ${arcHead(topology, arc)}`, arc);
  }
  const flows = [];
  for (let s = 0; s < n; s++) {
    for (let far = 1; far < n; far++) {
      const way = far <= n / 2 ? 1 : -1;
      const hops = way === 1 ? far : n - far;
      const links = Array.from({ length: hops }, (_, i) => {
        const [from, to] = [(s + way * i + n) % n, (s + way * (i + 1) + n) % n];
        return arcOf.get(`${places[from]} ${places[to]}`)!;
      });
      flows.push({ weight: 1, cap: null, links });
    }
  }
  const capacity = Array.from({ length: 2 * topology.linkCount }, (_, arc) => topology.linkCapacity_Gbps[arc >> 1]!);
  return fillMaxMin(valueOf(checkInstance({ capacity, flows }))).rate.reduce((a, b) => Math.min(a, b));
}

/** Mean hops between two switches that have hosts. */
export function averageDistance(topology: Topology): number {
  const { offset, neighbour } = adjacencyOf(topology);
  const homes = new Set(
    [...endpointsOf(topology)].flatMap((host) => {
      const card = neighbour[offset[host]!]!;
      return [...neighbour.subarray(offset[card], offset[card + 1])].filter((v) => v !== host);
    }),
  );
  let sum = 0;
  const hops = new Int32Array(topology.nodeCount);
  const queue = new Int32Array(topology.nodeCount);
  for (const home of homes) {
    hops.fill(-1);
    hops[home] = 0;
    queue[0] = home;
    for (let i = 0, end = 1; i < end; i++) {
      const v = queue[i]!;
      for (let j = offset[v]!; j < offset[v + 1]!; j++) {
        const u = neighbour[j]!;
        if (hops[u]! >= 0) continue;
        hops[u] = hops[v]! + 1;
        queue[end++] = u;
      }
    }
    for (const other of homes) sum += hops[other]!;
  }
  return sum / (homes.size * (homes.size - 1));
}

export interface Dragonfly {
  readonly a: number;
  readonly h: number;
  readonly p: number;
}

/** A Dragonfly of as many groups as it can have; its global links have rate 1. */
export const dragonfly = ({ a, h, p }: Dragonfly, card_Gbps: number, local_Gbps: number): Topology =>
  fabric('dragonfly', {
    ...oneHost(card_Gbps),
    endpointsPerRouter: p,
    routersPerGroup: a,
    globalLinksPerRouter: h,
    groups: 0,
    routerLink_Gbps: local_Gbps,
    globalLink_Gbps: 1,
    switchPorts: 4096,
  });
