/**
 * `ring`: the things of a rank on a circle, clockwise from the top; the next rank on a wider circle around it.
 *
 * A closed group is a spoke: its upper line stands on the circle and the others behind it, away from the middle, so that the chords between
 * switches cross nothing. Things take angles in proportion to their size. The radius is the smallest, to 2 %, at which no two boxes come
 * nearer than the gap: boxes stand upright, so neighbours come closer at the sides of a circle than above and below. Of very many, every
 * second steps back behind its neighbours: the circle then has half the radius, and what is on it twice the size in a view of the whole.
 * Cost: O(n log n) for each of some 20 radii that are tried.
 */
import { isEnclosure, type Sized } from './enclosure.ts';
import { spacing } from './spacing.ts';
import { arranged, itemTile, overlap, row, type Part, type Tile } from './tile.ts';

/** Fewer than that fill a circle that is seen whole at a size to read. */
const leastStaggered = 64;

/** What stands at one angle: tiles from the circle outwards. */
type Spoke = readonly Tile[];

export function ringTile(sized: readonly Sized[]): Tile {
  const ranks = [...new Set(sized.map(({ piece }) => piece.rank))].toSorted((a, b) => a - b);
  const centred: Part[] = [];
  let innerCount = 0;
  for (const rank of ranks) {
    const spokes = sized.filter(({ piece }) => piece.rank === rank).map(spokeOf);
    const lead = innerCount === 0 ? 0 : leadOf(spokes.length / innerCount);
    const angles = anglesOf(spokes, lead);
    const isClear = (radius: number): boolean => areApart([...centred, ...placed(spokes, angles, radius)]);
    const alone = innerCount === 0 && spokes.length === 1;
    centred.push(...placed(spokes, angles, alone ? 0 : radiusFor(spokes, isClear)));
    innerCount = spokes.length;
  }
  const left = Math.min(...centred.map((part) => part.x));
  const top = Math.min(...centred.map((part) => part.y));
  return arranged(centred.map(({ x, y, tile }) => ({ x: x - left, y: y - top, tile })));
}

/** The lines of a closed group one by one, anything else as a whole. */
function spokeOf({ piece, tile }: Sized): Spoke {
  const { content } = piece;
  if (isEnclosure(content) || 'item' in content) return [tile];
  return content.map((line) =>
    row(
      line.map(({ item, width, height }) => itemTile(item, width, height)),
      spacing.stack,
      'middle',
    ),
  );
}

/** Where the first of a circle stands, in turns; several to each thing on the circle inside are centred on it. */
function leadOf(perInner: number): number {
  return Number.isInteger(perInner) ? (perInner - 1) / 2 : 0;
}

/** The angle of each spoke, from the top, in proportion to the room that it and its neighbours take. */
function anglesOf(spokes: readonly Spoke[], lead: number): number[] {
  const size = spokes.map((spoke) => Math.max(...spoke.map(({ width, height }) => Math.hypot(width, height))));
  const total = size.reduce((sum, one) => sum + one, 0);
  let angle = -Math.PI / 2 - lead * ((2 * Math.PI) / spokes.length);
  return size.map((one, i) => {
    const here = angle;
    angle += (Math.PI * (one + size[(i + 1) % size.length]!)) / total;
    return here;
  });
}

/** The tiles around the centre (0, 0). */
function placed(spokes: readonly Spoke[], angles: readonly number[], radius: number): Part[] {
  const staggered = spokes.length >= leastStaggered && spokes.length % 2 === 0;
  return spokes.flatMap((spoke, i) => {
    const [cos, sin] = [Math.cos(angles[i]!), Math.sin(angles[i]!)];
    let distance = radius + (staggered && i % 2 === 1 ? depthOf(spokes[i - 1]!, spoke[0]!, cos, sin) : 0);
    return spoke.map((tile, k) => {
      if (k > 0) distance += stepOut(spoke[k - 1]!, tile, cos, sin);
      return { x: distance * cos - tile.width / 2, y: distance * sin - tile.height / 2, tile };
    });
  });
}

/** How far a spoke steps back so that its first tile stands behind all of another. */
function depthOf(spoke: Spoke, behind: Tile, cos: number, sin: number): number {
  return [...spoke, behind].reduce(
    (sum, tile, k, all) => (k === 0 ? 0 : sum + stepOut(all[k - 1]!, tile, cos, sin)),
    0,
  );
}

/** How far apart the middles of two boxes must be in a direction for the boxes to keep their distance. */
function stepOut(a: Tile, b: Tile, cos: number, sin: number): number {
  const across = ((a.width + b.width) / 2 + spacing.spoke) / Math.max(1e-9, Math.abs(cos));
  const down = ((a.height + b.height) / 2 + spacing.spoke) / Math.max(1e-9, Math.abs(sin));
  return Math.min(across, down);
}

function radiusFor(spokes: readonly Spoke[], isClear: (radius: number) => boolean): number {
  const sides = spokes.flatMap((spoke) => spoke.map(({ width, height }) => Math.min(width, height) + spacing.ring));
  let low = sides.reduce((sum, side) => sum + side, 0) / (4 * Math.PI);
  let high = low;
  while (!isClear(high)) {
    low = high;
    high *= 1.25;
  }
  while (high > 1.02 * low) {
    const middle = (low + high) / 2;
    if (isClear(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Whether no two boxes come nearer than the gap: sorted by their left edge, each is held against those that begin before it ends. */
function areApart(parts: readonly Part[]): boolean {
  const boxes = parts
    .map(({ x, y, tile }) => ({ x, y, width: tile.width, height: tile.height }))
    .toSorted((a, b) => a.x - b.x);
  return boxes.every((box, i) => {
    for (let j = i + 1; j < boxes.length && boxes[j]!.x < box.x + box.width + spacing.ring; j++) {
      if (overlap(box, boxes[j]!, spacing.ring - 1e-6)) return false;
    }
    return true;
  });
}
