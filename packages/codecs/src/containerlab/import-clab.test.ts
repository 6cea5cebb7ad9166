import { describe, expect, it } from 'vitest';
import { cables, counted, kinds, read, why } from '../import/reading.ts';

const lab = (links: string) => `name: pod
topology:
  kinds: { linux: { image: alpine } }
  nodes:
    leaf1: { kind: linux, labels: { role: leaf, graph-posX: "120", graph-posY: "40" } }
    gpu1:  { kind: linux }
    core:  { kind: nokia_srlinux, type: ixrd3 }
  links:
${links}`;

describe('containerlab', () => {
  it('is read with both forms of ends; links with one end are left out', () => {
    const found = read(
      lab(`    - endpoints: ["leaf1:eth1", "gpu1:eth1"]
    - { type: veth, mtu: 9100, endpoints: [ { node: leaf1, interface: eth2 }, { node: gpu1, interface: eth2 } ] }
    - endpoints: ["leaf1:e1-1", "core:e1-9"]
    - type: host
      endpoint: { node: leaf1, interface: eth5 }
    - endpoints: ["leaf1:eth9", "ghost:eth1"]
`),
    );
    expect(found.format).toBe('containerlab');
    expect(found.design.name).toBe('pod');
    expect(kinds(found.design)).toEqual({ 'switch core': ['core'], 'switch leaf': ['leaf1'], 'server -': ['gpu1'] });
    // The leaf's port names differ in form, so they are counted in their order: e1-1, eth1, eth2.
    expect(cables(found.design)).toEqual(['core:8-leaf1:0 null', 'gpu1:0-leaf1:1 null', 'gpu1:1-leaf1:2 null']);
    expect(counted(found, /link with one end/)).toBe(1);
    expect(counted(found, /not there/)).toBe(1);
    expect(Object.values(found.design.nodes).find((node) => node.name === 'leaf1')).toMatchObject({ x: 120, y: 40 });
  });

  it('is refused as a template, with a broken line, and as a bomb of aliases', () => {
    expect(why(`{{ range . }}\n${lab('')}`, 'containerlab')).toMatch(/template/);
    expect(why(`${lab('')}    - [\n`)).toMatch(/^broken at line \d+: The text is not YAML/);
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (let i = 0; i < 9; i++)
      bomb.push(`${'bcdefghij'[i]!}: &${'bcdefghij'[i]!} [${`*${'abcdefghi'[i]!},`.repeat(9)}]`);
    expect(why(`${lab('')}\n${bomb.join('\n')}\n`)).toMatch(/^broken .*refused/);
  });
});
