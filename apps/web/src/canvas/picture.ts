/**
 * The diagram as a PNG, as it looks on the screen: ground, links and bodies from Cytoscape, labels and marks, and the legend if wanted. In: a
 * drawing, a scale; out: a blob, or a rejection with a sentence. Memory is four bytes a pixel, a few times over.
 */
import {
  bucketCounts,
  bucketLabel,
  bucketWidths,
  dashPattern,
  overloadBucket,
  paintColour,
  paintCounts,
  paintDash,
  paintWidth,
  type LinkPaint,
  type SceneLoads,
} from '@weft/scene';
import { formatCount } from '@weft/units';
import type { Camera, PictureOptions } from './contract.ts';
import { around, backdropBox, boxOf, grown, type Box } from './geometry.ts';
import { bucketColour, font, type Look } from './look.ts';
import type { Drawing } from './drawing.ts';
import { paintMarks } from './paint-marks.ts';
import { paintGround } from './paint-under.ts';

/** Browsers on small devices refuse a canvas of more than 16.7 million pixels, those on large ones draw four times that with ease. */
export const mostPixels = 67_108_864;
const margin = 32;
const legendHeight = 36;

export interface PictureParts {
  /** The drawing for a camera and a view of this size, without anything the hand is doing. */
  drawingAt(camera: Camera, view: { width: number; height: number }): Drawing;
  body(scale: number): Promise<{ picture: Blob; box: Box } | null>;
  readonly loads: SceneLoads | null;
  readonly paint: LinkPaint | null;
}

export async function picture(parts: PictureParts, options: PictureOptions): Promise<Blob> {
  const { scale } = options;
  const origin = parts.drawingAt({ pan: { x: 0, y: 0 }, zoom: 1 }, { width: 0, height: 0 });
  const contents = around([...[...origin.nodes.values()].map(boxOf), ...origin.backdrops.map(backdropBox)]);
  if (!contents) throw new Error('There is nothing on the canvas to make a picture of: add a block or a part first.');
  const box = grown(contents, margin);
  const width = Math.ceil(box.width * scale);
  const entries = options.legend === null ? [] : legendEntries(origin.look, parts.loads, parts.paint);
  const legend = entries.length > 0 ? legendHeight : 0;
  const height = Math.ceil((box.height + legend) * scale);
  if (width * height > mostPixels) {
    const fit = Math.floor(Math.sqrt(mostPixels / (box.width * box.height)) * 100) / 100;
    throw new Error(
      `The picture would be ${width} × ${height} pixels, more than the ${Math.round(mostPixels / 1e6)} million that browsers draw reliably: choose a scale of ${fit} or less, or export SVG.`,
    );
  }
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context)
    throw new Error(`The browser could not make a canvas of ${width} × ${height} pixels: choose a smaller scale.`);
  // Drawn at zoom 1 on a scaled canvas, so that text grows with everything else.
  context.scale(scale, scale);
  const camera = { zoom: 1, pan: { x: -box.x, y: -box.y } };
  const view = { width: box.width, height: box.height + legend };
  const drawing = parts.drawingAt(camera, view);
  paintGround(context, view, camera, drawing.backdrops, drawing.look, false, options.background === 'theme');
  const body = await parts.body(scale);
  if (body) {
    const bitmap = await createImageBitmap(body.picture);
    context.drawImage(bitmap, body.box.x - box.x, body.box.y - box.y, bitmap.width / scale, bitmap.height / scale);
    bitmap.close();
  }
  paintMarks(context, drawing);
  if (options.legend !== null && entries.length > 0) {
    const row = { x: margin, y: box.height + 10, end: box.width - margin };
    paintLegend(context, drawing.look, options.legend, entries, row);
  }
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else
        reject(
          new Error(`The browser could not encode a picture of ${width} × ${height} pixels: choose a smaller scale.`),
        );
    }, 'image/png');
  });
}

interface Entry {
  readonly text: string;
  readonly colour: string;
  readonly width: number;
  readonly dash: readonly number[];
}

/** What lines show: their loads, or what they are painted by. Empty where nothing is known of them. */
function legendEntries(look: Look, loads: SceneLoads | null, paint: LinkPaint | null): Entry[] {
  const entries: Entry[] = [];
  if (paint !== null) {
    const counts = paintCounts(paint);
    paint.words.forEach((words, word) =>
      entries.push({
        text: `${words} (${formatCount(counts[word]!)})`,
        colour: paintColour(look.theme, paint, word),
        width: 1.6 * paintWidth(paint, word),
        dash: dashPattern(paintDash(paint, word)),
      }),
    );
  } else if (loads !== null) {
    bucketCounts(loads).forEach((count, bucket) => {
      if (count === 0) return;
      const [colour, width] = [bucketColour(look, bucket), bucketWidths[bucket]!];
      const dash = bucket === overloadBucket ? [7, 3] : [];
      entries.push({ text: `${bucketLabel(bucket)} (${formatCount(count)})`, colour, width, dash });
    });
  }
  return entries;
}

/** One row; what does not fit is counted at its end. */
function paintLegend(
  context: CanvasRenderingContext2D,
  look: Look,
  title: string,
  entries: readonly Entry[],
  row: { readonly x: number; readonly y: number; readonly end: number },
): void {
  context.font = `500 11px ${font}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const write = (text: string, ink: string, at: number): number => {
    context.fillStyle = ink;
    context.fillText(text, at, row.y);
    return context.measureText(text).width + 16;
  };
  let x = row.x + write(title, look.textMuted, row.x);
  for (const [i, { text, ...line }] of entries.entries()) {
    const left = entries.length - i;
    const needed = 28 + context.measureText(text).width + (left > 1 ? 48 : 0);
    if (x + needed > row.end) {
      write(`+ ${formatCount(left)}`, look.textMuted, x);
      return;
    }
    sample(context, line, x, row.y);
    x += 28 + write(text, look.text, x + 28);
  }
}

function sample(
  context: CanvasRenderingContext2D,
  { colour, width, dash }: Omit<Entry, 'text'>,
  x: number,
  y: number,
): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.setLineDash([...dash]);
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + 22, y);
  context.stroke();
  context.setLineDash([]);
}
