/**
 * `rows`: roles from top to bottom, cores first, accelerators last; child groups side by side on the line of the highest role they hold.
 *
 * Things that are linked to their like stand on a circle instead of a line; with few others, these stand around them on a wider circle.
 */
import type { Sized } from './enclosure.ts';
import { ringTile } from './ring.ts';
import { bandGap, pageAspect, spacing } from './spacing.ts';
import { column, type Tile } from './tile.ts';
import { columnsFor, wrapped, type Wrapping } from './wrap.ts';

/** Lines of single things are long and few, so that links reach them from above. */
const ofItems: Wrapping = { gapX: spacing.item.x, gapY: spacing.item.y, aspect: 4, single: 16, align: 'middle' };
/** Up to ten groups stay on one line: in a second line, the links from above would run behind the first. */
const ofGroups: Wrapping = {
  gapX: spacing.group.x,
  gapY: spacing.group.y,
  aspect: pageAspect * 1.5,
  single: 10,
  align: 'top',
};

/** Fewer than this have no links to hide. */
const leastCircle = 3;
/** How many others to each on the inner circle still stand around it. */
const mostAround = 2;

export function rowsTile(sized: readonly Sized[]): Tile {
  const meshed = sized.filter(({ piece }) => piece.meshed).length;
  const others = sized.length - meshed;
  if (meshed >= leastCircle && others <= mostAround * meshed && sized.every(({ piece }) => piece.direct)) {
    return ringTile(sized);
  }
  const ranks = [...new Set(sized.map(({ piece }) => piece.rank))].toSorted((a, b) => a - b);
  const bands = ranks.flatMap((rank) => {
    const onLine = sized.filter(({ piece }) => piece.rank === rank);
    return [
      band(
        onLine.filter(({ piece }) => piece.direct),
        ofItems,
      ),
      band(
        onLine.filter(({ piece }) => !piece.direct),
        ofGroups,
      ),
    ].filter((tile) => tile !== null);
  });
  return column(bands, bandGap(Math.max(...bands.map((tile) => tile.width))));
}

function band(sized: readonly Sized[], wrapping: Wrapping): Tile | null {
  if (sized.length === 0) return null;
  if (sized.length >= leastCircle && sized.every(({ piece }) => piece.meshed)) return ringTile(sized);
  const width = Math.max(...sized.map(({ piece }) => piece.closed.width));
  const height = Math.max(...sized.map(({ piece }) => piece.closed.height));
  const columns = columnsFor(sized.length, { width, height }, wrapping);
  return wrapped(
    sized.map(({ tile }) => tile),
    columns,
    wrapping,
  );
}
