/**
 * Links between blocks and hand edits inside them, through the engine: they outlive parameters that take their ends away, are listed while they
 * have none, and work again when the ends come back.
 */
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { emptyDesign, type Block, type Design, type LinkRecord, type Override } from '@weft/model';
import { createPipeline } from './pipeline.ts';
import { settled } from './work.ts';

/** Servers of 8 on leaves of 32 downward ports: four to a rack, so that a last rack of three leaves ports 56 to 63 of its leaf free. */
function block(id: string, servers: number): Block {
  return { id, name: id, recipe: 'leaf-spine', recipeVersion: 1, parameters: { servers }, x: 0, y: 0 };
}

const between: LinkRecord = {
  id: 'l1',
  a: { at: 'b1/rack3/leaf0', port: 60 },
  z: { at: 'b2/rack1/leaf0', port: 60 },
  rate_Gbps: 400,
  medium: null,
  label: 'Between pods',
};
const edits: Record<string, Override> = {
  'b1/rack3/leaf0': { id: 'b1/rack3/leaf0', name: 'Border' },
  'b1/rack3/leaf0:0': { id: 'b1/rack3/leaf0:0', rate_Gbps: 100 },
  'b1/rack3/server2': { id: 'b1/rack3/server2', removed: true },
  'b2/spine0': { id: 'b2/spine0', rate_Gbps: 200 },
};

function designWith(servers: number): Design {
  return {
    ...emptyDesign('d1', 'Two pods'),
    blocks: { b1: block('b1', servers), b2: block('b2', 7) },
    links: { l1: between },
    overrides: edits,
  };
}

async function told(pipeline: ReturnType<typeof createPipeline>, design: Design) {
  const { counts, findings } = valueOf(await settled(pipeline.facts(design)));
  return {
    counts,
    found: findings.map(({ code, targets }) => `${code} ${targets.join(' ')}`).toSorted(),
  };
}

describe('a change of parameters', () => {
  it('keeps links and edits whose ends are gone, says so, and takes them up again', async () => {
    const pipeline = createPipeline();
    const whole = await told(pipeline, designWith(15));
    expect(whole.found).toEqual([]);
    // 15 servers and 7, without the one removed; the drawn link beside those of the blocks.
    expect(whole.counts.servers).toBe(21);
    expect(whole.counts.links['leaf-leaf']).toBe(1);

    // Two racks of four servers are left of the first block: what named a part of the fourth has nothing to apply to.
    const smaller = await told(pipeline, designWith(8));
    expect(smaller.found).toEqual([
      'dangling-link l1',
      `no-path ${Array.from({ length: 8 }, (_, i) => `b2/rack0/server0/gpu${i}`).join(' ')}`,
      'orphaned-override b1/rack3/leaf0',
      'orphaned-override b1/rack3/leaf0:0',
      'orphaned-override b1/rack3/server2',
    ]);
    expect(smaller.counts.servers).toBe(15);
    expect(smaller.counts.links['leaf-leaf']).toBeUndefined();

    expect(await told(pipeline, designWith(15))).toEqual(whole);
    // The same with nothing kept from before.
    expect(await told(createPipeline(), designWith(15))).toEqual(whole);
  });

  it('to another family lists every edit that has no part there', async () => {
    const design = designWith(15);
    const torus: Block = { ...block('b1', 0), recipe: 'torus', parameters: { dimensions: [4, 4] } };
    const { found } = await told(createPipeline(), { ...design, blocks: { ...design.blocks, b1: torus } });
    expect(found.filter((line) => line.startsWith('orphaned-override'))).toHaveLength(3);
    expect(found).toContain('dangling-link l1');
  });
});
