/**
 * The diagram as a PNG, as it looks on the screen: ground, links and bodies from Cytoscape, labels and marks, and the legend if wanted. In: a
 * drawing, a scale; out: a blob, or a rejection with a sentence. Memory is four bytes a pixel, a few times over.
 */
import { bucketCounts, bucketLabel, bucketWidths, overloadBucket, type SceneLoads } from '@weft/scene';
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
}

export async function picture(parts: PictureParts, options: PictureOptions): Promise<Blob> {
  const { scale } = options;
  const origin = parts.drawingAt({ pan: { x: 0, y: 0 }, zoom: 1 }, { width: 0, height: 0 });
  const contents = around([...[...origin.nodes.values()].map(boxOf), ...origin.backdrops.map(backdropBox)]);
  if (!contents) throw new Error('There is nothing on the canvas to make a picture of: add a block or a part first.');
  const box = grown(contents, margin);
  const width = Math.ceil(box.width * scale);
  const legend = options.legend && parts.loads ? legendHeight : 0;
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
  if (legend > 0 && parts.loads) paintLegend(context, drawing.look, parts.loads, { x: margin, y: box.height });
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

function paintLegend(
  context: CanvasRenderingContext2D,
  look: Look,
  loads: SceneLoads,
  at: { x: number; y: number },
): void {
  const counts = bucketCounts(loads);
  context.font = `500 ${11}px ${font}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  let x = at.x;
  const y = at.y + 10;
  context.fillStyle = look.textMuted;
  context.fillText('Utilisation of links', x, y);
  x += context.measureText('Utilisation of links').width + 16;
  for (let bucket = 0; bucket <= overloadBucket; bucket++) {
    if (!counts[bucket]) continue;
    sample(context, look, bucket, x, y);
    x += 28;
    const text = `${bucketLabel(bucket)} (${counts[bucket]})`;
    context.fillStyle = look.text;
    context.fillText(text, x, y);
    x += context.measureText(text).width + 16;
  }
}

function sample(context: CanvasRenderingContext2D, look: Look, bucket: number, x: number, y: number): void {
  context.strokeStyle = bucketColour(look, bucket);
  context.lineWidth = bucketWidths[bucket]!;
  context.setLineDash(bucket === overloadBucket ? [7, 3] : []);
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + 22, y);
  context.stroke();
  context.setLineDash([]);
}
