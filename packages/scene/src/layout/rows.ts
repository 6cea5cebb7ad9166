/**
 * `rows`: roles from top to bottom, cores first, accelerators last; child groups side by side on the line of the highest role they hold.
 *
 * Things that are linked to their like stand on a circle instead of a line; with few others, these stand around them on a wider circle.
 * Groups too many for one line stand on two, above and below what joins them, those above upside down: so no link runs behind a group.
 */
import { stackLook } from '../look.ts';
import type { Piece, Sized } from './enclosure.ts';
import { ringTile } from './ring.ts';
import { bandGap, pageAspect, spacing } from './spacing.ts';
import { column, flipped, row, type Tile } from './tile.ts';
import { columnsFor, wrapped, type Wrapping } from './wrap.ts';

/** Lines of single things are long and few, so that links reach them from above; not so long that the picture is too wide to be read. */
const ofItems: Wrapping = {
  gapX: spacing.item.x,
  gapY: spacing.item.y,
  aspect: 4,
  single: 10,
  double: 16,
  align: 'middle',
};
/** Closed groups that show one card each are as single things, and wider. */
const ofCards: Wrapping = { ...ofItems, gapX: spacing.group.x, gapY: spacing.stack, single: 5, double: 10 };
/** Up to ten groups stay on one line. */
const ofGroups: Wrapping = {
  gapX: spacing.group.x,
  gapY: spacing.group.y,
  aspect: pageAspect * 1.5,
  single: 10,
  align: 'top',
};

/** Fewer than this have no links to hide. */
const leastCircle = 3;
/** Groups that stand on two lines around what joins them; in more lines, links run behind groups anyhow. */
const leastOnTwoLines = 7;
const mostOnTwoLines = 24;
/** How many others to each on the inner circle still stand around it. */
const mostAround = 2;

export function rowsTile(sized: readonly Sized[]): Tile {
  const meshed = sized.filter(({ piece }) => piece.meshed).length;
  const others = sized.length - meshed;
  if (meshed >= leastCircle && others <= mostAround * meshed && sized.every(({ piece }) => piece.direct)) {
    return ringTile(sized);
  }
  const ranks = [...new Set(sized.map(({ piece }) => piece.rank))].toSorted((a, b) => a - b);
  let above: Tile | null = null;
  const bands: Tile[] = [];
  for (const rank of ranks) {
    const onLine = sized.filter(({ piece }) => piece.rank === rank);
    const single = band(
      onLine.filter(({ piece }) => piece.direct),
      ofItems,
    );
    if (single) bands.push(single);
    let groups = onLine.filter(({ piece }) => !piece.direct);
    if (above === null && bands.length > 0 && groups.length >= leastOnTwoLines && groups.length <= mostOnTwoLines) {
      const half = Math.ceil(groups.length / 2);
      const [upper, lower] = [groups.slice(0, half), groups.slice(half)].map((line) =>
        row(tilesOf(line), ofGroups.gapX, 'top'),
      );
      above = flipped(upper!);
      bands.push(lower!);
      groups = [];
    }
    const together = band(groups, groups.every(({ piece }) => isCard(piece)) ? ofCards : ofGroups);
    if (together) bands.push(together);
  }
  const all = above === null ? bands : [above, ...bands];
  return column(all, bandGap(Math.max(...all.map((tile) => tile.width))));
}

/** Whether a group is no more than one stack when it is closed: its size when open says nothing. */
function isCard({ closed }: Piece): boolean {
  return closed.height <= stackLook.height;
}

function tilesOf(sized: readonly Sized[]): Tile[] {
  return sized.map(({ tile }) => tile);
}

function band(sized: readonly Sized[], wrapping: Wrapping): Tile | null {
  if (sized.length === 0) return null;
  if (sized.length >= leastCircle && sized.every(({ piece }) => piece.meshed)) return ringTile(sized);
  const width = Math.max(...sized.map(({ piece }) => piece.closed.width));
  const height = Math.max(...sized.map(({ piece }) => piece.closed.height));
  const columns = columnsFor(sized.length, { width, height }, wrapping);
  return wrapped(tilesOf(sized), columns, wrapping);
}
