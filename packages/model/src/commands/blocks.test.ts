import { describe, expect, it } from 'vitest';
import { onlyDesign, railBlock } from '@weft/testkit';
import { applyChange } from '../apply.ts';
import { addBlock, clearOverrides, setBlockParameters, setOverrides } from './blocks.ts';
import { after, designAfter, good, why } from './trying.ts';

describe('blocks', () => {
  it('are added under the first free id and given parameters', () => {
    const study = railBlock();
    const wanted = { recipe: 'torus', recipeVersion: 1, parameters: { shape: [4, 4] }, x: 5, y: 6 };
    const design = designAfter(study, addBlock(study, 'd1', wanted));
    expect(design.blocks['b2']).toEqual({ ...wanted, id: 'b2', name: 'torus' });
    const command = good(setBlockParameters(study, 'd1', 'b1', { ...design.blocks['b1']!.parameters, servers: 32 }));
    expect(command.change.label).toBe('Set servers of rail-optimized');
    expect(onlyDesign(applyChange(study, command.change)).blocks['b1']!.parameters['servers']).toBe(32);
  });

  it('keep hand edits by path, and lose them one field at a time', () => {
    let study = railBlock();
    study = after(study, setOverrides(study, 'd1', ['b1/unit0/leaf3:17', 'b1/unit0/leaf4'], { removed: true }));
    study = after(study, setOverrides(study, 'd1', ['b1/unit0/leaf3:17'], { rate_Gbps: 200, removed: null }));
    expect(onlyDesign(study).overrides).toEqual({
      'b1/unit0/leaf3:17': { id: 'b1/unit0/leaf3:17', rate_Gbps: 200 },
      'b1/unit0/leaf4': { id: 'b1/unit0/leaf4', removed: true },
    });
    study = after(study, setOverrides(study, 'd1', ['b1/unit0/leaf3:17'], { rate_Gbps: null }));
    study = after(study, clearOverrides(study, 'd1', ['b1/unit0/leaf4', 'b1/other']));
    expect(onlyDesign(study).overrides).toEqual({});
  });

  it('refuse paths that lead nowhere', () => {
    expect(why(setOverrides(railBlock(), 'd1', ['b7/unit0'], { removed: true }))).toBe('no-record');
    expect(why(setOverrides(railBlock(), 'd1', ['b1'], { removed: true }))).toBe('no-record');
    expect(why(setOverrides(railBlock(), 'd1', ['b1//x'], { removed: true }))).toBe('no-record');
    expect(why(clearOverrides(railBlock(), 'd1', ['b1/unit0']))).toBe('no-record');
  });
});
