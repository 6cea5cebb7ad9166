import { expect, test } from 'vitest';
import { TopologyBuilder } from '@weft/topology';
import { drawingOf } from './drawing.ts';
import { classes, groupClass, linkClass, podFabric } from './fabrics.testing.ts';
import { sceneLoads, unsolvedLoads } from './loads.ts';

test('the worst member and direction, and the mean by capacity', () => {
  const builder = new TopologyBuilder();
  const rack = builder.group(0, groupClass('rack', 'rows'));
  const a = builder.node(rack, classes.leaf);
  const b = builder.node(rack, classes.leaf);
  const spine = builder.node(0, classes.spine);
  builder.link(a, spine, linkClass('leaf-spine'), 400);
  builder.link(b, spine, linkClass('leaf-spine'), 100);
  const drawing = drawingOf(builder.build(), new Set());
  const { worst, mean } = sceneLoads(drawing, Float64Array.of(100, 0, 20, 80));
  // 400 Gb/s: 0.25 and 0; 100 Gb/s: 0.2 and 0.8. All told 200 of 2 x 500
  expect([...worst]).toEqual([Math.fround(0.8)]);
  expect([...mean]).toEqual([Math.fround(0.2)]);
});

test('a link without capacity is idle until it carries something', () => {
  const builder = new TopologyBuilder();
  const a = builder.node(0, classes.leaf);
  builder.link(a, builder.node(0, classes.leaf), linkClass('peer'), 0);
  const drawing = drawingOf(builder.build(), new Set());
  expect([...sceneLoads(drawing, Float64Array.of(0, 0)).worst]).toEqual([0]);
  expect([...sceneLoads(drawing, Float64Array.of(1, 0)).worst]).toEqual([Infinity]);
});

test('loads of another topology are refused, and an unsolved scene says so', () => {
  const drawing = drawingOf(
    podFabric({ pods: 1, servers: 1, accelerators: 1, leaves: 1, spines: 1, planes: 0 }),
    new Set(),
  );
  expect(() => sceneLoads(drawing, new Float64Array(3))).toThrow('3 arcs');
  expect([...unsolvedLoads(drawing.scene).worst]).toEqual([NaN, NaN]);
});

test('the busiest bundle is as busy at every level of detail', () => {
  const topology = podFabric({ pods: 3, servers: 4, accelerators: 4, leaves: 4, spines: 4, planes: 2 });
  const loads = Float64Array.from({ length: 2 * topology.linkCount }, (_, arc) => (arc * 7919) % 400);
  // links inside servers are seen in none of these
  const busiest = [[], ['b1'], ['b1/pod1'], ['b1/pod0', 'b1/pod1', 'b1/pod2', 'b1/plane0', 'b1/plane1']].map((open) =>
    Math.max(...sceneLoads(drawingOf(topology, new Set(open)), loads).worst),
  );
  expect(new Set(busiest).size).toBe(1);
});
