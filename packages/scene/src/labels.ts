/**
 * Which labels are drawn, how large and where, at one zoom. In: the scene's nodes, the zoom, a ruler for text; out: labels in screen pixels from
 * the scene's origin (add the pan). O(n) with a grid of cells.
 *
 * Text keeps a size the eye can read whatever the zoom; so when things are close, labels give way: a wide card takes its label inside, the
 * others below, and one that would cover another thing or another label is left out. Things that stand for many come first. Of things alike in
 * one group either nearly all say their names or none: a name here and there is noise. So is, from afar, a name that many things share (the one
 * server of each of 64 racks): which of them it is the tag of its group says, once that is near.
 */
import { formatCount } from '@weft/units';
import { iconLeft, iconSide, isCard } from './icons.ts';
import type { SceneNode } from './scene.ts';

export interface Label {
  readonly id: string;
  readonly text: string;
  /** Where the text starts (`inside`) or its middle (`below`); the line's middle in y. Screen pixels from the scene's origin. */
  readonly x: number;
  readonly y: number;
  readonly size_px: number;
  readonly place: 'inside' | 'below';
  readonly strong: boolean;
}

/** Width of a text at 1 px of font size. */
export type Ruler = (text: string, strong: boolean) => number;

const least_px = 10.5;
/** A name that would be cut may be set this small: what it says is worth more than its size. */
const squeezed_px = 9;
const most_px = 15;
const nominal_units = 12;
/** Longer ones end in an ellipsis. */
const widestBelow_px = 150;
const cell_px = 48;
const nearlyAll = 0.8;
/** With no more, each name is worth saying. */
const fewAlike = 2;
/** So many things may share a name and still say it from afar. */
const mostNamesakes = 8;
const near = 0.6;

export function labelSize(zoom: number): number {
  // In half pixels, so that zooming does not ask for new letters in every frame.
  return Math.round(2 * Math.min(most_px, Math.max(least_px, nominal_units * zoom))) / 2;
}

/** What a node is called in one line: a stack also says whose it is. */
export function captionOf(node: SceneNode): string {
  return node.kind === 'stack' && node.caption !== '' ? `${node.caption} · ${node.label}` : node.label;
}

export function placeLabels(nodes: Iterable<SceneNode>, zoom: number, ruler: Ruler): Label[] {
  const size = labelSize(zoom);
  const inside: Label[] = [];
  const waiting: SceneNode[] = [];
  const taken = new Cells();
  for (const node of nodes) {
    const label = insideLabel(node, zoom, size, ruler);
    if (label) inside.push(...label);
    else waiting.push(node);
    taken.add(
      (node.x - node.width / 2) * zoom,
      (node.y - node.height / 2) * zoom,
      (node.x + node.width / 2) * zoom,
      (node.y + node.height / 2) * zoom,
    );
  }
  const namesakes = new Map<string, number>();
  for (const { label } of waiting) namesakes.set(label, (namesakes.get(label) ?? 0) + 1);
  const isCommon = ({ label }: SceneNode): boolean => zoom < near && namesakes.get(label)! > mostNamesakes;
  waiting.sort((a, b) => b.count - a.count || a.y - b.y || a.x - b.x);
  const below: { readonly node: SceneNode; readonly label: Label }[] = [];
  for (const node of waiting) {
    if (isCommon(node)) continue;
    const strong = node.kind === 'stack';
    const x = node.x * zoom;
    const y = (node.y + node.height / 2) * zoom + size * 0.5 + 4;
    for (const whole of new Set([captionOf(node), node.label])) {
      const text = shortened(whole, widestBelow_px / size, ruler, strong);
      const width = ruler(text, strong) * size;
      if (!taken.take(x - width / 2 - 2, y - size * 0.55, x + width / 2 + 2, y + size * 0.55)) continue;
      below.push({ node, label: { id: node.id, text, x, y, size_px: size, place: 'below', strong } });
      break;
    }
  }
  const families = new Map<string, { asked: number; placed: number }>();
  const family = (node: SceneNode): { asked: number; placed: number } => {
    const key = `${node.kind} ${node.role} ${node.group}`;
    let found = families.get(key);
    if (!found) families.set(key, (found = { asked: 0, placed: 0 }));
    return found;
  };
  for (const node of waiting) family(node).asked++;
  for (const { node } of below) family(node).placed++;
  const told = below.filter(({ node }) => {
    const { asked, placed } = family(node);
    return asked <= fewAlike || placed >= nearlyAll * asked;
  });
  return [...inside, ...told.map(({ label }) => label)];
}

/** Between the icon and the text, and between the text and the card's edge. */
const gap_px = 4;

/** One line in a card, smaller where it would be cut, and its number alone where even that is too long, for the icon says of what; or two where there is room: whose it is over what it is, or the other way round for a device. */
function insideLabel(node: SceneNode, zoom: number, largest: number, ruler: Ruler): Label[] | null {
  if (!isCard(node.width, node.height)) return null;
  const left = (iconLeft(node.width, node.height) + iconSide(node.width, node.height)) * zoom + gap_px;
  const room = node.width * zoom - left - gap_px;
  if (node.height * zoom < largest + 4 || room < 2.5 * largest) return null;
  const strong = node.kind !== 'node';
  const sizeOf = (words: string): number => Math.max(squeezed_px, Math.min(largest, room / ruler(words, strong)));
  const isCut = ruler(node.label, strong) * squeezed_px > room;
  const words = isCut && node.kind === 'stack' ? formatCount(node.count) : node.label;
  // A number that is cut is another number.
  if (isCut && node.kind === 'stack' && ruler(words, strong) * squeezed_px > room) return null;
  const size = sizeOf(words);
  // What was made to fit exactly is not cut for the last digit of a quotient.
  const text = shortened(words, (room / size) * (1 + 1e-9), ruler, strong);
  // Half a word says less than a whole one underneath.
  if (text.length < words.length / 2 && words.length > 6) return null;
  const x = (node.x - node.width / 2) * zoom + left;
  const y = node.y * zoom;
  const main: Label = { id: node.id, text, x, y, size_px: size, place: 'inside', strong };
  const small = Math.max(squeezed_px, size - 1.5);
  const needed = size + small + 10;
  if (node.caption === '' || node.height * zoom < needed) return [main];
  const second: Label = {
    id: node.id,
    text: shortened(node.caption, room / small, ruler, false),
    x,
    y: y + (node.kind === 'stack' ? -1 : 1) * (size / 2 + 2),
    size_px: small,
    place: 'inside',
    strong: false,
  };
  return [{ ...main, y: y + (node.kind === 'stack' ? 1 : -1) * (small / 2 + 2) }, second];
}

/** The text, or as much of it as is `room` wide with an ellipsis; `room` in the ruler's unit. */
export function shortened(text: string, room: number, ruler: Ruler, strong = false): string {
  if (ruler(text, strong) <= room) return text;
  let kept = text.length;
  while (kept > 1 && ruler(`${text.slice(0, kept)}…`, strong) > room) kept--;
  return `${text.slice(0, kept).trimEnd()}…`;
}

/** Rectangles by the cells of a grid they lie in. */
class Cells {
  private readonly cells = new Map<number, number[]>();
  private readonly boxes: number[] = [];

  add(left: number, top: number, right: number, bottom: number): void {
    const at = this.boxes.push(left, top, right, bottom) - 4;
    for (const key of keys(left, top, right, bottom)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(at);
      else this.cells.set(key, [at]);
    }
  }

  /** Adds the rectangle if it touches none that is there. */
  take(left: number, top: number, right: number, bottom: number): boolean {
    for (const key of keys(left, top, right, bottom))
      for (const at of this.cells.get(key) ?? [])
        if (
          left < this.boxes[at + 2]! &&
          right > this.boxes[at]! &&
          top < this.boxes[at + 3]! &&
          bottom > this.boxes[at + 1]!
        )
          return false;
    this.add(left, top, right, bottom);
    return true;
  }
}

/** Keys of all cells a rectangle lies in. Two cells with one key only cost a comparison more. */
function keys(left: number, top: number, right: number, bottom: number): number[] {
  const found: number[] = [];
  for (let i = Math.floor(left / cell_px); i <= Math.floor(right / cell_px); i++)
    for (let j = Math.floor(top / cell_px); j <= Math.floor(bottom / cell_px); j++) found.push(i * 65_537 + j);
  return found;
}
