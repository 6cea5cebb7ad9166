import { describe, expect, it } from 'vitest';
import { creep, draggedWith, movesOf, neighboursOf } from './drag.ts';
import { backdrop, byId, node } from './fixtures.ts';

const backdrops = [backdrop('pod', 0, 0, 400, 400), backdrop('pod/server', 200, 200, 150, 150, 1)];
const nodes = byId([
  node('leaf', 50, 50, { group: 'pod' }),
  node('gpu', 250, 250, { group: 'pod/server' }),
  node('b1#leaf', 600, 0, { owner: 'b1', kind: 'stack' }),
  node('b1#spine', 600, 100, { owner: 'b1', kind: 'stack' }),
  node('free', 800, 0),
]);

describe('what goes along with a drag', () => {
  it('is the thing alone when it is not selected', () => {
    const dragged = draggedWith('free', new Set(['leaf']), nodes, backdrops)!;
    expect([...dragged.nodes]).toEqual(['free']);
    expect(movesOf(dragged, 8, -8, nodes, backdrops)).toEqual([{ id: 'free', x: 808, y: -8 }]);
  });

  it('is the selection when it is part of it', () => {
    const dragged = draggedWith('free', new Set(['leaf', 'free', 'some~link']), nodes, backdrops)!;
    expect([...dragged.nodes].toSorted()).toEqual(['free', 'leaf']);
    expect(dragged.anchor).toEqual({ x: 800, y: 0 });
  });

  it('is every stack of one closed block', () => {
    const dragged = draggedWith('b1#spine', new Set(), nodes, backdrops)!;
    expect(movesOf(dragged, 10, 0, nodes, backdrops)).toEqual([
      { id: 'b1#leaf', x: 610, y: 0 },
      { id: 'b1#spine', x: 610, y: 100 },
    ]);
  });

  it('is a group with all in it, told as one move of its centre', () => {
    const dragged = draggedWith('pod', new Set(['pod', 'gpu']), nodes, backdrops)!;
    expect([...dragged.nodes].toSorted()).toEqual(['gpu', 'leaf']);
    expect([...dragged.groups]).toEqual(['pod', 'pod/server']);
    expect(movesOf(dragged, 0, 40, nodes, backdrops)).toEqual([{ id: 'pod', x: 200, y: 240 }]);
    expect(dragged.box).toEqual({ x: 0, y: 0, width: 400, height: 400 });
  });

  it('is nothing for what is not drawn', () => {
    expect(draggedWith('gone', new Set(), nodes, backdrops)).toBeNull();
  });

  it('lines up with what is in view and stays, groups with groups and free nodes', () => {
    const view = { x: 0, y: -100, width: 700, height: 600 };
    const one = draggedWith('leaf', new Set(), nodes, backdrops)!;
    // gpu and both stacks; `free` is out of view.
    expect(neighboursOf(one, nodes.values(), backdrops, view)).toHaveLength(3);
    const group = draggedWith('pod/server', new Set(), nodes, backdrops)!;
    // Two stacks and the group around it; what is in groups does not count.
    expect(neighboursOf(group, nodes.values(), backdrops, view)).toHaveLength(3);
  });
});

describe('the view near its edge', () => {
  it('stays while the pointer is inside, and creeps faster the farther out it is', () => {
    const view = { width: 1000, height: 600 };
    expect(creep({ x: 500, y: 300 }, view)).toEqual({ x: 0, y: 0 });
    expect(creep({ x: 20, y: 300 }, view)).toEqual({ x: 7, y: 0 });
    expect(creep({ x: 990, y: 620 }, view)).toEqual({ x: -10.5, y: -14 });
  });
});
