// @vitest-environment happy-dom
/** The legend wraps: whatever it has to say stands within the picture, in rows that do not meet. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineWidth } from './line-width.ts';
import { layLegend } from './picture-legend.ts';

it('stands within its width and height, in the order given', () => {
  const text = fc.stringMatching(/^[a-z]{1,24}$/);
  const mark = { colour: '#000000', width: 2, dash: [] };
  fc.assert(
    fc.property(
      fc.array(fc.record({ title: text, entries: fc.array(text, { maxLength: 12 }) }), { maxLength: 3 }),
      fc.integer({ min: 360, max: 2000 }),
      (blocks, width) => {
        const laid = layLegend(
          blocks.map(({ title, entries }) => ({ title, entries: entries.map((words) => ({ text: words, mark })) })),
          { x: 32, y: 500, width },
        );
        const told = blocks
          .filter(({ entries }) => entries.length > 0)
          .flatMap(({ title, entries }) => [title, ...entries]);
        expect(laid.placed.map(({ entry }) => entry.text)).toEqual(told);
        for (const { entry, x, y } of laid.placed) {
          const wide = lineWidth(entry.text, '500 11px Inter') + (entry.mark === null ? 0 : 28);
          expect(x).toBeGreaterThanOrEqual(32);
          // What is wider than a row has one to itself.
          expect(x === 32 ? 0 : x + wide).toBeLessThanOrEqual(32 + width + 1e-9);
          expect(y - 8).toBeGreaterThanOrEqual(500);
          expect(y + 8).toBeLessThanOrEqual(500 + laid.height);
        }
      },
    ),
    { seed: 4091, numRuns: 200 },
  );
});
