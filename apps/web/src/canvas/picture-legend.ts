/**
 * The legend of an exported picture: what roles look like, and what links show. In: what is drawn, its loads or paint, a width; out: a layout that wraps,
 * and its strokes. CSS pixels.
 */
import {
  bucketCounts,
  bucketLabel,
  bucketWidths,
  dashPattern,
  drawnRoles,
  nodeColours,
  nodeStroke,
  overloadBucket,
  paintColour,
  paintCounts,
  paintDash,
  paintWidth,
  roleLooks,
  roleWord,
  type DrawnRole,
  type LinkPaint,
  type SceneLoads,
} from '@weft/scene';
import { formatCount } from '@weft/units';
import type { Drawing } from './drawing.ts';
import { lineWidth } from './line-width.ts';
import { bucketColour, font, type Look } from './look.ts';
import { traceOutline } from './shape.ts';

const words = `500 11px ${font}`;
const rowHeight = 22;
const swatch = 22;
const gap = 16;
const blockGap = 6;
const foot = 14;

export interface Entry {
  readonly text: string;
  /** A line, or the outline of a device. */
  readonly mark: LineMark | DeviceMark;
}

interface LineMark {
  readonly colour: string;
  readonly width: number;
  readonly dash: readonly number[];
}

interface DeviceMark {
  readonly role: DrawnRole;
  readonly ink: string;
  readonly fill: string;
}

/** What each role that is drawn looks like. */
export function deviceEntries({ nodes, look }: Drawing): Entry[] {
  const drawn = new Set([...nodes.values()].map(({ role }) => role));
  return drawnRoles
    .filter((role) => drawn.has(role))
    .map((role) => {
      const { stroke, fill } = nodeColours(look.theme, { kind: 'node', role, rail: null, plane: null });
      return { text: roleWord(role), mark: { role, ink: stroke, fill } };
    });
}

/** What lines show: their loads, or what they are painted by. Empty where nothing is known of them. */
export function linkEntries(look: Look, loads: SceneLoads | null, paint: LinkPaint | null): Entry[] {
  const entries: Entry[] = [];
  if (paint !== null) {
    const counts = paintCounts(paint);
    paint.words.forEach((words, word) =>
      entries.push({
        text: `${words} (${formatCount(counts[word]!)})`,
        mark: {
          colour: paintColour(look.theme, paint, word),
          width: 1.6 * paintWidth(paint, word),
          dash: dashPattern(paintDash(paint, word)),
        },
      }),
    );
  } else if (loads !== null) {
    bucketCounts(loads).forEach((count, bucket) => {
      if (count === 0) return;
      const [colour, width] = [bucketColour(look, bucket), bucketWidths[bucket]!];
      const dash = bucket === overloadBucket ? [7, 3] : [];
      entries.push({ text: `${bucketLabel(bucket)} (${formatCount(count)})`, mark: { colour, width, dash } });
    });
  }
  return entries;
}

interface Placed {
  readonly entry: Entry | { readonly text: string; readonly mark: null };
  readonly x: number;
  readonly y: number;
}

export interface LegendLayout {
  readonly placed: readonly Placed[];
  readonly height: number;
}

/** Places titles and entries in rows no wider than there is room; a row that wraps begins below its title's end. */
export function layLegend(
  blocks: readonly { readonly title: string; readonly entries: readonly Entry[] }[],
  at: { readonly x: number; readonly y: number; readonly width: number },
): LegendLayout {
  const placed: Placed[] = [];
  let y = at.y + rowHeight / 2;
  for (const { title, entries } of blocks) {
    if (entries.length === 0) continue;
    placed.push({ entry: { text: title, mark: null }, x: at.x, y });
    let x = at.x + lineWidth(title, words) + gap;
    for (const entry of entries) {
      const width = swatch + 6 + lineWidth(entry.text, words);
      if (x > at.x && x + width > at.x + at.width) {
        x = at.x;
        y += rowHeight;
      }
      placed.push({ entry, x, y });
      x += width + gap;
    }
    y += rowHeight + blockGap;
  }
  return { placed, height: placed.length === 0 ? 0 : y - blockGap - rowHeight / 2 - at.y + foot };
}

export function paintLegend(context: CanvasRenderingContext2D, look: Look, { placed }: LegendLayout): void {
  context.font = words;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  for (const { entry, x, y } of placed) {
    context.fillStyle = entry.mark === null ? look.textMuted : look.text;
    context.fillText(entry.text, entry.mark === null ? x : x + swatch + 6, y);
    if (entry.mark === null) continue;
    if ('role' in entry.mark) device(context, entry.mark, x + swatch / 2, y);
    else sample(context, entry.mark, x, y);
  }
}

function device(context: CanvasRenderingContext2D, { role, ink, fill }: DeviceMark, x: number, y: number): void {
  const look = roleLooks[role];
  const scale = Math.min(swatch / look.width, 14 / look.height);
  const size = { width: look.width * scale, height: look.height * scale };
  context.save();
  context.translate(x, y);
  context.beginPath();
  traceOutline(context, { kind: 'node', role, count: 1, ...size }, 0, scale);
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = ink;
  context.lineWidth = nodeStroke;
  context.stroke();
  context.restore();
}

function sample(context: CanvasRenderingContext2D, { colour, width, dash }: LineMark, x: number, y: number): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.setLineDash([...dash]);
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + swatch, y);
  context.stroke();
  context.setLineDash([]);
}
