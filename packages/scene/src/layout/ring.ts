/**
 * `ring`: the things of a rank on a circle, clockwise from the top; the next rank on a wider circle around it.
 *
 * Each thing is taken as a disc around its box. On a circle of radius R two neighbours with discs r and s need the angle
 * 2 asin((r + s + gap) / 2R); R is the smallest radius at which all these angles fit into a turn, found by halving. What is left of the turn is
 * shared out evenly. Very unequal discs may still meet across the circle: then the circle widens until no two do.
 */
import { spacing } from './spacing.ts';
import type { Sized } from './enclosure.ts';
import { arranged, type Part, type Tile } from './tile.ts';

interface Disc {
  readonly tile: Tile;
  readonly radius: number;
}

export function ringTile(sized: readonly Sized[]): Tile {
  const ranks = [...new Set(sized.map(({ piece }) => piece.rank))].toSorted((a, b) => a - b);
  const centred: Part[] = [];
  let inner = 0;
  let innerCount = 0;
  for (const rank of ranks) {
    const discs = sized
      .filter(({ piece }) => piece.rank === rank)
      .map(({ tile }) => ({ tile, radius: Math.hypot(tile.width, tile.height) / 2 }));
    const largest = Math.max(...discs.map((disc) => disc.radius));
    const alone = inner === 0 && discs.length === 1;
    const radius = alone ? 0 : Math.max(radiusFor(discs), inner === 0 ? 0 : inner + largest + spacing.ring);
    centred.push(...onCircle(discs, radius, innerCount === 0 ? 1 : discs.length / innerCount));
    inner = radius + largest;
    innerCount = discs.length;
  }
  const left = Math.min(...centred.map((part) => part.x));
  const top = Math.min(...centred.map((part) => part.y));
  return arranged(centred.map(({ x, y, tile }) => ({ x: x - left, y: y - top, tile })));
}

function radiusFor(discs: readonly Disc[]): number {
  const chords = discs.map((disc, i) => disc.radius + discs[(i + 1) % discs.length]!.radius + spacing.ring);
  if (discs.length === 1) return discs[0]!.radius + spacing.ring;
  const turnAt = (radius: number): number => chords.reduce((sum, chord) => sum + angleOf(chord, radius), 0);
  let low = Math.max(...chords) / 2;
  let high = Math.max(
    low,
    chords.reduce((sum, chord) => sum + chord, 0),
  );
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (turnAt(middle) > 2 * Math.PI) low = middle;
    else high = middle;
  }
  let radius = high;
  while (meet(discs, onCircle(discs, radius))) radius *= 1.08;
  return radius;
}

/** The tiles around the centre (0, 0); with `perInner` of them to each thing on the circle inside, these are centred on it. */
function onCircle(discs: readonly Disc[], radius: number, perInner = 1): Part[] {
  const chords = discs.map((disc, i) => disc.radius + discs[(i + 1) % discs.length]!.radius + spacing.ring);
  const angles = chords.map((chord) => (radius === 0 ? 0 : angleOf(chord, radius)));
  const slack = (2 * Math.PI - angles.reduce((sum, a) => sum + a, 0)) / discs.length;
  const lead = Number.isInteger(perInner) ? ((perInner - 1) / 2) * ((2 * Math.PI) / discs.length) : 0;
  let angle = -Math.PI / 2 - lead;
  return discs.map(({ tile }, i) => {
    const x = radius * Math.cos(angle) - tile.width / 2;
    const y = radius * Math.sin(angle) - tile.height / 2;
    angle += angles[i]! + slack;
    return { x, y, tile };
  });
}

function angleOf(chord: number, radius: number): number {
  return 2 * Math.asin(Math.min(1, chord / (2 * radius)));
}

/** Whether any two discs overlap. Equal discs never do beyond neighbours, so only unequal ones are compared. */
function meet(discs: readonly Disc[], parts: readonly Part[]): boolean {
  const smallest = Math.min(...discs.map((disc) => disc.radius));
  for (let i = 0; i < discs.length; i++) {
    if (discs[i]!.radius === smallest) continue;
    for (let j = 0; j < discs.length; j++) {
      if (i === j) continue;
      const distance = Math.hypot(
        parts[i]!.x + discs[i]!.tile.width / 2 - parts[j]!.x - discs[j]!.tile.width / 2,
        parts[i]!.y + discs[i]!.tile.height / 2 - parts[j]!.y - discs[j]!.tile.height / 2,
      );
      if (distance < discs[i]!.radius + discs[j]!.radius) return true;
    }
  }
  return false;
}
