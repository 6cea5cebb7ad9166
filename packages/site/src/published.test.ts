/**
 * Published comparisons of whole networks, from the graph alone.
 *
 * Source of the first: Insights into DeepSeek-V3 (ISCA 2025), table 3, https://arxiv.org/abs/2505.09343. Its unit prices are not printed; one price of a switch,
 * of a link between switches and of a link to an endpoint reproduce its five totals within 0.6 % and stand in for them here.
 */
import { TopologyBuilder, type LinkClass, type NodeClass, type Topology } from '@weft/topology';
import { describe, expect, it } from 'vitest';
import { billOf, type Bill } from './bill.ts';
import { planOf } from './plan.ts';
import { costOf } from './cost.ts';
import { figuresOf } from './figures.ts';
import { siteDefaults } from './options.ts';
import { placementOf } from './placement.ts';
import { clos, hallOf } from './halls.testing.ts';

const unitPrices = {
  'switches.qm9700.price_usd': 15_019,
  // The two kinds of link are told apart by their medium: copper between switches, optics to endpoints.
  'media.aoc-800g.cost_usd_per_cable': 2599,
  'media.dac-800g.cost_usd_per_cable': 1094,
};

/** One price for each switch and link of a network of 800G switches, one link a cage. */
function priced(topology: Topology): Bill {
  const figures = figuresOf({
    ...Object.fromEntries(Object.entries(unitPrices).map(([path, price]) => [path.replace('qm9700', 'sn5600'), price])),
    'media.dac-800g.reach_m': 1e6,
    'media.aoc-800g.reach_m': 1e6,
  });
  const options = {
    ...siteDefaults,
    mediaByKind: {
      'nic-leaf': 'dac',
      'nic-router': 'dac',
      'leaf-spine': 'aoc',
      'spine-core': 'aoc',
      local: 'aoc',
    } as const,
  };
  return billOf(planOf(topology, placementOf(topology, figures, options), figures));
}

function linkOf(kind: string): LinkClass {
  return { kind, fabric: 'compute', protocol: 'rocev2-800', medium: null };
}

/** NICs by themselves on a Clos network; a pod is 32 leaves under 32 spines. */
function endpointsOn(leaves: number, perLeaf: number, spines: number, cores: number, pods: number): Topology {
  return clos({
    servers: leaves,
    acceleratorsPerServer: perLeaf,
    nicsPerServer: perLeaf,
    leaves,
    spines,
    cores,
    pods,
    trunk: 1,
    rate_Gbps: 800,
    leafPart: 'sn5600',
    nicPart: 'connectx-8',
    protocol: 'rocev2-800',
  });
}

/** Switches of equal degree joined as a circulant: what is priced depends on counts alone. */
function regular(switches: number, degree: number, endpoints: number): Topology {
  const builder = new TopologyBuilder();
  const router: NodeClass = { role: 'router', word: 'router', part: 'sn5600', ports: null, forwards: 'always' };
  const nic: NodeClass = { role: 'nic', word: 'nic', part: 'connectx-8', ports: null, forwards: 'always' };
  const routers = Array.from({ length: switches }, () => builder.node(0, router));
  for (const r of routers)
    for (let i = 0; i < endpoints; i++) builder.link(builder.node(0, nic), r, linkOf('nic-router'), 800);
  for (let step = 1; step <= degree / 2; step++) {
    routers.forEach((r, i) => builder.link(r, routers[(i + step) % switches]!, linkOf('local'), 800));
  }
  return builder.build();
}

/** Network price without the NICs, which the published tables leave out. */
const network_usd = (bill: Bill): number => bill.networkPrice.typical - (bill.priceByKind.nic?.typical ?? 0);

describe('cost of five networks, table 3', () => {
  it.each([
    ['two-tier fat-tree', () => endpointsOn(64, 32, 32, 0, 1), 2048, 96, 9, 4.39],
    ['Slim Fly of 1,568 switches', () => regular(1568, 42, 21), 32_928, 1568, 146, 4.4],
    ['three-tier fat-tree', () => endpointsOn(2048, 32, 2048, 1024, 64), 65_536, 5120, 491, 7.5],
  ])('%s', (_name, build, endpoints, switches, cost_MUSD, cost_kUSD) => {
    const bill = priced(build());
    const boxes = bill.lines.filter(({ kind }) => kind === 'switch').reduce((sum, { quantity }) => sum + quantity, 0);
    expect(boxes).toBe(switches);
    expect(bill.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(network_usd(bill) / 1e6 / cost_MUSD).toBeGreaterThan(0.98);
    expect(network_usd(bill) / 1e6 / cost_MUSD).toBeLessThan(1.02);
    expect(Math.abs(network_usd(bill) / endpoints / 1000 / cost_kUSD - 1)).toBeLessThan(0.02);
  });
});

function railOnlyOrFull(rails: boolean): Topology {
  const builder = new TopologyBuilder();
  const box: NodeClass = { role: 'leaf', word: 'leaf', part: 'sn6600', ports: null, forwards: 'always' };
  const nic: NodeClass = { role: 'nic', word: 'nic', part: 'connectx-8', ports: null, forwards: 'always' };
  const gpus = 32_768;
  const leaves = Array.from({ length: rails ? 256 : 512 }, () => builder.node(0, box));
  const perLeaf = gpus / leaves.length;
  for (let g = 0; g < gpus; g++)
    builder.link(builder.node(0, nic), leaves[Math.floor(g / perLeaf)]!, linkOf('nic-leaf'), 800);
  if (rails) return builder.build();
  const spines = Array.from({ length: 512 }, () => builder.node(0, { ...box, role: 'spine', word: 'spine' }));
  const cores = Array.from({ length: 256 }, () => builder.node(0, { ...box, role: 'core', word: 'core' }));
  leaves.forEach((leaf, i) => {
    const pod = Math.floor(i / 64);
    for (let j = 0; j < 64; j++) builder.link(leaf, spines[pod * 64 + j]!, linkOf('leaf-spine'), 800);
  });
  spines.forEach((spine, i) => {
    for (let k = 0; k < 64; k++) builder.link(spine, cores[(i % 4) * 64 + k]!, linkOf('spine-core'), 800);
  });
  return builder.build();
}

describe('rail-only against a full Clos', () => {
  // Source: Rail-only, https://arxiv.org/abs/2307.12169, abstract: 38 to 77 % less cost and 37 to 75 % less power over cluster sizes and radices. Here
  // 32,768 GPUs in scale-up domains of 256 with 128-port switches: 256 rails of one switch each, against three tiers of 512, 512 and 256.
  // Price and power of the switch are round stand-ins: the catalogue has none for a 128-port box of 800G.
  const figures = { 'switches.sn6600.price_usd': 100_000, 'switches.sn6600.power_typ_w': 1500 };
  it('saves within the published range', () => {
    const [rail, full] = [true, false].map((only) => hallOf(railOnlyOrFull(only), { media: 'dsp' }, figures).bill);
    const cost = 1 - network_usd(rail!) / network_usd(full!);
    const power = 1 - rail!.networkPower.typical / full!.networkPower.typical;
    expect(cost).toBeGreaterThan(0.38);
    expect(cost).toBeLessThan(0.77);
    expect(power).toBeGreaterThan(0.37);
    expect(power).toBeLessThan(0.75);
  });
});

describe('network price for each GPU at 400G', () => {
  // Anchors of 2024-25 for switches of 36,000 to 50,000 USD, modules at list prices and no NICs: about 1.9, 4.2 and 6.6 thousand USD with one, two and three tiers.
  // Prices move by tens of per cents a year, so a fifth either way is agreement.
  it.each([
    ['one tier', { servers: 8, leaves: 1, spines: 0, trunk: 0 }, 1900],
    ['two tiers', { servers: 256, leaves: 64, spines: 32, trunk: 1 }, 4200],
    ['three tiers', { servers: 512, leaves: 128, spines: 128, cores: 64, pods: 4, trunk: 1 }, 6600],
  ])('%s', (_name, request, anchor_usd) => {
    const { bill } = hallOf(clos(request), { media: 'multimode' }, { 'switches.qm9700.price_usd': 40_000 });
    const perGpu_usd = network_usd(bill) / bill.accelerators;
    expect(perGpu_usd / anchor_usd).toBeGreaterThan(0.8);
    expect(perGpu_usd / anchor_usd).toBeLessThan(1.2);
  });
});

describe('a cluster of 100,000 GPUs', () => {
  // Source: SemiAnalysis, 100,000 H100 clusters, summarised: at least 150 MW of IT, 1.59 TWh and 123.9 million USD a year, servers above 4 billion USD.
  it('reckons its energy and its servers to the published figures', () => {
    const hall = hallOf(clos({ servers: 1 }), {}, { 'physical.pue': 1.21, 'physical.electricity_usd_per_kwh': 0.0779 });
    const power_W = { low: 150e6, typical: 150e6, high: 150e6, complete: true, missing: [] };
    const cost = costOf({ ...hall.bill, power: power_W }, hall.figures);
    expect(cost.energy_kWh_per_year.typical / 1e9).toBeCloseTo(1.59, 2);
    expect(cost.energy_usd_per_year.typical / 1e6).toBeCloseTo(123.9, 0);
    expect((hall.bill.priceByKind.server!.typical * 100_000) / 8).toBeGreaterThan(4e9);
  });
});

describe('switch latencies', () => {
  // Printed by makers and notes: below 100 ns for Quantum-X800, 350 ns for Rosetta, 250 ns for Tomahawk Ultra.
  it('are the catalogue’s', () => {
    const figures = figuresOf();
    expect(
      ['q3400', 'rosetta', 'tomahawk-ultra'].map((id) => figures.of('switch', id, 'latency_ns').band?.typical),
    ).toEqual([100, 350, 250]);
  });
});
