/**
 * Opening one pod against drawing everything from nothing, at 10,000, 100,000 and a million accelerators.
 *
 * Run: npx vitest bench --run packages/scene. What counts is the ratio it prints ("times faster than"): it holds between machines, the
 * milliseconds do not.
 */
import { bench, describe } from 'vitest';
import { drawingOf } from '../src/drawing.ts';
import { podFabric } from '../src/fabrics.testing.ts';
import { sceneLoads } from '../src/loads.ts';

describe.each([10, 100, 1000])('%i pods of 125 servers', (pods) => {
  const topology = podFabric({ pods, servers: 125, accelerators: 8, leaves: 8, spines: 64, planes: 8 });
  const drawing = drawingOf(topology, new Set(['b1/pod7']));
  const arcLoad_Gbps = new Float64Array(2 * topology.linkCount).fill(100);
  const few = { iterations: 5, warmupIterations: 1, time: 0, warmupTime: 0 };
  let next = 0;

  bench('opening one pod', () => void drawingOf(topology, new Set([`b1/pod${next++ % pods}`])), few);
  // a copy of the record is another topology to the index: nothing is remembered of it
  bench('from nothing', () => void drawingOf({ ...topology }, new Set(['b1/pod7'])), few);
  bench('loads of its links', () => void sceneLoads(drawing, arcLoad_Gbps), few);
});
