/**
 * A dissolved block is worth what the block was: same counts, same rates, for each kind of server.
 */
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { expectTopology, groupClassOf, groupId } from '@weft/topology';
import { sceneOf } from '@weft/scene';
import { applyChange, defaultWorkload, insertDissolved, type Design, type Parameters, type Study } from '@weft/model';
import { generateStudy } from './generate.ts';
import { createPipeline } from './pipeline.ts';
import { topologyOf } from '@weft/generators';
import { settled } from './work.ts';

async function dissolved(
  recipe: string,
  parameters: Parameters,
): Promise<{ before: Study; after: Study; parts: number }> {
  const before = valueOf(generateStudy(recipe, parameters));
  const parts = valueOf(await settled(createPipeline().dissolve(before.designs[0]!, 'b1', 5000)));
  const { change } = valueOf(insertDissolved(before, 'd1', 'b1', parts));
  return { before, after: applyChange(before, change), parts: Object.keys(parts.nodes).length };
}

/** What a design is worth. */
async function worth(design: Design): Promise<unknown> {
  const { topology, findings } = topologyOf(design);
  expectTopology(topology);
  expect(findings).toEqual([]);
  const pipeline = createPipeline();
  const { counts, cables } = valueOf(await settled(pipeline.facts(design)));
  const answers = [];
  for (const traffic of [{ pattern: 'all-to-all' }, { pattern: 'ring', shift: 3 }] as const) {
    const request = { design, workload: { ...defaultWorkload, traffic }, failed: [] };
    const { rate_Gbps, perAccelerator_Gbps } = valueOf(await settled(pipeline.solve(request)));
    answers.push({ ...rate_Gbps, each: perAccelerator_Gbps });
  }
  return rounded({ counts, cables, answers });
}

/** Figures to ten digits: sums in another order differ in the last bits. */
function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'number' ? Number(inner.toPrecision(10)) : inner)),
  );
}

/** Each thing that is drawn in the role of a server when all groups but servers are open: how many servers it stands for. */
function drawnServers(design: Design): number[] {
  const { topology } = topologyOf(design);
  const groups = Array.from({ length: topology.groupCount }, (_, g) => g);
  const open = groups.filter((g) => g > 0 && !groupClassOf(topology, g).device).map((g) => groupId(topology, g));
  return sceneOf(topology, new Set(open)).nodes.flatMap(({ role, count }) => (role === 'server' ? [count] : []));
}

describe('dissolving a block', () => {
  it.each([
    // 16 servers are 16 records, with their leaves and spines.
    ['one switch between the accelerators', 'leaf-spine', { servers: 16, switchPorts: 32 }, true],
    [
      'no scale-up fabric',
      'leaf-spine',
      { servers: 16, acceleratorsPerServer: 1, nicsPerServer: 1, switchPorts: 8, scaleUp: 'none' },
      true,
    ],
    ['two accelerators to a NIC', 'rail-optimized', { servers: 8, nicsPerServer: 4, switchPorts: 16 }, true],
    [
      'a full mesh between the accelerators',
      'leaf-spine',
      { servers: 4, scaleUp: 'full-mesh', switchPorts: 32 },
      false,
    ],
    ['two ports to a NIC', 'leaf-spine', { servers: 4, planes: 2, switchPorts: 32 }, false],
  ])('keeps counts and rates: %s', async (_, recipe, parameters, asRecords) => {
    const { before, after, parts } = await dissolved(recipe, parameters);
    const design = after.designs[0]!;
    expect(design.blocks).toEqual({});
    expect(await worth(design)).toEqual(await worth(before.designs[0]!));
    // Drawn as before: as many servers, in stacks of as many.
    expect(drawnServers(design)).toEqual(drawnServers(before.designs[0]!));
    const servers = Object.values(design.nodes).filter(({ kind }) => kind === 'server');
    expect(servers).toHaveLength(asRecords ? parameters.servers : 0);
    expect(parts).toBe(Object.keys(design.nodes).length);
  });

  it('keeps hand edits of the block', async () => {
    const study = valueOf(generateStudy('leaf-spine', { servers: 16, switchPorts: 32 }));
    const overrides = { 'b1/spine0': { id: 'b1/spine0', removed: true } };
    const design: Design = { ...study.designs[0]!, overrides };
    const parts = valueOf(await settled(createPipeline().dissolve(design, 'b1', 5000)));
    const spines = Object.values(parts.nodes).filter(({ tier }) => tier === 'spine');
    const { counts } = valueOf(await settled(createPipeline().facts(design)));
    expect(spines).toHaveLength(counts.switches.spine ?? 0);
    expect(Object.keys(parts.nodes)).not.toContain('b1/spine0');
  });

  it('refuses a block of too many parts, and one that is not there', async () => {
    const { designs } = valueOf(generateStudy('leaf-spine', { servers: 16 }));
    const tooMany = await settled(createPipeline().dissolve(designs[0]!, 'b1', 10));
    expect(tooMany).toMatchObject({ ok: false, fault: { code: 'too-many-parts' } });
    expect(await settled(createPipeline().dissolve(designs[0]!, 'b2', 10))).toMatchObject({
      ok: false,
      fault: { code: 'no-block' },
    });
  });
});
