/**
 * Published bandwidths against what is drawn: a Dragonfly's taper from its links, a torus's links and its all-to-all. Where the file of reference
 * cases is at hand.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { endpointsOf, linkClassOf, roleOf, type Topology } from '@weft/topology';
import { defaultWorkload, type Design, type Parameters } from '@weft/model';
import { topologyOf } from '@weft/generators';
import { generateStudy } from './generate.ts';
import { createPipeline } from './pipeline.ts';
import { settled } from './work.ts';

interface Case {
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
}

const file = path.resolve(import.meta.dirname, '../../../../shared/reference/cases.json');
const cases: readonly Case[] = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Case[]) : [];
const caseOf = (id: string): Case => cases.find((one) => one.id === id)!;

function drawn(recipe: string, parameters: Parameters): { design: Design; topology: Topology } {
  const design = valueOf(generateStudy(recipe, parameters)).designs[0]!;
  return { design, topology: topologyOf(design).topology };
}

/** Capacity of the links of a kind, one direction, TB/s; and how many they are. */
function sumOf(topology: Topology, kind: string): { readonly TBps: number; readonly links: number } {
  let [sum_Gbps, links] = [0, 0];
  for (let e = 0; e < topology.linkCount; e++) {
    if (linkClassOf(topology, e).kind !== kind) continue;
    sum_Gbps += topology.linkCapacity_Gbps[e]!;
    links++;
  }
  return { TBps: sum_Gbps / 8e3, links };
}

describe.skipIf(cases.length === 0)('published bandwidths (skipped without the reference cases)', () => {
  it('are those of the compute groups of Frontier: injection, global links, taper', () => {
    const { inputs, expected } = caseOf('frontier-bandwidth');
    const groups = inputs['compute_groups'] as number;
    const perGroup = inputs['nics_per_group'] as number;
    const { topology } = drawn('dragonfly', {
      groups,
      // 32 switches of a group with 16 hosts each: 512 NICs. 4 links to each of 73 groups are 292, so up to 10 a switch.
      routersPerGroup: perGroup / 16,
      endpointsPerRouter: 16,
      globalLinksPerRouter: 10,
      linksPerGroupPair: inputs['links_per_group_pair'] as number,
      link_Gbps: inputs['link_Gbps'] as number,
      acceleratorsPerServer: 1,
      nicsPerServer: 1,
      scaleUp: 'none',
    });
    const injection = sumOf(topology, 'nic-router');
    const global = sumOf(topology, 'global');
    expect(injection.links).toBe(groups * perGroup);
    // Every global link stands between two groups: each group sees it.
    const globalPerGroup_TBps = (2 * global.TBps) / groups;
    expect(injection.TBps / groups).toBeCloseTo(expected['injection_TBps_per_group'] as number, 9);
    expect(globalPerGroup_TBps).toBeCloseTo(expected['global_TBps_per_group'] as number, 9);
    expect(Math.round((100 * globalPerGroup_TBps * groups) / injection.TBps)).toBe(expected['taper_pct']);
    expect(Math.round(global.TBps)).toBe(expected['system_global_TBps_each_way']);
  });

  const tpu = cases.find(({ id }) => id === 'tpu-ici-links');
  const shapes = Object.entries((tpu?.expected['pod_shape'] ?? {}) as Readonly<Record<string, readonly number[]>>);
  const rates = (tpu?.expected['one_way_GBps_per_link'] ?? {}) as Readonly<Record<string, number>>;
  const said = (tpu?.inputs['links'] ?? {}) as Readonly<Record<string, string>>;

  it.each(shapes)(
    'are those of a TPU %s pod: links of a chip, and an all-to-all at its closed form',
    async (name, shape) => {
      const link_Gbps = 8 * rates[name]!;
      const { design, topology } = drawn('torus', { dimensions: shape, link_Gbps });
      const chips = shape.reduce((product, k) => product * k, 1);
      expect(endpointsOf(topology)).toHaveLength(chips);
      // `3D, 6 links`
      const [, dimensions, links] = /^(\d)D, (\d) links$/.exec(said[name]!)!.map(Number);
      expect(shape).toHaveLength(dimensions!);
      const ends = new Int32Array(topology.nodeCount);
      for (let e = 0; e < topology.linkCount; e++) {
        expect(topology.linkCapacity_Gbps[e]).toBe(link_Gbps);
        ends[topology.linkA[e]!]!++;
        ends[topology.linkB[e]!]!++;
      }
      expect(new Set(ends.filter((_, v) => roleOf(topology, v) === 'accelerator'))).toEqual(new Set([links]));
      // Half-way round a ring of k the mean way is k/4, half of it each way: a link carries chips x k/8 pairs along the longest.
      const best = valueOf(
        await settled(createPipeline().optimum({ design, workload: defaultWorkload, failed: [] }, 0.001)),
      );
      const rate_Gbps = (8 * link_Gbps) / (chips * Math.max(...shape));
      expect(best.low_Gbps / rate_Gbps).toBeGreaterThan(0.999);
      expect(best.low_Gbps / rate_Gbps).toBeLessThan(1 + 1e-9);
      expect(best.high_Gbps / rate_Gbps).toBeGreaterThan(1 - 1e-9);
    },
  );

  it('are the rate that a torus has when none is asked for', () => {
    const { topology } = drawn('torus', { dimensions: [4, 4, 4] });
    expect(topology.linkCapacity_Gbps[0]).toBe(8 * rates['v4p']!);
  });
});
