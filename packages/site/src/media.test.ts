import { mediumFacts, partOf } from '@weft/catalogue';
import * as fc from 'fast-check';
import { TopologyBuilder, type LinkClass, type NodeClass } from '@weft/topology';
import { describe, expect, it } from 'vitest';
import { compareMedia } from './compare-media.ts';
import { linkOptions } from './link-options.ts';
import { aims, type MediumPolicy } from './options.ts';
import { clos, hallOf } from './halls.testing.ts';

/** The technologies chosen for each kind of link, sorted. */
const chosen = (hall: ReturnType<typeof hallOf>): Record<string, string[]> => {
  const found: Record<string, Set<string>> = {};
  for (let e = 0; e < hall.topology.linkCount; e++) {
    if (hall.plan.media.make[e]! < 0) continue;
    const { kind } = hall.topology.linkClasses[hall.topology.linkClass[e]!]!;
    (found[kind] ??= new Set()).add(hall.plan.media.choices[hall.plan.media.choice[e]!]?.technology ?? 'none');
  }
  return Object.fromEntries(Object.entries(found).map(([kind, set]) => [kind, [...set].toSorted()]));
};

describe('the choice of media', () => {
  it('takes copper near by and fibre far off when it aims for the cheapest', () => {
    const near = hallOf(clos(), { switches: 'top-of-rack', slack_m: 0.2 });
    expect(chosen(near)['nic-leaf']).toContain('dac');
    const far = hallOf(clos(), { rackPitch_m: 9, slack_m: 2 });
    expect(chosen(far)['nic-leaf']).toEqual(['multimode']);
    expect(far.plan.media.findings).toEqual([]);
  });

  it.each(aims)('agrees with trying every medium that reaches: %s', (aim) => {
    const of = (o: ReturnType<typeof linkOptions>[number]): number | null =>
      aim === 'cheapest'
        ? o.price_usd
        : aim === 'lowest-power'
          ? o.power_W
          : aim === 'lowest-failure'
            ? o.failures_FIT
            : (o.latency_ns?.typical ?? null);
    fc.assert(
      fc.property(fc.double({ min: 0.3, max: 30, noNaN: true }), fc.constantFrom(true, false), (rackPitch_m, rails) => {
        const hall = hallOf(clos({ rails, leaves: 8, spines: 4, trunk: 2 }), { rackPitch_m, media: aim });
        const { media } = hall.plan;
        const members = new Int32Array(hall.topology.linkCount);
        for (const root of media.bundle) if (root >= 0) members[root]!++;
        for (let e = 0; e < hall.topology.linkCount; e++) {
          // Links that stand alone with their cages: the best for the link is the best for all that share them.
          if (media.make[e]! < 0 || media.bundle[e] !== e || members[e]! > 1) continue;
          const length_m = media.bundleLength_m[e]!;
          const best = linkOptions(media.makes[media.make[e]!]!, hall.figures)
            .filter(
              (o) =>
                o.sold && o.carries && o.technology !== 'co-packaged' && (o.reach_m === null || o.reach_m >= length_m),
            )
            .map((o) => of(o) ?? Infinity);
          expect(of(media.choices[media.choice[e]!]!) ?? Infinity).toBe(Math.min(...best));
        }
      }),
      { seed: 20261124, numRuns: 12 },
    );
  });

  it('never takes a medium beyond its reach, unless the user fixed it, and then says so', () => {
    const topology = clos({ servers: 64, leaves: 16, spines: 8, trunk: 4 });
    const free = hallOf(topology, { racksPerRow: 4, rowPitch_m: 4 });
    const beyond: number[] = [];
    for (let e = 0; e < free.topology.linkCount; e++) {
      const option = free.plan.media.choices[free.plan.media.choice[e]!];
      if (option && !(option.reach_m! >= free.plan.runs.bought_m[e]!)) beyond.push(e);
    }
    expect(beyond).toEqual([]);
    const fixed = hallOf(topology, { racksPerRow: 4, rowPitch_m: 4, media: 'dac' });
    const codes = fixed.plan.media.findings.map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['medium-too-short']));
    expect(fixed.plan.media.findings[0]!.targets.length).toBeGreaterThan(0);
    expect(chosen(fixed)['nic-leaf']).toEqual(['dac']);
  });

  it('reports links longer than any medium reaches, names them, and bills the rest', () => {
    const hall = hallOf(clos(), { rackPitch_m: 10, slack_m: 50, tray_m: 20, soldLengths_m: [100_000] });
    expect(hall.plan.media.findings.map(({ code }) => code)).toContain('no-medium-reaches');
    expect(hall.bill.findings.map(({ code }) => code)).toContain('cables-not-priced');
    expect(hall.bill.price.complete).toBe(false);
    expect(hall.bill.priceByKind.switch!.typical).toBeGreaterThan(0);
    const cables = hall.bill.lines
      .filter(({ kind }) => kind === 'cable')
      .reduce((sum, { quantity }) => sum + quantity, 0);
    expect(cables).toBe(hall.plan.runs.cables);
  });

  it('takes one technology by kind of link, and by link', () => {
    const hall = hallOf(clos(), { mediaByKind: { 'leaf-spine': 'lpo' }, media: 'dsp' });
    // The leaves' cages hold either NIC links or spine links: 32 of each fill their cages.
    expect(chosen(hall)).toEqual({ 'nic-leaf': ['dsp'], 'leaf-spine': ['lpo'] });
    expect(chosen(hallOf(clos({ medium: 'lpo-800g' }), { media: 'dac' }))).toEqual({
      'nic-leaf': ['lpo'],
      'leaf-spine': ['lpo'],
    });
  });

  it('has no medium for a rate the catalogue has none for, and says so', () => {
    const hall = hallOf(clos({ rate_Gbps: 200, leafPart: 'rosetta', nicPart: null, protocol: 'slingshot11' }));
    expect(chosen(hall)).toEqual({ 'nic-leaf': ['none'], 'leaf-spine': ['none'] });
    expect(hall.plan.media.findings.map(({ code }) => code)).toEqual(['no-medium-at-speed', 'no-medium-at-speed']);
  });

  it('does not offer Ethernet what only InfiniBand parts carry, nor a cage what does not fit it', () => {
    expect(carrying('ib-xdr')).toContain('acc');
    expect(carrying('rocev2-800')).not.toContain('acc');
    // The 400G AOC of the catalogue is a QSFP-DD; a ConnectX-7 has an OSFP cage.
    const { plan, figures } = hallOf(clos());
    const nicSide = plan.media.makes.find(({ kind }) => kind === 'nic-leaf')!;
    expect(
      linkOptions({ ...nicSide, ends: [nicSide.ends[0], nicSide.ends[0]] }, figures).map((o) => o.technology),
    ).not.toContain('aoc');
  });

  it('reckons a fixed medium for a protocol it is not stated to carry, and says so', () => {
    expect(new Set(codesOfLpo('ib-ndr'))).toEqual(new Set(['protocol-not-stated']));
    expect(codesOfLpo('rocev2-400')).toEqual([]);
  });

  it('uses no cable with fixed ends where the links of a cage part ways', () => {
    const nodeClass: NodeClass = { role: 'leaf', word: 'leaf', part: 'qm9700', ports: null, forwards: 'always' };
    const link: LinkClass = { kind: 'leaf-leaf', fabric: 'compute', protocol: null, medium: null };
    const builder = new TopologyBuilder();
    const [a, b, c] = [builder.node(0, nodeClass), builder.node(0, nodeClass), builder.node(0, nodeClass)];
    builder.link(a, b, link, 400);
    builder.link(a, c, link, 400);
    expect(chosen(hallOf(builder.build()))).toEqual({ 'leaf-leaf': ['multimode'] });
    const straight = new TopologyBuilder();
    const [x, y] = [straight.node(0, nodeClass), straight.node(0, nodeClass)];
    straight.link(x, y, link, 400);
    straight.link(x, y, link, 400);
    expect(chosen(hallOf(straight.build()))).toEqual({ 'leaf-leaf': ['dac'] });
  });

  it('gives links that share a cage one technology', () => {
    const hall = hallOf(clos({ servers: 40, leaves: 10, spines: 5, trunk: 6 }), { racksPerRow: 3 });
    const { cages, media } = hall.plan;
    const byCage = new Map<number, Set<string>>();
    for (let e = 0; e < hall.topology.linkCount; e++) {
      for (const cage of [cages.a[e]!, cages.b[e]!]) {
        if (cage >= 0)
          byCage.set(cage, (byCage.get(cage) ?? new Set()).add(media.choices[media.choice[e]!]?.technology ?? ''));
      }
    }
    expect([...byCage.values()].filter((set) => set.size !== 1)).toEqual([]);
  });

  it('takes the optics of a co-packaged switch, and offers them for others only as a comparison', () => {
    const real = hallOf(clos({ leafPart: 'q3450', nicPart: 'connectx-8', rate_Gbps: 800, protocol: 'ib-xdr' }), {
      media: 'cheapest',
    });
    expect(chosen(real)).toEqual({ 'nic-leaf': ['co-packaged'], 'leaf-spine': ['co-packaged'] });
    expect(real.plan.media.findings.filter(({ code }) => code === 'not-co-packaged')).toEqual([]);
    const other = hallOf(clos(), { media: 'co-packaged' });
    expect(new Set(other.plan.media.findings.map(({ code }) => code))).toEqual(new Set(['not-co-packaged']));
  });
});

describe('what the policies say', () => {
  const packaged = { leafPart: 'q3450', nicPart: 'connectx-8', rate_Gbps: 800, protocol: 'ib-xdr' };

  it('notes when nothing has the figure a policy wants least', () => {
    expect(codesOf(packaged, 'lowest-latency')).toEqual(new Set(['no-figure']));
    expect(codesOf({}, 'lowest-latency')).toEqual(new Set());
  });

  it('reports a medium that is not made for cables between devices', () => {
    expect(codesOf({}, 'backplane')).toEqual(new Set(['medium-not-available']));
    expect(codesOf({}, 'dsp')).toEqual(new Set());
  });
});

describe('media compared', () => {
  it('bills the same design under every policy, and each aim is the least of its kind', () => {
    const hall = hallOf(clos({ servers: 16, leaves: 4, spines: 2, trunk: 16 }));
    const rows = compareMedia(hall.topology, hall.placement, hall.figures);
    const row = (policy: string) => rows.find((one) => one.policy === policy)!;
    for (const one of rows) {
      expect(one.served + one.tooShort + one.notServed).toBe(hall.plan.runs.cables);
      expect(one.bill.priceByKind.switch!.typical).toBe(hall.bill.priceByKind.switch!.typical);
    }
    const complete = rows.filter(
      (one) => one.tooShort + one.notServed === 0 && one.networkPrice.complete && one.policy !== 'co-packaged',
    );
    expect(complete.length).toBeGreaterThan(4);
    for (const one of complete) {
      expect(row('cheapest').networkPrice.typical).toBeLessThanOrEqual(one.networkPrice.typical + 1e-6);
      expect(row('lowest-power').networkPower.typical).toBeLessThanOrEqual(one.networkPower.typical + 1e-6);
    }
    // LPO leaves the signal processor out: less power than DSP modules, in the same cages.
    expect(row('lpo').networkPower.typical).toBeLessThan(row('dsp').networkPower.typical);
    expect(row('co-packaged').networkPower.typical).toBeLessThan(row('dsp').networkPower.typical);
  });

  it('covers every medium of the catalogue that joins devices', () => {
    const inside = new Set(['backplane', 'chiplet', 'wafer']);
    expect(mediumFacts(partOf('medium', 'dr8-800g')!).technology).toBe('dsp');
    const hall = hallOf(clos({ servers: 4, trunk: 4 }));
    const policies = compareMedia(hall.topology, hall.placement, hall.figures).map(({ policy }) => policy);
    expect(policies).toHaveLength(4 + 12);
    expect(policies.filter((policy) => inside.has(policy))).toEqual([]);
  });
});

/** Technologies stated to carry a protocol between 800G cages. */
function carrying(protocol: string): string[] {
  const hall = hallOf(clos({ protocol, leafPart: 'q3400', nicPart: 'connectx-8', rate_Gbps: 800 }));
  return linkOptions(hall.plan.media.makes[0]!, hall.figures)
    .filter((o) => o.carries)
    .map((o) => o.technology);
}

function codesOfLpo(protocol: string): string[] {
  return hallOf(clos({ protocol }), { media: 'lpo' }).plan.media.findings.map(({ code }) => code);
}

function codesOf(request: Parameters<typeof clos>[0], media: MediumPolicy): Set<string> {
  return new Set(hallOf(clos(request), { media }).plan.media.findings.map(({ code }) => code));
}
