/**
 * Where the names of points stand: right, left, above or below, the first place that covers no point and no earlier name. In: points and the widths of
 * their names, pixels; out: a place each; where all are taken, the one that covers least. Cost: O(n²), n designs.
 */
export interface LabelPlace {
  readonly dx: number;
  readonly dy: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

const gap = 12;
const lineHeight = 16;
const places: readonly LabelPlace[] = [
  { dx: gap, dy: 4, anchor: 'start' },
  { dx: -gap, dy: 4, anchor: 'end' },
  { dx: 0, dy: -gap, anchor: 'middle' },
  { dx: 0, dy: gap + 10, anchor: 'middle' },
  { dx: gap, dy: -gap, anchor: 'start' },
  { dx: gap, dy: gap + 10, anchor: 'start' },
  { dx: -gap, dy: -gap, anchor: 'end' },
  { dx: -gap, dy: gap + 10, anchor: 'end' },
];

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function labelPlaces(
  points: readonly { readonly x: number; readonly y: number; readonly width: number }[],
  room: { readonly left: number; readonly right: number },
): readonly LabelPlace[] {
  const taken: Box[] = points.map(({ x, y }) => ({ left: x - 8, right: x + 8, top: y - 8, bottom: y + 8 }));
  return points.map((point, i) => {
    const costs = places.map((place) => {
      const box = boxAt(point, place);
      const outside = Math.max(0, room.left - box.left) + Math.max(0, box.right - room.right);
      return outside * lineHeight + taken.reduce((sum, other, k) => sum + (k === i ? 0 : overlap(box, other)), 0);
    });
    const best = costs.indexOf(Math.min(...costs));
    taken.push(boxAt(point, places[best]!));
    return places[best]!;
  });
}

function boxAt({ x, y, width }: { x: number; y: number; width: number }, { dx, dy, anchor }: LabelPlace): Box {
  const left = x + dx - (anchor === 'start' ? 0 : anchor === 'end' ? width : width / 2);
  return { left, right: left + width, top: y + dy - lineHeight + 4, bottom: y + dy + 4 };
}

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
