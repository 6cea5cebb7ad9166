import { describe, expect, test } from 'vitest';
import { bendsOf, controlPoint } from './bends.ts';
import { spacing } from './layout/spacing.ts';
import type { SceneNode } from './scene.ts';

function node(id: string, x: number, y: number, role: SceneNode['role'] = 'server'): SceneNode {
  const place = { x, y, width: 80, height: 40 };
  const rest = {
    kind: 'device',
    label: id,
    caption: '',
    count: 1,
    group: '',
    opens: null,
    owner: id,
    rail: null,
  } as const;
  return { id, role, ...place, ...rest, plane: null, failed: 0 };
}

const at = (source: string, target: string) => ({ source, target });

describe('bends', () => {
  const grid = [0, 1, 2, 3].flatMap((row) =>
    [0, 1, 2, 3].map((column) => node(`${row}${column}`, 100 * column, 70 * row)),
  );

  test('the way round a row runs above it in the gap, that round a column to its right; neighbours are joined straight', () => {
    const links = [at('00', '01'), at('00', '03'), at('00', '10'), at('00', '30'), at('00', '11')];
    const [next, row, below, column, across] = bendsOf(grid, links);
    expect([next, below, across]).toEqual([0, 0, 0]);
    // Half of the node and half of the gap: the middle of the arc.
    const top = controlPoint(grid[0]!, grid[3]!, row! / 2);
    expect(top.x).toBeCloseTo(150, 9);
    expect(top.y).toBeCloseTo(-(20 + spacing.cell / 2), 9);
    const right = controlPoint(grid[0]!, grid[12]!, column! / 2);
    expect(right.x).toBeCloseTo(40 + spacing.cell / 2, 9);
    expect(right.y).toBeCloseTo(105, 9);
  });

  test('are the same seen from the other end, and between two roles run above a row only', () => {
    const [there, back] = bendsOf(grid, [at('00', '03'), at('03', '00')]);
    expect(there).toBe(-back!);
    const row = [node('a', 0, 0), node('b', 100, 0), node('c', 200, 0, 'leaf')];
    expect(bendsOf(row, [at('a', 'c')])[0]).not.toBe(0);
    const column = [node('a', 0, 0), node('b', 0, 100), node('c', 0, 200, 'leaf')];
    expect(bendsOf(column, [at('a', 'c')])).toEqual([0]);
  });

  test('are left out where there would be too many', () => {
    const row = Array.from({ length: 40 }, (_, i) => node(`n${i}`, 100 * i, 0));
    const all = row.flatMap((a, i) => row.slice(i + 1).map((b) => at(a.id, b.id)));
    expect(bendsOf(row, all).every((bend) => bend === 0)).toBe(true);
  });
});
