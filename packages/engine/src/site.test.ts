/** What the cost views ask, on one small cluster: sums, sources of what is missing, media, hall, latency, protocols, brought devices. */
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { applyChange, emptyStudy, setOwnPart, type Assumptions, type OwnPart } from '@weft/model';
import { generateStudy } from './generate.ts';
import { createPipeline } from './pipeline.ts';
import { settled } from './work.ts';

const pipeline = createPipeline();
const design = valueOf(generateStudy('leaf-spine', { servers: 8 })).designs[0]!;
const none: Assumptions = { figures: {} };
const routing = { policy: 'spray', handOver: true } as const;
const bill = async (assumptions: Assumptions) => valueOf(await settled(pipeline.bill(design, assumptions)));

/** The cells of a CSV line, quoted ones too. */
const cellsOf = (line: string) =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell!.replace(/^"|"$/g, ''));

describe('the bill', () => {
  it('is the sum of its lines, on the screen and in the file', async () => {
    const facts = await bill(none);
    const csv = valueOf(await settled(pipeline.list(design, none, 'bill')));
    const [head, ...rows] = csv.trim().split(/\r?\n/).map(cellsOf);
    const column = head!.indexOf('price_total_usd');
    const lines = rows.filter(([kind]) => kind !== 'total' && kind !== 'missing');
    const sum = lines.reduce((total, row) => total + Number(row[column] ?? 0), 0);
    expect(sum).toBeCloseTo(facts.bill.price.typical, 2);
    expect(Number(rows.find(([kind]) => kind === 'total')![column])).toBeCloseTo(sum, 2);
  });

  it('takes a changed price and marks it; one below zero is a finding and changes nothing', async () => {
    const before = await bill(none);
    const path = 'switches.qm9700.price_usd';
    const after = await bill({ figures: { [path]: 1000 } });
    const lines = (facts: typeof before) => facts.bill.lines.filter(({ price }) => price.path === path);
    expect(lines(after).length).toBeGreaterThan(0);
    for (const { price } of lines(after)) {
      expect(price).toMatchObject({ yours: true, band: { low: 1000, typical: 1000, high: 1000 } });
    }
    const difference = lines(before).reduce((sum, l) => sum + l.quantity * (1000 - l.price.band!.typical), 0);
    expect(after.bill.price.typical - before.bill.price.typical).toBeCloseTo(difference, 3);
    const negative = await bill({ figures: { [path]: -5 } });
    expect(negative.bill.price).toEqual(before.bill.price);
    expect(negative.findings).toContainEqual(expect.objectContaining({ code: 'figure-not-valid', targets: [path] }));
  });

  it('counts a part of the study’s own and names what it lacks', async () => {
    const own: OwnPart = {
      id: 'own-box',
      kind: 'switch',
      name: 'Own box',
      vendor: null,
      family: null,
      origin: 'an offer',
      figures: {
        ports: { unit: 'ports', low: null, typical: 64, high: null },
        price_usd: { unit: 'USD', low: null, typical: 5000, high: null },
        power_typ_w: { unit: 'W', low: null, typical: null, high: null },
      },
    };
    const study = applyChange(emptyStudy(), valueOf(setOwnPart(emptyStudy(), own)).change);
    const mine = valueOf(generateStudy('leaf-spine', { servers: 8, switch: 'own-box' })).designs[0]!;
    const facts = valueOf(await settled(pipeline.bill(mine, study.assumptions)));
    const line = facts.bill.lines.find(({ part }) => part?.id === 'own-box')!;
    expect(line.price.band?.typical).toBe(5000);
    expect(facts.bill.power.missing.map(({ path }) => path)).toContain('switches.own-box.power_typ_w');
    expect(facts.findings.filter(({ code }) => code === 'unknown-part')).toEqual([]);
  });
});

describe('media', () => {
  it('are compared policy by policy; the cheapest costs least of those that serve every cable', async () => {
    const { rows, routes } = valueOf(await settled(pipeline.media(design, none, routing)));
    expect(rows[0]!.policy).toBeNull();
    const complete = rows.filter((row) => row.tooShort + row.notServed === 0 && row.networkPrice.complete);
    const cheapest = rows.find(({ policy }) => policy === 'cheapest')!;
    for (const row of complete)
      expect(row.networkPrice.typical).toBeGreaterThanOrEqual(cheapest.networkPrice.typical - 1);
    // The study chooses the cheapest unless it says otherwise.
    expect(rows[0]).toEqual({ ...cheapest, policy: null });
    expect(routes.looked).toBeGreaterThan(0);
    expect(rows[0]!.latency_ns!.typical).toBeGreaterThan(0);
  });
});

describe('the hall', () => {
  it('has every device in a rack, and follows the options', async () => {
    const floor = valueOf(await settled(pipeline.floor(design, none)));
    const racks = await Promise.all(
      floor.plan.racks.map(async ({ rack }) => valueOf(await settled(pipeline.rack(design, none, rack)))),
    );
    expect(racks.flatMap(({ slots }) => slots)).toHaveLength(floor.devices);
    const narrow = valueOf(await settled(pipeline.floor(design, { figures: { 'site.rack_units': 12 } })));
    expect(narrow.plan.racks.length).toBeGreaterThan(floor.plan.racks.length);
    const limited = valueOf(await settled(pipeline.floor(design, { figures: { 'site.rack_power_w': 1000 } })));
    expect(limited.findings.map(({ code }) => code)).toContain('rack-over-power');
    expect(await settled(pipeline.floor(design, { figures: { 'site.rack_units': 2.5 } }))).toMatchObject({
      ok: false,
      fault: { code: 'site-out-of-range' },
    });
    expect(await settled(pipeline.rack(design, none, 9999))).toMatchObject({ ok: false });
  });
});

describe('latency', () => {
  const request = { design, assumptions: none, routing, source: null, target: null };

  it('is the sum of propagation, media and switches along one way', async () => {
    const { latency, way } = valueOf(await settled(pipeline.latency(request)));
    const { propagation_ns, media_ns, switches_ns, total_ns } = latency;
    expect(total_ns.typical).toBeCloseTo(propagation_ns.typical + media_ns.typical + switches_ns.typical, 6);
    expect(way.length).toBeGreaterThan(latency.hops);
    expect(way.at(-1)!.to).toContain('gpu');
  });

  it('takes a server as its first accelerator, and says what is no endpoint', async () => {
    const racks = valueOf(await settled(pipeline.rack(design, none, 0))).slots;
    const [server, other] = racks.filter(({ kind }) => kind === 'server').map(({ id }) => id);
    const named = valueOf(await settled(pipeline.latency({ ...request, source: server!, target: other! })));
    expect(named.source.id.startsWith(`${server}/`)).toBe(true);
    expect(await settled(pipeline.latency({ ...request, source: 'nowhere' }))).toMatchObject({ ok: false });
    expect(await settled(pipeline.latency({ ...request, source: server!, target: server! }))).toMatchObject({
      ok: false,
      fault: { code: 'same-end' },
    });
  });
});

describe('protocols', () => {
  it('tell raw from payload rate for what the design speaks', async () => {
    const roce = valueOf(generateStudy('leaf-spine', { servers: 8, protocol: 'rocev2-400' })).designs[0]!;
    const { spoken, all } = await settled(pipeline.protocols(roce, none, []));
    const network = spoken.find(({ fabric }) => fabric === 'compute')!;
    expect(network.protocol?.id).toBe('rocev2-400');
    const { typical } = network.protocol!.payload.band!;
    expect(network.payload_Gbps!.typical).toBeCloseTo(network.raw_Gbps * typical, 9);
    expect(typical).toBeLessThan(1);
    expect(all.length).toBeGreaterThan(20);
  });
});

describe('a device file', () => {
  const yaml = `---
manufacturer: Acme
model: Box 3000
slug: acme-box-3000
u_height: 2
interfaces:
${Array.from({ length: 4 }, (_, i) => `  - name: Ethernet${i}\n    type: 400gbase-x-osfp`).join('\n')}
`;
  it('gives an own part; what it does not say stays unknown', () => {
    const part = valueOf(pipeline.device('box.yaml', new TextEncoder().encode(yaml)) as never) as OwnPart;
    expect(part).toMatchObject({ id: 'own-acme-box-3000', kind: 'switch', origin: 'device file box.yaml' });
    expect(part.figures['ports']).toMatchObject({ typical: 4 });
    expect(part.figures['price_usd']).toMatchObject({ low: null, typical: null, high: null });
  });

  it('is refused with a sentence when it is none', () => {
    const answer = pipeline.device('notes.yaml', new TextEncoder().encode('hello: world\n'));
    expect(answer).toMatchObject({ ok: false, fault: { message: expect.stringContaining('manufacturer') as string } });
  });
});
