import { describe, expect, it } from 'vitest';
import { twoLeaves } from '@weft/testkit';
import { defaultWorkload, emptyDesign } from '../starter.ts';
import { setAssumption } from '../index.ts';
import {
  addDesign,
  duplicateDesign,
  insertDesign,
  moveDesign,
  removeDesign,
  renameDesign,
  renameStudy,
  setBaseline,
} from './designs.ts';
import { after, why } from './trying.ts';
import { setWorkload } from './workload.ts';

describe('designs', () => {
  it('come, go, are copied, renamed and reordered', () => {
    let study = after(twoLeaves(), addDesign(twoLeaves()));
    expect(study.designs.map((design) => [design.id, design.name])).toEqual([
      ['d1', 'Design 1'],
      ['d2', 'Design 2'],
    ]);
    study = after(study, duplicateDesign(study, 'd1'));
    // The copy stands beside its original under a free name.
    expect(study.designs.map((design) => [design.id, design.name])).toEqual([
      ['d1', 'Design 1'],
      ['d3', 'Design 3'],
      ['d2', 'Design 2'],
    ]);
    expect(study.designs[1]!.nodes).toEqual(study.designs[0]!.nodes);
    study = after(study, moveDesign(study, 'd1', 2));
    expect(study.designs.map((design) => design.id)).toEqual(['d3', 'd2', 'd1']);
    study = after(study, setBaseline(study, 'd2'));
    study = after(study, removeDesign(study, 'd2'));
    expect(study.baseline).toBeNull();
    study = after(study, renameDesign(study, 'd3', 'Dragonfly'));
    expect(study.designs.map((design) => design.name)).toEqual(['Dragonfly', 'Design 1']);
  });

  it('keep at least one', () => {
    expect(why(removeDesign(twoLeaves(), 'd1'))).toBe('last-design');
    expect(why(removeDesign(twoLeaves(), 'd9'))).toBe('no-design');
  });

  it('that are imported get a free id and name', () => {
    const study = after(twoLeaves(), insertDesign(twoLeaves(), { ...emptyDesign('d1', 'Design 1') }));
    expect(study.designs.map((design) => [design.id, design.name])).toEqual([
      ['d1', 'Design 1'],
      ['d2', 'Design 2'],
    ]);
  });
});

describe('the study', () => {
  it('is renamed, loaded and given figures', () => {
    let study = after(twoLeaves(), renameStudy(twoLeaves(), 'LPO or DSP?'));
    study = after(study, setWorkload(study, { traffic: { pattern: 'permutation', seed: 3 }, size_B: 2 ** 30 }));
    expect(study.workload).toEqual({
      ...defaultWorkload,
      traffic: { pattern: 'permutation', seed: 3 },
      size_B: 2 ** 30,
    });
    study = after(study, setAssumption(study, 'switches.qm9700.price_usd', 31_000));
    expect(study.assumptions.figures).toEqual({ 'switches.qm9700.price_usd': 31_000 });
    study = after(study, setAssumption(study, 'switches.qm9700.price_usd', null));
    expect(study.assumptions.figures).toEqual({});
  });

  it.each([
    renameStudy(twoLeaves(), 'x'.repeat(201)),
    renameStudy(twoLeaves(), 'two\nlines'),
    setWorkload(twoLeaves(), { size_B: -1 }),
    setWorkload(twoLeaves(), { routing: { policy: 'ecmp-hash', seed: 1, subflows: 0, handOver: true } }),
    setAssumption(twoLeaves(), '__proto__', 1),
    setAssumption(twoLeaves(), 'physical.pue', NaN),
  ])('refuses bad values %#', (command) => {
    expect(why(command)).toBe('bad-value');
  });

  it('says when nothing changes', () => {
    expect(why(renameStudy(twoLeaves(), twoLeaves().name))).toBe('nothing-changes');
    expect(why(setBaseline(twoLeaves(), null))).toBe('nothing-changes');
  });
});
