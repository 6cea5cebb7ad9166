/**
 * The diagram as a PNG, as it looks on the screen: ground, links and bodies from Cytoscape, labels and marks, and the legend if wanted. In: a
 * drawing, a zoom, a scale; out: a blob, or a rejection with a sentence. Memory is four bytes a pixel, a few times over. What an SVG has in common
 * with it, its frame and legend, is here too.
 */
import type { LinkPaint, SceneLoads } from '@weft/scene';
import type { Camera, PictureOptions } from './contract.ts';
import { toScreen } from './camera.ts';
import { around, backdropBox, boxOf, type Box } from './geometry.ts';
import { font } from './look.ts';
import type { Drawing } from './drawing.ts';
import { lineWidth } from './line-width.ts';
import { paintMarks } from './paint-marks.ts';
import { paintGround } from './paint-under.ts';
import { deviceEntries, layLegend, linkEntries, paintLegend, type LegendLayout } from './picture-legend.ts';
import { t } from '../strings/t.ts';

/** Browsers on small devices refuse a canvas of more than 16.7 million pixels, those on large ones draw four times that with ease. */
export const mostPixels = 67_108_864;
const margin = 32;
/** Beside a name that stands out. */
const nameGap = 12;
/** A legend wraps to no less. */
const leastLegend = 360;

export interface PictureParts {
  /** The drawing for a camera and a view of this size, without anything the hand is doing. */
  drawingAt(camera: Camera, view: { width: number; height: number }): Drawing;
  body(scale: number): Promise<{ picture: Blob; box: Box } | null>;
  readonly loads: SceneLoads | null;
  readonly paint: LinkPaint | null;
}

/** What a picture shows and how large it is, CSS pixels at scale 1. */
export interface Frame {
  readonly drawing: Drawing;
  readonly camera: Camera;
  readonly width: number;
  readonly height: number;
  readonly legend: LegendLayout | null;
}

/** Lays a picture out: all there is, names that stand out at its sides included, and the legend below. */
export function frameOf(
  parts: Omit<PictureParts, 'body'>,
  options: Omit<PictureOptions, 'scale' | 'background'>,
): Frame {
  const { zoom } = options;
  const origin = parts.drawingAt({ pan: { x: 0, y: 0 }, zoom }, { width: 0, height: 0 });
  const contents = around([...[...origin.nodes.values()].map(boxOf), ...origin.backdrops.map(backdropBox)]);
  if (!contents) throw new Error('There is nothing on the canvas to make a picture of: add a block or a part first.');
  // The room around is as on the screen, whatever the zoom: names and marks do not grow with it.
  const named = namesOf(origin);
  const left = Math.min(contents.x * zoom - margin, named.left - nameGap);
  const right = Math.max((contents.x + contents.width) * zoom + margin, named.right + nameGap);
  const inner = contents.height * zoom + 2 * margin;
  const width = Math.max(right - left, options.legend === null ? 0 : leastLegend);
  const legend =
    options.legend === null
      ? null
      : layLegend(
          [
            { title: t('legend.devices'), entries: deviceEntries(origin) },
            { title: options.legend, entries: linkEntries(origin.look, parts.loads, parts.paint) },
          ],
          { x: margin, y: inner, width: width - 2 * margin },
        );
  const height = inner + (legend?.height ?? 0);
  // What is narrower than its legend stands in the middle.
  const camera = { zoom, pan: { x: (width - (right - left)) / 2 - left, y: margin - contents.y * zoom } };
  return { drawing: parts.drawingAt(camera, { width, height }), camera, width, height, legend };
}

/** How far the names under things reach to both sides. */
function namesOf({ labels }: Drawing): { readonly left: number; readonly right: number } {
  const below = labels.filter(({ place }) => place === 'below');
  const half = below.map(
    ({ text, size_px, strong }) => lineWidth(text, `${strong ? 600 : 450} ${size_px}px ${font}`) / 2,
  );
  return {
    left: below.reduce((least, { x }, i) => Math.min(least, x - half[i]!), Infinity),
    right: below.reduce((most, { x }, i) => Math.max(most, x + half[i]!), -Infinity),
  };
}

export async function picture(parts: PictureParts, options: PictureOptions): Promise<Blob> {
  const { scale, zoom } = options;
  const frame = frameOf(parts, options);
  const { drawing, camera } = frame;
  const width = Math.ceil(frame.width * scale);
  const height = Math.ceil(frame.height * scale);
  if (width * height > mostPixels) {
    const fit = Math.floor(Math.sqrt(mostPixels / (frame.width * frame.height)) * 100) / 100;
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
  // Drawn at the zoom on a scaled canvas, so that text grows with everything else.
  context.scale(scale, scale);
  paintGround(context, frame, camera, drawing.backdrops, drawing.look, false, options.background === 'theme');
  const body = await parts.body(scale * zoom);
  if (body) {
    const bitmap = await createImageBitmap(body.picture);
    const at = toScreen(camera, body.box);
    context.drawImage(bitmap, at.x, at.y, bitmap.width / scale, bitmap.height / scale);
    bitmap.close();
  }
  paintMarks(context, drawing);
  if (frame.legend) paintLegend(context, drawing.look, frame.legend);
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
