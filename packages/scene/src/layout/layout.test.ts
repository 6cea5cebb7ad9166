import { describe, expect, test } from 'vitest';
import { backdropLook } from '../look.ts';
import type { Anchor, Enclosure, Piece } from './enclosure.ts';
import { layoutOf } from './layout.ts';
import { spacing } from './spacing.ts';
import { overlap } from './tile.ts';
import { columnsFor } from './wrap.ts';

const size = { width: 60, height: 40 };

/** `count` equal items in a group. */
function members(count: number, rank = 0, from = 0, anchor: Anchor | null = null): Piece[] {
  return Array.from({ length: count }, (_, i) => ({
    rank,
    ordinal: i,
    direct: true,
    meshed: false,
    anchor,
    closed: size,
    content: { item: from + i, ...size },
  }));
}

function enclosure(group: number, layout: Enclosure['layout'], pieces: readonly Piece[], columns = 0): Enclosure {
  return { group, layout, columns, pieces };
}

function inGroup(content: Enclosure, anchor: Anchor | null = null): Piece {
  return { rank: 0, ordinal: content.group, direct: false, meshed: false, anchor, closed: size, content };
}

function places(design: Enclosure, count: number): { x: number; y: number }[] {
  const { x, y } = layoutOf(
    design,
    Array.from({ length: count }, () => size),
  );
  return Array.from({ length: count }, (_, i) => ({ x: x[i]!, y: y[i]! }));
}

describe('rows', () => {
  test('two roles, each centred on x = 0, equal gaps', () => {
    const at = places(enclosure(0, 'rows', [...members(1), ...members(3, 1, 1)]), 4);
    const step = size.width + spacing.item.x;
    expect(at.map(({ x }) => x)).toEqual([0, -step, 0, step]);
    expect(at[1]!.y - at[0]!.y).toBe(size.height + spacing.band.least);
  });

  test('many wrap into full lines', () => {
    const at = places(enclosure(0, 'rows', members(32)), 32);
    const heights = [...new Set(at.map(({ y }) => y))];
    expect(heights.map((height) => at.filter(({ y }) => y === height).length)).toEqual([8, 8, 8, 8]);
  });

  test('more than a line holds, and few: two lines half a step apart, so that links run between', () => {
    const at = places(enclosure(0, 'rows', members(16)), 16);
    const step = size.width + spacing.item.x;
    for (let i = 0; i < 8; i++) {
      expect(at[i]!.y).toBe(at[0]!.y);
      expect(at[8 + i]!.x - at[i]!.x).toBe(step / 2);
      expect(at[8 + i]!.y - at[i]!.y).toBe(size.height + spacing.item.y);
    }
  });

  test('closed groups of one card each stand on two lines sooner', () => {
    const cards = Array.from({ length: 8 }, (_, i) => ({
      ...inGroup(enclosure(i + 1, 'rows', [])),
      content: [[{ item: i, ...size }]],
    }));
    const heights = places(enclosure(0, 'rows', cards), 8).map(({ y }) => y);
    expect(new Set(heights.slice(0, 4)).size).toBe(1);
    expect(new Set(heights.slice(4)).size).toBe(1);
    expect(heights[4]).toBeGreaterThan(heights[0]!);
  });

  test('an opened neighbour pushes along the line, not across lines', () => {
    const closed = members(4);
    const server = { ...inGroup(enclosure(1, 'rows', members(1, 0, 1))), direct: true };
    const opened = [closed[0]!, server, closed[2]!, closed[3]!];
    const at = places(enclosure(0, 'rows', opened), 4);
    expect(at[0]!.x).toBeLessThan(at[1]!.x);
    expect(at[1]!.x).toBeLessThan(at[2]!.x);
    expect(at[2]!.x).toBeLessThan(at[3]!.x);
    expect(at[0]!.y).toBe(at[3]!.y);
  });
});

test('columns: short ones on a line, long ones near the aspect and full', () => {
  const wrapping = { gapX: 20, gapY: 18, aspect: 4, single: 16, align: 'middle' } as const;
  const server = { width: 72, height: 44 };
  expect([1, 4, 16].map((n) => columnsFor(n, server, wrapping))).toEqual([1, 4, 16]);
  expect([32, 64].map((n) => columnsFor(n, server, wrapping))).toEqual([8, 16]);
});

test('grid: the ordinal is the cell, also where one is missing', () => {
  const pieces = members(6).filter((_, i) => i !== 2);
  const { x, y } = layoutOf(
    enclosure(0, 'grid', pieces, 3),
    Array.from({ length: 6 }, () => size),
  );
  const step = size.width + spacing.cell;
  expect(x[4]! - x[3]!).toBe(step);
  expect(x[5]! - x[3]!).toBe(2 * step);
  expect(x[3]).toBe(x[0]);
  expect(y[5]).toBe(y[3]);
  expect(y[3]! - y[0]!).toBe(size.height + spacing.cell);
});

test('a grid much taller than wide is cut into panels beside each other', () => {
  // 3 columns, 12 rows: four panels of three rows, two by two
  const at = places(enclosure(0, 'grid', members(36), 3), 36);
  const firstOfPanel = [0, 9, 18, 27].map((i) => at[i]!);
  expect(new Set(firstOfPanel.map(({ x }) => x)).size * new Set(firstOfPanel.map(({ y }) => y)).size).toBe(4);
  for (const first of [0, 9, 18, 27]) {
    expect(at[first + 8]!.x - at[first]!.x).toBe(2 * (size.width + spacing.cell));
    expect(at[first + 8]!.y - at[first]!.y).toBe(2 * (size.height + spacing.cell));
  }
  const height = Math.max(...at.map(({ y }) => y)) - Math.min(...at.map(({ y }) => y));
  expect(height).toBeLessThan(12 * size.height);
});

test('in rows, things linked to their like stand on a circle, each with its own around it', () => {
  const meshed = members(4).map((piece) => ({ ...piece, meshed: true }));
  const at = places(enclosure(0, 'rows', [...meshed, ...members(8, 1, 4)]), 12);
  const centre = { x: (at[1]!.x + at[3]!.x) / 2, y: (at[0]!.y + at[2]!.y) / 2 };
  const angle = (i: number): number => Math.atan2(at[i]!.y - centre.y, at[i]!.x - centre.x);
  const radius = (i: number): number => Math.hypot(at[i]!.y - centre.y, at[i]!.x - centre.x);
  for (const i of [0, 1, 2, 3]) expect(radius(i)).toBeCloseTo(radius(0), 6);
  // items 4 and 5 stand to either side of item 0
  expect((angle(4) + angle(5)) / 2).toBeCloseTo(angle(0), 6);
  expect(radius(4)).toBeGreaterThan(radius(0) + size.height);
});

/** `count` closed groups of two lines, under one item. */
function joinedGroups(count: number): Enclosure {
  return enclosure(0, 'rows', [
    ...members(1),
    ...Array.from({ length: count }, (_, i): Piece => {
      const line = (k: number) => [{ item: 1 + 2 * i + k, ...size }];
      const closed = { width: size.width, height: 2 * size.height + spacing.stack };
      return { ...inGroup(enclosure(i + 1, 'rows', [])), rank: 1, closed, content: [line(0), line(1)] };
    }),
  ]);
}

describe('many groups under what joins them', () => {
  test('stand on two lines, the upper one upside down, so that no link runs behind a group', () => {
    const at = places(joinedGroups(12), 25);
    const [joint, upper, lower] = [at[0]!, [at[1]!, at[2]!], [at[13]!, at[14]!]];
    expect(upper[0]!.y).toBeLessThan(joint.y);
    // The first line of a group is the one next to what joins them, on both sides.
    expect(upper[1]!.y).toBeLessThan(upper[0]!.y);
    expect(lower[0]!.y).toBeGreaterThan(joint.y);
    expect(lower[1]!.y).toBeGreaterThan(lower[0]!.y);
    expect(joint.y - upper[0]!.y).toBe(lower[0]!.y - joint.y);
  });

  test('stand on one line up to six', () => {
    const at = places(joinedGroups(6), 13);
    for (let i = 0; i < 6; i++) expect(at[1 + 2 * i]!.y).toBe(at[1]!.y);
    expect(at[1]!.y).toBeGreaterThan(at[0]!.y);
  });
});

describe('beside a grid', () => {
  test('switches of rows and columns stand at the lines they serve', () => {
    const besideGrid = (group: number, lines: 'rows' | 'columns', from: number): Piece => ({
      ...inGroup(enclosure(group, 'rows', members(4, 0, from))),
      beside: lines,
    });
    // 2 x 2 boards, two switches to each row and each column
    const pieces = [...members(4), besideGrid(1, 'rows', 4), besideGrid(2, 'columns', 8)];
    const at = places(enclosure(0, 'grid', pieces, 2), 12);
    expect([4, 5, 6, 7].map((i) => at[i]!.y)).toEqual([0, 0, 2, 2].map((i) => at[i]!.y));
    expect([8, 9, 10, 11].map((i) => at[i]!.x)).toEqual([0, 0, 1, 1].map((i) => at[i]!.x));
    expect(at[5]!.x).toBeLessThan(at[0]!.x - size.width);
    expect(at[9]!.y).toBeLessThan(at[0]!.y - size.height);
    expect(at[4]!.x).not.toBe(at[5]!.x);
  });
});

test('a wafer is a disc that holds all its dies', () => {
  const dies = { ...enclosure(1, 'grid', members(25), 5), outline: 'wafer' as const };
  const sizes = Array.from({ length: 25 }, () => size);
  const { x, y, backdrops } = layoutOf(enclosure(0, 'rows', [inGroup(dies)]), sizes);
  const disc = backdrops.get(1)!;
  expect(disc.width).toBe(disc.height);
  const reach = Math.max(
    ...sizes.map((_, i) =>
      Math.hypot(Math.abs(x[i]! - disc.x - disc.width / 2) + 30, Math.abs(y[i]! - disc.y - disc.width / 2) + 20),
    ),
  );
  expect(reach).toBeLessThan(disc.width / 2);
});

describe('ring', () => {
  test('a closed group is a spoke: its switches on the circle, its servers behind them', () => {
    const groups = Array.from({ length: 8 }, (_, i): Piece => {
      const line = (k: number) => [{ item: 2 * i + k, ...size }];
      return { ...inGroup(enclosure(i + 1, 'rows', [])), content: [line(0), line(1)] };
    });
    const at = places(enclosure(0, 'ring', groups), 16);
    const centre = { x: (at[4]!.x + at[12]!.x) / 2, y: (at[0]!.y + at[8]!.y) / 2 };
    const polar = ({ x, y }: { x: number; y: number }) => ({
      radius: Math.hypot(x - centre.x, y - centre.y),
      angle: Math.atan2(y - centre.y, x - centre.x),
    });
    for (let i = 0; i < 8; i++) {
      const [inner, outer] = [polar(at[2 * i]!), polar(at[2 * i + 1]!)];
      expect(inner.radius).toBeCloseTo(polar(at[0]!).radius, 6);
      expect(outer.radius).toBeGreaterThan(inner.radius + size.height);
      expect(Math.cos(outer.angle - inner.angle)).toBeCloseTo(1, 9);
    }
  });

  test('equal things stand at equal angles, the first on top', () => {
    const at = places(enclosure(0, 'ring', members(6)), 6);
    const centre = { x: 0, y: (Math.min(...at.map((p) => p.y)) + Math.max(...at.map((p) => p.y))) / 2 };
    const radii = at.map(({ x, y }) => Math.hypot(x - centre.x, y - centre.y));
    for (const radius of radii) expect(radius).toBeCloseTo(radii[0]!, 6);
    expect(at[0]!.x).toBeCloseTo(0, 6);
    expect(at[0]!.y).toBe(Math.min(...at.map((p) => p.y)));
    expect(at[1]!.x).toBeGreaterThan(0);
  });

  test('one large among many small ones touches none', () => {
    const large = inGroup(enclosure(1, 'rows', members(12, 0, 8)));
    const design = enclosure(0, 'ring', [...members(8), large]);
    const sizes = Array.from({ length: 20 }, () => size);
    const { x, y, backdrops } = layoutOf(design, sizes);
    const box = backdrops.get(1)!;
    for (let i = 0; i < 8; i++) {
      expect(overlap({ x: x[i]! - 30, y: y[i]! - 20, ...size }, box)).toBe(false);
    }
  });
});

describe('what a person placed', () => {
  test('stands there, and the rest below it', () => {
    const placed = members(1, 0, 0, { x: 500, y: 900, at: 'centre', yields: false });
    const at = places(enclosure(0, 'free', [...placed, ...members(3, 0, 1)]), 4);
    expect(at[0]).toEqual({ x: 500, y: 900 });
    expect(at[2]!.x).toBe(500);
    expect(at[2]!.y).toBe(900 + size.height / 2 + spacing.under + size.height / 2);
  });

  test('an open group hangs under its place and the backdrop keeps the same room around', () => {
    const open = inGroup(enclosure(1, 'rows', members(3)), { x: 100, y: 40, at: 'top', yields: true });
    const { x, y, backdrops } = layoutOf(enclosure(0, 'free', [open]), [size, size, size]);
    const { padding, header } = backdropLook;
    expect(x[1]).toBe(100);
    expect(y[1]).toBe(40 + header + size.height / 2);
    const width = 3 * size.width + 2 * spacing.item.x + 2 * padding;
    expect(backdrops.get(1)).toEqual({ x: 100 - width / 2, y: 40, width, height: size.height + header + padding });
  });

  test('a backdrop reaches around a member that was moved out', () => {
    const away = members(1, 0, 2, { x: 900, y: -300, at: 'centre', yields: false });
    const open = inGroup(enclosure(1, 'rows', [...members(2), ...away]));
    const { x, y, backdrops } = layoutOf(enclosure(0, 'rows', [open]), [size, size, size]);
    expect([x[2], y[2]]).toEqual([900, -300]);
    const box = backdrops.get(1)!;
    expect(box.x + box.width).toBe(900 + size.width / 2 + backdropLook.padding);
    expect(box.y).toBe(-300 - size.height / 2 - backdropLook.header);
  });

  test('placed groups make way for an open one; single nodes and closed ones among themselves do not', () => {
    const open = inGroup(enclosure(1, 'rows', members(5)), { x: 0, y: 0, at: 'top', yields: true });
    const centre = { at: 'centre', yields: true } as const;
    const closed = [...members(1, 0, 5, { x: 50, y: 30, ...centre }), ...members(1, 0, 6, { x: 60, y: 30, ...centre })];
    const single = members(1, 0, 7, { x: 0, y: 60, at: 'centre', yields: false });
    const sizes = Array.from({ length: 8 }, () => size);
    const { x, y, backdrops } = layoutOf(enclosure(0, 'free', [open, ...closed, ...single]), sizes);
    for (const i of [5, 6]) {
      expect(overlap({ x: x[i]! - 30, y: y[i]! - 20, ...size }, backdrops.get(1)!)).toBe(false);
    }
    expect([x[7], y[7]]).toEqual([0, 60]);
    const apart = layoutOf(enclosure(0, 'free', closed), sizes);
    expect([apart.x[5], apart.x[6]]).toEqual([50, 60]);
  });
});
