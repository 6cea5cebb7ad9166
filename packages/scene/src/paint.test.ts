/** Lines and their words: worked by hand on four nodes. */
import { describe, expect, it } from 'vitest';
import { contrastRatio } from './contrast.ts';
import { surfaces, themes } from './look.ts';
import { dashPattern, paintColour, paintDash, paintOf, paintWidth, rampPaint, scenePaintOf } from './paint.ts';
import type { SceneLink, SceneNode } from './scene.ts';

const node = (id: string, rail: number | null): SceneNode =>
  ({ id, rail, plane: null }) as Partial<SceneNode> as SceneNode;
const link = (source: string, target: string, kind: string): SceneLink =>
  ({ id: `${source}>${target}`, source, target, kind, fabric: 'compute' }) as Partial<SceneLink> as SceneLink;

const scene = {
  nodes: [node('server', null), node('leaf10', 10), node('leaf2', 2), node('spine', null)],
  links: [
    link('server', 'leaf10', 'nic-leaf'),
    link('server', 'leaf2', 'nic-leaf'),
    link('leaf2', 'spine', 'leaf-spine'),
    link('leaf2', 'leaf10', 'leaf-leaf'),
  ],
};

describe('what lines are painted by', () => {
  it('takes the rail of the end that has one, in the order of numbers; ends that differ have none', () => {
    const paint = scenePaintOf(scene, 'rail');
    expect(paint.words).toEqual(['2', '10']);
    expect([...paint.of]).toEqual([
      ['server>leaf10', 1],
      ['server>leaf2', 0],
      ['leaf2>spine', 0],
    ]);
  });

  it('takes kinds in the order of the alphabet', () => {
    const paint = scenePaintOf(scene, 'kind');
    expect(paint.words).toEqual(['leaf-leaf', 'leaf-spine', 'nic-leaf']);
    expect(paint.of.get('server>leaf2')).toBe(2);
  });

  it('tells eight words apart without colour, and steps of a ramp by their width', () => {
    const paint = paintOf([]);
    const patterns = Array.from({ length: 8 }, (_, word) => dashPattern(paintDash(paint, word)).join());
    expect(new Set(patterns).size).toBe(8);
    const ramp = rampPaint(['a', 'b', 'c'], []);
    expect([0, 1, 2].map((word) => paintWidth(ramp, word))).toEqual([1, 1.625, 2.25]);
  });

  it('keeps 3 : 1 on the canvas', () => {
    const words = Array.from({ length: 8 }, (_, i) => String(i));
    for (const theme of themes)
      for (const ramp of [true, false])
        for (let word = 0; word < 8; word++)
          expect(contrastRatio(paintColour(theme, { words, ramp }, word), surfaces[theme].canvas)).toBeGreaterThan(3);
  });
});
