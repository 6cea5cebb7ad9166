import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { besides, between, carried, fitted, panned, seen, toScene, toScreen, zoomedAt, zoomRange } from './camera.ts';

const coordinate = fc.double({ min: -1e4, max: 1e4, noNaN: true });
const point = fc.record({ x: coordinate, y: coordinate });
const camera = fc.record({ pan: point, zoom: fc.double({ min: 0.05, max: 4, noNaN: true }) });

describe('the camera', () => {
  it('leaves out what lies over the view, at the side that costs least', () => {
    const view = { width: 390, height: 740 };
    const none = { top: 0, right: 0, bottom: 0, left: 0 };
    // A sheet over the lower half leaves 270 above it, less the gap of 16.
    expect(besides([{ x: 0, y: 270, width: 390, height: 470 }], view, none)).toEqual({ ...none, bottom: 504 });
    // A panel at the right, and one beside the view.
    expect(
      besides(
        [
          { x: 300, y: 0, width: 90, height: 700 },
          { x: 400, y: 0, width: 90, height: 700 },
        ],
        view,
        none,
      ),
    ).toEqual({ ...none, right: 106 });
    // Where nothing would be left, nothing is left out.
    expect(besides([{ x: -5, y: -5, width: 400, height: 750 }], view, none)).toEqual(none);
  });

  it('takes a point to the screen and back', () => {
    fc.assert(
      fc.property(camera, point, (at, p) => {
        const back = toScene(at, toScreen(at, p));
        expect(back.x).toBeCloseTo(p.x, 5);
        expect(back.y).toBeCloseTo(p.y, 5);
      }),
    );
  });

  it('keeps what is under the pointer under it while zooming', () => {
    fc.assert(
      fc.property(camera, point, fc.double({ min: 0.5, max: 2, noNaN: true }), (at, pointer, factor) => {
        const before = toScene(at, pointer);
        const after = toScene(zoomedAt(at, pointer, factor), pointer);
        // Scene units at the farthest zoom are 50 a pixel, and coordinates up to 1e6: a thousandth is rounding.
        expect(after.x).toBeCloseTo(before.x, 3);
        expect(after.y).toBeCloseTo(before.y, 3);
      }),
    );
  });

  it('never zooms beyond its range', () => {
    expect(zoomedAt({ pan: { x: 0, y: 0 }, zoom: 4 }, { x: 0, y: 0 }, 100).zoom).toBe(zoomRange.most);
    expect(zoomedAt({ pan: { x: 0, y: 0 }, zoom: 0.1 }, { x: 0, y: 0 }, 1e-6).zoom).toBe(zoomRange.least);
  });

  it('fits a box into the middle of the room the insets leave', () => {
    // 400 × 100 into 1000 × 600 with 100 at the sides: 800 / 400 = 2 beats the height, and 1.25 caps it.
    const box = { x: 50, y: -20, width: 400, height: 100 };
    const insets = { top: 50, right: 100, bottom: 150, left: 100 };
    expect(fitted(box, { width: 1000, height: 600 }, insets, 5).zoom).toBe(2);
    const at = fitted(box, { width: 1000, height: 600 }, insets);
    expect(at.zoom).toBe(1.25);
    // The middle between 50 from the top and 150 from the bottom of 600.
    expect(toScreen(at, { x: 250, y: 30 })).toEqual({ x: 500, y: 250 });
  });

  it('sees what it fitted', () => {
    fc.assert(
      fc.property(
        fc.record({
          x: coordinate,
          y: coordinate,
          width: fc.double({ min: 1, max: 9000, noNaN: true }),
          height: fc.double({ min: 1, max: 9000, noNaN: true }),
        }),
        (box) => {
          const view = { width: 1200, height: 800 };
          const inView = seen(fitted(box, view, { top: 60, right: 20, bottom: 90, left: 40 }), view);
          expect(inView.x).toBeLessThanOrEqual(box.x + 1e-6);
          expect(inView.y).toBeLessThanOrEqual(box.y + 1e-6);
          expect(inView.x + inView.width).toBeGreaterThanOrEqual(box.x + box.width - 1e-6);
          expect(inView.y + inView.height).toBeGreaterThanOrEqual(box.y + box.height - 1e-6);
        },
      ),
    );
  });

  it('carries a bitmap to where the scene is now', () => {
    fc.assert(
      fc.property(camera, camera, point, (drawn, now, p) => {
        const { x, y, scale } = carried(drawn, now);
        const inBitmap = toScreen(drawn, p);
        const expected = toScreen(now, p);
        expect(inBitmap.x * scale + x).toBeCloseTo(expected.x, 3);
        expect(inBitmap.y * scale + y).toBeCloseTo(expected.y, 3);
      }),
    );
  });

  it('pans by pixels whatever the zoom', () => {
    expect(panned({ pan: { x: 1, y: 2 }, zoom: 3 }, 10, -5)).toEqual({ pan: { x: 11, y: -3 }, zoom: 3 });
  });
});

describe('a glide', () => {
  const view = { width: 800, height: 600 };
  const from = { zoom: 0.2, pan: { x: 40, y: -30 } };
  const to = { zoom: 2, pan: { x: -500, y: 900 } };

  it('begins and ends where it should', () => {
    const first = between(from, to, view, 0);
    expect(first.zoom).toBeCloseTo(from.zoom, 12);
    expect(first.pan.x).toBeCloseTo(from.pan.x, 9);
    expect(first.pan.y).toBeCloseTo(from.pan.y, 9);
    expect(between(from, to, view, 1)).toBe(to);
  });

  it('turns about one point of the screen: what lies there at both ends lies there all the way', () => {
    // pan + zoom p is the same at both ends
    const still = {
      x: (from.pan.x - to.pan.x) / (to.zoom - from.zoom),
      y: (from.pan.y - to.pan.y) / (to.zoom - from.zoom),
    };
    const at = toScreen(from, still);
    for (const share of [0.1, 0.5, 0.9]) {
      const now = toScreen(between(from, to, view, share), still);
      expect(now.x).toBeCloseTo(at.x, 6);
      expect(now.y).toBeCloseTo(at.y, 6);
    }
  });

  it('on one zoom goes straight ahead', () => {
    const half = between(from, { zoom: 0.2, pan: { x: 140, y: 70 } }, view, 0.5);
    expect(half.pan.x).toBeCloseTo(90, 9);
    expect(half.pan.y).toBeCloseTo(20, 9);
  });
});
