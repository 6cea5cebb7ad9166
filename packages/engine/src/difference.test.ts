import { describe, expect, it } from 'vitest';
import { TopologyBuilder, expectTopology, type Topology } from '@weft/topology';
import { differenceOf } from './difference.ts';

/** `a:0-b:1@400` is a cable of 400 Gb/s from port 0 of a to port 1 of b. */
function wired(...cables: string[]): Topology {
  const builder = new TopologyBuilder();
  const nodes = new Map<string, number>();
  const nodeOf = (label: string): number => {
    const known = nodes.get(label);
    if (known !== undefined) return known;
    const made = builder.node(
      0,
      { role: 'leaf', word: 'switch', part: null, ports: null, forwards: 'always' },
      // Names differ between the two sides, labels are what is compared.
      { name: `n${nodes.size}`, label },
    );
    nodes.set(label, made);
    return made;
  };
  for (const cable of cables) {
    const [, a, portA, b, portB, rate] = /^(\w+):(\d+)-(\w+):(\d+)@(\d+)$/.exec(cable)!;
    const linkClass = { kind: 'switch-switch', fabric: 'compute', protocol: null, medium: null };
    builder.link(nodeOf(a!), nodeOf(b!), linkClass, Number(rate), { a: Number(portA), b: Number(portB) });
  }
  const topology = builder.build();
  expectTopology(topology);
  return topology;
}

function told({
  a,
  portA,
  b,
  portB,
  rate_Gbps,
}: {
  a: string;
  portA: number;
  b: string;
  portB: number;
  rate_Gbps: number;
}) {
  return `${a}:${portA}-${b}:${portB}@${rate_Gbps}`;
}

/** One switch called sw in each group, all linked to one core. */
function inGroups(words: readonly string[]): Topology {
  const builder = new TopologyBuilder();
  const switchClass = { role: 'leaf', word: 'leaf', part: null, ports: null, forwards: 'always' } as const;
  const linkClass = { kind: 'leaf-leaf', fabric: 'compute', protocol: null, medium: null };
  const groupClass = { word: 'group', layout: 'free', columns: 0, device: false, part: null } as const;
  const nodes = words.map((word) =>
    builder.node(builder.group(0, groupClass, { name: word }), switchClass, { label: 'sw' }),
  );
  const spine = builder.node(0, switchClass, { label: 'core' });
  for (const node of nodes) builder.link(node, spine, linkClass, 400);
  return builder.build();
}

describe('plan against actual', () => {
  it('finds nothing between a wiring and the same one told from the other ends', () => {
    const difference = differenceOf(wired('a:0-b:1@400', 'b:2-c:0@200'), wired('c:0-b:2@200', 'b:1-a:0@400'), true);
    expect(difference).toEqual({
      present: 2,
      missing: [],
      additional: [],
      moved: [],
      otherSpeed: [],
      devices: { missing: [], additional: [] },
    });
  });

  it('tells missing, additional, moved and other speed apart', () => {
    const plan = wired('a:0-b:0@400', 'a:1-b:1@400', 'a:2-c:0@400', 'a:3-c:1@400');
    const actual = wired('a:0-b:0@200', 'a:1-b:7@400', 'a:2-c:0@400', 'd:0-b:3@400');
    const difference = differenceOf(plan, actual, true);
    expect(difference.present).toBe(1);
    expect(difference.otherSpeed.map(({ plan, actual }) => [told(plan), told(actual)])).toEqual([
      ['a:0-b:0@400', 'a:0-b:0@200'],
    ]);
    expect(difference.moved.map(({ plan, actual }) => [told(plan), told(actual)])).toEqual([
      ['a:1-b:1@400', 'a:1-b:7@400'],
    ]);
    expect(difference.missing.map(told)).toEqual(['a:3-c:1@400']);
    expect(difference.additional.map(told)).toEqual(['d:0-b:3@400']);
    expect(difference.devices).toEqual({ missing: [], additional: ['d'] });
  });

  it('calls two swapped cables two moves, not four faults', () => {
    const difference = differenceOf(wired('a:0-b:0@400', 'a:1-c:0@400'), wired('a:1-b:0@400', 'a:0-c:0@400'), true);
    expect(difference.moved).toHaveLength(2);
    expect(difference.missing).toEqual([]);
    expect(difference.additional).toEqual([]);
  });

  it('compares by pairs of devices where port numbers mean nothing', () => {
    const plan = wired('a:0-b:0@400', 'a:1-b:1@400', 'a:2-c:0@400');
    const actual = wired('a:8-b:8@400', 'a:9-b:9@200', 'b:5-c:5@400');
    const difference = differenceOf(plan, actual, false);
    expect(difference.present).toBe(1);
    expect(difference.otherSpeed.map(({ actual }) => told(actual))).toEqual(['a:9-b:9@200']);
    expect(difference.missing.map(told)).toEqual(['a:2-c:0@400']);
    expect(difference.additional.map(told)).toEqual(['b:5-c:5@400']);
  });

  it('counts each cable of the plan and of the actual exactly once', () => {
    const plan = wired('a:0-b:0@400', 'a:1-b:1@400', 'a:2-c:0@400', 'c:1-d:1@100');
    const actual = wired('a:1-b:0@400', 'a:0-c:0@400', 'c:1-d:1@400', 'd:2-a:2@100');
    for (const byPorts of [true, false]) {
      const { present, missing, additional, moved, otherSpeed } = differenceOf(plan, actual, byPorts);
      expect(present + missing.length + moved.length + otherSpeed.length).toBe(plan.linkCount);
      expect(present + additional.length + moved.length + otherSpeed.length).toBe(actual.linkCount);
    }
  });

  it('knows a labelled device in whatever group it stands, and tells bearers of one label apart by path', () => {
    expect(differenceOf(inGroups(['x']), inGroups(['y']), true)).toMatchObject({
      present: 1,
      devices: { missing: [] },
    });
    // Two switches called sw: only their paths say which is which, and x/leaf0 is in both.
    const difference = differenceOf(inGroups(['x', 'y']), inGroups(['x', 'z']), true);
    expect(difference.present).toBe(1);
    expect(difference.devices).toEqual({ missing: ['y/leaf0'], additional: ['z/leaf0'] });
  });
});
