import { describe, expect, it } from 'vitest';
import { turned, type Turn } from './wheel.ts';

const still: Turn = { deltaX: 0, deltaY: 0, deltaMode: 0, ctrlKey: false, metaKey: false, shiftKey: false };

describe('the wheel', () => {
  it('pans against its deltas in the design-tool scheme', () => {
    expect(turned({ ...still, deltaX: 12, deltaY: -30 }, 'design-tool')).toEqual({ kind: 'pan', dx: -12, dy: 30 });
  });

  it('counts a line as 16 px and a page as 400 px', () => {
    expect(turned({ ...still, deltaY: 3, deltaMode: 1 }, 'design-tool')).toEqual({ kind: 'pan', dx: 0, dy: -48 });
    expect(turned({ ...still, deltaY: 1, deltaMode: 2 }, 'design-tool')).toEqual({ kind: 'pan', dx: 0, dy: -400 });
  });

  it('pans sideways with Shift, unless the browser has turned it already', () => {
    expect(turned({ ...still, deltaY: 20, shiftKey: true }, 'design-tool')).toEqual({ kind: 'pan', dx: -20, dy: 0 });
    expect(turned({ ...still, deltaX: 20, shiftKey: true }, 'map')).toEqual({ kind: 'pan', dx: -20, dy: 0 });
  });

  it.each(['ctrlKey', 'metaKey'] as const)(
    'zooms with %s in both schemes, in when turned away from the hand',
    (key) => {
      for (const scheme of ['design-tool', 'map'] as const) {
        const closer = turned({ ...still, deltaY: -5, [key]: true }, scheme);
        expect(closer.kind === 'zoom' && closer.factor).toBeGreaterThan(1);
      }
    },
  );

  it('zooms without a key in the map scheme only', () => {
    expect(turned({ ...still, deltaY: 100 }, 'map').kind).toBe('zoom');
    expect(turned({ ...still, deltaY: 100 }, 'design-tool').kind).toBe('pan');
  });

  it('comes back to where it was when turned back', () => {
    for (const deltaY of [1, 7, 100, 4000]) {
      const there = turned({ ...still, deltaY, ctrlKey: true }, 'design-tool');
      const back = turned({ ...still, deltaY: -deltaY, ctrlKey: true }, 'design-tool');
      if (there.kind !== 'zoom' || back.kind !== 'zoom') throw new Error('expected two zooms');
      expect(there.factor * back.factor).toBeCloseTo(1, 12);
    }
  });

  it('does not leap at one notch of a mouse wheel', () => {
    const notch = turned({ ...still, deltaY: -120, ctrlKey: true }, 'design-tool');
    expect(notch).toEqual({ kind: 'zoom', factor: 2 ** (1 / 3) });
  });
});
