// @vitest-environment happy-dom
/** Aligning and distributing boxes; moves of records by what is drawn of them. */
import type { SceneNode } from '@weft/scene';
import { blankNode, emptyDesign, type NodeRecord } from '@weft/model';
import { describe, expect, it, vi } from 'vitest';

vi.mock('./engine.ts', () => ({ engine: {}, onEngineRestart: () => undefined }));
const { aligned, distributed, movesOf, unitsOf } = await import('./moving.ts');

const node = (id: string, x: number, y: number, width = 10, owner = id): SceneNode => ({
  id,
  kind: 'node',
  role: 'leaf',
  label: id,
  caption: '',
  count: 1,
  x,
  y,
  width,
  height: 10,
  group: '',
  opens: null,
  owner,
  rail: null,
  plane: null,
  failed: 0,
});

const at = (id: string, x: number | null): NodeRecord => ({ ...blankNode(id, 'switch', id), x, y: x });

describe('aligned', () => {
  it('lines edges up, not centres, where widths differ', () => {
    const at = aligned([node('a', 0, 0, 10), node('b', 50, 20, 30)], 'left');
    // The leftmost edge is -5: a box of 30 has its centre at 10.
    expect(at).toEqual([
      { id: 'a', x: 0, y: 0 },
      { id: 'b', x: 10, y: 20 },
    ]);
  });
});

describe('units', () => {
  it('are all stacks of a closed block together, an open group whole, and parts by themselves', () => {
    const stacks = [node('b1#leaf', 0, 0, 10, 'b1'), node('b1#spine', 40, -30, 20, 'b1')];
    const inside = { ...node('g1/n1', 100, 0, 10, 'n1'), group: 'g1' };
    const group = { id: 'g1', label: 'g1', x: 90, y: -20, width: 40, height: 60, depth: 0 } as const;
    const units = unitsOf([stacks[0]!, inside, node('n2', 7, 7)], [group], [...stacks, inside, node('n2', 7, 7)]);
    expect(units).toEqual([
      // From -5 to 50 and from -35 to 5.
      { id: 'b1#leaf', x: 22.5, y: -15, width: 55, height: 40 },
      { id: 'n2', x: 7, y: 7, width: 10, height: 10 },
      { id: 'g1', x: 110, y: 10, width: 40, height: 60 },
    ]);
  });
});

describe('distributed', () => {
  it('spreads centres evenly and leaves the outermost two', () => {
    const at = distributed([node('a', 0, 1), node('c', 90, 3), node('b', 10, 2)], 'x');
    expect(at.map((c) => [c.id, c.x])).toEqual([
      ['a', 0],
      ['b', 45],
      ['c', 90],
    ]);
  });
});

describe('movesOf', () => {
  it('moves a block once, by the distance of any of its stacks', () => {
    const block = { id: 'b1', name: 'B', recipe: 'fat-tree', recipeVersion: 1, parameters: {}, x: 100, y: 100 };
    const design = { ...emptyDesign('d1', 'D'), blocks: { b1: block } };
    const drawn = [node('b1#leaf', 130, 80, 10, 'b1'), node('b1#spine', 130, 40, 10, 'b1')];
    const moves = movesOf(design, drawn, [
      { id: 'b1#leaf', x: 140, y: 85 },
      { id: 'b1#spine', x: 140, y: 45 },
    ]);
    expect(moves).toEqual([{ id: 'b1', x: 110, y: 105 }]);
  });

  it('moves what a stack stands for, each from its own place; what a layout places stays', () => {
    const design = {
      ...emptyDesign('d1', 'D'),
      nodes: { n1: at('n1', 0), n2: at('n2', 500), n3: at('n3', null) },
    };
    const stack = { ...node('#leaf', 40, 40), records: ['n1', 'n2', 'n3'] };
    expect(movesOf(design, [stack], [{ id: '#leaf', x: 50, y: 35 }])).toEqual([
      { id: 'n1', x: 10, y: -5 },
      { id: 'n2', x: 510, y: 495 },
    ]);
  });
});
