/**
 * Grids of any dimensions, each dimension open (mesh) or closed (torus), a closed one possibly with a twist.
 *
 * Places are numbered mixed-radix, the first dimension fastest. A closed dimension of size 2 would join its two places twice and
 * one of size 1 a place to itself, so only sizes of 3 and more are closed: 2 d neighbours from there on. With a twist, going round a
 * dimension moves on by so many places in the last one, so that a size of 2 closes as well.
 */
import type { Pauses } from './pauses.ts';

export interface Grid {
  readonly shape: readonly number[];
  readonly wrap: readonly boolean[];
  /** Per dimension, places of the last dimension that going round it moves on; left out for none. */
  readonly twist?: readonly number[];
}

/** Places of a grid. */
export function placesOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Whether each dimension does close. */
export function closedDimensions({ shape, wrap, twist }: Grid): boolean[] {
  return shape.map((size, d) => wrap[d]! && (size >= 3 || (size === 2 && (twist?.[d] ?? 0) !== 0)));
}

/** How many links the grid has. */
export function gridLinkCount(grid: Grid): number {
  const places = placesOf(grid.shape);
  const closed = closedDimensions(grid);
  return grid.shape.reduce((links, size, d) => links + (places / size) * (closed[d] ? size : size - 1), 0);
}

/** Most links on one place. */
export function gridDegree(grid: Grid): number {
  const closed = closedDimensions(grid);
  return grid.shape.reduce((degree, size, d) => degree + (closed[d] ? 2 : Math.min(2, size - 1)), 0);
}

/** The coordinates of a place. */
export function coordinatesOf(shape: readonly number[], place: number): number[] {
  let rest = place;
  return shape.map((size) => {
    const x = rest % size;
    rest = (rest - x) / size;
    return x;
  });
}

/** The place of coordinates. */
export function placeAt(shape: readonly number[], at: readonly number[]): number {
  let place = 0;
  for (let d = shape.length - 1; d >= 0; d--) place = place * shape[d]! + at[d]!;
  return place;
}

/** One step along a dimension, round its end if need be; the coordinates are changed in place. */
export function stepForward({ shape, twist }: Grid, at: number[], d: number): number[] {
  at[d]!++;
  if (at[d]! < shape[d]!) return at;
  at[d] = 0;
  const last = shape.length - 1;
  at[last] = (at[last]! + (twist?.[d] ?? 0)) % shape[last]!;
  return at;
}

/** Calls `link` with both places of each link, by place, then dimension. */
export function* gridLinks(grid: Grid, link: (a: number, b: number, dimension: number) => void): Pauses<void> {
  const { shape } = grid;
  const places = placesOf(shape);
  const closed = closedDimensions(grid);
  for (let place = 0; place < places; place++) {
    const at = coordinatesOf(shape, place);
    for (let d = 0; d < shape.length; d++) {
      if (at[d]! + 1 === shape[d]! && !closed[d]) continue;
      link(place, placeAt(shape, stepForward(grid, at.slice(), d)), d);
    }
    if (place % 256 === 255) yield;
  }
}

/**
 * Permutations of the places that leave the links as they are: one step along each closed dimension; the mirror image of each
 * dimension, and two like dimensions exchanged, where nothing is twisted.
 */
export function gridTurns(grid: Grid): ((place: number) => number)[] {
  const { shape, wrap, twist } = grid;
  const closed = closedDimensions(grid);
  const turns: ((place: number) => number)[] = [];
  shape.forEach((_size, d) => {
    if (!closed[d]) return;
    turns.push((place) => placeAt(shape, stepForward(grid, coordinatesOf(shape, place), d)));
  });
  if (twist?.some((shift) => shift !== 0)) return turns;
  shape.forEach((size, d) => {
    if (size > 1) {
      turns.push((place) => {
        const at = coordinatesOf(shape, place);
        at[d] = size - 1 - at[d]!;
        return placeAt(shape, at);
      });
    }
    const like = shape.findIndex((other, e) => e > d && other === size && wrap[e] === wrap[d]);
    if (size > 1 && like > 0) {
      turns.push((place) => {
        const at = coordinatesOf(shape, place);
        [at[d], at[like]] = [at[like]!, at[d]!];
        return placeAt(shape, at);
      });
    }
  });
  return turns;
}
