import { describe, expect, it } from 'vitest';
import { labelPlaces } from './labelPlaces.ts';

const room = { left: 0, right: 600 };
const anchors = (points: readonly (readonly [x: number, y: number])[], width = 80) =>
  labelPlaces(
    points.map(([x, y]) => ({ x, y, width })),
    room,
  ).map(({ anchor }) => anchor);

describe('names of points', () => {
  it('stand to the right where there is room, to the left at the edge', () => {
    expect(
      anchors([
        [100, 100],
        [590, 300],
      ]),
    ).toEqual(['start', 'end']);
  });

  it('stay off other points and off each other', () => {
    // The second point stands where the first one's name would: it goes to the left; the second's own is free.
    expect(
      anchors([
        [100, 100],
        [140, 100],
      ]),
    ).toEqual(['end', 'start']);
    // Three at one place: each has another side.
    const places = labelPlaces(
      [1, 2, 3].map(() => ({ x: 300, y: 100, width: 80 })),
      room,
    );
    expect(new Set(places.map(({ dx, dy }) => `${dx} ${dy}`)).size).toBe(3);
  });
});
