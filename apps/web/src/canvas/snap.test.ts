import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gridStep, snapped, toGrid } from './snap.ts';

const box = (x: number, y: number, width = 40, height = 20) => ({ x, y, width, height });

describe('the grid', () => {
  it('takes the nearest multiple of 8, and never a negative zero', () => {
    expect([3, 4, 11, 12, -3, -13].map((value) => toGrid(value))).toEqual([0, 8, 8, 16, 0, -16]);
    expect(Object.is(toGrid(-1), 0)).toBe(true);
  });

  it('takes the anchor to the grid where no neighbour is near', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -999, max: 999, noNaN: true }),
        fc.double({ min: -999, max: 999, noNaN: true }),
        (x, y) => {
          const { dx, dy, guides } = snapped(box(x - 20, y - 10), { x, y }, [], 6);
          expect(Math.abs((x + dx) / gridStep - Math.round((x + dx) / gridStep))).toBeLessThan(1e-9);
          expect(Math.abs(dx)).toBeLessThanOrEqual(gridStep / 2);
          expect(Math.abs(dy)).toBeLessThanOrEqual(gridStep / 2);
          expect(guides).toEqual([]);
        },
      ),
    );
  });
});

describe('guides', () => {
  it('line up left edges, and the other axis stays on the grid', () => {
    // The neighbour's left edge is at 100, the moving one's at 103: -3. Its middle in y is 210 -> 208.
    const { dx, dy, guides } = snapped(box(103, 200, 60), { x: 133, y: 210 }, [box(100, 0)], 6);
    expect([dx, dy]).toEqual([-3, -2]);
    // From the neighbour's top to the resting box's bottom: 200 - 2 + 20.
    expect(guides).toEqual([{ axis: 'x', at: 100, from: 0, to: 218 }]);
  });

  it('line up middles with middles, not with edges', () => {
    // Middles at 120 and 122: -2. The moving box's left edge, 92, is near nothing.
    const moving = box(92, 300, 60);
    expect(snapped(moving, { x: 122, y: 310 }, [box(100, 0)], 6).dx).toBe(-2);
    // A middle at 140 and an edge at 140 are not the same line: the grid decides.
    expect(snapped(box(110, 300, 60), { x: 140, y: 310 }, [box(140, 0, 1000)], 6).dx).toBe(toGrid(140) - 140);
  });

  it('take the nearest of several, and nothing out of reach', () => {
    expect(snapped(box(105, 0), { x: 125, y: 10 }, [box(100, 90), box(107, 90)], 6).dx).toBe(2);
    expect(snapped(box(107, 0), { x: 127, y: 10 }, [box(100, 90)], 6).dx).toBe(toGrid(127) - 127);
  });

  it('leave a box that lines up already where it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), (x) => {
        const rest = box(x, 0);
        expect(snapped(rest, { x: x + 20, y: 10 }, [box(x, 300)], 6).dx).toBe(0);
      }),
    );
  });

  it('draw one line through the middle rather than two along the edges of an equal neighbour', () => {
    // In y the grid takes the middle from 110 to 112, and so the lower edge to 122.
    const { guides } = snapped(box(0, 100), { x: 20, y: 110 }, [box(0, 0)], 6);
    expect(guides.filter(({ axis }) => axis === 'x')).toEqual([{ axis: 'x', at: 20, from: 0, to: 122 }]);
  });

  it('hold the distance of a row, measured between ticks, where that is nearer than any line', () => {
    // Edges at 0, 40, 100, 140; the gap of 60 goes on at 200, 2 from here, and the middle in y lines up at 10.
    const { dx, dy, guides } = snapped(box(202, 1), { x: 222, y: 11 }, [box(0, 0), box(100, 0)], 6);
    expect([dx, dy]).toEqual([-2, -1]);
    expect(guides.filter((guide) => guide.gap)).toEqual([
      { axis: 'y', at: 16, from: 40, to: 100, gap: true },
      { axis: 'y', at: 16, from: 140, to: 200, gap: true },
    ]);
  });

  it('leave an axis alone that the hand keeps still', () => {
    const { dx, dy, guides } = snapped(box(103, 201), { x: 123, y: 211 }, [box(100, 200)], 6, { only: 'x' });
    expect([dx, dy]).toEqual([-3, 0]);
    expect(guides.every(({ axis }) => axis === 'x')).toBe(true);
  });
});
