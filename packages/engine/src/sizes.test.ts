/** From a number of accelerators to designs: every recipe answers, and what fits has at least so many. */
import { valueOf } from '@weft/units';
import { describe, expect, it } from 'vitest';
import { createPipeline } from './pipeline.ts';
import { settled } from './work.ts';

describe('sizes', () => {
  const pipeline = createPipeline();

  it('answers for every recipe, in the order of the palette', async () => {
    const sizes = await settled(pipeline.sizes({ accelerators: 256 }));
    const recipes = await settled(pipeline.recipes());
    expect(sizes.map((one) => one.recipe)).toEqual(recipes.map((recipe) => recipe.name));
  });

  it('carries what was asked for, with the counts of the preview', async () => {
    const sizes = await settled(pipeline.sizes({ accelerators: 256, switchPorts: 64, taper: 2 }));
    const fitting = sizes.filter(({ answer }) => answer.ok);
    // A leaf-spine, a fat-tree and the rail fabrics at least: 256 accelerators fill four leaves of 64 ports.
    expect(fitting.map((one) => one.recipe)).toEqual(expect.arrayContaining(['leaf-spine', 'fat-tree', 'rail-only']));
    for (const { recipe, answer } of fitting) {
      const { parameters, counts } = valueOf(answer);
      expect(counts.accelerators).toBeGreaterThanOrEqual(256);
      expect(valueOf(await settled(pipeline.preview(recipe, parameters)))).toEqual(counts);
    }
  });

  it('says why a recipe cannot', async () => {
    const sizes = await settled(pipeline.sizes({ accelerators: 100_000, switchPorts: 8 }));
    const mesh = sizes.find((one) => one.recipe === 'full-mesh')!;
    expect(mesh.answer.ok ? '' : mesh.answer.fault.message).toMatch(/at most \d+ accelerators/);
  });
});
