import { describe, expect, test } from 'vitest';
import type { SceneNode } from '@weft/scene';
import { anchored, type Picture } from './anchor.ts';
import { toScreen } from './camera.ts';
import { backdrop, node as plain } from './fixtures.ts';

const node = (id: string, x: number, y: number, more: Partial<SceneNode> = {}): SceneNode =>
  plain(id, x, y, { width: 100, height: 50, ...more });

const camera = { zoom: 0.5, pan: { x: 20, y: 30 } };

describe('opening and closing', () => {
  test('a thing that is in both pictures stays under the pointer', () => {
    const before: Picture = { nodes: [node('a', 0, 0), node('b', 400, 0, { opens: 'b' })], backdrops: [] };
    const after: Picture = {
      nodes: [node('a', 300, 70), node('b1', 0, 0)],
      backdrops: [backdrop('b', -50, -50, 900, 300)],
    };
    const now = anchored(before, after, camera, toScreen(camera, { x: 10, y: 5 }));
    expect(toScreen(now, { x: 310, y: 75 })).toEqual(toScreen(camera, { x: 10, y: 5 }));
    expect(now.zoom).toBe(camera.zoom);
  });

  test('a group that opens keeps the point of it that was pointed at, in proportion', () => {
    // its two stacks lie in a box of 100 x 150 at (-50, -25); a quarter from the left and two thirds down is (-25, 75)
    const stacks = [node('b#leaf', 0, 0, { opens: 'b' }), node('b#server', 0, 100, { opens: 'b' })];
    const opened = backdrop('b', 1000, 500, 800, 600);
    const before: Picture = { nodes: stacks, backdrops: [] };
    const after: Picture = { nodes: [node('b/x', 1200, 900, { group: 'b' })], backdrops: [opened] };
    const at = toScreen(camera, { x: -25, y: 75 });
    const now = anchored(before, after, camera, at);
    const there = toScreen(now, { x: 1000 + 800 / 4, y: 500 + (600 * 2) / 3 });
    expect(there.x).toBeCloseTo(at.x, 9);
    expect(there.y).toBeCloseTo(at.y, 9);
    // and back again: closing it is the same the other way round
    const back = anchored({ nodes: after.nodes, backdrops: after.backdrops }, before, now, at);
    expect(back.pan.x).toBeCloseTo(camera.pan.x, 9);
    expect(back.pan.y).toBeCloseTo(camera.pan.y, 9);
  });

  test('nothing in common: the camera stays', () => {
    const now = anchored({ nodes: [node('a', 0, 0)], backdrops: [] }, { nodes: [], backdrops: [] }, camera, {
      x: 0,
      y: 0,
    });
    expect(now).toBe(camera);
  });
});
