import { describe, expect, it } from 'vitest';
import { onlyDesign, railBlock, twoLeaves } from '@weft/testkit';
import { groupItems } from './groups.ts';
import { addNode } from './items.ts';
import { addLink, moveLinkEnd, setLinks } from './links.ts';
import { after, designAfter, good, why } from './trying.ts';

const to = (at: string, port: number | null = null) => ({ at, port });

describe('links', () => {
  it('join free ports; parallel ones take the next free', () => {
    const design = designAfter(
      twoLeaves(),
      addLink(twoLeaves(), 'd1', { a: to('n2', 3), z: to('n3', 3), rate_Gbps: 400 }),
    );
    expect(design.links['l7']).toEqual({
      id: 'l7',
      a: { at: 'n2', port: 3 },
      z: { at: 'n3', port: 3 },
      rate_Gbps: 400,
      medium: null,
      label: '',
    });
    expect(good(addLink(twoLeaves(), 'd1', { a: to('n2'), z: to('n3') }, 3)).ids).toEqual(['l7', 'l8', 'l9']);
  });

  it.each([
    // Port 7 of leaf 1 holds its uplink.
    [addLink(twoLeaves(), 'd1', { a: to('n2', 7), z: to('n3') }), 'port-taken'],
    [addLink(twoLeaves(), 'd1', { a: to('n2', 8), z: to('n3') }), 'bad-end'],
    [addLink(twoLeaves(), 'd1', { a: to('n2', -1), z: to('n3') }), 'bad-end'],
    // A server here has one port, and it is taken.
    [addLink(twoLeaves(), 'd1', { a: to('n4'), z: to('n3') }), 'no-free-port'],
    // Leaf 1 has 8 ports, 3 taken: 5 more fit, 6 do not.
    [addLink(twoLeaves(), 'd1', { a: to('n2'), z: to('n3') }, 5), 'applies'],
    [addLink(twoLeaves(), 'd1', { a: to('n2'), z: to('n3') }, 6), 'no-free-port'],
    [addLink(twoLeaves(), 'd1', { a: to('n2'), z: to('n2') }), 'bad-end'],
    [addLink(twoLeaves(), 'd1', { a: to('n2'), z: to('n99') }), 'bad-end'],
    [addLink(twoLeaves(), 'd1', { a: to('n2'), z: to('b1/leaf0') }), 'bad-end'],
    [addLink(twoLeaves(), 'd1', { a: to('n2'), z: to('n3'), rate_Gbps: NaN }), 'bad-value'],
    [setLinks(twoLeaves(), 'd1', ['l1', 'l99'], { rate_Gbps: 200 }), 'no-record'],
    [moveLinkEnd(twoLeaves(), 'd1', 'l3', 'z', to('n2', 1)), 'port-taken'],
    [moveLinkEnd(twoLeaves(), 'd1', 'l3', 'z', to('n2', 0)), 'nothing-changes'],
    [moveLinkEnd(twoLeaves(), 'd1', 'l3', 'z', to('n5')), 'no-free-port'],
  ])('case %#: %s', (command, expected) => {
    expect(why(command)).toBe(expected);
  });

  it('say to open a block before linking into it', () => {
    const study = after(railBlock(), addNode(railBlock(), 'd1', 'switch'));
    const command = addLink(study, 'd1', { a: to('n1'), z: to('b1') });
    expect(command.ok ? '' : command.fault.message).toBe('Open rail-optimized and choose a part inside it to link to.');
    const grouped = after(twoLeaves(), groupItems(twoLeaves(), 'd1', ['n1', 'n2']));
    const into = addLink(grouped, 'd1', { a: to('n3'), z: to('g1') });
    expect(into.ok ? '' : into.fault.message).toBe('Open Group 1 and choose a part inside it to link to.');
    expect(why(addLink(study, 'd1', { a: to('n1'), z: to('b1/unit0/leaf3', 40) }))).toBe('applies');
  });

  it('change and move', () => {
    let study = after(twoLeaves(), setLinks(twoLeaves(), 'd1', ['l1', 'l2'], { rate_Gbps: 800, medium: 'dac-800g' }));
    study = after(study, moveLinkEnd(study, 'd1', 'l3', 'z', to('n3', 5)));
    expect(onlyDesign(study).links['l3']!.z).toEqual({ at: 'n3', port: 5 });
    expect(onlyDesign(study).links['l2']!.rate_Gbps).toBe(800);
  });
});
