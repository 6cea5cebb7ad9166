/** Media and prices of lines: a closed picture and an open one stand for the same cables. */
import { valueOf } from '@weft/units';
import { describe, expect, it } from 'vitest';
import { generateStudy } from './generate.ts';
import { createPipeline } from './pipeline.ts';
import { settled } from './work.ts';

const study = valueOf(generateStudy('leaf-spine', { servers: 32 }));
const design = study.designs[0]!;
const pipeline = createPipeline();
const figuresOf = async (open: readonly string[]) =>
  valueOf(await settled(pipeline.lineFigures({ design, open }, study.assumptions)));
const sum = (prices: Float64Array): number => prices.reduce((total, price) => total + price, 0);

describe('what lines are made of', () => {
  it('costs the same, whatever is open', async () => {
    const closed = await figuresOf(['b1']);
    const bill = valueOf(await settled(pipeline.bill(design, study.assumptions)));
    expect(closed.links.length).toBeGreaterThan(0);
    expect(closed.price_usd.length).toBe(closed.links.length);
    const groups = valueOf(await settled(pipeline.scene({ design, open: ['b1'] }))).scene.nodes.flatMap(({ opens }) =>
      opens === null ? [] : [opens],
    );
    const opened = await figuresOf(['b1', ...groups]);
    expect(opened.links.length).toBeGreaterThan(closed.links.length);
    expect(sum(opened.price_usd)).toBeCloseTo(sum(closed.price_usd), 6);
    expect(bill.cost.capital_usd).toBeDefined();
  });

  it('follows a fixed medium, and tells the protocol by its name', async () => {
    const copper = { ...study.assumptions, figures: { 'site.media.aoc': 1 } };
    const { media, protocols } = valueOf(await settled(pipeline.lineFigures({ design, open: ['b1'] }, copper)));
    expect(new Set(media.filter((medium) => medium !== null))).toEqual(new Set(['aoc']));
    expect(protocols.some((protocol) => protocol !== null && /[A-Z]/.test(protocol))).toBe(true);
  });
});
