/**
 * Pictures of what is drawn: PNG and SVG from the canvas; as a file or on the clipboard. Each may hold the study, so that it can be
 * opened again from the picture. Everything gives the sentence when it cannot be done, else null.
 */
import '../strings/later.ts';
import type { PictureOptions } from '../canvas/contract.ts';
import { activeDesign, studyDocument } from '../stores/document.ts';
import { session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { download, fileName } from './files.ts';
import { stage } from './stage.ts';

export interface PictureChoice extends Omit<PictureOptions, 'legend' | 'zoom'> {
  readonly kind: 'png' | 'svg';
  /** As on the screen, with the names that are seen there; or at the drawing's natural size. */
  readonly detail: 'screen' | 'natural';
  /** The study is in the picture: who has it can open it. */
  readonly study: boolean;
  readonly legend: boolean;
}

function zoomOf(detail: PictureChoice['detail']): number {
  return detail === 'natural' ? 1 : (stage.canvas?.camera().zoom ?? 1);
}

/** How many pixels a PNG will have, before anything is made. */
export function sizeOf({
  scale,
  legend,
  detail,
}: Pick<PictureChoice, 'scale' | 'legend' | 'detail'>): { readonly width: number; readonly height: number } | null {
  const frame = stage.canvas?.pictureSize({ zoom: zoomOf(detail), legend: legend ? legendTitle() : null });
  return frame ? { width: Math.ceil(frame.width * scale), height: Math.ceil(frame.height * scale) } : null;
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

async function pngOf({ study, legend, detail, scale, background }: PictureChoice): Promise<Blob> {
  if (stage.canvas === null) throw new Error(t('picture.nothing'));
  const png = await stage.canvas.png({
    scale,
    background,
    zoom: zoomOf(detail),
    legend: legend ? legendTitle() : null,
  });
  if (!study) return png;
  const { studyIntoPng } = await import('./sharing.ts');
  const bytes = await studyIntoPng(new Uint8Array(await png.arrayBuffer()), studyDocument.getState().study);
  return new Blob([bytes], { type: 'image/png' });
}

async function svgOf({ background, legend, study, detail }: PictureChoice): Promise<Blob> {
  if (stage.canvas === null) throw new Error(t('picture.nothing'));
  const metadata = study ? await (await import('./sharing.ts')).studyForSvg(studyDocument.getState().study) : '';
  const svg = await stage.canvas.svg({
    background,
    zoom: zoomOf(detail),
    legend: legend ? legendTitle() : null,
    title: activeDesign().name,
    metadata,
  });
  return new Blob([svg], { type: 'image/svg+xml' });
}

const sentenceOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));
