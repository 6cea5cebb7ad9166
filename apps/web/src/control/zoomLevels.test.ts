import { describe, expect, test } from 'vitest';
import type { Scene, SceneBackdrop, SceneNode } from '@weft/scene';
import { backdrop as outline, node } from '../canvas/fixtures.ts';
import { zoomLevels, type Look } from './zoomLevels.ts';

/** A stack 132 units wide, as they are drawn. */
function stack(group: string, x: number, y = 0): SceneNode {
  const id = `${group}#server`;
  return node(id, x, y, { kind: 'stack', role: 'server', width: 132, height: 56, opens: group, owner: group });
}

const backdrop = (id: string, x: number, width: number): SceneBackdrop => outline(id, x, 0, width, 200);

function look(
  nodes: readonly SceneNode[],
  backdrops: readonly SceneBackdrop[],
  zoom: number,
  more: Partial<Look> = {},
): Look {
  const scene: Scene = { nodes, links: [], backdrops, bounds: { x: 0, y: 0, width: 0, height: 0 }, refused: [] };
  return {
    scene,
    camera: { zoom, pan: { x: 0, y: 0 } },
    view: { width: 1000, height: 600 },
    at: { x: 0, y: 0 },
    zoomed: 1,
    byZoom: [],
    byHand: new Set(),
    keptClosed: new Set(),
    lastSeen: new Map(),
    ...more,
  };
}

describe('zoom', () => {
  test('opens what has become wide, and only on the way in', () => {
    const nodes = [stack('a', 100)];
    // 1.15 x 140 px of 132 units: from a zoom of 1.22 on
    expect(zoomLevels(look(nodes, [], 1.21))).toEqual([]);
    expect(zoomLevels(look(nodes, [], 1.23))).toEqual(['a']);
    expect(zoomLevels(look(nodes, [], 1.23, { zoomed: -1 }))).toEqual([]);
    expect(zoomLevels(look(nodes, [], 1.23, { zoomed: 0 }))).toEqual([]);
  });

  test('closes what has become small, only on the way out, and never what a hand opened', () => {
    const open = [backdrop('a', 0, 1000)];
    // 0.85 x 320 px of 1000 units: below a zoom of 0.272
    expect(zoomLevels(look([], open, 0.28, { zoomed: -1, byZoom: ['a'] }))).toEqual(['a']);
    expect(zoomLevels(look([], open, 0.27, { zoomed: -1, byZoom: ['a'] }))).toEqual([]);
    expect(zoomLevels(look([], open, 0.27, { zoomed: 0, byZoom: ['a'] }))).toEqual(['a']);
    expect(zoomLevels(look([], open, 0.27, { zoomed: -1, byHand: new Set(['a']) }))).toEqual([]);
  });

  test('what one step in has opened, one step out does not close', () => {
    const step = 1.2;
    const zooms = Array.from({ length: 30 }, (_, i) => 0.1 * 1.15 ** i);
    const opening = zooms.filter((zoom) => zoomLevels(look([stack('a', 100)], [], zoom)).includes('a'));
    expect(opening.length).toBeGreaterThan(5);
    // Open, even a small group stands three across.
    const still = opening.filter((zoom) => {
      const out = look([], [backdrop('a', 34, 300)], zoom / step, { zoomed: -1, byZoom: ['a'] });
      return zoomLevels(out).includes('a');
    });
    expect(still).toEqual(opening);
  });

  test('leaves out what is far outside the view, and what a hand has closed', () => {
    // the view is 1000 / 2 units wide, and 30 % more at each side
    const nodes = [stack('near', 600), stack('far', 800)];
    expect(zoomLevels(look(nodes, [], 2))).toEqual(['near']);
    expect(zoomLevels(look(nodes, [], 2, { keptClosed: new Set(['near']) }))).toEqual([]);
  });

  test('asks for what is nearest to the hand first, then for what was seen last', () => {
    const nodes = [stack('a', 100), stack('b', 300)];
    const backdrops = [backdrop('old', 5000, 900), backdrop('recent', 7000, 900)];
    const lastSeen = new Map([
      ['old', 1],
      ['recent', 2],
    ]);
    const at = { x: 600, y: 0 };
    expect(zoomLevels(look(nodes, backdrops, 2, { at, byZoom: ['old', 'recent'], lastSeen }))).toEqual([
      'b',
      'a',
      'recent',
      'old',
    ]);
  });
});
