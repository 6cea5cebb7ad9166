import { drawnRoles } from '@weft/scene';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { node } from './fixtures.ts';
import { borderTowards, cornersOf } from './shape.ts';

describe('outlines', () => {
  it('are left where the way to a point crosses them', () => {
    // A box of 72 × 44: to the right at 36, down at 22, along the diagonal at the corner.
    const box = node('server', 0, 0, { role: 'server', width: 72, height: 44 });
    expect(borderTowards(box, { x: 500, y: 0 })).toEqual({ x: 36, y: 0 });
    expect(borderTowards(box, { x: 0, y: 500 })).toEqual({ x: 0, y: 22 });
    expect(borderTowards(box, { x: 720, y: 440 })).toEqual({ x: 36, y: 22 });
    // An ellipse: a unit circle stretched, so 45 degrees of it is at 1/√2 of each half.
    const round = borderTowards(node('router', 0, 0, { role: 'router', width: 60, height: 40 }), { x: 300, y: 200 });
    expect(round.x).toBeCloseTo(30 / Math.SQRT2, 9);
    expect(round.y).toBeCloseTo(20 / Math.SQRT2, 9);
    // A hexagon narrows to a point at each side: on its slope x + y/2 = 1 in halves.
    const six = borderTowards(node('spine', 0, 0, { role: 'spine', width: 64, height: 32 }), { x: 320, y: 160 });
    expect(six.x / 32 + six.y / 16 / 2).toBeCloseTo(1, 9);
  });

  it('are never left outside the box, nor beyond the point for a point outside', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...drawnRoles),
        fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
        (role, angle) => {
          const one = node('n', 10, -20, { role });
          const to = { x: 10 + 900 * Math.cos(angle), y: -20 + 900 * Math.sin(angle) };
          const at = borderTowards(one, to);
          expect(Math.abs(at.x - 10)).toBeLessThanOrEqual(28 + 1e-9);
          expect(Math.abs(at.y + 20)).toBeLessThanOrEqual(16 + 1e-9);
          // On the way to the point, and not at the centre.
          const along = (at.x - 10) * Math.cos(angle) + (at.y + 20) * Math.sin(angle);
          const aside = (at.x - 10) * Math.sin(angle) - (at.y + 20) * Math.cos(angle);
          expect(along).toBeGreaterThan(5);
          expect(Math.abs(aside)).toBeLessThan(1e-6);
        },
      ),
    );
  });

  it('are convex and turn one way, which the crossing relies on', () => {
    for (const role of drawnRoles) {
      const corners = cornersOf(node('n', 0, 0, { role }));
      corners?.forEach(([ax, ay], i) => {
        const [bx, by] = corners[(i + 1) % corners.length]!;
        const [cx, cy] = corners[(i + 2) % corners.length]!;
        expect((bx - ax) * (cy - by) - (by - ay) * (cx - bx)).toBeGreaterThan(0);
      });
    }
  });

  it('have no way out towards their own centre', () => {
    expect(borderTowards(node('n', 3, 4), { x: 3, y: 4 })).toEqual({ x: 3, y: 4 });
  });
});
