/**
 * A small picture of a family of fabrics, drawn by formula: dots for switches and servers, lines for links. Decoration; the name says it.
 */
import type { ReactNode } from 'react';
import styles from './Palette.module.css';

interface Dot {
  readonly x: number;
  readonly y: number;
  readonly host?: boolean;
}

interface Sketch {
  readonly dots: readonly Dot[];
  readonly lines: readonly (readonly [number, number])[];
  /** Arcs for wrap-around links. */
  readonly arcs?: readonly string[];
}

const width = 44;
const height = 32;

export function RecipePicture({ recipe }: { recipe: string }) {
  const { dots, lines, arcs } = (sketches[recipe] ?? sketches['leaf-spine']!)();
  const marks: ReactNode[] = dots.map((dot) =>
    dot.host ? (
      <rect
        key={`${dot.x} ${dot.y}`}
        x={dot.x - 1.3}
        y={dot.y - 1.3}
        width="2.6"
        height="2.6"
        rx="0.6"
        className={styles.host}
      />
    ) : (
      <circle key={`${dot.x} ${dot.y}`} cx={dot.x} cy={dot.y} r="2.1" className={styles.switch} />
    ),
  );
  return (
    <svg className={styles.picture} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <g className={styles.threads}>
        {lines.map(([a, b]) => (
          <line key={`${a} ${b}`} x1={dots[a]!.x} y1={dots[a]!.y} x2={dots[b]!.x} y2={dots[b]!.y} />
        ))}
        {arcs?.map((d) => (
          <path key={d} d={d} />
        ))}
      </g>
      {marks}
    </svg>
  );
}

/** Rows of evenly spread dots; `joined` says which neighbours of adjacent rows are linked. */
function tiers(rows: readonly number[], joined: (row: number, from: number, to: number) => boolean): Sketch {
  const dots: Dot[] = [];
  const first: number[] = [];
  rows.forEach((count, row) => {
    first.push(dots.length);
    const y = rows.length === 1 ? height / 2 : 4 + (row * (height - 8)) / (rows.length - 1);
    for (let i = 0; i < count; i++) dots.push({ x: (width * (i + 0.5)) / count, y, host: row === rows.length - 1 });
  });
  const lines: (readonly [number, number])[] = [];
  for (let row = 0; row + 1 < rows.length; row++)
    for (let i = 0; i < rows[row]!; i++)
      for (let j = 0; j < rows[row + 1]!; j++)
        if (joined(row, i, j)) lines.push([first[row]! + i, first[row + 1]! + j]);
  return { dots, lines };
}

function ring(count: number, linked: (i: number, j: number) => boolean, radius = 13): Sketch {
  const dots = Array.from({ length: count }, (_, i) => ({
    x: width / 2 + radius * 1.25 * Math.cos((2 * Math.PI * i) / count - Math.PI / 2),
    y: height / 2 + radius * Math.sin((2 * Math.PI * i) / count - Math.PI / 2),
  }));
  const lines: (readonly [number, number])[] = [];
  for (let i = 0; i < count; i++) for (let j = i + 1; j < count; j++) if (linked(i, j)) lines.push([i, j]);
  return { dots, lines };
}

function grid(
  columns: number,
  rows: number,
  linked: (dx: number, dy: number, x: number, y: number) => boolean,
): Sketch {
  const dots = Array.from({ length: columns * rows }, (_, i) => ({
    x: 7 + ((i % columns) * (width - 14)) / (columns - 1),
    y: 5 + (Math.floor(i / columns) * (height - 10)) / (rows - 1),
  }));
  const lines: (readonly [number, number])[] = [];
  for (let a = 0; a < dots.length; a++)
    for (let b = a + 1; b < dots.length; b++) {
      const [ax, ay, bx, by] = [a % columns, Math.floor(a / columns), b % columns, Math.floor(b / columns)];
      if (linked(bx - ax, by - ay, ax, ay)) lines.push([a, b]);
    }
  return { dots, lines };
}

const sketches: Readonly<Record<string, () => Sketch>> = {
  'leaf-spine': () => tiers([2, 4, 8], (row, i, j) => row === 0 || Math.floor(j / 2) === i),
  'fat-tree': () =>
    tiers([2, 4, 4, 8], (row, i, j) =>
      row === 0 ? j % 2 === i : row === 1 ? Math.floor(i / 2) === Math.floor(j / 2) : Math.floor(j / 2) === i,
    ),
  'rail-optimized': () => tiers([2, 4, 4], (row, i, j) => row === 0 || j % 2 === i % 2),
  'rail-only': () => tiers([4, 4], (_, i, j) => i % 2 === j % 2),
  'multi-plane': () => tiers([2, 4, 6], (row, i, j) => (row === 0 ? j % 2 === i : (i + j) % 2 === 0)),
  dragonfly: () =>
    ring(9, (i, j) => Math.floor(i / 3) === Math.floor(j / 3) || (j - i === 4 && i % 3 === 0) || j - i === 5),
  'dragonfly-plus': () =>
    ring(8, (i, j) => (Math.floor(i / 2) === Math.floor(j / 2) && j - i === 1) || (i % 2 === 1 && j % 2 === 1)),
  torus: () => ({
    ...grid(4, 3, (dx, dy) => dx + dy === 1 && dx >= 0 && dy >= 0),
    arcs: ['M7 5C7 -1 37 -1 37 5', 'M7 27C7 33 37 33 37 27'],
  }),
  hyperx: () => grid(3, 3, (dx, dy) => dx === 0 || dy === 0),
  'full-mesh': () => ring(6, () => true),
  hammingmesh: () => ({
    ...grid(4, 4, (dx, dy, x, y) => (dx === 1 && dy === 0 && x % 2 === 0) || (dx === 0 && dy === 1 && y % 2 === 0)),
    arcs: ['M3 5H41', 'M3 27H41', 'M7 2V30', 'M37 2V30'],
  }),
  'slim-fly': () => ring(10, (i, j) => [1, 3, 9].includes(j - i) || (j - i === 5 && i % 2 === 0)),
  jellyfish: () => ring(8, (i, j) => [11, 6, 17, 27, 36, 43, 50, 61, 4, 39, 52].includes((i * 8 + j) % 64)),
  xpander: () => ring(8, (i, j) => Math.floor(i / 2) !== Math.floor(j / 2) && (i + j) % 3 === 0),
  'scale-up': () => {
    const outer = ring(8, () => false);
    const dots = [...outer.dots.map((d) => ({ ...d, host: true })), { x: width / 2, y: height / 2 }];
    return { dots, lines: outer.dots.map((_, i) => [i, 8] as const) };
  },
};
