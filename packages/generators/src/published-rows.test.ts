/**
 * Rows of published tables and formulas of the families beyond the reference cases, each with the reason of its figures.
 *
 * Counts are those of the formulas, which the laws hold to what is built; fabrics of up to `builtLinks` links are built here too.
 */
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import type { Counts } from '@weft/topology';
import type { Parameters } from '@weft/model';
import { lawfulFabric } from './fabric-laws.testing.ts';
import { recipeOf } from './recipes.ts';

const builtLinks = 20_000;

function countsFor(recipe: string, parameters: Parameters): Counts {
  const known = recipeOf(recipe)!;
  const counts = known.expected(valueOf(known.check(parameters)));
  const links = Object.values(counts.links).reduce((sum, n) => sum + n, 0);
  return links > builtLinks ? counts : lawfulFabric(recipe, parameters).counts;
}

type Row = readonly [why: string, recipe: string, parameters: Parameters, expected: object];

const single = { acceleratorsPerServer: 1, nicsPerServer: 1 };

/** B200 on 64 ports of 400G: 32 nodes a unit, eight leaves each; 32 uplinks of a leaf divide evenly over the spines. */
const b200 = (units: number, leaf: number, spine: number, core: number, last = 0): Row => {
  const servers = 32 * units - last;
  return [
    `B200 SuperPOD, ${servers} nodes`,
    'rail-optimized',
    { servers },
    {
      accelerators: 8 * servers,
      switches: core > 0 ? { leaf, spine, core } : { leaf, spine },
      links: { 'nic-leaf': 8 * servers, 'leaf-spine': 32 * leaf, ...(core > 0 ? { 'spine-core': 32 * spine } : {}) },
    },
  ];
};

/** B300 in two planes of 400G: switches of 64 cages are 128 ports of 400G; a printed cable carries both ports of a NIC. */
const twinPlane = (units: number): Row => [
  `B300 Spectrum-X SuperPOD, ${units} units in two planes`,
  'rail-optimized',
  { servers: 64 * units, planes: 2, switchPorts: 128 },
  {
    accelerators: 512 * units,
    switches: { leaf: 16 * units, spine: 8 * units },
    links: { 'nic-leaf': 2 * 512 * units, 'leaf-spine': 2 * 512 * units },
  },
];

/** B300 on 144 ports of 800G: 72 nodes a unit; the 72 uplinks of a leaf divide over 18 and 36 spines, not over 16 and 32. */
const xdr = (units: number, spine: number): Row => [
  `B300 XDR SuperPOD, ${units} units`,
  'rail-optimized',
  { servers: 72 * units, switchPorts: 144, link_Gbps: 800 },
  {
    accelerators: 576 * units,
    switches: { leaf: 8 * units, spine },
    links: { 'nic-leaf': 576 * units, 'leaf-spine': 576 * units },
  },
];

/** A torus of sides of three and more: every chip has a link onwards in each dimension. */
const chips = (name: string, ...dimensions: number[]): Row => {
  const accelerators = dimensions.reduce((product, side) => product * side);
  return [
    `${name}, ${dimensions.join(' x ')}`,
    'torus',
    { dimensions },
    { accelerators, links: { 'accelerator-accelerator': dimensions.length * accelerators } },
  ];
};

/** The MMS graph over q elements: 2 q^2 switches of degree (3 q - d) / 2 with q = 4 w + d, d of -1, 0, 1. */
const mms = (q: number, degree: number, seats: number): Row => [
  `Slim Fly over ${q} elements`,
  'slim-fly',
  { q, ...single },
  {
    nics: 2 * q * q * seats,
    switches: { router: 2 * q * q },
    links: { 'router-router': q * q * degree },
  },
];

/** A full tree of k ports: k^3 / 4 endpoints, k^2 / 2 leaves and spines each, k^2 / 4 cores. */
const tree = (k: number): Row => [
  `fat-tree of ${k} ports`,
  'fat-tree',
  { switchPorts: k, ...single, servers: 0 },
  {
    nics: k ** 3 / 4,
    switches: { leaf: k ** 2 / 2, spine: k ** 2 / 2, core: k ** 2 / 4 },
    links: { 'nic-leaf': k ** 3 / 4, 'leaf-spine': k ** 3 / 4, 'spine-core': k ** 3 / 4 },
  },
];

const dragonfly = (name: string, p: number, a: number, h: number, groups: number, each: number): Row => [
  name,
  'dragonfly',
  {
    endpointsPerRouter: p,
    routersPerGroup: a,
    globalLinksPerRouter: h,
    groups,
    linksPerGroupPair: each,
    switchPorts: p + a - 1 + h,
    ...single,
  },
  {
    nics: p * a * groups,
    switches: { router: a * groups },
    links: { local: (groups * a * (a - 1)) / 2, global: (each * groups * (groups - 1)) / 2 },
  },
];

const rows: readonly Row[] = [
  b200(1, 8, 4, 0),
  b200(8, 64, 32, 0),
  b200(32, 256, 256, 128),
  b200(64, 512, 512, 256),
  // Between the printed rows: 24 leaves need 12 spines and 40 need 20 by ports, but 32 uplinks divide over 16 and 32.
  b200(3, 24, 16, 0),
  b200(5, 40, 32, 0),
  // A last unit that is not full has all its leaves; its nodes alone are fewer.
  b200(4, 32, 16, 0, 9),
  b200(8, 64, 32, 0, 31),
  twinPlane(1),
  twinPlane(2),
  twinPlane(4),
  twinPlane(8),
  twinPlane(16),
  xdr(1, 4),
  xdr(2, 8),
  xdr(8, 36),
  xdr(18, 72),
  [
    // 15 segments x 8 rails are 120 leaves in a plane, a leaf's 60 uplinks one to each of 60 spines of 128 ports, 120 of them down.
    'HPN pod: 15 segments in two planes',
    'multi-plane',
    {
      servers: 1920,
      planes: 2,
      planeBy: 'port',
      railLeaves: true,
      serversPerUnit: 128,
      link_Gbps: 200,
      uplink_Gbps: 400,
      switchPorts: 128,
      downPorts: 136,
      upPorts: 60,
    },
    { accelerators: 15_360, switches: { leaf: 240, spine: 120 }, links: { 'leaf-spine': 240 * 60 } },
  ],
  [
    // Each GPU of eight joined to seven others: 28 pairs a server; 64 downward ports of 128 make a unit of 64 servers.
    'MI300X, 128 servers on switches of 128 ports',
    'rail-optimized',
    { servers: 128, switchPorts: 128, accelerator: 'mi300x', scaleUp: 'full-mesh' },
    {
      accelerators: 1024,
      switches: { leaf: 16, spine: 8 },
      links: { 'accelerator-accelerator': 28 * 128, 'leaf-spine': 1024 },
    },
  ],
  [
    'GB200 SuperPOD unit: eight NVL72 racks of 18 chips, a link from each GPU to each chip',
    'scale-up',
    { domains: 8 },
    { accelerators: 576, servers: 144, switches: { scaleUp: 144 }, links: { 'accelerator-scaleUp': 8 * 72 * 18 } },
  ],
  [
    'GB200, 128 racks',
    'scale-up',
    { domains: 128 },
    { accelerators: 9216, switches: { scaleUp: 2304 }, links: { 'accelerator-scaleUp': 128 * 72 * 18 } },
  ],
  chips('TPU v4 cube', 4, 4, 4),
  chips('TPU v4 slice of 512', 8, 8, 8),
  chips('TPU v4 pod', 16, 16, 16),
  chips('TPU v5p pod of 8,960', 16, 20, 28),
  chips('TPU v7 pod of 9,216', 16, 24, 24),
  chips('TPU v5e pod of 256', 16, 16),
  [
    // Going round a short side moves on by half of the long one: as many links as without.
    'TPU v4 twisted torus 4 x 4 x 8',
    'torus',
    { dimensions: [4, 4, 8], twist: [4, 4, 0] },
    { accelerators: 128, links: { 'accelerator-accelerator': 384 } },
  ],
  [
    // Around one short side alone: k x 2k x 2k.
    'TPU v4 twisted torus 4 x 8 x 8',
    'torus',
    { dimensions: [4, 8, 8], twist: [4, 0, 0] },
    { accelerators: 256, links: { 'accelerator-accelerator': 768 } },
  ],
  [
    // Sides of two do not close: a square of four links.
    'one TPU v4 board',
    'torus',
    { dimensions: [2, 2, 1] },
    { accelerators: 4, servers: 1, links: { 'accelerator-accelerator': 4 } },
  ],
  dragonfly('Dragonfly of 1,024, 18 links a pair', 8, 16, 8, 8, 18),
  dragonfly('Dragonfly of 16,320, 17 links a pair', 17, 32, 17, 30, 17),
  dragonfly('maximal balanced Dragonfly of 31 ports', 8, 16, 8, 129, 1),
  // 50 switches of degree 7 are the Hoffman-Singleton graph.
  mms(5, 7, 4),
  mms(4, 6, 3),
  mms(7, 11, 6),
  mms(8, 12, 6),
  mms(9, 13, 7),
  mms(11, 17, 9),
  mms(13, 19, 10),
  mms(19, 29, 15),
  mms(27, 41, 21),
  tree(4),
  tree(16),
  tree(32),
  tree(48),
  [
    // 127 others in a row and in a column.
    'HyperX 128 x 128, one endpoint each',
    'hyperx',
    { dimensions: [128, 128], endpointsPerRouter: 1, switchPorts: 255, ...single },
    { nics: 16_384, switches: { router: 16_384 }, links: { 'router-router': (16_384 * 254) / 2 } },
  ],
  [
    'HammingMesh of 16,384: boards of 2 x 2, 64 x 64 of them',
    'hammingmesh',
    { board: [2, 2], boards: [64, 64] },
    // Four links on a board; 128 lines each way of 128 ports, two to a board.
    {
      accelerators: 16_384,
      servers: 4096,
      links: { 'accelerator-accelerator': 4 * 4096, 'accelerator-leaf': 2 * 128 * 128 },
    },
  ],
  [
    'HammingMesh of 16,384: boards of 4 x 4, 32 x 32 of them',
    'hammingmesh',
    { board: [4, 4], boards: [32, 32] },
    // 24 links on a board; 128 lines each way of 64 ports, one switch each.
    {
      accelerators: 16_384,
      servers: 1024,
      switches: { leaf: 256 },
      links: { 'accelerator-accelerator': 24 * 1024, 'accelerator-leaf': 2 * 128 * 64 },
    },
  ],
  [
    'random graph of 1,000 switches of 32 ports, eight endpoints each',
    'jellyfish',
    { switches: 1000, degree: 24, endpointsPerRouter: 8, switchPorts: 32, ...single },
    { nics: 8000, switches: { router: 1000 }, links: { 'router-router': 12_000 } },
  ],
  [
    'Xpander of 25 sets of 40 switches',
    'xpander',
    { degree: 24, switchesPerSet: 40, endpointsPerRouter: 8, switchPorts: 32, ...single },
    { nics: 8000, switches: { router: 1000 }, links: { 'router-router': 12_000 } },
  ],
  [
    // 49 switches with 16 endpoints and 48 links fill 64 ports.
    'full mesh of 49 switches',
    'full-mesh',
    { switches: 49, endpointsPerRouter: 16, ...single },
    { nics: 784, switches: { router: 49 }, links: { 'router-router': (49 * 48) / 2 } },
  ],
];

describe('rows of published tables', () => {
  it.each(rows)('%s', (_why, recipe, parameters, expected) => {
    expect(countsFor(recipe, parameters)).toMatchObject(expected);
  });

  it('of the cubes of a TPU v4 pod: 96 links of each leave it', () => {
    // 64 cubes, six faces of 16 links, each shared by two cubes; inside a cube 3 x 3 x 16.
    const all = countsFor('torus', { dimensions: [16, 16, 16] }).links['accelerator-accelerator']!;
    expect(all - 64 * 3 * 3 * 16).toBe((64 * 96) / 2);
  });
});
