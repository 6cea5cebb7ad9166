/**
 * Pictures of what is drawn: PNG from the canvas, SVG from the scene; as a file or on the clipboard. Each may hold the study, so that it can be
 * opened again from the picture. Everything gives the sentence when it cannot be done, else null.
 */
import '../strings/later.ts';
import type { PictureOptions } from '../canvas/contract.ts';
import { activeDesign, studyDocument } from '../stores/document.ts';
import { result } from '../stores/result.ts';
import { session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { download, fileName } from './files.ts';
import { stage } from './stage.ts';
import { themeInForce } from './theme.ts';

export interface PictureChoice extends Omit<PictureOptions, 'legend'> {
  readonly kind: 'png' | 'svg';
  /** The study is in the picture: who has it can open it. */
  readonly study: boolean;
  readonly legend: boolean;
}

/** Around the scene, and the legend of a PNG: as the canvas draws them. */
const margin = 32;
const legendHeight = 36;

/** How many pixels a PNG will have, before anything is made. */
export function sizeOf({
  scale,
  legend,
}: Pick<PictureChoice, 'scale' | 'legend'>): { readonly width: number; readonly height: number } | null {
  const { scene, loads, paint } = result.getState();
  if (scene === null || scene.nodes.length === 0) return null;
  const isTold = paint === null ? loads !== null : paint.words.length > 0;
  const { width, height } = scene.bounds;
  return {
    width: Math.ceil((width + 2 * margin) * scale),
    height: Math.ceil((height + 2 * margin + (legend && isTold ? legendHeight : 0)) * scale),
  };
}

/** Hands the picture over as a file. */
export async function savePicture(choice: PictureChoice): Promise<string | null> {
  try {
    download(fileName(choice.kind), await pictureOf(choice));
    return null;
  } catch (fault) {
    return sentenceOf(fault);
  }
}

/** Puts the picture on the clipboard: a PNG as an image, an SVG as an image where that is possible, and as text. */
export async function copyPicture(choice: PictureChoice): Promise<string | null> {
  if (typeof ClipboardItem === 'undefined' || navigator.clipboard?.write === undefined) return t('picture.noClipboard');
  let refused: unknown = null;
  // Promised, not awaited: a clipboard takes only what is asked for in the turn of the press.
  const picture = pictureOf(choice).catch((fault: unknown) => {
    refused = fault;
    throw fault;
  });
  const asText = picture.then((blob) => new Blob([blob], { type: 'text/plain' }));
  asText.catch(() => undefined);
  const svg = 'image/svg+xml';
  const kinds =
    choice.kind === 'png'
      ? { 'image/png': picture }
      : { ...(ClipboardItem.supports?.(svg) ? { [svg]: picture } : {}), 'text/plain': asText };
  try {
    await navigator.clipboard.write([new ClipboardItem(kinds)]);
    return null;
  } catch {
    return refused === null ? t('picture.noClipboard') : sentenceOf(refused);
  }
}

async function pictureOf(choice: PictureChoice): Promise<Blob> {
  return choice.kind === 'png' ? pngOf(choice) : svgOf(choice);
}

/** What the lines of the picture show, in words. */
function legendTitle(): string {
  const by = session.getState().colouring;
  return by === 'role' ? t('legend.title') : t(`legend.about.${by}`);
}

async function pngOf({ study, legend, ...options }: PictureChoice): Promise<Blob> {
  if (stage.canvas === null) throw new Error(t('picture.nothing'));
  const png = await stage.canvas.png({ ...options, legend: legend ? legendTitle() : null });
  if (!study) return png;
  const { studyIntoPng } = await import('./sharing.ts');
  const bytes = await studyIntoPng(new Uint8Array(await png.arrayBuffer()), studyDocument.getState().study);
  return new Blob([bytes], { type: 'image/png' });
}

async function svgOf({ background, legend, study }: PictureChoice): Promise<Blob> {
  const { scene, loads, paint } = result.getState();
  if (scene === null || scene.nodes.length === 0) throw new Error(t('picture.nothing'));
  const [{ sceneToSvg }, { studyForSvg }] = await Promise.all([import('./drawing.ts'), import('./sharing.ts')]);
  const svg = sceneToSvg(scene, loads, {
    theme: themeInForce(),
    background,
    legend,
    title: activeDesign().name,
    colouring: session.getState().colouring,
    paint: paint === null ? null : { ...paint, title: legendTitle() },
    metadata: study ? await studyForSvg(studyDocument.getState().study) : '',
  });
  return new Blob([svg], { type: 'image/svg+xml' });
}

const sentenceOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));
