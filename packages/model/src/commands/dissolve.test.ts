import { describe, expect, it } from 'vitest';
import { railBlock } from '@weft/testkit';
import { blankNode } from '../starter.ts';
import { setOverrides } from './blocks.ts';
import { insertDissolved } from './dissolve.ts';
import { addNode } from './items.ts';
import { addLink } from './links.ts';
import { after, designAfter, good, why } from './trying.ts';

const to = (at: string, port: number | null = null) => ({ at, port });
const into = (at: string, port: number | null) => ({ a: to('n1'), z: { at, port } });
const node = (path: string, group: string | null) => ({ ...blankNode(path, 'switch', path), group });

describe('dissolving a block', () => {
  it('gives ids to its parts and moves links to them', () => {
    let study = railBlock();
    study = after(study, addNode(study, 'd1', 'switch', { name: 'storage' }));
    study = after(study, addLink(study, 'd1', into('b1/leaf0', 3)));
    study = after(study, addLink(study, 'd1', into('b1/server0/gpu5', 0)));
    study = after(study, addLink(study, 'd1', into('b1/leaf9', null)));
    study = after(study, setOverrides(study, 'd1', ['b1/leaf0'], { name: 'x' }));
    const parts = {
      nodes: { 'b1/leaf0': node('b1/leaf0', 'b1/unit0'), 'b1/server0': node('b1/server0', null) },
      groups: {
        'b1/unit0': { id: 'b1/unit0', name: 'unit 0', parent: null, layout: 'rows' as const, x: null, y: null },
      },
      links: {
        'b1/leaf0:0': {
          id: 'b1/leaf0:0',
          a: { at: 'b1/leaf0', port: 0 },
          z: { at: 'b1/server0', port: 1 },
          rate_Gbps: 400,
          medium: null,
          label: '',
        },
      },
    };
    const command = insertDissolved(study, 'd1', 'b1', parts);
    expect(good(command).ids).toEqual(['g1', 'n3']);
    const design = designAfter(study, command);
    expect(design.blocks).toEqual({});
    expect(design.overrides).toEqual({});
    expect(design.nodes['n2']).toMatchObject({ id: 'n2', name: 'b1/leaf0', group: 'g1' });
    expect(design.links).toMatchObject({
      l1: { z: { at: 'n2', port: 3 } },
      // The GPU is inside the server now; which of the server's ports it was is not known.
      l2: { z: { at: 'n3', port: null } },
      l4: { a: { at: 'n2', port: 0 }, z: { at: 'n3', port: 1 } },
    });
    // There is no leaf 9: its link went with the block.
    expect(design.links['l3']).toBeUndefined();
    expect(why(insertDissolved(study, 'd1', 'b2', parts))).toBe('no-record');
  });
});
