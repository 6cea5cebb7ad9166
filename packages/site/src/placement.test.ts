import * as fc from 'fast-check';
import { expectTopology, TopologyBuilder, type Topology } from '@weft/topology';
import { describe, expect, it } from 'vitest';
import { elevationOf, floorPlanOf } from './drawings.ts';
import { figuresOf } from './figures.ts';
import { siteDefaults, switchPositions, type SiteOptions } from './options.ts';
import { placementOf, rackLoads, rackName, rowName, type Placement } from './placement.ts';
import { runsOf, soldLength_m, unit_m } from './runs.ts';
import { clos, hallOf } from './halls.testing.ts';

/** The sentry of a placement: every device stands once, within its rack, and no two share a unit. */
function expectPlacement(topology: Topology, placement: Placement): void {
  expectTopology(topology);
  const { devices, rackCount, options } = placement;
  const places = new Set<string>();
  for (let r = 0; r < rackCount; r++) {
    const place = `${placement.rackRow[r]} ${placement.rackIndex[r]}`;
    if (places.has(place)) throw new Error(`two racks stand at ${place}`);
    places.add(place);
  }
  const taken = new Map<string, number>();
  for (let d = 0; d < devices.count; d++) {
    const make = devices.makes[devices.make[d]!]!;
    let rack = placement.rack[d]!;
    const spans = Math.max(1, make.racks);
    for (let k = 0; k < spans; k++) {
      if (!(rack >= 0 && rack < rackCount)) throw new Error(`device ${d} stands in rack ${rack} of ${rackCount}`);
      const height = make.racks > 0 ? options.rackUnits : make.units;
      const low = placement.unit[d]!;
      if (low < 1 - 1e-9 || low + height - 1 > options.rackUnits + 1e-9) {
        throw new Error(`device ${d} of ${height} units stands at unit ${low} of ${options.rackUnits}`);
      }
      for (let u = Math.floor(low); u < low + height - 1e-9; u++) {
        // Half a chassis shares its unit with the other half.
        const key = `${rack} ${make.units < 1 ? low : u}`;
        const other = taken.get(key);
        if (other !== undefined) throw new Error(`devices ${other} and ${d} share rack ${rack} unit ${u}`);
        taken.set(key, d);
      }
      rack = placement.rackNext[rack]!;
    }
  }
}

const place = (topology: Topology, options: Partial<SiteOptions> = {}): Placement => {
  const placement = placementOf(topology, figuresOf(), { ...siteDefaults, ...options });
  expectPlacement(topology, placement);
  return placement;
};

describe('placement', () => {
  it('fills racks with servers and hangs the switches of one row at its end', () => {
    // 8 servers of 8 U: five to a rack of 42 U, so two racks; three switches in a network rack.
    const placement = place(clos());
    expect(placement.rackCount).toBe(3);
    expect(placement.rowCount).toBe(1);
    expect([...placement.rackIsNetwork]).toEqual([0, 0, 1]);
    expect(Array.from(placement.rack.slice(0, 8))).toEqual([0, 0, 0, 0, 0, 1, 1, 1]);
    expect(Array.from(placement.unit.slice(0, 5))).toEqual([1, 9, 17, 25, 33]);
    expect(Array.from(placement.unit.slice(8))).toEqual([42, 41, 40]);
  });

  it('puts network racks in the middle of the row when asked', () => {
    expect([...place(clos(), { switches: 'middle-of-row' }).rackIsNetwork]).toEqual([0, 1, 0]);
  });

  it('hangs leaves over the servers they serve when asked', () => {
    const topology = clos();
    const placement = place(topology, { switches: 'top-of-rack' });
    // One unit is kept free in each of the two racks; the first leaf serves the first four servers.
    const [firstLeaf, secondLeaf] = [8, 9].map((d) => placement.rack[d]!);
    expect([firstLeaf, secondLeaf]).toEqual([placement.rack[0], placement.rack[7]]);
    expect(placement.unit[8]).toBe(42);
  });

  it('keeps the power limit of a rack', () => {
    // 10.2 kW each: two in a rack of 25 kW.
    const placement = place(clos(), { rackPower_W: 25_000 });
    expect([...placement.rackIsNetwork].filter((network) => network === 0)).toHaveLength(4);
    expect(Math.max(...rackLoads(placement).power_W)).toBeLessThanOrEqual(25_000);
    expect(placement.findings).toEqual([]);
  });

  it('reports a device that breaks the limit by itself, names it, and still places it', () => {
    const placement = place(clos(), { rackPower_W: 8000 });
    const racks = [...placement.rackIsNetwork].filter((network) => network === 0).length;
    expect(racks).toBe(8);
    expect(placement.findings).toHaveLength(8);
    expect(placement.findings[0]).toMatchObject({ code: 'rack-over-power', targets: ['unit0/server0'] });
    expect(placement.findings[0]!.message).toBe('Rack A01 draws 10.2 kW; its limit is 8 kW.');
  });

  it('gathers a thousand like findings into a few', () => {
    const placement = place(clos({ servers: 200, leaves: 50, spines: 4, trunk: 8 }), { rackPower_W: 8000 });
    expect(placement.findings).toHaveLength(21);
    expect(placement.findings[20]!.message).toContain('180 more racks');
  });

  it('keeps the weight limit where a weight is known', () => {
    const topology = clos();
    const figures = figuresOf({ 'servers.dgx-h100.weight_kg': 130 });
    const placement = placementOf(topology, figures, { ...siteDefaults, rackWeight_kg: 300 });
    expectPlacement(topology, placement);
    expect(Math.max(...rackLoads(placement).weight_kg)).toBe(260);
    expect(placement.findings).toEqual([]);
    const heavy = placementOf(topology, figures, { ...siteDefaults, rackWeight_kg: 100 });
    expect(new Set(heavy.findings.map(({ code }) => code))).toEqual(new Set(['rack-over-weight']));
  });

  it('reports a device taller than a rack, and gives it a rack of its own', () => {
    const placement = placementOf(clos(), figuresOf({ 'servers.dgx-h100.rack_units': 60 }), siteDefaults);
    expect(placement.findings).toMatchObject([{ code: 'device-taller-than-rack', severity: 'error' }]);
    expect(placement.findings[0]!.message).toBe(
      'DGX H100 / H200 is 60 units high; a rack has 42. 8 of them fill a rack each.',
    );
    expect(new Set(placement.rack.slice(0, 8)).size).toBe(8);
  });

  it('gives a rack-scale system its rack, and warns above the highest published power', () => {
    const topology = clos({
      servers: 2,
      acceleratorsPerServer: 72,
      nicsPerServer: 72,
      leaves: 4,
      spines: 2,
      trunk: 16,
      serverPart: 'vr-nvl72-rack',
    });
    const placement = place(topology);
    expect(placement.rack[0]).not.toBe(placement.rack[1]);
    expect([...rackLoads(placement).units].slice(0, 2)).toEqual([42, 42]);
    expect(placement.findings.map(({ code }) => code)).toEqual([
      'rack-over-published-power',
      'rack-over-published-power',
    ]);
  });

  it('spreads a system of several racks', () => {
    const topology = clos({
      servers: 2,
      acceleratorsPerServer: 384,
      nicsPerServer: 8,
      leaves: 1,
      spines: 1,
      trunk: 8,
      serverPart: 'cloudmatrix384',
    });
    const placement = place(topology, { racksPerRow: 8 });
    const full = [...rackLoads(placement).units].filter((units) => units === 42);
    expect(full).toHaveLength(32);
    // 600 kW over 16 racks.
    expect(rackLoads(placement).power_W[placement.rack[0]!]).toBe(37_500);
  });

  it('puts the switches above the leaves into rows of their own, in the middle of a large hall', () => {
    const topology = clos({ servers: 128, leaves: 32, spines: 16, trunk: 2 });
    const placement = place(topology, { racksPerRow: 8 });
    const spineRack = placement.rack[128 + 32]!;
    const row = placement.rackRow[spineRack]!;
    const others = [...placement.rackRow].filter((r) => r === row).length;
    expect(placement.rackIsNetwork[spineRack]).toBe(1);
    expect(others).toBe(1);
    expect(Math.abs(row - (placement.rowCount - 1) / 2)).toBeLessThanOrEqual(1);
  });

  it('makes a hall about as wide as deep when the rows are left to it', () => {
    const plan = floorPlanOf(place(clos({ servers: 500, leaves: 125, spines: 50, trunk: 1 })));
    expect(plan.width_m / plan.depth_m).toBeGreaterThan(0.7);
    expect(plan.width_m / plan.depth_m).toBeLessThan(1.4);
  });

  it('places a network without hosts', () => {
    const builder = new TopologyBuilder();
    const nodeClass = { role: 'leaf', word: 'leaf', part: null, ports: null, forwards: 'always' } as const;
    const [a, b] = [builder.node(0, nodeClass), builder.node(0, nodeClass)];
    builder.link(a, b, { kind: 'leaf-leaf', fabric: 'compute', protocol: null, medium: null }, 400);
    expect(place(builder.build()).rackCount).toBe(1);
    expect(place(new TopologyBuilder().build()).rackCount).toBe(0);
  });

  it('holds for any size, position of switches and limit; and the same input stands the same', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(...switchPositions),
        fc.integer({ min: 2, max: 9 }),
        fc.option(fc.integer({ min: 5, max: 60 })),
        fc.constantFrom('dgx-h100', 'dgx-b200', null),
        (servers, leaves, switches, racksPerRow, limit_kW, serverPart) => {
          const topology = clos({ servers, leaves, spines: 3, trunk: 2, serverPart });
          const options = { switches, racksPerRow, rackPower_W: limit_kW === null ? null : limit_kW * 1000 };
          const placement = place(topology, options);
          expect(placement.rackRow).toEqual(place(topology, options).rackRow);
          expect([...placement.rack].every((rack) => rack >= 0)).toBe(true);
          const plan = floorPlanOf(placement);
          expect(plan.racks.every(({ x_m, y_m }) => x_m < plan.width_m && y_m < plan.depth_m)).toBe(true);
        },
      ),
      { seed: 20261124, numRuns: 60 },
    );
  });
});

describe('drawings', () => {
  it('shows a rack from the floor up, and refuses one that is not there', () => {
    const { topology, placement } = hallOf(clos());
    const elevation = elevationOf(topology, placement, 0);
    expect(elevation.id).toBe('A01');
    expect(elevation.slots.map(({ id, unit, units }) => [id, unit, units])).toEqual([
      ['unit0/server0', 1, 8],
      ['unit0/server1', 9, 8],
      ['unit0/server2', 17, 8],
      ['unit0/server3', 25, 8],
      ['unit0/server4', 33, 8],
    ]);
    expect(() => elevationOf(topology, placement, 99)).toThrow(/no rack 99/);
  });

  it('shows every device once over all elevations', () => {
    const { topology, placement } = hallOf(clos({ servers: 40, leaves: 10, spines: 5, trunk: 4 }), { racksPerRow: 5 });
    const ids = Array.from({ length: placement.rackCount }, (_, r) => elevationOf(topology, placement, r).slots).flat();
    expect(new Set(ids.map(({ id }) => id)).size).toBe(placement.devices.count);
    expect(ids).toHaveLength(placement.devices.count);
  });

  it('names rows like columns of a sheet', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(rowName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
    expect(rackName({ rackRow: Int32Array.of(2), rackIndex: Int32Array.of(6) }, 0)).toBe('C07');
  });
});

describe('cable runs', () => {
  it('measures by hand', () => {
    const { placement, plan } = hallOf(clos());
    const { options } = placement;
    // Server 0 stands at units 1 to 8 of rack A01, its leaf at unit 42 of A03: up from the middle of the server to the tray, two racks
    // along, down to the leaf, and half a metre of slack at each end.
    const top = 42 * unit_m + options.tray_m;
    const expected = top - 4 * unit_m + (top - 41.5 * unit_m) + 2 * 0.6 + 2 * 0.5;
    expect(plan.runs.length_m[plan.topology.linkCount - 128]).toBeCloseTo(expected, 9);
    // Leaf over spine in the same rack: two units, no tray.
    expect(plan.runs.length_m.at(-33)).toBeCloseTo(2 * unit_m + 1, 9);
  });

  it('has no length within a server, and a bought length at or above the run else', () => {
    const { topology, plan } = hallOf(clos());
    topology.linkClasses.forEach(({ fabric }, c) => {
      const lengths = [...plan.runs.length_m].filter((_, e) => topology.linkClass[e] === c);
      expect(lengths.every((length) => Number.isNaN(length) === (fabric === 'host'))).toBe(true);
    });
    plan.runs.bought_m.forEach((bought, e) => {
      expect(Number.isNaN(bought) || bought >= plan.runs.length_m[e]! - 1e-3).toBe(true);
    });
    expect(plan.runs.cables).toBe(64 + 64);
  });

  it('grows with the distance between rows, and with nothing else changed', () => {
    const topology = clos({ servers: 64, leaves: 16, spines: 8, trunk: 4 });
    const sum = (rowPitch_m: number): number =>
      [...runsOf(topology, place(topology, { racksPerRow: 4, rowPitch_m })).length_m]
        .filter((length) => !Number.isNaN(length))
        .reduce((a, b) => a + b, 0);
    expect(sum(3)).toBeGreaterThan(sum(2));
  });

  it.each([
    [0.2, 0.5],
    [1, 1],
    [1.0005, 1],
    [1.01, 1.5],
    [99, 100],
    [130.2, 131],
  ])('sells a run of %s m as %s m', (run, sold) => {
    expect(soldLength_m(run, siteDefaults.soldLengths_m)).toBe(sold);
  });
});
