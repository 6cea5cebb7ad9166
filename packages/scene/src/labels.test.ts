import { describe, expect, it } from 'vitest';
import { captionOf, labelSize, placeLabels, shortened, type Ruler } from './labels.ts';
import type { SceneNode } from './scene.ts';

/** A leaf of 56 by 32 around a point. */
function node(id: string, x: number, y: number, more: Partial<SceneNode> = {}): SceneNode {
  const leaf = { kind: 'node', role: 'leaf', label: id, caption: '', count: 1, failed: 0, group: '' } as const;
  return { id, ...leaf, x, y, width: 56, height: 32, opens: null, owner: id, rail: null, plane: null, ...more };
}

/** Every letter is 0.6 of the font size wide. */
const ruler: Ruler = (text) => 0.6 * text.length;
const placed = (nodes: ReturnType<typeof node>[], zoom: number) =>
  Object.fromEntries(placeLabels(nodes, zoom, ruler).map((label) => [label.id, label]));

describe('labels', () => {
  it('stand under a node, with their middle on its middle', () => {
    const { a } = placed([node('a', 100, 40)], 1);
    // Half the node's height, half the 12 px of the text, and 4 px between.
    expect(a).toMatchObject({ place: 'below', text: 'a', x: 100, y: 40 + 16 + 6 + 4, size_px: 12 });
  });

  it('keep a size that can be read', () => {
    expect([0.05, 0.9, 1, 1.1, 4].map(labelSize)).toEqual([10.5, 11, 12, 13, 15]);
  });

  it('go inside a card that has room, and under one that has none', () => {
    const card = node('b1', 0, 0, { kind: 'stack', count: 32, label: '32 leaves', width: 132, height: 56 });
    expect(placed([card], 1)['b1']).toMatchObject({ place: 'inside', text: '32 leaves', strong: true });
    expect(placed([card], 0.2)['b1']).toMatchObject({ place: 'below', text: '32 leaves' });
    // In between the icon says of what: the number alone is whole.
    expect(placed([card], 0.5)['b1']).toMatchObject({ place: 'inside', text: '32' });
    // A cut number would be another one: it is whole at every zoom, in the card or under it.
    const many = { ...card, count: 10_964, label: '10,964 servers' };
    for (let percent = 10; percent <= 200; percent++)
      expect(placed([many], percent / 100)['b1']?.text ?? '10,964').toMatch(/^10,964( servers)?$/);
  });

  it('do not cover another node: it is left out', () => {
    // The label of `a` would reach from 20 to 32 px under it, where `b` is.
    const found = placed([node('a', 0, 0), node('b', 0, 40)], 1);
    expect(Object.keys(found)).toEqual(['b']);
  });

  it('that many things share are for who is near', () => {
    // 64 racks with one router each, far enough apart for every name; and one thing of a name of its own.
    const racks = Array.from({ length: 64 }, (_, i) =>
      node(`r${i}`, (i % 8) * 400, Math.floor(i / 8) * 400, { label: 'router 0', group: `rack${i}` }),
    );
    const all = [...racks, node('spine', 2000, -400)];
    expect(Object.keys(placed(all, 0.4))).toEqual(['spine']);
    expect(Object.keys(placed(all, 0.7))).toHaveLength(65);
    // Eight of a name still say it.
    expect(Object.keys(placed(racks.slice(0, 8), 0.4))).toHaveLength(8);
  });

  it('do not overlap each other at any zoom', () => {
    const grid = Array.from({ length: 120 }, (_, i) => node(`server${i}`, (i % 12) * 70, Math.floor(i / 12) * 60));
    const overlaps = [0.1, 0.3, 0.7, 1, 2].flatMap((zoom) => {
      const labels = placeLabels(grid, zoom, ruler);
      return labels.flatMap((one, i) =>
        labels.slice(i + 1).filter((other) => {
          const half = ((ruler(one.text, false) + ruler(other.text, false)) * one.size_px) / 2;
          return Math.abs(one.y - other.y) < one.size_px && Math.abs(one.x - other.x) < half;
        }),
      );
    });
    expect(overlaps).toEqual([]);
    // Not because there are none.
    expect(placeLabels(grid, 2, ruler)).toHaveLength(120);
  });

  it('are said by nearly all of a family or by none', () => {
    const row = Array.from({ length: 20 }, (_, i) => node(`accelerator${i}`, i * 60, 0));
    expect(placeLabels(row, 4, ruler)).toHaveLength(20);
    expect(placeLabels(row, 0.5, ruler)).toHaveLength(0);
  });

  it('say whose a stack is, and for nothing else', () => {
    const stack = { kind: 'stack', count: 32, label: '32 leaves', caption: 'unit 3' } as const;
    expect(captionOf(node('a', 0, 0, stack))).toBe('unit 3 · 32 leaves');
    expect(captionOf(node('a', 0, 0, { ...stack, caption: '' }))).toBe('32 leaves');
    expect(captionOf(node('leaf7', 0, 0))).toBe('leaf7');
    expect(captionOf(node('server 7', 0, 0, { kind: 'device', caption: '8 GPU' }))).toBe('server 7');
  });

  it('take a second line in a card that is high enough, the group over the count', () => {
    const card = node('b1', 0, 0, {
      kind: 'stack',
      count: 32,
      label: '32 leaves',
      caption: 'unit 3',
      width: 132,
      height: 56,
    });
    const [count, name] = placeLabels([card], 1, ruler);
    expect(count).toMatchObject({ text: '32 leaves', strong: true });
    expect(name).toMatchObject({ text: 'unit 3', strong: false });
    expect(name!.y).toBeLessThan(count!.y - 8);
    expect(placeLabels([{ ...card, height: 28 }], 1, ruler).map(({ text }) => text)).toEqual(['32 leaves']);
  });

  it('name the group under a stack where there is room beside others, else only the count', () => {
    const stack = { kind: 'stack', count: 8, label: '8 leaves', caption: 'unit 3', width: 132, height: 56 } as const;
    expect(placed([node('a', 0, 0, stack)], 0.3)['a']!.text).toBe('unit 3 · 8 leaves');
    // 0.3 × 300 = 90 px apart: the long text is 17 × 6.3 = 107 px wide, the short one 8 × 6.3 = 50; half of each, and 4 px, is 83.
    const pair = placed([node('a', 0, 0, stack), node('b', 300, 0, stack)], 0.3);
    expect([pair['a']!.text, pair['b']!.text]).toEqual(['unit 3 · 8 leaves', '8 leaves']);
  });

  it('end in an ellipsis where they are too long', () => {
    expect(shortened('scalable unit', 99, ruler)).toBe('scalable unit');
    // Six letters and the ellipsis are 4.2 wide.
    expect(shortened('scalable unit', 4.2, ruler)).toBe('scalab…');
    expect(shortened('scalable unit', 0, ruler)).toBe('s…');
  });
});
