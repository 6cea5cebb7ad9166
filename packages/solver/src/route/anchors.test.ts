import { describe, expect, it } from 'vitest';
import { dragonfly, fatTree, jellyfish, leafSpine, rails, type Made } from '../testing/fabrics.ts';
import { Anchors, betweenAnchors } from './anchors.ts';
import { Dag } from './dag.ts';
import { fabricOf } from './fabric.ts';

const fabric = ({ topology }: Made, links: readonly number[] = []) =>
  fabricOf(topology, { handOver: false, failures: { links, nodes: [] }, byCapacity: false, length: null });

const cases: [string, Made, number[]][] = [
  ['fat-tree', fatTree(4), []],
  ['fat-tree with failures', fatTree(4), [1, 20]],
  ['leaf-spine', leafSpine(3, 2, 2, 1), [5]],
  ['rails, where a card is on the way to a leaf', rails(3, 2, 1, 1, null), []],
  ['dragonfly', dragonfly(2, 4, 2), [50]],
  ['jellyfish', jellyfish(12, 3, 2, 5), []],
];

describe('anchors', () => {
  it.each(cases)('are reached over the only arcs there are, there and back: %s', (_, made, links) => {
    const whole = fabric(made, links);
    const anchors = new Anchors(whole);
    for (const v of made.endpoints) {
      let at = v;
      for (const a of anchors.up(v)) {
        expect(whole.tail[a]).toBe(at);
        at = whole.head[a]!;
        expect(whole.forwards[at]).toBe(1);
      }
      expect(at).toBe(anchors.of[v]);
      const back = Array.from(anchors.down(v)).toReversed();
      for (const a of back) {
        expect(whole.tail[a]).toBe(at);
        at = whole.head[a]!;
      }
      expect(at).toBe(v);
    }
  });

  it.each(cases)('keep what lies between them: distances and shares from anchor to anchor: %s', (_, made, links) => {
    const whole = fabric(made, links);
    const anchors = new Anchors(whole);
    const core = betweenAnchors(whole, anchors);
    const ends = [...new Set(Array.from(made.endpoints, (v) => anchors.of[v]!))];
    const [far, near] = [new Dag(whole), new Dag(core)];
    for (const t of ends) {
      far.aim(t);
      near.aim(t);
      const inject = new Float64Array(whole.nodeCount);
      for (const s of ends) {
        expect(near.distance[s]).toBe(far.distance[s]);
        if (s !== t && far.distance[s]! >= 0) inject[s] = 1;
      }
      const [a, b] = [new Float64Array(whole.arcCount), new Float64Array(whole.arcCount)];
      far.push(inject, a);
      near.push(inject, b);
      expect(b).toEqual(a);
    }
  });

  it('leave no arc to a host: a search among switches meets none', () => {
    const made = fatTree(4);
    const whole = fabric(made);
    const core = betweenAnchors(whole, new Anchors(whole));
    // k = 4: 48 cables, 16 of them to hosts.
    expect(core.outArc.length).toBe(2 * (48 - 16));
    for (const v of made.endpoints) expect(core.outOffset[v + 1]! - core.outOffset[v]!).toBe(0);
  });
});
