/**
 * Families and what theory says of them: each case a fabric of ours, a traffic, and the rate by a formula whose reason stands beside it.
 *
 * Links of 1 Gb/s unless said otherwise. `exact` cases are a routing's own rate; `best` cases an interval over all routings that must hold the
 * value and be narrow.
 */
import type { ExplicitFlows, Topology } from '@weft/topology';
import {
  allToAll,
  aroundRing,
  best,
  betweenSwitches,
  dragonfly,
  fabric,
  flowsBetween,
  hostsBySwitch,
  oneHost,
  ringClockwise,
  slowest,
  wide,
  type Dragonfly,
} from './measure.testing.ts';

export interface ClosedForm {
  readonly name: string;
  readonly value: number;
  /** What our fabric and solver give: a number for one routing, an interval for the best of all. */
  readonly measure: () => number | { low: number; high: number };
}

const gap = 0.002;

const chips = (dimensions: readonly number[]): Topology =>
  fabric('torus', { dimensions, accelerator: '', scaleUpProtocol: '', link_Gbps: 1 });

/**
 * Torus, all-to-all: along a dimension of length k a packet takes k/4 hops on average over all places (k even; (k - 1/k)/4 odd), so each of the
 * two arcs a place has in it carries N (k/8) (odd: N (k - 1/k) / 8) pairs; the longest dimension binds, and dimension order attains it.
 */
const torusAllToAll = (dimensions: readonly number[]): ClosedForm => {
  const n = dimensions.reduce((product, k) => product * k, 1);
  const k = Math.max(...dimensions);
  return {
    name: `torus [${dimensions.join(', ')}] all-to-all, rate a pair`,
    value: 8 / (n * (k % 2 === 0 ? k : k - 1 / k)),
    measure: () => best(chips(dimensions), allToAll(chips(dimensions)), gap),
  };
};

/** The same by dimension order with half-way ties split, which is the one routing of real tori; exactly the bound. */
const torusInOrder = (dimensions: readonly number[]): ClosedForm => ({
  ...torusAllToAll(dimensions),
  name: `torus [${dimensions.join(', ')}] all-to-all in dimension order`,
  measure: () => slowest(chips(dimensions), allToAll(chips(dimensions)), 'dimension-order'),
});

/**
 * Ring of n, each place to the one d on. Shortest path: d flows on each clockwise arc. Best split: the part x goes d hops one way and 1 - x
 * goes n - d the other; both arcs are full when x d = (1 - x) (n - d), so the rate is 1/d + 1/(n - d).
 */
const ringShift = (n: number, d: number, split: boolean): ClosedForm => ({
  name: `ring ${n}, every node -> +${d}, ${split ? 'best split of both directions' : 'shortest path only'}`,
  value: split ? 1 / d + 1 / (n - d) : 1 / d,
  measure: () => {
    const ring = chips([n]);
    return split ? best(ring, aroundRing(ring, d), gap) : slowest(ring, aroundRing(ring, d), 'spray');
  },
});

/** Distances 1 ... n/2 all clockwise: each clockwise arc carries their sum, n/2 (n/2 + 1)/2 pairs; ties split, n^2/8. */
const ringAllToAll = (n: number, split: boolean): ClosedForm => ({
  name: `ring ${n} all-to-all, half-way ties ${split ? 'split' : 'all clockwise'}, rate a pair`,
  value: split ? 8 / n ** 2 : 8 / (n * (n + 2)),
  measure: () => (split ? slowest(chips([n]), allToAll(chips([n])), 'dimension-order') : ringClockwise(chips([n]))),
});

const leafSpine = (leaves: number, hosts: number, uplinks: number, uplink_Gbps: number): Topology =>
  fabric('leaf-spine', {
    ...oneHost(1),
    servers: leaves * hosts,
    downPorts: hosts,
    upPorts: uplinks,
    switchPorts: hosts + uplinks,
    spinePorts: leaves,
    uplink_Gbps,
  });

/**
 * Leaf-spine: of a leaf's pairs, hosts x (hosts elsewhere) leave it over uplinks x their rate, and a host's own link carries all its pairs.
 * To the next leaf, all hosts of a leaf leave it.
 */
const leafSpineCase = (
  leaves: number,
  hosts: number,
  uplinks: number,
  rate: number,
  traffic: 'all' | 'next',
): ClosedForm => ({
  name: `leaf-spine ${leaves} leaves x ${hosts} hosts, ${uplinks} uplinks of ${rate.toFixed(1)}: ${
    traffic === 'all' ? 'all-to-all, rate a pair' : 'every host -> next leaf'
  }`,
  value:
    traffic === 'all'
      ? Math.min(1 / (leaves * hosts - 1), (uplinks * rate) / (hosts * (leaves - 1) * hosts))
      : Math.min(1, (uplinks * rate) / hosts),
  measure: () => {
    const made = leafSpine(leaves, hosts, uplinks, rate);
    // Ideal spray fills every uplink of a leaf alike, which is the best there is.
    return slowest(made, traffic === 'all' ? allToAll(made) : betweenSwitches(made, (r, n) => (r + 1) % n), 'spray');
  },
});

const named = ({ a, h, p }: Dragonfly): string => `dragonfly a=${a} h=${h} p=${p}`;
const nextGroup = (topology: Topology, a: number, by: number): ExplicitFlows =>
  betweenSwitches(topology, (r, n) => (r + by * a) % n);

/**
 * Group to the next group by way of every other: of g - 2 = a h - 1 groups in between each gets one part of the a p flows of a group, and each
 * global link carries one such part on a first leg and one on a second.
 */
const dragonflyGlobal = (size: Dragonfly): ClosedForm => ({
  name: `${named(size)} ADV+1 Valiant, global links' bound`,
  value: (size.a * size.h - 1) / (2 * size.a * size.p),
  measure: () => {
    const made = dragonfly(size, wide, wide);
    return slowest(made, nextGroup(made, size.a, 1), 'valiant');
  },
});

/**
 * To the group h on, with the global ports of router k leading to the groups k h + 1 ... k h + h on: what enters a group in between on router k
 * leaves it on router k + 1, so the local link from k to k + 1 carries h parts there. To these come the parts of its own p of a p hosts bound for
 * the h global links of router k + 1, h/a, and as much again where parts arrive for hosts: h + 2 h / a in all.
 */
const dragonflyLocal = (size: Dragonfly): ClosedForm => ({
  name: `${named(size)} ADV+${size.h} Valiant, local links bind`,
  value: (size.a * size.h - 1) / (size.a * size.p * (size.h + (2 * size.h) / size.a)),
  measure: () => {
    const made = dragonfly(size, wide, 1);
    return slowest(made, nextGroup(made, size.a, size.h), 'valiant');
  },
});

/** All hosts of other groups: a p hosts share a h global links; a local link carries p/a of a host's rate on each side; a host has 1. */
const dragonflyMinimal = (size: Dragonfly): ClosedForm => ({
  name: `${named(size)} uniform to other groups, minimal`,
  value: Math.min(1, size.h / size.p, size.a / (2 * size.p)),
  measure: () => {
    const made = dragonfly(size, 1, 1);
    const { others, flows } = toOtherGroups(made, size);
    return slowest(made, flows, 'minimal') * others;
  },
});

function toOtherGroups(topology: Topology, { a, p }: Dragonfly): { others: number; flows: ExplicitFlows } {
  const hosts = hostsBySwitch(topology);
  const others = (hosts.length - a) * p;
  const group = (r: number): number => Math.floor(r / a);
  const flat = hosts.flatMap((list, r) => list.map((host) => ({ host, group: group(r) })));
  const flows = flowsBetween(
    flat.flatMap((s) => flat.filter((t) => t.group !== s.group).map((t) => [s.host, t.host] as const)),
  );
  return { others, flows };
}

const hyperx = (dimensions: readonly number[], hosts: number, card_Gbps = wide): Topology =>
  fabric('hyperx', {
    ...oneHost(card_Gbps),
    dimensions,
    endpointsPerRouter: hosts,
    routerLink_Gbps: 1,
    switchPorts: 4096,
  });

/** T hosts of a router to the next in one dimension: one link for T flows when minimal. */
const hyperxMinimal = (dimensions: readonly number[], hosts: number): ClosedForm => ({
  name: `HyperX [${dimensions.join(', ')}] T=${hosts} neighbour in one dimension, minimal only`,
  value: 1 / hosts,
  measure: () => {
    const made = hyperx(dimensions, hosts);
    return slowest(made, neighbourInRow(made, dimensions[0]!), 'spray');
  },
});

function neighbourInRow(topology: Topology, width: number): ExplicitFlows {
  return betweenSwitches(topology, (r) => r - (r % width) + ((r + 1) % width));
}

const rails = (spine_Gbps: number | null, scaleUp_Gbps: number): Topology =>
  fabric(spine_Gbps === null ? 'rail-only' : 'rail-optimized', {
    ...oneHost(1),
    acceleratorsPerServer: 4,
    nicsPerServer: 4,
    servers: 4,
    scaleUp: 'switched',
    scaleUpProtocol: '',
    scaleUp_Gbps,
    ...(spine_Gbps === null
      ? { switchPorts: 8 }
      : { downPorts: 4, upPorts: 1, uplink_Gbps: spine_Gbps, switchPorts: 8, serversPerUnit: 4 }),
  });

/**
 * Boards of b x b, x by x of them: a column of boards has 2 b x links across (two ends in each row), and its b b x accelerators each send to the
 * b b x (x - 1) of the other columns.
 */
const meshAllToAll = (b: number, x: number): ClosedForm => ({
  name: `Hx${b}Mesh ${x}x${x} boards, one plane: all-to-all rate a pair`,
  value: (2 * b * x) / (b * b * x * (b * b * x * (x - 1))),
  measure: () => {
    const made = fabric('hammingmesh', { board: [b, b], boards: [x, x], link_Gbps: 1, switchPorts: 64 });
    return best(made, allToAll(made), gap);
  },
});

export const closedForms: readonly ClosedForm[] = [
  ...[[4], [8], [8, 4], [3, 5], [4, 4, 4]].map(torusAllToAll),
  ...[
    [8, 4],
    [3, 5],
    [4, 4, 4],
    [5, 6, 2],
  ].map(torusInOrder),
  ringShift(8, 3, true),
  ringShift(9, 4, true),
  ringShift(8, 3, false),
  ringShift(8, 1, false),
  ringShift(16, 7, false),
  ringAllToAll(4, false),
  ringAllToAll(8, false),
  ringAllToAll(8, true),
  ringAllToAll(16, true),
  leafSpineCase(4, 4, 2, 1, 'next'),
  leafSpineCase(4, 4, 4, 1, 'all'),
  leafSpineCase(3, 6, 2, 1, 'all'),
  leafSpineCase(4, 4, 1, 2, 'all'),
  leafSpineCase(4, 4, 1, 2, 'next'),
  ...[
    { a: 4, h: 2, p: 2 },
    { a: 8, h: 4, p: 4 },
    { a: 6, h: 3, p: 2 },
    { a: 6, h: 2, p: 2 },
    { a: 8, h: 3, p: 4 },
  ].flatMap((size) => [dragonflyGlobal(size), dragonflyLocal(size), dragonflyMinimal(size)]),
  {
    // An optimum of a linear program, for which there is no formula: a host's rate over all its 71 pairs.
    name: 'dragonfly a=4 h=2 p=2 uniform, best routing (LP, host links not counted)',
    value: 1.0717967599410902,
    measure: () => {
      const made = dragonfly({ a: 4, h: 2, p: 2 }, wide, 1);
      const { low, high } = best(made, allToAll(made), 0.001);
      return { low: low * 71, high: high * 71 };
    },
  },
  hyperxMinimal([4, 4], 4),
  hyperxMinimal([5, 5], 5),
  hyperxMinimal([3, 3, 3], 3),
  {
    // A path to the next of a row takes one of the row links that lead one on, or two others, in whatever row: of those a router has one and two,
    // so that its 4 hosts have 1 + 2/2 between them.
    name: 'HyperX [4, 4] T=4 neighbour in one dimension, best routing',
    value: 0.5,
    measure: () => {
      const made = hyperx([4, 4], 4);
      return best(made, neighbourInRow(made, 4), gap);
    },
  },
  {
    // A router's 3 hosts send 2/3 of what they inject along each of 3 dimensions over its 2 links there: 3 x 2/3 = 2 at a share of 1.
    name: 'HyperX [3, 3, 3] T=3 uniform (own router included), share of injection, links only',
    value: 1,
    measure: () => {
      const made = hyperx([3, 3, 3], 3);
      const { low, high } = best(made, allToAll(made), gap);
      return { low: low * 81, high: high * 81 };
    },
  },
  {
    // Diameter 2 and one path to each: k' routers at 1 hop and the other 49 - k' at 2 share the k' links of a router.
    name: "Slim Fly q=5: 50 routers, k'=7, all-to-all a router pair = k'/(sum of distances)",
    value: 7 / (7 + 2 * 42),
    measure: () =>
      slowest(
        ...withAllToAll(
          fabric('slim-fly', { ...oneHost(wide), q: 5, endpointsPerRouter: 1, routerLink_Gbps: 1, switchPorts: 64 }),
        ),
        'spray',
      ),
  },
  meshAllToAll(2, 4),
  meshAllToAll(3, 3),
  {
    // Of 15 pairs, 3 are in the server and 9 change rail on one side: 12 cross an accelerator's scale-up port.
    name: 'rail-only 4x4, NIC 1.0, NVLink 0.9: all-to-all rate a pair with rail hand-over',
    value: 0.9 / 12,
    measure: () => slowest(...withAllToAll(rails(null, 0.9)), 'spray', true),
  },
  ...[2, 4].map((spine) => ({
    // Without hand-over 12 pairs of an accelerator leave by its NIC, and 4 x 9 pairs of a rail's leaf change rail over its uplinks.
    name: `rail-optimised 4x4, spine ${spine.toFixed(1)} a rail, no hand-over: all-to-all rate a pair`,
    value: Math.min(1 / 12, spine / 36),
    measure: () => slowest(...withAllToAll(rails(spine, wide)), 'spray'),
  })),
];

function withAllToAll(topology: Topology): [Topology, ReturnType<typeof allToAll>] {
  return [topology, allToAll(topology)];
}
