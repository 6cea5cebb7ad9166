/** Warnings of an import become findings that lead to what they name. */
import { describe, expect, it } from 'vitest';
import type { Design } from '@weft/model';
import { importFindings } from './importFindings.ts';

const named = { id: '', kind: 'switch' } as Design['nodes'][string];
const design = {
  nodes: { n1: { ...named, id: 'n1', name: 'leaf-01' }, n2: { ...named, id: 'n2', name: 'spine to core' } },
  groups: { g1: { id: 'g1', name: 'Pod 1' } },
} as unknown as Design;

describe('importFindings', () => {
  it('leads to both ends of a pair, and to a name that looks like one', () => {
    const examples = ['leaf-01 to spine to core', 'spine to core', 'Pod 1 to leaf-01'];
    const [found] = importFindings(design, [
      { kind: 'warning', message: '3 pairs without a link', count: 3, examples },
    ]);
    expect(found).toMatchObject({ severity: 'warning', targets: ['n1', 'n2', 'g1'] });
    expect(found!.message).toBe(`In the imported file: 3 pairs without a link (${examples.join(', ')}).`);
  });

  it('takes warnings only, and says so when there are more', () => {
    const examples = ['a', 'b', 'c', 'd', 'e'];
    const found = importFindings(design, [
      { kind: 'found', message: '5 hosts', count: 5, examples },
      { kind: 'warning', message: '5 links of unknown speed', count: 5, examples },
      { kind: 'warning', message: '1 file is one host, not a cluster', count: 1, examples: [] },
    ]);
    expect(found.map(({ message }) => message)).toEqual([
      'In the imported file: 5 links of unknown speed (a, b, c, d and others).',
      'In the imported file: 1 file is one host, not a cluster.',
    ]);
    expect(found.flatMap(({ targets }) => targets)).toEqual([]);
  });
});
