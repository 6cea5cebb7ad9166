/**
 * Parts drawn by hand that are too many to show apart: a stack says which records it stands for. The law: every record of an open group is drawn by
 * itself or stands in exactly one stack, whatever is open. Closed blocks that are folded together stand in one for each role they have.
 */
import { describe, expect, it } from 'vitest';
import { blankNode, emptyDesign, type Design, type NodeRecord } from '@weft/model';
import type { SceneNode } from '@weft/scene';
import { createPipeline } from './pipeline.ts';
import { settled } from './work.ts';

const many = 2500;

function drawn(group: string | null): Design {
  const record = (id: string, kind: 'switch' | 'server', tier: 'leaf' | null): [string, NodeRecord] => [
    id,
    { ...blankNode(id, kind, id), tier, group, ports: 8, x: 0, y: 0 },
  ];
  return {
    ...emptyDesign('d1', 'D'),
    nodes: Object.fromEntries([
      ...Array.from({ length: many }, (_, i) => record(`n${i + 1}`, 'switch', 'leaf')),
      // Two tiers that are inferred: without a cable a switch is a router.
      record('r1', 'switch', null),
      record('s1', 'server', null),
    ]),
    groups:
      group === null ? {} : { [group]: { id: group, name: group, parent: null, layout: 'rows', x: null, y: null } },
  };
}

async function nodesOf(design: Design, open: readonly string[]): Promise<readonly SceneNode[]> {
  const answer = await settled(createPipeline().scene({ design, open, failed: [] }));
  if (!answer.ok) throw new Error(answer.fault.message);
  return answer.value.scene.nodes;
}

const block = (id: string) => ({
  id,
  name: id,
  recipe: 'leaf-spine',
  recipeVersion: 1,
  parameters: { servers: 4 },
  x: 0,
  y: 0,
});

describe('a stack of parts drawn by hand', () => {
  it.each([null, 'g1'])('stands for its records, in group %s', async (group) => {
    const design = drawn(group);
    const nodes = await nodesOf(design, group === null ? [] : [group]);
    const stack = nodes.find((node) => node.records !== undefined)!;
    expect(stack).toMatchObject({ kind: 'stack', role: 'leaf', count: many, opens: null, owner: stack.id });
    const shown = nodes.flatMap((node) => node.records ?? node.owner);
    expect(shown.toSorted()).toEqual(Object.keys(design.nodes).toSorted());
  });

  it('has none while its group is closed: that goes by the group', async () => {
    const nodes = await nodesOf(drawn('g1'), []);
    expect(nodes.every((node) => node.records === undefined && node.owner === 'g1')).toBe(true);
  });

  it('lets a server that is open stand by itself', async () => {
    const servers = Object.fromEntries(
      Array.from({ length: many }, (_, i) => [`s${i}`, { ...blankNode(`s${i}`, 'server', `s${i}`), accelerators: 1 }]),
    );
    const nodes = await nodesOf({ ...emptyDesign('d1', 'D'), nodes: servers }, ['s7']);
    const records = nodes.flatMap((node) => node.records ?? []);
    expect(records).toHaveLength(many - 1);
    expect(records).not.toContain('s7');
  });

  it('stands for the closed blocks that are folded into it, too', async () => {
    const blocks = Object.fromEntries(Array.from({ length: 700 }, (_, i) => [`b${i + 1}`, block(`b${i + 1}`)]));
    const nodes = await nodesOf({ ...emptyDesign('d1', 'D'), blocks }, []);
    const stacks = nodes.filter((node) => node.group === '' && node.kind === 'stack');
    expect(stacks.length).toBeGreaterThan(0);
    for (const stack of stacks) expect(stack.records).toEqual(Object.keys(blocks));
  });
});
