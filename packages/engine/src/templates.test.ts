import { describe, expect, it } from 'vitest';
import {
  applyChange,
  detachInstances,
  duplicateItems,
  makeTemplate,
  setOverrides,
  type Command,
  type Design,
  type Study,
} from '@weft/model';
import { expectTopology, groupId, nodeId, type Topology } from '@weft/topology';
import { onlyDesign, twoLeaves } from '@weft/testkit';
import { topologyOf } from '@weft/generators';

function after(study: Study, command: Command): Study {
  if (!command.ok) throw new Error(command.fault.message);
  return applyChange(study, command.value.change);
}

/** Leaf 1 and its two servers as a template, with one more instance beside it. */
const first = after(twoLeaves(), makeTemplate(twoLeaves(), 'd1', ['n2', 'n4', 'n5'], 'Rack'));
const two = after(first, duplicateItems(first, 'd1', ['b1'], { dx: 400, dy: 0, keepLinks: false }));

/** Roles, places and cables, whatever the parts are called. */
function drawing(design: Design) {
  const { topology } = topologyOf(design);
  const at = (v: number) =>
    `${topology.nodeClasses[topology.nodeClass[v]!]!.role} ${topology.nodeX[v]},${topology.nodeY[v]}`;
  return {
    nodes: Array.from({ length: topology.nodeCount }, (_, v) => at(v)).toSorted(),
    links: Array.from({ length: topology.linkCount }, (_, e) =>
      [at(topology.linkA[e]!), at(topology.linkB[e]!), topology.linkCapacity_Gbps[e], topology.linkPortB[e]].join(' '),
    ).toSorted(),
  };
}

const nodeIds = (topology: Topology) => Array.from({ length: topology.nodeCount }, (_, v) => nodeId(topology, v));

describe('instances of templates', () => {
  it('compile to what was drawn', () => {
    expect(drawing(onlyDesign(first))).toEqual(drawing(onlyDesign(twoLeaves())));
  });

  it('compile to what they are when they are detached', () => {
    const detached = after(two, detachInstances(two, 'd1', ['b1', 'b2']));
    expect(drawing(onlyDesign(two))).toEqual(drawing(onlyDesign(detached)));
  });

  it('name their parts by path, and stand as blocks', () => {
    const { topology, groupOfBlock, findings } = topologyOf(onlyDesign(two));
    expectTopology(topology);
    expect(nodeIds(topology)).toEqual(expect.arrayContaining(['b1/n1', 'b2/n1', 'b2/n2/gpu0', 'n1']));
    expect(groupId(topology, groupOfBlock.get('b2')!)).toBe('b2');
    // The copy has no uplink yet: that is all there is to say.
    expect(findings.filter((finding) => finding.severity === 'error').map(({ code }) => code)).toEqual(['no-path']);
  });

  it('are edited each by its own path', () => {
    const edited = after(two, setOverrides(two, 'd1', ['b2/n2'], { removed: true }));
    const ids = nodeIds(topologyOf(onlyDesign(edited)).topology);
    expect(ids).toContain('b1/n2/gpu0');
    expect(ids).not.toContain('b2/n2/gpu0');
  });

  it('without their template are drawn empty, and it is said', () => {
    const { templates: _gone, ...design } = onlyDesign(two);
    const { findings } = topologyOf(design);
    expect(findings.filter(({ code }) => code === 'unknown-template').map(({ targets }) => targets)).toEqual([
      ['b1'],
      ['b2'],
    ]);
  });
});
