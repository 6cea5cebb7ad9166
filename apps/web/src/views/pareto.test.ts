import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standingOf, type Better, type Point } from './pareto.ts';

/** By the definition, pair by pair. */
function dominates(a: Point, b: Point, betterX: Better, betterY: Better): boolean {
  const x = betterX === 'less' ? b.x - a.x : a.x - b.x;
  const y = betterY === 'less' ? b.y - a.y : a.y - b.y;
  return x >= 0 && y >= 0 && x + y > 0;
}

describe('the frontier', () => {
  it('of four designs by hand', () => {
    // Cost and bandwidth. The second costs more than the first for less; the last two each buy more for more.
    const points = [
      { x: 10, y: 50 },
      { x: 12, y: 40 },
      { x: 20, y: 80 },
      { x: 30, y: 90 },
    ];
    expect(standingOf(points, 'less', 'more')).toEqual({ frontier: [0, 2, 3], dominatedBy: [null, 0, null, null] });
  });

  it('is what the definition says, ties and all', () => {
    const side = fc.integer({ min: 0, max: 6 });
    const better = fc.constantFrom<Better>('more', 'less');
    fc.assert(
      fc.property(fc.array(fc.record({ x: side, y: side }), { maxLength: 12 }), better, better, (points, bx, by) => {
        const { frontier, dominatedBy } = standingOf(points, bx, by);
        points.forEach((point, i) => {
          const free = !points.some((other) => dominates(other, point, bx, by));
          expect(frontier.includes(i)).toBe(free);
          const winner = dominatedBy[i]!;
          expect(winner === null).toBe(free);
          if (winner !== null && !dominates(points[winner]!, point, bx, by))
            throw new Error(`${winner} does not dominate ${i}`);
        });
      }),
      { seed: 42, numRuns: 500 },
    );
  });
});
