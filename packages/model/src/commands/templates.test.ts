import { describe, expect, it } from 'vitest';
import { onlyDesign, railBlock, twoLeaves } from '@weft/testkit';
import { applyChange } from '../apply.ts';
import { canonicalJson } from '../canonical.ts';
import { invertChange } from '../change.ts';
import type { Design, Study } from '../study.ts';
import { expanded, templateOf } from '../templates.ts';
import { addBlock, setOverrides } from './blocks.ts';
import { copyItems, duplicateItems, pasteClip } from './clipboard.ts';
import { addDesign } from './designs.ts';
import { groupItems } from './groups.ts';
import { addNode, deleteItems, renameItem, setNodes } from './items.ts';
import { addLink } from './links.ts';
import { moveItems } from './move.ts';
import { closeTemplate, detachInstances, makeTemplate, openTemplate, removeTemplate } from './templates.ts';
import { after, good, why } from './trying.ts';

const rack = ['n2', 'n4', 'n5'];
const place = { dx: 300, dy: 0, keepLinks: false };

/** Leaf 1 with its two servers as a template; `copies` more instances beside it. */
function withRack(copies = 0): Study {
  let study = after(twoLeaves(), makeTemplate(twoLeaves(), 'd1', rack, 'Rack'));
  for (let i = 0; i < copies; i++) study = after(study, duplicateItems(study, 'd1', ['b1'], place));
  return study;
}

/** What is drawn, without ids and names: kinds and places of parts, and links by the parts they join. */
function drawing(design: Design): readonly string[] {
  const { nodes, links } = expanded(design).design;
  const at = (id: string) => {
    const { kind, x, y, ports } = nodes[id]!;
    return `${kind} ${x},${y} ${ports}`;
  };
  return [
    ...Object.keys(nodes).map(at),
    ...Object.values(links).map((link) => `${at(link.a.at)}:${link.a.port} - ${at(link.z.at)}:${link.z.port}`),
  ].toSorted();
}

const ports = (design: Design) =>
  Object.values(expanded(design).design.nodes)
    .filter((node) => node.name === 'leaf 1')
    .map((node) => node.ports);

describe('templates', () => {
  it('keep a selection, and leave the drawing as it was', () => {
    const design = onlyDesign(withRack());
    expect(Object.keys(design.nodes)).toEqual(['n1', 'n3', 'n6', 'n7']);
    expect(design.blocks['b1']).toMatchObject({ recipe: 'template', parameters: { template: 't1' }, name: 'Rack 1' });
    expect(Object.keys(design.templates!['t1']!.links)).toEqual(['l1', 'l2']);
    // The uplink leads to the part inside by its path.
    expect(design.links['l1']).toMatchObject({ a: { at: 'b1/n1', port: 7 }, z: { at: 'n1', port: 0 } });
    expect(drawing(design)).toEqual(drawing(onlyDesign(twoLeaves())));
  });

  it('show in an instance what pasting the clip would draw', () => {
    const clip = copyItems(twoLeaves(), 'd1', rack);
    if (!clip.ok) throw new Error(clip.fault.message);
    const pasted = after(twoLeaves(), pasteClip(twoLeaves(), 'd1', clip.value, place));
    expect(drawing(onlyDesign(withRack(1)))).toEqual(drawing(onlyDesign(pasted)));
  });

  it('follow an opened instance in all others, and undo takes it back everywhere', () => {
    const study = withRack(2);
    const opened = after(study, openTemplate(study, 'd1', 'b1'));
    const group = onlyDesign(opened).groups['g1']!;
    expect(drawing(onlyDesign(opened))).toEqual(drawing(onlyDesign(study)));
    const leaf = Object.entries(group.template!.members).find(([, inner]) => inner === 'n1')![0];
    const change = setNodes(opened, 'd1', [leaf], { ports: 32 });
    const edited = after(opened, change);
    expect(ports(onlyDesign(edited))).toEqual([32, 32, 32]);
    const back = applyChange(edited, invertChange(good(change).change));
    expect(canonicalJson(back)).toBe(canonicalJson(opened));
    expect(ports(onlyDesign(back))).toEqual([8, 8, 8]);
    const closed = after(edited, closeTemplate(edited, 'd1', 'g1'));
    expect(onlyDesign(closed).blocks['b1']!.name).toBe('Rack 1');
    expect(onlyDesign(closed).links['l1']!.a.at).toBe('b1/n1');
    expect(drawing(onlyDesign(closed))).toEqual(drawing(onlyDesign(edited)));
  });

  it('take up parts and links that are drawn into an opened instance, and give up what is deleted', () => {
    let study = withRack(1);
    study = after(study, openTemplate(study, 'd1', 'b1'));
    study = after(study, addNode(study, 'd1', 'switch', { name: 'leaf 9', group: 'g1', x: 0, y: 300 }));
    const added = Object.values(onlyDesign(study).nodes).find((node) => node.name === 'leaf 9')!.id;
    const server = Object.values(onlyDesign(study).nodes).find((node) => node.name === 'server 1')!.id;
    study = after(study, setNodes(study, 'd1', [server], { ports: 2 }));
    study = after(study, addLink(study, 'd1', { a: { at: server, port: null }, z: { at: added, port: null } }));
    const template = () => onlyDesign(study).templates!['t1']!;
    expect([Object.keys(template().nodes).length, Object.keys(template().links).length]).toEqual([4, 3]);
    study = after(study, deleteItems(study, 'd1', [added]));
    expect([Object.keys(template().nodes).length, Object.keys(template().links).length]).toEqual([3, 2]);
  });

  it('are moved as a whole without changing', () => {
    let study = withRack(1);
    study = after(study, openTemplate(study, 'd1', 'b1'));
    const before = onlyDesign(study).templates;
    study = after(study, moveItems(study, 'd1', [{ id: 'g1', x: 500, y: 500 }]));
    expect(onlyDesign(study).templates).toEqual(before);
  });

  it('let an instance go, which looks the same and no longer follows', () => {
    let study = withRack(1);
    const before = drawing(onlyDesign(study));
    study = after(study, detachInstances(study, 'd1', ['b1', 'b2']));
    const design = onlyDesign(study);
    expect(drawing(design)).toEqual(before);
    expect(Object.values(design.blocks).filter((block) => templateOf(block) !== null)).toEqual([]);
    expect(Object.keys(design.groups)).toHaveLength(2);
    expect(design.links['l1']!.a).toEqual({
      at: Object.values(design.nodes).find((n) => n.name === 'leaf 1')!.id,
      port: 7,
    });
    expect(why(removeTemplate(study, 'd1', 't1'))).toBe('applies');
  });

  it('let an instance go with its hand edits', () => {
    let study = after(withRack(), setOverrides(withRack(), 'd1', ['b1/n2'], { removed: true }));
    study = after(study, renameItem(study, 'd1', 'b1/n1', 'top of rack'));
    study = after(study, detachInstances(study, 'd1', ['b1']));
    const { nodes, overrides } = onlyDesign(study);
    expect(Object.values(nodes).map((node) => node.name)).toContain('top of rack');
    expect(Object.values(nodes).map((node) => node.name)).not.toContain('server 1');
    expect(overrides).toEqual({});
  });

  it('hold groups and blocks too', () => {
    let study = after(twoLeaves(), groupItems(twoLeaves(), 'd1', ['n4', 'n5'], { name: 'Servers' }));
    study = after(study, addBlock(study, 'd1', { ...onlyDesign(railBlock()).blocks['b1']!, x: 10, y: 20 }));
    study = after(study, makeTemplate(study, 'd1', ['n2', 'g1', 'b1'], 'Mixed'));
    const design = onlyDesign(study);
    expect(design.groups).toEqual({});
    const whole = expanded(design).design;
    expect(Object.keys(whole.nodes)).toContain('b2/g1/n2');
    expect(whole.blocks['b2/b1']).toMatchObject({ x: 10, y: 20 });
    study = after(study, detachInstances(study, 'd1', ['b2']));
    expect(
      Object.values(onlyDesign(study).groups)
        .map((group) => group.name)
        .toSorted(),
    ).toEqual(['Mixed 1', 'Servers']);
  });

  it('come along to another design', () => {
    const study = after(withRack(), addDesign(withRack()));
    const clip = copyItems(study, 'd1', ['b1']);
    if (!clip.ok) throw new Error(clip.fault.message);
    const pasted = after(study, pasteClip(study, 'd2', clip.value, place));
    expect(Object.keys(expanded(pasted.designs[1]!).design.nodes)).toEqual(['b1/n1', 'b1/n2', 'b1/n3']);
  });

  it.each([
    [makeTemplate(twoLeaves(), 'd1', [], 'Rack'), 'nothing-selected'],
    [makeTemplate(twoLeaves(), 'd1', ['l1'], 'Rack'), 'nothing-selected'],
    [makeTemplate(twoLeaves(), 'd1', rack, ' '), 'bad-value'],
    [makeTemplate(twoLeaves(), 'd1', rack, 'x'.repeat(300)), 'bad-value'],
    // A template holds no other.
    [makeTemplate(withRack(), 'd1', ['b1', 'n3'], 'Row'), 'bad-value'],
    [removeTemplate(withRack(), 'd1', 't1'), 'bad-value'],
    [detachInstances(withRack(), 'd1', ['n1']), 'nothing-selected'],
  ])('case %#: %s', (command, expected) => {
    expect(why(command)).toBe(expected);
  });
});
