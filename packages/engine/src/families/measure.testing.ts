/**
 * Fabrics of the generators under traffic, for tests that hold them against closed forms.
 *
 * One accelerator on one card is one host, so that a family is measured as the literature writes it: hosts on routers, links of 1 Gb/s. A
 * host's own link is `wide` where the closed form does not count it.
 */
import { valueOf } from '@weft/units';
import { arcHead, arcTail, endpointsOf, type ExplicitFlows, type Topology, type UniformFlows } from '@weft/topology';
import { emptyDesign, type Parameters } from '@weft/model';
import { recipeOf, topologyOf } from '@weft/generators';
import { checkInstance, fillMaxMin, finish, optimum, pathOf, solve, type Routing } from '@weft/solver';

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

/** Flows between endpoints by their numbers. */
export function flowsBetween(topology: Topology, pairs: Iterable<readonly [number, number]>): ExplicitFlows {
  const ends = endpointsOf(topology);
  const list = [...pairs];
  return {
    kind: 'explicit',
    name: 'pairs',
    source: Int32Array.from(list, ([s]) => ends[s]!),
    target: Int32Array.from(list, ([, t]) => ends[t]!),
    weight: null,
    cap_Gbps: null,
    size_B: null,
  };
}

/** Every endpoint to one other. */
export function permutation(topology: Topology, image: (host: number) => number): ExplicitFlows {
  return flowsBetween(
    topology,
    endpointsOf(topology)
      .keys()
      .map((s) => [s, image(s)] as const),
  );
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
  return finish(fillMaxMin(valueOf(checkInstance({ capacity, flows })))).rate.reduce((a, b) => Math.min(a, b));
}

export { pathOf };
