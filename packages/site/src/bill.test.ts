import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billCsv } from './bill-csv.ts';
import { siteOptionsOf } from './options.ts';
import { costOf } from './cost.ts';
import { clos, hallOf, withoutDevice, withoutLink, type Hall } from './halls.testing.ts';
import type { BillKind } from './bill-lines.ts';

const quantity = (hall: Hall, kind: BillKind, part?: string): number =>
  hall.bill.lines
    .filter((line) => line.kind === kind && (part === undefined || line.part?.id === part))
    .reduce((sum, line) => sum + line.quantity, 0);

describe('the bill', () => {
  it('is counted by hand for eight servers', () => {
    const hall = hallOf(clos(), { media: 'dsp' });
    expect(quantity(hall, 'server', 'dgx-h100')).toBe(8);
    expect(quantity(hall, 'switch', 'qm9700')).toBe(3);
    // A 400G module in each of 64 NICs, and a twin-port 800G module for every two links: 32 cages face NICs, 32 + 32 the trunks.
    expect(quantity(hall, 'transceiver', 'dr4-400g')).toBe(64);
    expect(quantity(hall, 'transceiver', 'dr8-800g')).toBe(32 + 64);
    expect(quantity(hall, 'fibre')).toBe(128);
    expect(quantity(hall, 'nic')).toBe(0);
    // 3 switches at 747 W without modules, 64 modules of 9 W, 96 of 15 W.
    expect(hall.bill.networkPower.typical).toBeCloseTo(3 * 747 + 64 * 9 + 96 * 15, 6);
    expect(hall.bill.powerByKind.server!.typical).toBe(8 * 10_200);
    expect(hall.bill.priceByKind.transceiver!.typical).toBeCloseTo(64 * 749 + 96 * 1319, 6);
    expect(hall.bill.injection_Gbps).toBe(64 * 400);
    expect(hall.bill.rackUnits).toBe(8 * 8 + 3);
  });

  it('has as many optics as cages in use, by speed and cage of the end', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 6 }),
        fc.boolean(),
        (servers, spines, rails) => {
          const hall = hallOf(clos({ servers, leaves: 8, spines, trunk: 3, rails }), { media: 'dsp' });
          const expected = new Map<string, number>();
          const { cages, media } = hall.plan;
          const seen = new Set<number>();
          for (let e = 0; e < hall.topology.linkCount; e++) {
            for (const cage of [cages.a[e]!, cages.b[e]!]) {
              if (cage < 0 || seen.has(cage)) continue;
              seen.add(cage);
              const rate = cages.module_Gbps[cage]!;
              expected.set(String(rate), (expected.get(String(rate)) ?? 0) + 1);
            }
          }
          const billed = new Map<string, number>();
          for (const line of hall.bill.lines.filter(({ kind }) => kind === 'transceiver')) {
            billed.set(String(line.rate_Gbps), (billed.get(String(line.rate_Gbps)) ?? 0) + line.quantity);
            expect(line.part!.id).toBe(line.rate_Gbps === 800 ? 'dr8-800g' : 'dr4-400g');
          }
          expect(billed).toEqual(expected);
          expect(media.findings).toEqual([]);
          expect(quantity(hall, 'fibre')).toBe(hall.plan.runs.cables);
        },
      ),
      { seed: 20261124, numRuns: 20 },
    );
  });

  it('has two optics a link where no cage is shared', () => {
    const hall = hallOf(clos({ leafPart: 'sn5600', nicPart: 'connectx-8', rate_Gbps: 800, protocol: 'rocev2-800' }), {
      media: 'dsp',
    });
    expect(quantity(hall, 'transceiver')).toBe(2 * hall.plan.runs.cables);
    expect(new Set(hall.bill.lines.filter(({ kind }) => kind === 'transceiver').map(({ part }) => part!.id))).toEqual(
      new Set(['dr8-800g']),
    );
  });

  it('sells a cable with fixed ends once for all its legs, and no optics', () => {
    const hall = hallOf(clos({ protocol: 'rocev2-400' }), { media: 'aec' });
    // 32 splitters of one head and two legs for the NICs; 32 straight twin cables between leaves and spine.
    expect(quantity(hall, 'cable', 'aec-800g')).toBe(64);
    expect(quantity(hall, 'transceiver') + quantity(hall, 'fibre')).toBe(0);
    const splitters = hall.bill.lines.filter((line) => line.kind === 'cable' && line.legs === 2);
    expect(splitters.reduce((sum, line) => sum + line.quantity, 0)).toBe(32);
    // Three ends at the splitter, two at the straight one, 10 W each.
    expect(hall.bill.powerByKind.cable!.typical).toBeCloseTo(32 * 3 * 10 + 32 * 2 * 10, 6);
  });

  it('adds up to its lines, low, typical and high', () => {
    const { bill } = hallOf(clos({ servers: 20, leaves: 5, spines: 2, trunk: 8 }), { spares: 0.02 });
    for (const end of ['low', 'typical', 'high'] as const) {
      const price = bill.lines.reduce(
        (sum, line) => sum + (line.price.band?.[end] ?? 0) * (line.quantity + line.spares),
        0,
      );
      const power = bill.lines.reduce((sum, line) => sum + (line.power.band?.[end] ?? 0) * line.quantity, 0);
      expect(bill.price[end]).toBeCloseTo(price, 3);
      expect(bill.power[end]).toBeCloseTo(power, 3);
    }
    expect(bill.price.low).toBeLessThan(bill.price.typical);
    const kinds = Object.values(bill.priceByKind).reduce((sum, total) => sum + total.typical, 0);
    const fabrics = Object.values(bill.priceByFabric).reduce((sum, total) => sum + total.typical, 0);
    expect(kinds).toBeCloseTo(bill.price.typical, 3);
    expect(fabrics).toBeCloseTo(bill.price.typical, 3);
  });

  it('buys spares of network parts, rounded up by kind, and none of their power', () => {
    const without = hallOf(clos(), { media: 'dsp' });
    const hall = hallOf(clos(), { media: 'dsp', spares: 0.02 });
    const line = hall.bill.lines.find(({ part }) => part?.id === 'dr8-800g')!;
    expect([line.quantity, line.spares]).toEqual([96, 2]);
    expect(hall.bill.lines.find(({ kind }) => kind === 'server')!.spares).toBe(0);
    expect(hall.bill.power.typical).toBe(without.bill.power.typical);
    expect(hall.bill.price.typical).toBeGreaterThan(without.bill.price.typical);
  });

  it('loses exactly a link’s share when the link goes', () => {
    const hall = hallOf(clos({ servers: 12, leaves: 3, spines: 2, trunk: 7 }), { media: 'dsp' });
    const { cages } = hall.plan;
    const cables = [...hall.plan.media.make].flatMap((make, e) => (make >= 0 ? [e] : []));
    fc.assert(
      fc.property(fc.constantFrom(...cables), (e) => {
        const less = withoutLink(hall, e);
        // A module goes with the last link in its cage; a twin module whose other link stays is still bought.
        let price = 769 / 6;
        let power = 0;
        for (const cage of [cages.a[e]!, cages.b[e]!]) {
          if (cages.links[cage]! > 1) continue;
          price += cages.module_Gbps[cage] === 800 ? 1319 : 749;
          power += cages.module_Gbps[cage] === 800 ? 15 : 9;
        }
        expect(hall.bill.price.typical - less.bill.price.typical).toBeCloseTo(price, 3);
        expect(hall.bill.power.typical - less.bill.power.typical).toBeCloseTo(power, 3);
        expect(less.bill.cables).toBe(hall.bill.cables - 1);
      }),
      { seed: 20261124, numRuns: 40 },
    );
  });

  it('loses exactly a device’s price, power and height, and its cables’, when the device goes', () => {
    const hall = hallOf(
      clos({ servers: 6, leaves: 3, spines: 2, trunk: 4 }),
      { media: 'dsp' },
      { 'switches.qm9700.price_usd': 40_000 },
    );
    const { devices } = hall.placement;
    for (let d = 0; d < devices.count; d++) {
      const less = withoutDevice(hall, d);
      const make = devices.makes[devices.make[d]!]!;
      const own = make.kind === 'server' ? { price: 400_000, power: 10_200 } : { price: 40_000, power: 747 };
      // Remove its links one by one first: what is left after that is the device alone.
      let bare = hall;
      for (let e = hall.topology.linkCount - 1; e >= 0; e--) {
        const ends = [hall.topology.linkA[e]!, hall.topology.linkB[e]!].map((v) => devices.ofNode[v]);
        if (ends.includes(d) && ends[0] !== ends[1]) bare = withoutLink(bare, e);
      }
      expect(bare.bill.price.typical - less.bill.price.typical).toBeCloseTo(own.price, 3);
      expect(bare.bill.power.typical - less.bill.power.typical).toBeCloseTo(own.power, 3);
      expect(hall.bill.rackUnits - less.bill.rackUnits).toBeCloseTo(make.units, 9);
      expect(less.bill.price.typical).toBeLessThan(bare.bill.price.typical);
      expect(hall.bill.price.typical).toBeGreaterThan(bare.bill.price.typical);
    }
  });

  it('never counts the power of modules twice', () => {
    // Of a Tomahawk 6 only a power with everything in it is published.
    const hall = hallOf(
      clos({ leafPart: 'tomahawk6', nicPart: 'connectx-9', rate_Gbps: 1600, protocol: 'rocev2-800' }),
      { media: 'dsp' },
    );
    expect(hall.bill.powerByKind.switch!.typical).toBe(3 * 3375);
    // Modules in the switches draw nothing more; those in the 64 NICs draw their own.
    expect(hall.bill.powerByKind.transceiver!.typical).toBeCloseTo(64 * 27, 6);
    expect(hall.bill.lines.filter(({ remark }) => remark === 'power counted in the switch')).toHaveLength(1);
  });

  it('names what nobody published, counts how often, and says the total lacks it', () => {
    const hall = hallOf(clos({ leafPart: 'q3400', nicPart: 'connectx-8', rate_Gbps: 800, protocol: 'ib-xdr' }), {
      media: 'dsp',
    });
    expect(hall.bill.price.complete).toBe(false);
    expect(hall.bill.price.missing).toContainEqual({
      path: 'switches.q3400.price_usd',
      name: 'price of NVIDIA Quantum-X800 Q3400-RA',
      quantity: 3,
    });
    const set = hallOf(
      clos({ leafPart: 'q3400', nicPart: 'connectx-8', rate_Gbps: 800, protocol: 'ib-xdr' }),
      { media: 'dsp' },
      { 'switches.q3400.price_usd': 200_000 },
    );
    expect(set.bill.price.missing).toEqual([]);
    expect(set.bill.price.typical - hall.bill.price.typical).toBeCloseTo(600_000, 3);
    expect(set.bill.lines.find(({ kind }) => kind === 'switch')!.price.yours).toBe(true);
  });

  it('sums a server without a part from its accelerators, NICs and a chassis that must be priced', () => {
    const hall = hallOf(clos({ serverPart: null }), { media: 'dsp' });
    expect(quantity(hall, 'accelerator', 'h100')).toBe(64);
    expect(quantity(hall, 'nic', 'connectx-7')).toBe(64);
    expect(quantity(hall, 'chassis')).toBe(8);
    expect(hall.bill.price.missing.map(({ path }) => path)).toEqual(['site.chassis_usd']);
    const set = hallOf(
      clos({ serverPart: null }),
      { media: 'dsp' },
      { 'site.chassis_usd': 50_000, 'site.chassis_w': 2000, 'nics.connectx-7.power_w': 25 },
    );
    expect(set.bill.price.complete && set.bill.power.complete).toBe(true);
    expect(set.bill.price.typical - hall.bill.price.typical).toBeCloseTo(8 * 50_000, 3);
    expect(set.bill.power.typical - hall.bill.power.typical).toBeCloseTo(8 * 2000 + 64 * 25, 3);
  });

  it('takes a price for what has no part or no medium', () => {
    const request = { leafPart: null, nicPart: null, serverPart: 'dgx-h100', rate_Gbps: 360 };
    const bare = hallOf(clos(request));
    expect(bare.bill.price.missing.map(({ path }) => path).toSorted()).toEqual([
      'site.cable_usd',
      'site.leaf_usd',
      'site.spine_usd',
    ]);
    const changes = { 'site.cable_usd': 100, 'site.leaf_usd': 9000, 'site.spine_usd': 10_000 };
    const set = hallOf(clos(request), {}, changes);
    expect(siteOptionsOf(set.figures).ok).toBe(true);
    expect(set.bill.price.complete).toBe(true);
    expect(set.bill.price.typical - bare.bill.price.typical).toBeCloseTo(128 * 100 + 2 * 9000 + 10_000, 6);
  });

  it('notes a typical value that is but the middle of two ends far apart', () => {
    expect(codesWith({})).toContain('figure-wide');
    expect(codesWith({ 'switches.qm9700.price_usd': 40_000 })).not.toContain('figure-wide');
  });

  it('reports a negative price, names the row, and loses nothing', () => {
    const plain = hallOf(clos());
    const hall = hallOf(clos(), {}, { 'nics.connectx-7.price_usd': -5, 'switches.qm9700.price_usd': -1 });
    expect(
      hall.bill.findings.filter(({ code }) => code === 'figure-not-valid').map(({ targets }) => targets[0]),
    ).toEqual(['nics.connectx-7.price_usd', 'switches.qm9700.price_usd']);
    expect(hall.bill.price).toEqual(plain.bill.price);
    expect(hall.bill.lines).toEqual(plain.bill.lines);
  });

  it('keeps the bill of a fabric of its own', () => {
    const hall = hallOf(clos());
    expect(Object.keys(hall.bill.priceByFabric).toSorted()).toEqual(['', 'compute']);
    expect(hall.bill.priceByFabric['']!.typical).toBe(hall.bill.priceByKind.server!.typical);
  });
});

describe('the bill as CSV', () => {
  it('has a row for each line, one total, and the missing figures by name', () => {
    const { bill } = hallOf(clos({ leafPart: 'q3400', nicPart: 'connectx-8', rate_Gbps: 800, protocol: 'ib-xdr' }), {
      media: 'dsp',
    });
    const rows = billCsv(bill).trimEnd().split('\r\n');
    expect(rows).toHaveLength(1 + bill.lines.length + 1 + bill.price.missing.length + bill.power.missing.length);
    expect(rows.every((row) => cellsOf(row).length === cellsOf(rows[0]!).length)).toBe(true);
    expect(rows.find((row) => row.startsWith('total'))).toContain('known parts only');
    expect(rows.at(-1)).toMatch(/^missing/);
  });
});

describe('cost', () => {
  it('carries ranges through to energy and ratios', () => {
    const hall = hallOf(clos(), { media: 'dsp' });
    const cost = costOf(hall.bill, hall.figures, 12_800);
    const power = hall.bill.power.typical;
    expect(cost.hall_W.typical).toBeCloseTo(power * 1.2, 6);
    expect(cost.hall_W.high).toBeCloseTo(hall.bill.power.high * 1.58, 6);
    expect(cost.energy_kWh_per_year.typical).toBeCloseTo((power * 1.2 * 8760) / 1000, 3);
    expect(cost.energy_usd_per_year.typical).toBeCloseTo(((power * 1.2 * 8760) / 1000) * 0.08, 3);
    expect(cost.networkPerAccelerator_usd!.typical).toBeCloseTo(hall.bill.networkPrice.typical / 64, 6);
    expect(cost.networkPerInjection_usd_per_Gbps!.typical).toBeCloseTo(hall.bill.networkPrice.typical / 25_600, 6);
    expect(cost.networkPerBisection_usd_per_Gbps!.typical).toBeCloseTo(hall.bill.networkPrice.typical / 12_800, 6);
    expect(cost.networkShareOfCapital).toBeCloseTo(hall.bill.networkPrice.typical / hall.bill.price.typical, 9);
  });

  it('leaves out a ratio it has no denominator for, and a share of a total that lacks something', () => {
    const hall = hallOf(clos({ leafPart: 'q3400', nicPart: 'connectx-8', rate_Gbps: 800, protocol: 'ib-xdr' }));
    const cost = costOf(hall.bill, hall.figures);
    expect(cost.networkPerBisection_usd_per_Gbps).toBeNull();
    expect(cost.networkShareOfCapital).toBeNull();
    expect(cost.capital_usd.complete).toBe(false);
  });
});

/** Splits one row of CSV, quotes respected. */
function cellsOf(row: string): string[] {
  return row.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
}

function codesWith(changes: Record<string, number>): string[] {
  return hallOf(clos(), {}, changes).bill.findings.map(({ code }) => code);
}
