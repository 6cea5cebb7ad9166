import { expect, test } from 'vitest';
import { groupId, nodeId, TopologyBuilder } from '@weft/topology';
import { drawingOf } from './drawing.ts';
import { classes, groupClass, podFabric } from './fabrics.testing.ts';
import { nothingHidden } from './filter.ts';
import { groupOfId, openFor, openForGroup, withOpen, withoutOpen } from './paths.ts';
import { SceneTree } from './tree.ts';

const topology = podFabric({ pods: 12, servers: 2, accelerators: 2, leaves: 2, spines: 2, planes: 0 });
const tree = SceneTree.of(topology, nothingHidden);

test('every group is found by its id, and nothing by a wrong one', () => {
  for (let g = 0; g < topology.groupCount; g++) expect(groupOfId(tree, groupId(topology, g))).toBe(g);
  // pod1 is a prefix of pod10 and pod11
  for (const id of ['b', 'b1/', 'b1/pod12', 'b1/pod1/', 'b1/pod1/server9', 'b1/leaf0', '/']) {
    expect([id, groupOfId(tree, id)]).toEqual([id, undefined]);
  }
});

test('names with slashes, one the beginning of another', () => {
  const builder = new TopologyBuilder();
  const short = builder.group(0, groupClass('rack', 'rows'), { name: 'hall/1' });
  const long = builder.group(0, groupClass('rack', 'rows'), { name: 'hall/1/a' });
  const inside = builder.group(short, groupClass('rack', 'rows'), { name: 'b' });
  const named = SceneTree.of(builder.build(), nothingHidden);
  expect(['hall/1', 'hall/1/a', 'hall/1/b'].map((id) => groupOfId(named, id))).toEqual([short, long, inside]);
});

test('what must be open to see a node', () => {
  const node = Array.from({ length: topology.nodeCount }, (_, v) => v).find(
    (v) => nodeId(topology, v) === 'b1/pod11/server1/gpu0',
  )!;
  expect(openFor(topology, node)).toEqual(['b1', 'b1/pod11', 'b1/pod11/server1']);
  expect(openForGroup(topology, topology.nodeGroup[node]!)).toEqual(openFor(topology, node));
  const { scene, members } = drawingOf(topology, new Set(openFor(topology, node)));
  expect(members.nodeIdOf(node)).toBe('b1/pod11/server1/gpu0');
  expect(scene.nodes[members.nodeOf(node)]!.label).toBe('gpu 0');
  // while closed it shows as what holds it
  expect(drawingOf(topology, new Set(['b1/pod11'])).members.nodeIdOf(node)).toBe('b1/pod11/server1');
  expect(drawingOf(topology, new Set(['b1'])).members.nodeIdOf(node)).toBe('b1/pod11#server');
  expect(drawingOf(topology, new Set()).members.nodeIdOf(node)).toBe('b1#server');
});

test('closing a group closes what is open in it, and nothing beside it', () => {
  const open = new Set(['b1', 'b1/pod1', 'b1/pod1/server0', 'b1/pod11']);
  expect([...withoutOpen(open, 'b1/pod1')]).toEqual(['b1', 'b1/pod11']);
  expect([...withOpen(open, 'b1/pod2')]).toEqual([...open, 'b1/pod2']);
});

test('the drawn record of generated and hand-made parts', () => {
  const builder = new TopologyBuilder();
  const block = builder.group(0, groupClass('block', 'rows'), { name: 'b1' });
  builder.node(block, classes.leaf);
  builder.node(block, classes.leaf, { name: 'renamed' });
  builder.region({ family: 'leaf-spine', group: block, shape: {}, routers: new Int32Array(0), symmetries: [] });
  const room = builder.group(0, groupClass('group', 'free'), { name: 'g1', label: 'Room' });
  builder.node(room, classes.leaf, { name: 'n1' });
  const { scene } = drawingOf(builder.build(), new Set(['b1', 'g1']));
  expect(scene.nodes.map((node) => [node.id, node.owner])).toEqual([
    ['b1/leaf0', 'b1/leaf0'],
    ['b1/renamed', 'b1/renamed'],
    ['g1/n1', 'n1'],
  ]);
  expect(drawingOf(builder.build(), new Set()).scene.nodes.map((node) => node.owner)).toEqual(['b1', 'g1']);
});
