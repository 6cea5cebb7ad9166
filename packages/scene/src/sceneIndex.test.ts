/** The index of a topology is made once, however many pictures ask for it at the same time. */
import { expect, it } from 'vitest';
import { TopologyBuilder, type Topology } from '@weft/topology';
import { sceneIndexOf, sceneIndexSteps } from './sceneIndex.ts';

/** A leaf and servers of one accelerator. */
function star(servers: number): Topology {
  const builder = new TopologyBuilder();
  const leaf = { role: 'leaf', word: 'leaf', part: null, ports: servers, forwards: 'always' } as const;
  const accelerator = { role: 'accelerator', word: 'gpu', part: null, ports: 1, forwards: 'handOver' } as const;
  const cable = { kind: 'nic-leaf', fabric: 'scale-out', protocol: null, medium: null } as const;
  const middle = builder.node(0, leaf);
  for (let i = 0; i < servers; i++) builder.link(builder.node(0, accelerator), middle, cable, 400);
  return builder.build();
}

it('takes turns at one making', () => {
  const alone = [...sceneIndexSteps(star(200_000))].length;
  const topology = star(200_000);
  const [one, other] = [sceneIndexSteps(topology), sceneIndexSteps(topology)];
  let steps = 0;
  for (let going = true; going;) {
    going = false;
    for (const each of [one, other]) {
      if (each.next().done) continue;
      steps++;
      going = true;
    }
  }
  // One step of the two may be an end.
  expect(steps).toBeLessThanOrEqual(alone);
  expect(sceneIndexOf(topology)).toBe(sceneIndexOf(topology));
});

it('goes on where a stopped one left off', () => {
  const topology = star(200_000);
  const stopped = sceneIndexSteps(topology);
  stopped.next();
  stopped.next();
  stopped.return(undefined as never);
  const again = [...sceneIndexSteps(topology)].length;
  expect(again).toBeLessThan([...sceneIndexSteps(star(200_000))].length);
  expect(sceneIndexOf(topology).order.link.length).toBe(200_000);
});

it('is another for another filter', () => {
  const topology = star(3);
  const all = sceneIndexOf(topology);
  const hidden = sceneIndexOf(topology, { roles: ['leaf'], rails: [], planes: [], fabrics: [] });
  expect(all.order.link.length).toBe(3);
  expect(hidden.order.link.length).toBe(0);
});
