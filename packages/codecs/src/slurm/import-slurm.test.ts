import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cables, counted, kinds, read, why } from '../import/reading.ts';
import { compressedHosts, expandedHosts } from './hostlist.ts';

describe('Slurm', () => {
  it('conf gives the hierarchy, with links that are said to be assumed', () => {
    const found = read(`# switch tree
SwitchName=core Switches=leaf[1-2]
switchname=leaf1 nodes=n[01-03,08] LinkSpeed=400
SwitchName=leaf2 \\
  Nodes=n[17-18],login
garbage here
# leaf2=rack two
# leaf1=rack-one
`);
    expect(found.format).toBe('slurm');
    expect(kinds(found.design)).toEqual({
      'switch spine': ['core'],
      'switch leaf': ['leaf2', 'rack-one'],
      'server -': ['login', 'n01', 'n02', 'n03', 'n08', 'n17', 'n18'],
    });
    expect(counted(found, /links assumed/)).toBe(9);
    expect(counted(found, /not understood/)).toBe(1);
    expect(cables(found.design).filter((cable) => cable.endsWith(' 400'))).toHaveLength(4);
  });

  it('blocks become groups of hosts without links', () => {
    const found = read('BlockName=b1 Nodes=n[01-18]\nBlockName=b2 Nodes=n[19-36]\nBlockSizes=18,36\n');
    expect(Object.values(found.design.groups).map((group) => group.name)).toEqual(['file', 'b1', 'b2']);
    expect(Object.values(found.design.nodes).filter((node) => node.group === 'g2')).toHaveLength(18);
    expect(found.design.links).toEqual({});
  });

  it('yaml gives trees and blocks and says what it leaves out', () => {
    const found = read(`- topology: fabric
  cluster_default: true
  tree:
    switches:
      - { switch: core, children: "leaf[1-2]" }
      - { switch: leaf1, nodes: "n[01-16]" }
      - { switch: leaf2, nodes: "n[17-32]" }
- topology: domains
  cluster_default: false
  block:
    block_sizes: [18, 36]
    blocks:
      - { block: b1, nodes: "n[01-18]" }
- topology: plain
  cluster_default: false
  flat: true
`);
    expect(found.format).toBe('slurm-yaml');
    expect(kinds(found.design)['server -']).toHaveLength(32);
    expect(kinds(found.design)['switch spine']).toEqual(['core']);
    expect(counted(found, /not understood/)).toBe(1);
    expect(why('- topology: x\n  tree:\n    switches:\n      - { switch: a, nodes: "n[5-1]" }\n')).toMatch(
      /not a list of hosts/,
    );
  });

  it('host lists expand and compress', () => {
    expect(expandedHosts('n[01-03,8],gpu[1-2]x,login', 99)).toEqual([
      'n01',
      'n02',
      'n03',
      'n8',
      'gpu1x',
      'gpu2x',
      'login',
    ]);
    expect(expandedHosts('r[1-2]n[08-10]', 99)).toEqual(['r1n08', 'r1n09', 'r1n10', 'r2n08', 'r2n09', 'r2n10']);
    for (const bad of ['n[1-', 'n[a-b]', 'n[3-1]', 'n[1-2']) expect(expandedHosts(bad, 99)).toBeNull();
    expect(expandedHosts('n[1-999999999]', 1000)).toBeNull();
    expect(expandedHosts('a[1-99]b[1-99]c[1-99]', 1000)).toBeNull();
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}-?(0?[1-9]?\d)?$/), { maxLength: 40 }), (names) => {
        const back = expandedHosts(compressedHosts(names), 1000);
        expect([...(back ?? [])].toSorted()).toEqual(names.toSorted());
      }),
      { seed: 80, numRuns: 500 },
    );
  });
});
