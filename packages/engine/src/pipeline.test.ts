/**
 * The pipeline on a star small enough to work by hand: four accelerators on one switch, one of them on a slow link.
 *
 *   a ─400─┐
 *   b ─400─┤
 *   c ─400─┼─ s
 *   d ─100─┘
 */
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { blankNode, defaultWorkload, emptyDesign, emptyStudy, type Design, type LinkRecord } from '@weft/model';
import type { DesignFacts, DrawnScene, Explanation, SolveFacts, SolveRequest } from './api.ts';
import { generateStudy } from './generate.ts';
import { createPipeline, type Pipeline } from './pipeline.ts';
import { isSteps, settled, type Work } from './work.ts';

const ends = ['a', 'b', 'c', 'd'];

function star(rates_Gbps: readonly number[] = [400, 400, 400, 100]): Design {
  const nodes = Object.fromEntries(ends.map((id) => [id, blankNode(id, 'accelerator', `GPU ${id}`)]));
  const links = Object.fromEntries(
    ends.map((id, i): [string, LinkRecord] => [
      `l${id}`,
      {
        id: `l${id}`,
        a: { at: id, port: null },
        z: { at: 's', port: null },
        rate_Gbps: rates_Gbps[i]!,
        medium: null,
        label: '',
      },
    ]),
  );
  return {
    ...emptyDesign('d1', 'Star'),
    nodes: { ...nodes, s: { ...blankNode('s', 'switch', 'Switch'), tier: 'leaf' } },
    links,
  };
}

function asked(design: Design, request: Partial<SolveRequest> = {}): SolveRequest {
  return { design, workload: defaultWorkload, failed: [], ...request };
}

async function solved(pipeline: Pipeline, request: SolveRequest): Promise<SolveFacts> {
  return valueOf(await settled(pipeline.solve(request)));
}

async function facts(pipeline: Pipeline, design: Design): Promise<DesignFacts> {
  return valueOf(await settled(pipeline.facts(design)));
}

async function scene(pipeline: Pipeline, design: Design, failed?: string[]): Promise<DrawnScene> {
  return valueOf(await settled(pipeline.scene({ design, open: [], ...(failed ? { failed } : {}) })));
}

async function explained(pipeline: Pipeline, design: Design, target: string): Promise<Explanation> {
  return valueOf(await settled(pipeline.explain({ design, open: [], target })));
}

/** `GPU d` reads with whatever space the formatter puts between number and unit. */
const plain = (text: string | null): string => (text ?? '').replaceAll('\u202f', ' ');

function failedIn({ scene: drawn }: DrawnScene): number {
  return drawn.links.reduce((sum, link) => sum + link.failed, 0);
}

describe('the pipeline on a star', () => {
  it('counts nodes, links and cables', async () => {
    const { counts, nodes, links, cables, blocks } = await facts(createPipeline(), star());
    expect(counts).toMatchObject({ accelerators: 4, switches: { leaf: 1 } });
    expect({ nodes, links, cables, blocks }).toEqual({ nodes: 5, links: 4, cables: 4, blocks: {} });
  });

  it('solves an all-to-all: three flows share the slow link, the others the rest of theirs', async () => {
    // Each of a, b, c sends 3 flows. The one to d gets 100/3; the two others share what is left of 400: (400 - 100/3)/2.
    // d sends 3 flows over 100: 100/3 each.
    const answer = await solved(createPipeline(), asked(star()));
    const fast = (400 - 100 / 3) / 2;
    expect(answer.flows).toBe(12);
    expect(answer.rate_Gbps.min).toBeCloseTo(100 / 3, 9);
    expect(answer.rate_Gbps.max).toBeCloseTo(fast, 9);
    expect(answer.rate_Gbps.mean).toBeCloseTo((6 * (100 / 3) + 6 * fast) / 12, 9);
    expect(answer.perAccelerator_Gbps.min).toBeCloseTo(100, 9);
    expect(answer.perAccelerator_Gbps.mean).toBeCloseTo((3 * 400 + 100) / 4, 9);
    expect(answer.perAccelerator_Gbps.atSlowest).toBeCloseTo(100, 9);
    expect(answer.certificate.ok).toBe(true);
    // Every link is full in both directions.
    expect(answer.bottlenecks.map(({ load }) => load)).toEqual([1, 1, 1, 1]);
    expect(answer.bottlenecks[0]).toEqual({ link: 'ld', load: 1, flowsLimited: 6 });
    expect(answer.findings).toEqual([]);
  });

  it('leaves out what has failed: the flows to and from d have no path, the others share whole links', async () => {
    const pipeline = createPipeline();
    for (const failed of [['ld'], ['d'], ['d', 'ld', 's:3']]) {
      const answer = await solved(pipeline, asked(star(), { failed }));
      expect(answer.disconnected).toBe(6);
      expect(answer.rate_Gbps).toEqual({ min: 200, mean: 200, max: 200 });
    }
  });

  it('reports a failure that names nothing', async () => {
    const answer = await solved(createPipeline(), asked(star(), { failed: ['b1/leaf7'] }));
    expect(answer.findings.map(({ code }) => code)).toEqual(['unknown-failure']);
  });

  it('answers an outcome where a pattern does not fit', async () => {
    const traffic = { pattern: 'pair', source: 'a', target: 'nobody' } as const;
    const workload = { ...defaultWorkload, traffic };
    const answer = await settled(createPipeline().solve(asked(star(), { workload })));
    expect(answer).toMatchObject({ ok: false, fault: { where: 'workload.traffic.target' } });
  });

  it('finds an answer again for parts that were only moved, and draws them where they are now', async () => {
    const pipeline = createPipeline();
    const before = star();
    const first = await solved(pipeline, asked(before));
    const moved: Design = {
      ...before,
      name: 'Star, moved',
      nodes: { ...before.nodes, a: { ...before.nodes['a']!, x: 4000, y: -3000 } },
    };
    // The same answer, with the times of its one computation: nothing was computed again.
    expect(await solved(pipeline, asked(moved))).toEqual(first);
    const { scene: drawn, loads } = await scene(pipeline, moved);
    const a = drawn.nodes.find(({ id }) => id === 'a')!;
    expect([a.x, a.y]).toEqual([4000, -3000]);
    expect(loads).not.toBeNull();
    const back = (await scene(pipeline, before)).scene.nodes.find(({ id }) => id === 'a')!;
    expect(back.x).not.toBe(4000);
  });

  it('draws without loads until there is an answer for just these records', async () => {
    const pipeline = createPipeline();
    expect((await scene(pipeline, star())).loads).toBeNull();
    await solved(pipeline, asked(star()));
    const { scene: drawn, loads } = await scene(pipeline, star());
    expect([...loads!.worst].map((load) => Math.round(load * 1e6) / 1e6)).toEqual(drawn.links.map(() => 1));
    expect((await scene(pipeline, star([400, 400, 400, 200]))).loads).toBeNull();
    expect((await scene(pipeline, star(), ['la'])).loads).toBeNull();
  });

  it('marks failed links in the picture', async () => {
    const pipeline = createPipeline();
    expect(failedIn(await scene(pipeline, star(), ['la']))).toBe(1);
    await solved(pipeline, asked(star(), { failed: ['a', 'lb'] }));
    expect(failedIn(await scene(pipeline, star()))).toBe(2);
  });
});

describe('warming up', () => {
  it('runs to its end', () => {
    const steps = [...createPipeline().warmUp()];
    expect(steps.at(-1)).toBe('at rest');
  });
});

function driven(work: Work<unknown>): { steps: number; value: unknown } {
  if (!isSteps(work)) throw new Error('a picture is made in steps');
  for (let steps = 0; ; steps++) {
    const step = work.next();
    if (step.done) return { steps, value: step.value };
  }
}

/** Steps of making a picture ahead. */
function steps(design: Design, block: string): number {
  const work = createPipeline().prepare({ design, open: ['b1'] }, block);
  return [...(work as Iterable<unknown>)].length;
}

describe('a picture made ahead', () => {
  it('is the one that is asked for then, which takes a fraction of the steps', () => {
    const design = valueOf(generateStudy('leaf-spine', { servers: 512, tiers: '3' })).designs[0]!;
    const request = { design, open: ['b1'] };
    const atOnce = driven(createPipeline().scene(request));
    const pipeline = createPipeline();
    expect(driven(pipeline.prepare(request, 'b1')).value).toBeUndefined();
    // The same records, read again as those of a message are.
    const later = driven(pipeline.scene(structuredClone(request)));
    expect(later.value).toEqual(atOnce.value);
    expect(later.steps).toBeLessThan(atOnce.steps / 2);
  });

  it('is not made of a block that takes long, or that cannot be made', () => {
    const whole = valueOf(generateStudy('leaf-spine', { servers: 512, tiers: '3' })).designs[0]!;
    const typed = (servers: number): Design => ({
      ...whole,
      blocks: { b1: { ...whole.blocks['b1']!, parameters: { servers, tiers: '3' } } },
    });
    expect(steps(typed(512), 'b1')).toBeGreaterThan(0);
    // 100,000 accelerators have half a million links.
    expect(steps(typed(12_500), 'b1')).toBe(0);
    expect(steps(typed(-1), 'b1')).toBe(0);
    expect(steps(typed(512), 'b2')).toBe(0);
  });
});

describe('explanations', () => {
  const pipeline = createPipeline();
  const design = star();
  const linkTo = async (id: string): Promise<string> =>
    (await scene(pipeline, design)).scene.links.find(({ source, target }) => source === id || target === id)!.id;

  it('says what is known before a solve', async () => {
    const fresh = createPipeline();
    const link = (await scene(fresh, design)).scene.links[0]!.id;
    const told = await explained(fresh, design, link);
    expect(told.lines.map(({ label }) => label)).toEqual(['Links', 'Rate']);
    expect(told.reason).toBeNull();
  });

  it('explains the slow link: full both ways, six flows limited, and lights the slowest one up', async () => {
    await solved(pipeline, asked(design));
    const told = await explained(pipeline, design, await linkTo('d'));
    const lines = Object.fromEntries(told.lines.map(({ label, value }) => [label, plain(value)]));
    expect(lines).toMatchObject({ Links: '1', Rate: '100 Gb/s each way', 'Flows limited here': '6' });
    expect(plain(told.reason)).toMatch(
      /^Limited by (GPU d – Switch|Switch – GPU d) \(100 % full\): 3 flows are held back there\.$/,
    );
    expect(told.bottleneck).toBe(await linkTo('d'));
    expect(told.path.links).toHaveLength(2);
    expect(told.path.nodes).toContain('s');
  });

  it('explains an accelerator by its slowest flow and the link that limits it', async () => {
    await solved(pipeline, asked(design));
    const told = await explained(pipeline, design, 'a');
    const lines = Object.fromEntries(told.lines.map(({ label, value }) => [label, plain(value)]));
    expect(lines).toMatchObject({ Sends: '400 Gb/s', 'Slowest flow': 'GPU a to GPU d at 33.3 Gb/s' });
    expect(told.bottleneck).toBe(await linkTo('d'));
    expect(new Set(told.path.nodes)).toEqual(new Set(['a', 's', 'd']));
  });

  it('explains a switch by its busiest link', async () => {
    await solved(pipeline, asked(design));
    const told = await explained(pipeline, design, 's');
    const lines = Object.fromEntries(told.lines.map(({ label, value }) => [label, plain(value)]));
    expect(lines).toMatchObject({ 'Passes on': '1.3 Tb/s', 'Flows limited here': '12' });
  });

  it('says that a flow has no path', async () => {
    const failed = ['ld'];
    await solved(pipeline, asked(design, { failed }));
    const told = await explained(pipeline, design, 'd');
    expect(told.reason).toBe('3 flows from here reach no one.');
    expect(told.path.links).toEqual([]);
  });

  it('answers an outcome for what is not in the picture', async () => {
    expect(await settled(pipeline.explain({ design, open: [], target: 'nobody' }))).toMatchObject({
      ok: false,
      fault: { code: 'unknown-target' },
    });
  });
});

describe('comparisons', () => {
  it('gives figures per design, and a reason where there are none', async () => {
    const broken = emptyDesign('d2', 'Broken');
    const block = { id: 'b1', name: 'Moebius', recipe: 'moebius', recipeVersion: 1, parameters: {}, x: 0, y: 0 };
    const study = {
      ...emptyStudy(),
      designs: [star(), { ...broken, blocks: { b1: block } }, emptyDesign('d3', 'Empty')],
    };
    const traffic = [{ pattern: 'all-to-all' }, { pattern: 'permutation', seed: 1 }] as const;
    const [first, second, third] = await settled(createPipeline().compare(study, traffic));
    expect(first!.cables).toBe(4);
    expect(first!.traffic[0]!.mean_Gbps).toBeCloseTo(325, 9);
    expect(first!.traffic[0]!.slowest_Gbps).toBeCloseTo(100, 9);
    // In a permutation each sends once; whoever sends to d, and d itself, gets 100.
    expect(first!.traffic[1]!.slowest_Gbps).toBeCloseTo(100, 9);
    expect(second).toMatchObject({ cables: null, reason: expect.stringContaining('moebius') });
    expect(third!.reason).toBeNull();
    expect(third!.traffic[0]).toMatchObject({ mean_Gbps: null, reason: expect.stringContaining('two endpoints') });
  });
});
