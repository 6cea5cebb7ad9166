import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byId, node } from './fixtures.ts';
import { nearestTo, nextInOrder, readingOrder } from './walk.ts';

// Two lines: spines above, leaves below, the second leaf a little lower.
const nodes = [
  node('leaf1', 100, 110),
  node('spine1', 150, 0),
  node('leaf0', 0, 100),
  node('spine0', 50, 5),
  node('leaf2', 200, 100),
];

describe('walking over the canvas', () => {
  it('reads lines from the top, each from the left', () => {
    expect(readingOrder(nodes).map(({ id }) => id)).toEqual(['spine0', 'spine1', 'leaf0', 'leaf1', 'leaf2']);
  });

  it('steps on and back, starts at either end, and stops there', () => {
    expect(nextInOrder(nodes, 'spine1', 1)).toBe('leaf0');
    expect(nextInOrder(nodes, 'leaf0', -1)).toBe('spine1');
    expect(nextInOrder(nodes, null, 1)).toBe('spine0');
    expect(nextInOrder(nodes, null, -1)).toBe('leaf2');
    expect(nextInOrder(nodes, 'leaf2', 1)).toBeNull();
    expect(nextInOrder([], null, 1)).toBeNull();
  });

  it('visits everything once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ max: 300 }), fc.integer({ max: 300 })), { maxLength: 30 }),
        (places) => {
          const scene = places.map(([x, y], i) => node(`n${i}`, x, y));
          const seen: string[] = [];
          for (let at = nextInOrder(scene, null, 1); at !== null; at = nextInOrder(scene, at, 1)) seen.push(at);
          expect(seen.toSorted()).toEqual(scene.map(({ id }) => id).toSorted());
        },
      ),
    );
  });

  it('jumps to the nearest in a direction, a straight neighbour before a near diagonal one', () => {
    const at = byId(nodes).get('leaf1')!;
    expect(nearestTo(nodes, at, 'left')).toBe('leaf0');
    expect(nearestTo(nodes, at, 'right')).toBe('leaf2');
    expect(nearestTo(nodes, at, 'up')).toBe('spine0');
    expect(nearestTo(nodes, at, 'down')).toBeNull();
    expect(nearestTo([at, node('diagonal', 150, 200), node('straight', 100, 230)], at, 'down')).toBe('straight');
  });
});
