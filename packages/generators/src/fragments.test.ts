/**
 * A design compiled with fragments is the one compiled afresh, array by array and finding by finding, after any sequence of edits.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectTopology, TopologyBuilder } from '@weft/topology';
import type { Block, Design, LinkRecord, NodeRecord, Override, Parameters } from '@weft/model';
import { valueOf } from '@weft/units';
import { topologyOf } from './compile.ts';
import { Fragments } from './fragments.ts';
import { atOnce } from './pauses.ts';
import { SeededRandom } from './random.ts';
import { recipeOf } from './recipes.ts';

const recipesUsed: readonly [string, readonly Block['parameters'][]][] = [
  ['leaf-spine', [{ servers: 4 }, { servers: 9, planes: 2 }, { servers: 40, switchPorts: 16 }, { servers: -1 }]],
  ['rail-only', [{ servers: 4 }, { servers: 6, scaleUp: 'none' }]],
  ['dragonfly', [{ groups: 3, routersPerGroup: 2, globalPorts: 1, endpointsPerRouter: 1, acceleratorsPerServer: 1 }]],
  ['torus', [{ dimensions: [3, 3] }, { dimensions: [4, 2, 2] }]],
  [
    'jellyfish',
    [
      { switches: 8, degree: 3 },
      { switches: 8, degree: 3, seed: 2 },
    ],
  ],
  ['scale-up', [{ domains: 2 }, { domains: 3, acceleratorsPerDomain: 4 }]],
  ['nothing', [{}]],
];
const ends = [
  'n1',
  'n2',
  'b1/leaf0',
  'b2/leaf1',
  'b1/server0',
  'b3/router2',
  'b2/plane1/spine0',
  'b9/leaf0',
  'b1/server1/nic0',
];
const paths = ['b1/leaf0', 'b1/server0', 'b1/leaf0:0', 'b2/leaf1:3', 'b2', 'b3/router0', 'b1/server0/gpu1', 'b4/unit0'];

function blockFrom(random: SeededRandom, id: string): Block {
  const [recipe, choices] = recipesUsed[random.below(recipesUsed.length)]!;
  const parameters = choices[random.below(choices.length)]!;
  return {
    id,
    name: random.below(3) === 0 ? 'Named' : '',
    recipe,
    recipeVersion: 1,
    parameters,
    x: random.below(90),
    y: 0,
  };
}

function nodeFrom(random: SeededRandom, id: string): NodeRecord {
  return {
    id,
    kind: (['server', 'switch', 'service', 'accelerator'] as const)[random.below(4)]!,
    name: id,
    part: random.below(3) === 0 ? 'qm9700' : null,
    x: null,
    y: null,
    group: random.below(4) === 0 ? 'g1' : null,
    ports: random.below(3) === 0 ? 2 : null,
    port_Gbps: random.below(3) === 0 ? null : 400,
    tier: null,
    accelerators: random.below(4),
    scaleUp_Gbps: random.below(2) === 0 ? 3600 : null,
  };
}

function linkFrom(random: SeededRandom, id: string): LinkRecord {
  const end = (): LinkRecord['a'] => ({
    at: ends[random.below(ends.length)]!,
    port: random.below(3) === 0 ? random.below(4) : null,
  });
  return { id, a: end(), z: end(), rate_Gbps: random.below(2) === 0 ? null : 800, medium: null, label: '' };
}

function overrideFrom(random: SeededRandom, id: string): Override {
  switch (random.below(4)) {
    case 0:
      return { id, removed: true };
    case 1:
      return { id, rate_Gbps: 100 };
    case 2:
      return { id, name: 'Renamed' };
    default:
      return { id, x: random.below(50), y: 7 };
  }
}

type Table = 'blocks' | 'nodes' | 'links' | 'groups' | 'overrides';

/** The design after one edit: a record added, replaced or taken away. */
function edited(design: Design, random: SeededRandom): Design {
  const table = (['blocks', 'blocks', 'nodes', 'links', 'links', 'groups', 'overrides'] as const)[random.below(7)]!;
  const id = {
    blocks: `b${1 + random.below(4)}`,
    nodes: `n${1 + random.below(3)}`,
    links: `l${1 + random.below(5)}`,
    groups: 'g1',
    overrides: paths[random.below(paths.length)]!,
  }[table];
  const records: Record<string, unknown> = { ...design[table] };
  if (random.below(4) === 0) delete records[id];
  else records[id] = recordFrom(table, id, random);
  return { ...design, [table]: records };
}

function recordFrom(table: Table, id: string, random: SeededRandom): unknown {
  if (table === 'blocks') return blockFrom(random, id);
  if (table === 'nodes') return nodeFrom(random, id);
  if (table === 'links') return linkFrom(random, id);
  if (table === 'groups') return { id, name: 'Group', parent: null, layout: 'rows', x: null, y: null };
  return overrideFrom(random, id);
}

describe('fragments', () => {
  it('give the topology and findings of a fresh compilation after any edits', () => {
    let grafted = 0;
    fc.assert(
      fc.property(fc.noShrink(fc.integer({ min: 0, max: 2 ** 31 - 1 })), (seed) => {
        const random = new SeededRandom(seed);
        const fragments = new Fragments();
        let design: Design = { id: 'd1', name: '', blocks: {}, nodes: {}, links: {}, groups: {}, overrides: {} };
        for (let step = 0; step < 12; step++) {
          design = edited(design, random);
          const cached = topologyOf(design, fragments);
          expectTopology(cached.topology);
          expect(cached).toEqual(topologyOf(design));
          if (Object.keys(design.blocks).length > 1) grafted++;
        }
      }),
      { numRuns: 30 },
    );
    expect(grafted).toBeGreaterThan(20);
  });

  it('are made once for equal parameters, forgotten when not used for long, and not kept at all when too large', () => {
    const torus = recipeOf('torus')!;
    const parametersOf = (...dimensions: number[]): Parameters => valueOf(torus.check({ dimensions }));
    // A torus of n x m has 3nm nodes and links: 27, 36 and 36 fit into 200, 48 + 60 + 72 push them out, 300 never fit.
    const fragments = new Fragments(200);
    const first = fragments.of(torus, parametersOf(3, 3));
    expect(fragments.of(torus, parametersOf(3, 3))).toBe(first);
    fragments.of(torus, parametersOf(3, 4));
    expect(fragments.of(torus, parametersOf(3, 3))).toBe(first);
    fragments.of(torus, parametersOf(4, 3));
    expect(fragments.of(torus, parametersOf(3, 3))).toBe(first);
    for (const long of [4, 5, 6]) fragments.of(torus, parametersOf(long, 4));
    expect(fragments.of(torus, parametersOf(3, 3))).not.toBe(first);
    expect(fragments.of(torus, parametersOf(10, 10))).toBeNull();
  });

  it('close the groups they come into', () => {
    const alone = new TopologyBuilder();
    const leafClass = { role: 'leaf', word: 'leaf', part: null, ports: null, forwards: 'always' } as const;
    const block = { word: 'block', layout: 'rows', columns: 0, device: false, part: null } as const;
    alone.node(alone.group(0, block), leafClass);
    const builder = new TopologyBuilder();
    const group = builder.group(0, block);
    atOnce(builder.graft(alone.build(), group));
    expect(() => builder.node(group, leafClass)).toThrow('takes no further members');
  });
});
