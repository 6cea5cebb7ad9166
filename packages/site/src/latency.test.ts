import { describe, expect, it } from 'vitest';
import { figuresOf } from './figures.ts';
import { latencyOf, measuredHop_ns, scaleUpBudget_ns } from './latency.ts';
import { clos, hallOf, type Hall } from './halls.testing.ts';

/** Links on the way from NIC 0 of server `from` to NIC 0 of server `to`, over the spine when their leaves differ. */
function route(hall: Hall, from: number, to: number): { source: number; links: number[] } {
  const { topology: t } = hall;
  // Eight accelerators, then eight NICs to a server.
  const [source, target] = [from * 16 + 8, to * 16 + 8];
  const links = Array.from({ length: t.linkCount }, (_, e) => e).filter(
    (e) => t.linkClasses[t.linkClass[e]!]!.fabric !== 'host',
  );
  const at = (v: number) => links.find((e) => t.linkA[e] === v)!;
  const [first, last] = [at(source), at(target)];
  const [leafA, leafB] = [t.linkB[first]!, t.linkB[last]!];
  if (leafA === leafB) return { source, links: [first, last] };
  return { source, links: [first, at(leafA), at(leafB), last] };
}

describe('zero-load latency', () => {
  it('is worked by hand within a leaf', () => {
    const hall = hallOf(clos(), { media: 'dsp', soldLengths_m: [10] });
    const { source, links } = route(hall, 0, 1);
    const found = latencyOf(hall.plan, source, links);
    // Two cables of 10 m of fibre at 4.96 ns/m; both media add 80 ns to a link; one QM9700 takes 150 ns (130 to 330).
    expect(found.propagation_ns.typical).toBeCloseTo(2 * 10 * 4.96, 9);
    expect(found.media_ns.typical).toBeCloseTo(2 * 80, 9);
    expect(found.switches_ns).toMatchObject({ low: 130, typical: 150, high: 330 });
    expect(found.total_ns.typical).toBeCloseTo(99.2 + 160 + 150, 9);
    expect(found.hops).toBe(1);
    expect(found.total_ns.complete).toBe(true);
  });

  it('adds two switches and two links across leaves', () => {
    const hall = hallOf(clos(), { media: 'dsp', soldLengths_m: [10] });
    const near = route(hall, 0, 1);
    const far = route(hall, 0, 7);
    const [a, b] = [near, far].map(({ source, links }) => latencyOf(hall.plan, source, links));
    expect(b!.hops).toBe(3);
    expect(b!.total_ns.typical - a!.total_ns.typical).toBeCloseTo(2 * 150 + 2 * (49.6 + 80), 9);
  });

  it('takes nothing but propagation for a passive wire', () => {
    const hall = hallOf(clos(), { media: 'dac', soldLengths_m: [5] });
    const { source, links } = route(hall, 0, 1);
    const found = latencyOf(hall.plan, source, links);
    expect(found.media_ns).toMatchObject({ typical: 0, complete: true });
    expect(found.propagation_ns.typical).toBeCloseTo(2 * 5 * 4.6, 9);
  });

  it('names a switch or a medium whose latency nobody published, and stays a lower bound', () => {
    const hall = hallOf(clos({ leafPart: 'sn5600', protocol: null, nicPart: 'connectx-8', rate_Gbps: 800 }), {
      media: 'acc',
    });
    const { source, links } = route(hall, 0, 1);
    const { total_ns } = latencyOf(hall.plan, source, links);
    expect(total_ns.complete).toBe(false);
    expect(total_ns.missing.map(({ path }) => path)).toEqual([
      'media.acc-800g.added_latency_ns',
      'switches.sn5600.latency_ns',
    ]);
  });

  it('falls back on the hop of the protocol, and takes the user’s own', () => {
    const request = { leafPart: 'sn5600', protocol: 'rocev2-800', nicPart: 'connectx-8', rate_Gbps: 800 };
    const latency = (changes: Record<string, number>): number => {
      const hall = hallOf(clos(request), { media: 'dsp' }, changes);
      const { source, links } = route(hall, 0, 1);
      return latencyOf(hall.plan, source, links).switches_ns.typical;
    };
    expect(latency({})).toBe(500);
    expect(latency({ 'protocols.rocev2-800.hop_latency_ns': 1000 })).toBe(1000);
    expect(latency({ 'switches.sn5600.latency_ns': 640 })).toBe(640);
  });

  it('refuses links that do not join', () => {
    const hall = hallOf(clos());
    const { source, links } = route(hall, 0, 7);
    expect(() => latencyOf(hall.plan, source, links.toReversed())).toThrow(/does not start at node/);
  });
});

describe('the published scale-up budget', () => {
  it.each([
    ['copper', 3, 477.6],
    ['fibre', 30, 747.6],
    ['hollow-core', 10, 520],
  ] as const)('holds over %s', (path, length_m, total_ns) => {
    // 450 ns of ends and switch, and the way there and on: 27.6 ns of copper, 297.6 ns of fibre, 70 ns of hollow core.
    expect(scaleUpBudget_ns(figuresOf(), length_m, path)!.typical).toBeCloseTo(total_ns, 9);
  });

  it('leaves 200 ns for the two ends when the switch takes its 250', () => {
    const fixed = scaleUpBudget_ns(figuresOf(), 0, 'copper')!.typical;
    const hop = figuresOf().of('protocol', 'sue-esun', 'hop_latency_ns').band!.typical;
    expect(fixed - hop).toBeCloseTo(200, 9);
  });
});

describe('measured latencies', () => {
  // Source: Insights into DeepSeek-V3 (ISCA 2025), table 5, 64 B from CPU to CPU.
  it('are above the zero-load latency of the network, which leaves hosts out', () => {
    const hall = hallOf(clos(), { media: 'dsp' });
    const [near, far] = [route(hall, 0, 1), route(hall, 0, 7)].map(({ source, links }) =>
      latencyOf(hall.plan, source, links),
    );
    expect(near!.total_ns.high).toBeLessThan(2800);
    expect(far!.total_ns.high).toBeLessThan(3700);
  });

  it('give the time of a hop for calibration', () => {
    // 64 B, same leaf against across leaves, two switches more: RoCE 3.6 and 5.6 us, InfiniBand 2.8 and 3.7 us.
    expect(measuredHop_ns(3600, 5600, 2)).toBe(1000);
    expect(measuredHop_ns(2800, 3700, 2)).toBe(450);
  });
});
