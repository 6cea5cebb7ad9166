import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitrarySeed, arbitraryStudy, onlyDesign, railBlock, SeededRandom, studyOf, twoLeaves } from '@weft/testkit';
import { applyChange } from '../apply.ts';
import { canonicalJson } from '../canonical.ts';
import { invertChange } from '../change.ts';
import { limits } from '../limits.ts';
import { readStudy } from '../read.ts';
import { blankNode, defaultWorkload, emptyDesign } from '../starter.ts';
import type { Design, Study } from '../study.ts';
import { addBlock, clearOverrides, setBlockParameters, setOverrides } from './blocks.ts';
import { copyItems, duplicateItems, pasteClip } from './clipboard.ts';
import type { Command, Commanded } from './command.ts';
import {
  addDesign,
  duplicateDesign,
  insertDesign,
  moveDesign,
  removeDesign,
  renameDesign,
  renameStudy,
  setAssumption,
  setBaseline,
} from './designs.ts';
import { setWorkload } from './workload.ts';
import { insertDissolved } from './dissolve.ts';
import { groupItems, setGroups, ungroupItems } from './groups.ts';
import { addNode, deleteItems, renameItem, setNodes } from './items.ts';
import { addLink, moveLinkEnd, setLinks } from './links.ts';
import { moveItems } from './move.ts';

function good(command: Command): Commanded {
  if (!command.ok) throw new Error(`${command.fault.where}: ${command.fault.message}`);
  return command.value;
}
/** The study after a command that must apply. Every use also checks that undoing it gives the former study, byte for byte. */
function after(study: Study, command: Command): Study {
  const { change } = good(command);
  const next = applyChange(study, change);
  expect(canonicalJson(applyChange(next, invertChange(change)))).toBe(canonicalJson(study));
  const read = readStudy(structuredClone(next));
  if (!read.ok) throw new Error(`"${change.label}" breaks the study at ${read.fault.where}: ${read.fault.message}`);
  return next;
}
const designAfter = (study: Study, command: Command): Design => onlyDesign(after(study, command));
const to = (at: string, port: number | null = null) => ({ at, port });
const into = (at: string, port: number | null) => ({ a: to('n1'), z: { at, port } });
const node = (path: string, group: string | null) => ({ ...blankNode(path, 'switch', path), group });
const why = (command: Command) => (command.ok ? 'applies' : command.fault.code);

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

describe('parts', () => {
  it('are added under the first free id and name', () => {
    let study = after(twoLeaves(), deleteItems(twoLeaves(), 'd1', ['n2']));
    const command = addNode(study, 'd1', 'switch', { name: 'leaf 2', ports: 64 });
    expect(good(command).ids).toEqual(['n2']);
    study = after(study, command);
    expect(onlyDesign(study).nodes['n2']).toEqual({ ...blankNode('n2', 'switch', 'leaf 3'), ports: 64 });
  });

  it('take their links along when deleted', () => {
    const command = good(deleteItems(twoLeaves(), 'd1', ['n2']));
    expect(command.change.label).toBe('Delete 1 part and 3 links');
    const design = onlyDesign(applyChange(twoLeaves(), command.change));
    expect(Object.keys(design.links)).toEqual(['l2', 'l5', 'l6']);
  });

  it('inside blocks are removed by an override, and a block goes with its overrides and links', () => {
    let study = railBlock();
    study = after(study, addNode(study, 'd1', 'switch'));
    study = after(
      study,
      addLink(study, 'd1', { a: { at: 'n1', port: null }, z: { at: 'b1/unit0/leaf3', port: null } }),
    );
    study = after(study, deleteItems(study, 'd1', ['b1/unit0/leaf4']));
    expect(onlyDesign(study).overrides['b1/unit0/leaf4']).toEqual({ id: 'b1/unit0/leaf4', removed: true });
    const design = designAfter(study, deleteItems(study, 'd1', ['b1', 'b1/unit0/leaf5']));
    expect([design.blocks, design.links, design.overrides]).toEqual([{}, {}, {}]);
    expect(Object.keys(design.nodes)).toEqual(['n1']);
  });

  it('move in one change, the last place of each counts', () => {
    let study = after(railBlock(), addNode(railBlock(), 'd1', 'server'));
    study = after(
      study,
      moveItems(study, 'd1', [
        { id: 'n1', x: 1, y: 1 },
        { id: 'n1', x: 10, y: 20 },
        { id: 'b1', x: -5, y: 0 },
        { id: 'b1/unit0/leaf3', x: 7, y: 8 },
      ]),
    );
    const design = onlyDesign(study);
    expect(design.nodes['n1']).toMatchObject({ x: 10, y: 20 });
    expect(design.blocks['b1']).toMatchObject({ x: -5, y: 0 });
    expect(design.overrides['b1/unit0/leaf3']).toEqual({ id: 'b1/unit0/leaf3', x: 7, y: 8 });
  });

  it('come along when what holds them moves, unless they were moved themselves', () => {
    let study = after(twoLeaves(), groupItems(twoLeaves(), 'd1', ['n2', 'n3']));
    study = after(study, groupItems(study, 'd1', ['g1', 'n1']));
    // Leaves at (-100, 100) and (100, 100), the spine at (0, 0): the middle of g2 is (0, 50).
    study = after(study, moveItems(study, 'd1', [{ id: 'g2', x: 10, y: 70 }]));
    let design = onlyDesign(study);
    expect([design.nodes['n1'], design.nodes['n2'], design.nodes['n3']].map((n) => [n!.x, n!.y])).toEqual([
      [10, 20],
      [-90, 120],
      [110, 120],
    ]);
    // Its members say where it is; it got no place of its own.
    expect(design.groups['g2']).toMatchObject({ x: null, y: null });
    expect(design.nodes['n4']).toEqual(onlyDesign(twoLeaves()).nodes['n4']);
    const both = [
      { id: 'g2', x: 11, y: 70 },
      { id: 'g1', x: 10, y: 100 },
      { id: 'n3', x: 0, y: 0 },
    ];
    design = designAfter(study, moveItems(study, 'd1', both));
    // n1 goes with g2 (by 1, 0), n2 with g1 (by 0, -20), n3 where it was put.
    expect([design.nodes['n1'], design.nodes['n2'], design.nodes['n3']].map((n) => [n!.x, n!.y])).toEqual([
      [11, 20],
      [-90, 100],
      [0, 0],
    ]);
  });

  it('inside a block come along by their overrides', () => {
    let study = after(railBlock(), setOverrides(railBlock(), 'd1', ['b1/leaf0'], { x: 5, y: 6 }));
    study = after(study, moveItems(study, 'd1', [{ id: 'b1', x: 100, y: 0 }]));
    expect(onlyDesign(study).overrides['b1/leaf0']).toEqual({ id: 'b1/leaf0', x: 105, y: 6 });
    study = after(study, duplicateItems(study, 'd1', ['b1'], { dx: 1, dy: 2, keepLinks: false }));
    expect(onlyDesign(study).overrides['b2/leaf0']).toEqual({ id: 'b2/leaf0', x: 106, y: 8 });
  });

  it('in a group that has a place of its own move with that place', () => {
    const groups = { g1: { id: 'g1', name: 'pod', parent: null, layout: 'rows' as const, x: 50, y: 50 } };
    const nodes = { n1: { ...blankNode('n1', 'switch', 's'), group: 'g1' } };
    const study = studyOf({ groups, nodes });
    const design = designAfter(study, moveItems(study, 'd1', [{ id: 'g1', x: 60, y: 40 }]));
    expect(design.groups['g1']).toMatchObject({ x: 60, y: 40 });
    // The layout places it, so it has no place to move.
    expect(design.nodes['n1']).toEqual(nodes.n1);
  });

  it('are renamed wherever they stand', () => {
    let study = after(railBlock(), addNode(railBlock(), 'd1', 'server'));
    study = after(study, renameItem(study, 'd1', 'n1', 'head node'));
    study = after(study, renameItem(study, 'd1', 'b1', 'pod'));
    study = after(study, renameItem(study, 'd1', 'b1/unit0/leaf3', 'east leaf'));
    const design = onlyDesign(study);
    expect(design.nodes['n1']!.name).toBe('head node');
    expect(design.blocks['b1']!.name).toBe('pod');
    expect(design.overrides['b1/unit0/leaf3']!.name).toBe('east leaf');
    const leaves = twoLeaves();
    expect(designAfter(leaves, renameItem(leaves, 'd1', 'l1', 'trunk')).links['l1']!.label).toBe('trunk');
  });

  it('take the same fields at once', () => {
    const design = designAfter(
      twoLeaves(),
      setNodes(twoLeaves(), 'd1', ['n2', 'n3'], { port_Gbps: 800, part: 'q3400' }),
    );
    expect([design.nodes['n2'], design.nodes['n3']].map((node) => node!.port_Gbps)).toEqual([800, 800]);
  });

  it.each([
    [moveItems(twoLeaves(), 'd1', [{ id: 'n1', x: Infinity, y: 0 }]), 'bad-value'],
    [moveItems(twoLeaves(), 'd1', [{ id: 'zz', x: 0, y: 0 }]), 'no-record'],
    [setNodes(twoLeaves(), 'd1', ['n1'], { ports: -1 }), 'bad-value'],
    [setNodes(twoLeaves(), 'd1', ['n1'], { ports: 1.5 }), 'bad-value'],
    [setNodes(twoLeaves(), 'd1', ['n1'], { group: 'g9' }), 'no-record'],
    [setNodes(twoLeaves(), 'd1', ['toString'], { ports: 1 }), 'no-record'],
    [setNodes(twoLeaves(), 'd1', [], { ports: 1 }), 'nothing-selected'],
    [deleteItems(twoLeaves(), 'd1', []), 'nothing-selected'],
    [deleteItems(twoLeaves(), 'd1', ['constructor']), 'no-record'],
    [renameItem(twoLeaves(), 'd1', 'zz', 'x'), 'no-record'],
  ])('refuse case %#', (command, expected) => {
    expect(why(command)).toBe(expected);
  });

  it('refuse to grow beyond the limit', () => {
    const nodes: Record<string, ReturnType<typeof blankNode>> = {};
    for (let i = 1; i <= limits.records; i++) nodes[`n${i}`] = blankNode(`n${i}`, 'server', 's');
    const study = studyOf({ nodes });
    expect(why(addNode(study, 'd1', 'server'))).toBe('too-many-records');
    expect(why(setNodes(study, 'd1', ['n1'], { ports: 4 }))).toBe('applies');
  });
});

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
    expect(why(addLink(study, 'd1', { a: to('n1'), z: to('b1/unit0/leaf3', 40) }))).toBe('applies');
  });

  it('change and move', () => {
    let study = after(twoLeaves(), setLinks(twoLeaves(), 'd1', ['l1', 'l2'], { rate_Gbps: 800, medium: 'dac-800g' }));
    study = after(study, moveLinkEnd(study, 'd1', 'l3', 'z', to('n3', 5)));
    expect(onlyDesign(study).links['l3']!.z).toEqual({ at: 'n3', port: 5 });
    expect(onlyDesign(study).links['l2']!.rate_Gbps).toBe(800);
  });
});

describe('groups', () => {
  it('gather and set free again', () => {
    let study = after(twoLeaves(), groupItems(twoLeaves(), 'd1', ['n2', 'n4'], { name: 'pod', layout: 'rows' }));
    expect(onlyDesign(study).groups['g1']).toMatchObject({ name: 'pod', parent: null, layout: 'rows' });
    expect(onlyDesign(study).nodes['n4']!.group).toBe('g1');
    // A group and a part that stands inside it: the part stays inside.
    study = after(study, groupItems(study, 'd1', ['g1', 'n4', 'n3']));
    expect(onlyDesign(study).groups['g1']!.parent).toBe('g2');
    expect(onlyDesign(study).nodes['n4']!.group).toBe('g1');
    expect(onlyDesign(study).nodes['n3']!.group).toBe('g2');
    study = after(study, setGroups(study, 'd1', ['g2'], { layout: 'ring' }));
    const free = good(ungroupItems(study, 'd1', ['g1', 'g2']));
    expect([...free.ids].toSorted()).toEqual(['n2', 'n3', 'n4']);
    const design = designAfter(study, ungroupItems(study, 'd1', ['g1', 'g2']));
    expect(design).toEqual(onlyDesign(twoLeaves()));
    // Ungrouping the outer one alone leaves the inner one at the top.
    expect(designAfter(study, ungroupItems(study, 'd1', ['g2'])).groups['g1']!.parent).toBeNull();
  });

  it('go with all they hold', () => {
    let study = after(twoLeaves(), groupItems(twoLeaves(), 'd1', ['n2', 'n4', 'n5']));
    study = after(study, groupItems(study, 'd1', ['g1']));
    const design = designAfter(study, deleteItems(study, 'd1', ['g2']));
    expect([Object.keys(design.nodes), Object.keys(design.groups)]).toEqual([['n1', 'n3', 'n6', 'n7'], []]);
    expect(Object.keys(design.links)).toEqual(['l2', 'l5', 'l6']);
  });

  it('take no blocks', () => {
    expect(why(groupItems(railBlock(), 'd1', ['b1']))).toBe('no-record');
    expect(why(groupItems(twoLeaves(), 'd1', []))).toBe('nothing-selected');
    expect(why(ungroupItems(twoLeaves(), 'd1', ['n1']))).toBe('nothing-selected');
  });
});

describe('the clipboard', () => {
  const options = { dx: 40, dy: 40, keepLinks: false };

  it('copies links between copied parts only', () => {
    const design = designAfter(twoLeaves(), duplicateItems(twoLeaves(), 'd1', ['n2', 'n4', 'n5'], options));
    expect(Object.keys(design.nodes)).toHaveLength(10);
    // l3 and l4 lie inside; the uplink l1 leads out.
    expect(Object.values(design.links).slice(6)).toEqual([
      { ...design.links['l3']!, id: 'l7', a: { at: 'n9', port: 0 }, z: { at: 'n8', port: 0 } },
      { ...design.links['l4']!, id: 'l8', a: { at: 'n10', port: 0 }, z: { at: 'n8', port: 1 } },
    ]);
    expect(design.nodes['n8']).toMatchObject({ name: 'leaf 3', x: -60, y: 140 });
  });

  it('draws links to the originals again when asked to, on a free port there', () => {
    const design = designAfter(twoLeaves(), duplicateItems(twoLeaves(), 'd1', ['n2'], { ...options, keepLinks: true }));
    const drawn = Object.values(design.links).slice(6);
    expect(drawn.map((link) => [link.a, link.z])).toEqual([
      [
        { at: 'n8', port: 7 },
        { at: 'n1', port: null },
      ],
      [
        { at: 'n4', port: null },
        { at: 'n8', port: 0 },
      ],
      [
        { at: 'n5', port: null },
        { at: 'n8', port: 1 },
      ],
    ]);
  });

  it('copies blocks with their hand edits, and groups with their members', () => {
    let study = after(railBlock(), setOverrides(railBlock(), 'd1', ['b1/unit0/leaf3'], { removed: true }));
    study = after(study, duplicateItems(study, 'd1', ['b1'], options));
    expect(onlyDesign(study).blocks['b2']).toMatchObject({ name: 'rail-optimized 2', x: 40, y: 40 });
    expect(onlyDesign(study).overrides['b2/unit0/leaf3']).toEqual({ id: 'b2/unit0/leaf3', removed: true });
    let leaves = after(twoLeaves(), groupItems(twoLeaves(), 'd1', ['n2', 'n4']));
    const command = good(duplicateItems(leaves, 'd1', ['g1'], options));
    expect(command.ids).toEqual(['g2']);
    leaves = after(leaves, duplicateItems(leaves, 'd1', ['g1'], options));
    expect(onlyDesign(leaves).nodes['n8']!.group).toBe('g2');
  });

  it('pastes into another design, where outer ends are missing', () => {
    const study = after(twoLeaves(), addDesign(twoLeaves()));
    const clip = copyItems(study, 'd1', ['n2']);
    if (!clip.ok) throw new Error(clip.fault.message);
    const pasted = after(study, pasteClip(study, 'd2', clip.value, { ...options, keepLinks: true }));
    expect(Object.keys(pasted.designs[1]!.nodes)).toEqual(['n1']);
    expect(pasted.designs[1]!.links).toEqual({});
  });

  it('has nothing to copy from links alone', () => {
    expect(why(duplicateItems(twoLeaves(), 'd1', ['l1'], options))).toBe('nothing-selected');
  });
});

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

describe('any sequence of commands', () => {
  it('keeps the study readable and is taken back byte for byte', () => {
    fc.assert(
      fc.property(arbitraryStudy(), arbitrarySeed, (start, seed) => {
        const random = new SeededRandom(seed);
        let study = start;
        const changes: Commanded[] = [];
        for (let step = 0; step < 12; step++) {
          const command = randomCommand(study, random);
          if (!command.ok) continue;
          changes.push(command.value);
          study = applyChange(study, command.value.change);
        }
        const read = readStudy(structuredClone(study));
        expect(read.ok ? '' : `${read.fault.where}: ${read.fault.message}`).toBe('');
        for (const { change } of changes.toReversed()) study = applyChange(study, invertChange(change));
        expect(canonicalJson(study)).toBe(canonicalJson(start));
      }),
      { seed: 74, numRuns: 300 },
    );
  });
});

function randomCommand(study: Study, random: SeededRandom): Command {
  const design = random.pick(study.designs);
  const id = design.id;
  const all = [...Object.keys(design.nodes), ...Object.keys(design.groups), ...Object.keys(design.blocks)];
  const some = random.shuffled([...all, ...Object.keys(design.links)]).slice(0, 1 + random.int(4));
  const end = () => ({ at: random.pick([...all, 'b1/unit0/leaf0']), port: random.pick([null, random.int(64)]) });
  const commands: readonly (() => Command)[] = [
    () => addDesign(study),
    () => duplicateDesign(study, id),
    () => removeDesign(study, id),
    () => moveDesign(study, id, random.int(4)),
    () => setBaseline(study, id),
    () => addNode(study, id, 'switch', { ports: 8 }),
    () => addLink(study, id, { a: end(), z: end() }),
    () => deleteItems(study, id, some),
    () =>
      moveItems(
        study,
        id,
        all.slice(0, 3).map((item) => ({ id: item, x: random.int(9), y: 1 })),
      ),
    () => groupItems(study, id, some),
    () => ungroupItems(study, id, some),
    () => duplicateItems(study, id, some, { dx: 10, dy: 10, keepLinks: random.chance(0.5) }),
    () => renameItem(study, id, random.pick([...all, 'zz']), 'renamed'),
    () => setOverrides(study, id, ['b1/unit0/leaf0'], { removed: true, x: random.int(4) }),
  ];
  return random.pick(commands)();
}
