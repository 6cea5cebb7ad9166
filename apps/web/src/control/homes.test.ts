import { applyChange, emptyStudy, type Design, type GroupRecord, type NodeRecord, type Study } from '@weft/model';
import * as model from '@weft/model';
import type { Scene, SceneBackdrop, SceneNode } from '@weft/scene';
import { describe, expect, it } from 'vitest';
import { homeOf } from './homes.ts';

const node = (id: string, group: string | null): NodeRecord => ({
  id,
  kind: 'switch',
  name: id,
  part: null,
  ports: null,
  port_Gbps: null,
  accelerators: 0,
  scaleUp_Gbps: null,
  tier: null,
  group,
  x: 0,
  y: 0,
});
const group = (id: string, parent: string | null = null): GroupRecord => ({
  id,
  name: id,
  parent,
  layout: 'free',
  x: null,
  y: null,
});

/** g1 holds a and b, g2 inside it holds c and d; e stands alone. */
const start: Study = emptyStudy();
const design: Design = {
  ...start.designs[0]!,
  nodes: { a: node('a', 'g1'), b: node('b', 'g1'), c: node('c', 'g2'), d: node('d', 'g2'), e: node('e', null) },
  groups: { g1: group('g1'), g2: group('g2', 'g1') },
};
const drawn = (id: string, owner: string): SceneNode => ({ id, owner }) as SceneNode;
const outline = (id: string, x: number, width: number, depth: number, owner?: string): SceneBackdrop => ({
  id,
  ...(owner === undefined ? {} : { owner }),
  label: id,
  x,
  y: 0,
  width,
  height: 100,
  depth,
});
const scene = {
  nodes: [
    drawn('g1/a', 'a'),
    drawn('g1/b', 'b'),
    drawn('g1/g2/c', 'c'),
    drawn('g1/g2/d', 'd'),
    drawn('e', 'e'),
    drawn('b1#leaf', 'b1'),
  ],
  links: [],
  // g1 from 0 to 300, g2 in it from 200 to 280.
  backdrops: [outline('g1', 0, 300, 0), outline('g1/g2', 200, 80, 1, 'g2')],
} as unknown as Scene;
/** What is dragged with its box of 40 around the pointer. */
const home = (ids: readonly string[], x: number, y = 50) =>
  homeOf(design, scene, ids, { x: x - 20, y: y - 20, width: 40, height: 40 }, { x, y })?.group;

describe('the home of what is dragged', () => {
  it('is the innermost open group under the pointer', () => {
    expect(home(['e'], 100)).toBe('g1');
    expect(home(['e'], 240)).toBe('g2');
    expect(home(['e'], 400)).toBeUndefined();
    expect(home(['g1/a'], 240)).toBe('g2');
  });

  it('is left only clear of its outline: at its edge a move stretches it', () => {
    expect(home(['g1/a'], 310)).toBeUndefined();
    expect(home(['g1/a'], 330)).toBeNull();
    // Out of the inner one into the outer one.
    expect(home(['g1/g2/c'], 100)).toBe('g1');
  });

  it('is not left by the last that stands in it, nor entered by what holds it', () => {
    expect(home(['g1/g2/c', 'g1/g2/d'], 100)).toBeUndefined();
    expect(home(['g1'], 240)).toBeUndefined();
    expect(home(['g1/g2'], 500)).toBeNull();
  });

  it('is no matter of blocks, of what comes from several groups, or of what is locked', () => {
    expect(home(['b1#leaf'], 100)).toBeUndefined();
    expect(home(['e', 'g1/a'], 240)).toBeUndefined();
    const locked = { ...design, groups: { ...design.groups, g1: { ...design.groups['g1']!, locked: true as const } } };
    expect(homeOf(locked, scene, ['e'], { x: 80, y: 30, width: 40, height: 40 }, { x: 100, y: 50 })).toBeNull();
  });

  it('is where the command then puts it', () => {
    const study = { ...start, designs: [design] };
    const command = model.regroupItems(study, design.id, ['e'], 'g2');
    expect(command.ok && command.value.change.label).toBe('Put 1 part into g2');
    const after = command.ok ? applyChange(study, command.value.change) : study;
    expect(after.designs[0]!.nodes['e']!.group).toBe('g2');
    const itself = model.regroupItems(study, design.id, ['g1'], 'g2');
    expect(itself.ok ? '' : itself.fault.message).toBe('g1 cannot stand inside itself.');
  });
});
