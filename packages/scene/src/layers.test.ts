import { describe, expect, test } from 'vitest';
import { TopologyBuilder } from '@weft/topology';
import { classes, podFabric } from './fabrics.testing.ts';
import { layersOf } from './layers.ts';

describe('layers', () => {
  test('count servers once, parts on each rail, links of each fabric', () => {
    const layers = layersOf(podFabric({ pods: 2, servers: 3, accelerators: 4, leaves: 2, spines: 2, planes: 0 }));
    // accelerators, NICs and scale-up switches stand in servers and are counted as those
    expect(layers.roles).toEqual([
      { of: 'spine', count: 2 },
      { of: 'leaf', count: 4 },
      { of: 'server', count: 6 },
    ]);
    // of each server one accelerator and one NIC
    expect(layers.rails.slice(0, 4).map(({ of }) => of)).toEqual([0, 1, 2, 3]);
    expect(layers.rails.every(({ count }) => count >= 12)).toBe(true);
    expect(layers.fabrics.find(({ of }) => of === 'host')).toEqual({ of: 'host', count: 24 });
    expect(layers.fabrics.find(({ of }) => of === 'scale-up')).toEqual({ of: 'scale-up', count: 24 });
  });

  test('a design without rails, planes or links has none to hide', () => {
    const builder = new TopologyBuilder();
    builder.node(0, classes.leaf);
    expect(layersOf(builder.build())).toEqual({
      roles: [{ of: 'leaf', count: 1 }],
      rails: [],
      planes: [],
      fabrics: [],
    });
  });
});
