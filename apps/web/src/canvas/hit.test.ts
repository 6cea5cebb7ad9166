import { describe, expect, it } from 'vitest';
import { backdropBox } from './geometry.ts';
import { backdrop, byId, link, node } from './fixtures.ts';
import { hitLink, hitNode, hitPort, membersOf, portsOf } from './hit.ts';

const plain = { pan: { x: 0, y: 0 }, zoom: 1 };
const far = { pan: { x: 0, y: 0 }, zoom: 0.1 };
const nodes = byId([node('a', 0, 0), node('b', 200, 0), node('c', 200, 200)]);

describe('what lies under the pointer', () => {
  it('is a node within its box, not beside it', () => {
    // 56 × 32 around the origin.
    expect(hitNode(nodes.values(), plain, { x: 27, y: 15 }, 'mouse')).toBe('a');
    expect(hitNode(nodes.values(), plain, { x: 27, y: 17 }, 'mouse')).toBeNull();
  });

  it('gives a finger 32 px, and a mouse 14 px, of a node drawn smaller', () => {
    // At a tenth the node is 5.6 × 3.2 px; the mouse gets 14 / 2 = 7 px from the middle in y, the finger 16.
    expect(hitNode(nodes.values(), far, { x: 0, y: 6.9 }, 'mouse')).toBe('a');
    expect(hitNode(nodes.values(), far, { x: 0, y: 7.1 }, 'mouse')).toBeNull();
    expect(hitNode(nodes.values(), far, { x: 0, y: 15 }, 'touch')).toBe('a');
  });

  it('is the nearest of small nodes whose areas overlap', () => {
    const close = [node('left', 0, 0), node('right', 100, 0)];
    expect(hitNode(close, far, { x: 4, y: 0 }, 'mouse')).toBe('left');
    expect(hitNode(close, far, { x: 6, y: 0 }, 'mouse')).toBe('right');
  });

  it('is a link within 5 px of its line', () => {
    const links = [link('a', 'b'), link('b', 'c')];
    expect(hitLink(links, nodes, plain, { x: 100, y: 4 }, 'mouse')).toBe('a~b');
    expect(hitLink(links, nodes, plain, { x: 100, y: 6 }, 'mouse')).toBeNull();
    expect(hitLink(links, nodes, plain, { x: 197, y: 100 }, 'mouse')).toBe('b~c');
    // The line ends at the nodes.
    expect(hitLink(links, nodes, plain, { x: -10, y: 0 }, 'mouse')).toBeNull();
  });

  it('is a port 9 px outside the middle of each side, unless the node is too small', () => {
    const a = nodes.get('a')!;
    expect(portsOf(a, plain)).toEqual([
      { x: 0, y: -25 },
      { x: 37, y: 0 },
      { x: 0, y: 25 },
      { x: -37, y: 0 },
    ]);
    expect(hitPort(a, plain, { x: 0, y: -30 })).toBe(true);
    expect(hitPort(a, plain, { x: 0, y: 0 })).toBe(false);
    expect(portsOf(a, far)).toEqual([]);
    expect(hitPort(undefined, plain, { x: 0, y: 0 })).toBe(false);
  });
});

describe('the members of an open group', () => {
  it('are its nodes and those of the groups open in it', () => {
    const backdrops = [
      backdrop('pod', 0, 0, 400, 400),
      backdrop('pod/server', 200, 200, 150, 150, 1),
      backdrop('other', 900, 0, 99, 99),
    ];
    const inside = [
      node('leaf', 50, 50, { group: 'pod' }),
      node('gpu', 250, 250, { group: 'pod/server' }),
      node('far', 950, 50, { group: 'other' }),
      node('free', 60, 60),
    ];
    expect(membersOf(backdrops[0]!, inside, backdrops, backdropBox)).toEqual({
      nodes: ['leaf', 'gpu'],
      groups: ['pod/server'],
    });
    expect(membersOf(backdrops[1]!, inside, backdrops, backdropBox)).toEqual({ nodes: ['gpu'], groups: [] });
  });
});
