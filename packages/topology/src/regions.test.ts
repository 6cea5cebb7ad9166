import { describe, expect, it } from 'vitest';
import { TopologyBuilder } from './builder.ts';
import { symmetrySteps } from './regions.ts';
import type { GroupClass, NodeClass, Symmetry, Topology } from './topology.ts';

const leaf: NodeClass = { role: 'leaf', word: 'leaf', part: null, ports: null, forwards: 'always' };
const block: GroupClass = { word: 'block', layout: 'rows', columns: 0, device: false, part: null };

/** Two leaves in a block that change places, told by work that pauses and counts how often it was begun. */
function pair(begun: { times: number }): Topology {
  const builder = new TopologyBuilder();
  const group = builder.group(0, block);
  const [a, b] = [builder.node(group, leaf), builder.node(group, leaf)];
  const swap: Symmetry = { nodes: Int32Array.of(a, b), images: Int32Array.of(b, a) };
  builder.region({
    family: 'pair',
    group,
    shape: {},
    routers: Int32Array.of(a, b),
    *symmetries() {
      begun.times++;
      yield;
      return [swap];
    },
  });
  return builder.build();
}

describe('regions', () => {
  it('write their symmetries down when first asked, with pauses or at once, and once', () => {
    const begun = { times: 0 };
    const [region] = pair(begun).regions;
    expect(begun.times).toBe(0);
    const steps = symmetrySteps(region!);
    expect(steps.next().done).toBe(false);
    const made = steps.next();
    expect(made.done).toBe(true);
    expect(region!.symmetries).toBe(made.value);
    expect(begun.times).toBe(1);
    // Made already, they come without a pause.
    expect(symmetrySteps(region!).next()).toEqual({ done: true, value: made.value });
  });

  it('of a copied fabric count its nodes from where it stands', () => {
    const fabric = pair({ times: 0 });
    const builder = new TopologyBuilder();
    for (let v = 0; v < 3; v++) builder.node(0, leaf);
    const steps = builder.graft(fabric, builder.group(0, block));
    while (!steps.next().done);
    const { regions } = builder.build();
    expect([...regions[0]!.routers]).toEqual([3, 4]);
    expect(regions[0]!.symmetries.map(({ nodes, images }) => [[...nodes], [...images]])).toEqual([
      [
        [3, 4],
        [4, 3],
      ],
    ]);
  });
});
