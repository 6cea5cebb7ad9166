/** The distances of the layouts, in canvas units: equal within a kind, wider the higher the level. */
export const spacing = {
  /** Between items of one line, and between the lines of one role. */
  item: { x: 20, y: 24 },
  /** Between the stacks of one closed group. */
  stack: 28,
  /** Between the roles of a group: room for the links to fan out, more of it the wider the group is. */
  band: { least: 76, most: 240, share: 0.16 },
  /** Between child groups. */
  group: { x: 28, y: 56 },
  /** Between cells of a grid: neighbours stand close. */
  cell: 28,
  /** Between the things on a ring, and between rings. */
  ring: 18,
  /** Between the things behind each other at one place of a ring. */
  spoke: 24,
  /** Under what a person has placed, before what the layout places. */
  under: 80,
} as const;

/** The distance between the roles of a group whose widest line is given. */
export function bandGap(width: number): number {
  const { least, most, share } = spacing.band;
  return Math.min(most, Math.max(least, share * width));
}

/** The aspect an overall picture aims at. */
export const pageAspect = 16 / 10;
