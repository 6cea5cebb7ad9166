/**
 * TUB and average distance of our own Clos, Jellyfish and Xpander at 8,000 hosts, against the released instances of the same parameters.
 *
 * A random graph's TUB differs between seeds far less than the 1 % allowed: most pairs of the worst permutation are at the diameter.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { endpointsOf, roleOf, type Topology } from '@weft/topology';
import { tubOf } from '@weft/solver';
import { averageDistance } from './measure.testing.ts';
import { instanceOf, type TubCase } from './worst-permutation.testing.ts';

const file = path.resolve(import.meta.dirname, '../../../../../shared/reference/cases.json');
const cases = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as TubCase[]).filter(({ id }) => id.startsWith('tub-'))
  : [];

/** One of the cases, so that there is always one: 32 ports, 24 links to switches in 25 sets of 40. */
const always: TubCase = {
  id: 'Xpander of 1,000 switches',
  inputs: {
    family: 'Xpander',
    switch_radix: 32,
    servers_per_tor: 8,
    servers: 8000,
    switches: 1000,
    interswitch_links: 12_000,
  },
  // A permutation of switches at 3 hops each: 2 x 12,000 links over 1,000 x 8 x 3 hops. Of 999 others 24 are at one hop; of the other 975 the
  // 24 x 23 walks of two hops miss the part exp(-552/975), as in any random graph, and those are at three.
  expected: { tub_throughput: 1, avg_tor_distance: (24 + 975 * (2 + Math.exp(-552 / 975))) / 999 },
};

describe('the worst permutation', () => {
  it.each([always, ...cases].map((one) => [one.id, one] as const))(
    '%s',
    (_, one) => {
      const topology = instanceOf(one);
      const { expected, inputs } = one;
      const joins = (e: number): boolean =>
        isSwitch(topology, topology.linkA[e]!) && isSwitch(topology, topology.linkB[e]!);
      const links = [...topology.linkA.keys()].filter(joins);
      // A degree that does not divide leaves one port of a released graph open.
      expect(Math.abs(links.length - inputs.interswitch_links)).toBeLessThanOrEqual(1);
      const { bound_Gbps, permutation } = tubOf(topology, endpointsOf(topology), false);
      expect(new Set(permutation).size).toBe(permutation.length);
      expect(Math.abs(bound_Gbps / expected.tub_throughput - 1)).toBeLessThan(0.01);
      expect(Math.abs(averageDistance(topology) / expected.avg_tor_distance - 1)).toBeLessThan(0.005);
    },
    120_000,
  );
});

function isSwitch(topology: Topology, node: number): boolean {
  return ['leaf', 'spine', 'core', 'router'].includes(roleOf(topology, node));
}
