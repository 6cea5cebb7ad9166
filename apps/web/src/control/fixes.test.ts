/** Each fix makes its finding go away, in one entry. */
import '../strings/later.ts';
import { createPipeline, generateStudy, settled } from '@weft/engine';
import {
  applyChange,
  emptyStudy,
  type Design,
  type Finding,
  type LinkRecord,
  type NodeRecord,
  type Study,
} from '@weft/model';
import { valueOf } from '@weft/units';
import { describe, expect, it } from 'vitest';
import { fixOf } from './fixes.ts';

const node = (id: string, port_Gbps: number): NodeRecord => ({
  id,
  kind: 'switch',
  name: id,
  part: null,
  x: null,
  y: null,
  group: null,
  ports: 8,
  port_Gbps,
  tier: null,
  accelerators: 0,
  scaleUp_Gbps: null,
});

const link = (id: string, a: LinkRecord['a'], z: LinkRecord['z'], rate_Gbps: number | null = null): LinkRecord => ({
  id,
  a,
  z,
  rate_Gbps,
  medium: null,
  label: '',
});

const end = (at: string, port: number | null = null) => ({ at, port });

function studyOf(parts: Partial<Pick<Design, 'links' | 'overrides'>>, rates = [400, 400]): Study {
  const study = emptyStudy();
  const nodes = { n1: node('n1', rates[0]!), n2: node('n2', rates[1]!) };
  return { ...study, designs: [{ ...study.designs[0]!, nodes, ...parts }] };
}

const cases: readonly [string, Study][] = [
  ['speed-mismatch', studyOf({ links: { l1: link('l1', end('n1'), end('n2'), 800) } })],
  ['speed-mismatch', studyOf({ links: { l1: link('l1', end('n1'), end('n2')) } }, [400, 200])],
  [
    'port-used-twice',
    studyOf({ links: { l1: link('l1', end('n1', 3), end('n2')), l2: link('l2', end('n2'), end('n1', 3)) } }),
  ],
  ['dangling-link', studyOf({ links: { l1: link('l1', end('n1'), end('n9')) } })],
  ['capacity-not-positive', studyOf({ links: { l1: link('l1', end('n1'), end('n2'), 0) } })],
  ['orphaned-override', studyOf({ overrides: { 'b1/leaf9': { id: 'b1/leaf9', removed: true } } })],
];

const pipeline = createPipeline();
const findingsOf = async (design: Design): Promise<readonly Finding[]> =>
  valueOf(await settled(pipeline.facts(design))).findings;

const siteOf = async ({ designs, assumptions }: Study): Promise<readonly Finding[]> =>
  valueOf(await settled(pipeline.siteFindings(designs[0]!, assumptions)));

describe('fixes', () => {
  it.each(cases)('of %s takes the finding away and brings no other', async (code, study) => {
    const design = study.designs[0]!;
    const found = await findingsOf(design);
    const finding = found.find((one) => one.code === code);
    expect(finding).toBeDefined();
    const fix = fixOf(study, design, finding!);
    expect(fix?.label).toMatch(/^[A-Z]/);
    const fixed = applyChange(study, valueOf(fix!.command(study, design.id)).change);
    const left = await findingsOf(fixed.designs[0]!);
    expect(left.filter((one) => one.code === code)).toEqual([]);
    expect(left.length).toBeLessThan(found.length);
  });

  it('offers nothing where a person must decide', () => {
    const apart = { code: 'no-path', severity: 'error', targets: ['n1'], message: '' } as const;
    expect(fixOf(studyOf({}), studyOf({}).designs[0]!, apart)).toBeNull();
    // The port was not written down: it is the other link's that must move.
    const clash = { code: 'port-used-twice', severity: 'error', targets: ['n1', 'l1'], message: '' } as const;
    const linked = studyOf({ links: { l1: link('l1', end('n1'), end('n2')) } });
    expect(fixOf(linked, linked.designs[0]!, clash)).toBeNull();
  });

  it('frees a medium that does not reach, by link or for the whole study', async () => {
    const plain = valueOf(generateStudy('leaf-spine', { servers: 64 }));
    const block = plain.designs[0]!;
    // Passive copper of 800 Gb/s reaches a few metres: not from row to row.
    const copper = { ...plain, assumptions: { ...plain.assumptions, figures: { 'site.media.dac': 1 } } };
    const short = (await siteOf(copper)).filter(({ code }) => code === 'medium-too-short');
    expect(short.length).toBeGreaterThan(0);
    const fix = fixOf(copper, block, short[0]!)!;
    const fixed = applyChange(copper, valueOf(fix.command(copper, block.id)).change);
    expect((await siteOf(fixed)).filter(({ code }) => code === 'medium-too-short')).toEqual([]);

    const drawn = studyOf({ links: { l1: { ...link('l1', end('n1'), end('n2')), medium: 'dac-400g' } } });
    const far = { code: 'medium-too-short', severity: 'error', targets: ['l1'], message: '' } as const;
    const freed = fixOf(drawn, drawn.designs[0]!, far)!;
    const after = applyChange(drawn, valueOf(freed.command(drawn, drawn.designs[0]!.id)).change);
    expect(after.designs[0]!.links['l1']!.medium).toBeNull();
    expect(fixOf(after, after.designs[0]!, far)).toBeNull();
  });
});
