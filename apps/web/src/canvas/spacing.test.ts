import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalGaps, equalising } from './spacing.ts';

const box = (x: number, y: number, width = 40, height = 20) => ({ x, y, width, height });

describe('equal gaps', () => {
  it('go on with the gap of a row: 0-40, 100-140, so the next begins at 200', () => {
    expect(equalising(box(203, 5), [box(0, 0), box(100, 0)], 'x')).toEqual([-3]);
    // And before it: 60 to the left of 0 ends at -60, so it begins at -100.
    expect(equalising(box(-98, 5), [box(0, 0), box(100, 0)], 'x')).toEqual([-2]);
  });

  it('put a box in the middle between two, if it fits', () => {
    // 40 ... 160: the middle is 100, that of the box 104.
    expect(equalising(box(84, 0), [box(0, 0), box(160, 0)], 'x')).toEqual([-4]);
    expect(equalising(box(30, 0, 100), [box(0, 0, 20), box(110, 0)], 'x')).toEqual([]);
  });

  it('count only what the box would meet on its way', () => {
    expect(equalising(box(203, 100), [box(0, 0), box(100, 0)], 'x')).toEqual([]);
    // Beside the row by one pixel: a shared edge is no shared stretch.
    expect(equalising(box(203, 20), [box(0, 0), box(100, 0)], 'x')).toEqual([]);
  });

  it('work the same way up and down', () => {
    expect(equalising(box(0, 123, 40, 20), [box(0, 0), box(0, 60)], 'y')).toEqual([-3]);
  });

  it('are drawn between the boxes, at a height that both share', () => {
    const rest = box(200, 10);
    expect(equalGaps(rest, [box(0, 0), box(100, 0)], 'x')).toEqual([
      { from: 40, to: 100, at: 16 },
      { from: 140, to: 200, at: 18 },
    ]);
    expect(equalGaps(box(201, 10), [box(0, 0), box(100, 0)], 'x')).toEqual([]);
  });

  it('hold after each correction that was offered', () => {
    const coordinate = fc.integer({ min: -300, max: 300 });
    const some = fc.array(
      fc.tuple(coordinate, fc.integer({ min: 10, max: 60 })).map(([x, width]) => box(x, 0, width)),
      { minLength: 2, maxLength: 6 },
    );
    fc.assert(
      fc.property(coordinate, some, (x, neighbours) => {
        const moving = box(x, 0);
        for (const by of equalising(moving, neighbours, 'x')) {
          const rest = { ...moving, x: moving.x + by };
          // A correction across a neighbour's middle would meet others: only near ones are taken, so only those are looked at.
          if (Math.abs(by) > 5 || neighbours.some((one) => one.x < rest.x + rest.width && one.x + one.width > rest.x))
            continue;
          const gaps = equalGaps(rest, neighbours, 'x');
          expect(gaps.length).toBeGreaterThanOrEqual(2);
          const sizes = gaps.map((gap) => gap.to - gap.from);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(1e-5);
        }
      }),
    );
  });
});
