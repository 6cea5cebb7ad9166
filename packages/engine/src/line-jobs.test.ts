/** The job of each line: worked by hand on two leaves under one spine, and summed over the lines of a closed picture. */
import { blankNode, emptyDesign, type Design, type JobRecord } from '@weft/model';
import { valueOf } from '@weft/units';
import { describe, expect, it } from 'vitest';
import type { JobsCarried } from './api.ts';
import { generateStudy } from './generate.ts';
import { createPipeline } from './pipeline.ts';
import { settled } from './work.ts';

const pipeline = createPipeline();
const routing = { policy: 'spray', handOver: false } as const;

function cable(a: string, z: string): Design['links'][string] {
  const id = `${a}${z}`;
  return { id, a: { at: a, port: null }, z: { at: z, port: null }, rate_Gbps: 400, medium: null, label: '' };
}

// a, b at leaf l; c, d at leaf m; both leaves at spine s.
const cables = [cable('a', 'l'), cable('b', 'l'), cable('c', 'm'), cable('d', 'm'), cable('l', 's'), cable('m', 's')];
const tree: Design = {
  ...emptyDesign('d1', 'Tree'),
  nodes: {
    ...Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, blankNode(id, 'accelerator', `GPU ${id}`)])),
    l: { ...blankNode('l', 'switch', 'Leaf l'), tier: 'leaf' },
    m: { ...blankNode('m', 'switch', 'Leaf m'), tier: 'leaf' },
    s: { ...blankNode('s', 'switch', 'Spine'), tier: 'spine' },
  },
  links: Object.fromEntries(cables.map((link) => [link.id, link])),
};

function job(id: string, fields: Partial<JobRecord>): JobRecord {
  const whole = { first: 0, count: 2, step: 1, seed: 1, start_ns: 0, after: [], rounds: 1, compute_ns: 0 };
  return { id, name: `Job ${id}`, action: 'ring', size_B: 1e9, ...whole, ...fields };
}

async function jobOfLines(design: Design, jobs: readonly JobRecord[], failed: readonly string[] = []) {
  const { carried } = valueOf(await settled(pipeline.jobs({ design, routing, failed, jobs })));
  const { links, jobs: most } = valueOf(await settled(pipeline.lineJobs({ design, open: [], failed }, carried)));
  return Object.fromEntries(links.map((id, i) => [id, most[i]]));
}

/** The job of a line under the spine, where two jobs go over it and the second carries so much. */
async function overSpine(size_B: number) {
  const jobs = [job('j1', { step: 2 }), job('j2', { first: 1, step: 2, size_B })];
  return (await jobOfLines(tree, jobs))['s>l'];
}

describe('the job of each line', () => {
  it('is the one job of a leaf, where jobs are on leaves of their own', async () => {
    // Rings of a and b, of c and d: nothing goes over the spine.
    expect(await jobOfLines(tree, [job('j1', {}), job('j2', { first: 2 })])).toEqual({
      'l>a': 0,
      'l>b': 0,
      'm>c': 1,
      'm>d': 1,
      's>l': null,
      's>m': null,
    });
  });

  it('is the one that carries more, or several that carry as much to within 1 %', async () => {
    // Rings of a and c, of b and d, both over the spine.
    expect(await overSpine(1e9)).toBe('several');
    expect(await overSpine(1.009e9)).toBe('several');
    expect(await overSpine(1.02e9)).toBe(1);
    expect(await overSpine(0.98e9)).toBe(0);
  });

  it('is none where a failure leaves a job without a path', async () => {
    const jobs = [job('j1', { step: 2 }), job('j2', { first: 2 })];
    expect(await jobOfLines(tree, jobs, ['al'])).toEqual({
      'l>a': null,
      'l>b': null,
      'm>c': 1,
      'm>d': 1,
      's>l': null,
      's>m': null,
    });
  });

  it('counts every link that a line stands for, whatever is open', async () => {
    const parameters = { servers: 8, acceleratorsPerServer: 4, nicsPerServer: 4, switchPorts: 64 };
    const design = valueOf(generateStudy('rail-optimized', parameters)).designs[0]!;
    const jobs = [job('j1', { count: 16 }), job('j2', { first: 16, count: 16, size_B: 3e9 })];
    const { carried } = valueOf(await settled(pipeline.jobs({ design, routing, failed: [], jobs })));
    const picture = async (open: readonly string[]) => {
      const { scene } = valueOf(await settled(pipeline.scene({ design, open })));
      const { links, jobs: most } = valueOf(await settled(pipeline.lineJobs({ design, open }, carried)));
      expect(links).toEqual(scene.links.map(({ id }) => id));
      return { most: new Set(most), lines: links.length, opens: scene.nodes.flatMap((node) => node.opens ?? []) };
    };
    // All servers are one stack: its lines are of the job with three times the bytes of the other.
    const closed = await picture(['b1']);
    expect(closed.most).toEqual(new Set([1]));
    // Server by server, either half is of its own job.
    const opened = await picture(['b1', ...closed.opens]);
    expect(opened.lines).toBeGreaterThan(closed.lines);
    expect(opened.most).toContain(0);
    expect(opened.most).toContain(1);
  });

  it('is refused for bytes of a design with other links', async () => {
    const carried: JobsCarried = { links: 5, jobs: [] };
    expect(await settled(pipeline.lineJobs({ design: tree, open: [] }, carried))).toMatchObject({
      ok: false,
      fault: { message: 'The jobs ran on a design of 5 links; this one has 6.' },
    });
  });
});
