/**
 * How generating grows with the cluster: fat-trees of 1,024 to 1,024,000 accelerators, and the largest Dragonfly of 64-port switches.
 *
 * Run: npx vitest bench --run packages/generators. Prints, beside the times, bytes a link and the growth exponent of the time: the slope of
 * log time over log accelerators between the smallest and the largest tree, each the minimum of its runs. An exponent of 1 is linear.
 */
import { bench, describe } from 'vitest';
import { cablingFaults, TopologyBuilder, topologyToBytes, type Topology } from '@weft/topology';
import type { Parameters } from '@weft/model';
import { recipeOf } from '../src/recipes.ts';

function built(name: string, parameters: Parameters): Topology {
  const recipe = recipeOf(name)!;
  const checked = recipe.check(parameters);
  if (!checked.ok) throw new Error(checked.fault.message);
  const builder = new TopologyBuilder();
  const group = builder.group(0, { word: 'block', ...recipe.arrangement(parameters), device: false, part: null });
  recipe.build(parameters, builder, group);
  return builder.build();
}

/** Accelerators and the fewest milliseconds of each tree, filled as the runs go by. */
const fewest = new Map<number, number>();
const trees: readonly Parameters[] = [16, 32, 64, 128, 160].map((switchPorts) => ({ switchPorts }));
const largestDragonfly: Parameters = {
  endpointsPerRouter: 16,
  routersPerGroup: 32,
  globalLinksPerRouter: 17,
  groups: 0,
};
const few = { iterations: 5, warmupIterations: 2, time: 0, warmupTime: 0 };

describe('generate', () => {
  for (const parameters of trees) {
    const { accelerators } = recipeOf('fat-tree')!.expected(parameters);
    bench(
      `fat-tree of ${accelerators}`,
      () => {
        const began_ms = performance.now();
        built('fat-tree', parameters);
        const took_ms = performance.now() - began_ms;
        fewest.set(accelerators, Math.min(fewest.get(accelerators) ?? Infinity, took_ms));
      },
      few,
    );
  }
  bench('Dragonfly of 279,040', () => void built('dragonfly', largestDragonfly), {
    ...few,
    teardown: () => {
      const sizes = [...fewest.keys()].toSorted((a, b) => a - b);
      const [small, large] = [sizes[0]!, sizes.at(-1)!];
      const exponent = Math.log(fewest.get(large)! / fewest.get(small)!) / Math.log(large / small);
      console.log(`growth exponent ${exponent.toFixed(3)} from ${small} to ${large} accelerators`);
    },
  });
});

describe('a million accelerators', () => {
  const topology = built('fat-tree', { switchPorts: 160 });
  const bytes = topologyToBytes(topology).byteLength;
  console.log(
    `${topology.nodeCount} nodes, ${topology.linkCount} links: ${(bytes / topology.linkCount).toFixed(1)} bytes a link, symmetries and nodes included`,
  );
  bench('check its cabling', () => void cablingFaults(topology), few);
  bench('write it to one buffer', () => void topologyToBytes(topology), few);
});
