/**
 * The diagram as an SVG document, as it looks on the screen. In: a drawing, the scene and its loads, a zoom; out: text. Links and bodies are the scene's
 * own elements; ground, names, marks and legend are drawn by the painters of the canvas, with a pen for SVG. Cost: O(nodes + links).
 */
import { bodiesToSvg, escapedText, type Scene } from '@weft/scene';
import type { SvgPictureOptions } from './contract.ts';
import { lineWidth } from './line-width.ts';
import { font } from './look.ts';
import type { Marked } from './marks.ts';
import { paintMarks } from './paint-marks.ts';
import { paintGround } from './paint-under.ts';
import { frameOf, type PictureParts } from './picture.ts';
import { paintLegend } from './picture-legend.ts';
import { SvgPen } from './svg-pen.ts';

export interface SvgParts extends Omit<PictureParts, 'body'> {
  readonly scene: Scene | null;
  /** What steps back, what is filtered out, what is lit. */
  readonly marked: Marked;
}

export function svgPicture(parts: SvgParts, options: SvgPictureOptions): string {
  const frame = frameOf(parts, options);
  const { drawing, camera } = frame;
  const { dress } = drawing;
  const below = new SvgPen(lineWidth);
  paintGround(brush(below), frame, camera, drawing.backdrops, drawing.look, false, options.background === 'theme');
  const above = new SvgPen(lineWidth);
  paintMarks(brush(above), drawing);
  const legend = new SvgPen(lineWidth);
  if (frame.legend) paintLegend(brush(legend), drawing.look, frame.legend);
  const paint = dress.paint === null ? null : { ...dress.paint, title: '' };
  const bodies =
    parts.scene &&
    bodiesToSvg(parts.scene, parts.loads, {
      theme: dress.look.theme,
      colouring: dress.by,
      paint,
      ...parts.marked,
    });
  const [width, height] = [Math.ceil(frame.width), Math.ceil(frame.height)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escapedText(font)}">`,
    options.title === '' ? '' : `<title>${escapedText(options.title)}</title>`,
    options.metadata === '' ? '' : `<metadata>${escapedText(options.metadata)}</metadata>`,
    ...below.elements,
    `<g transform="translate(${camera.pan.x} ${camera.pan.y}) scale(${camera.zoom})">${bodies}</g>`,
    `<g id="marks">${above.elements.join('\n')}</g>`,
    legend.elements.length === 0 ? '' : `<g id="legend">${legend.elements.join('\n')}</g>`,
    '</svg>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** The painters use of a context what the pen has. */
const brush = (pen: SvgPen): CanvasRenderingContext2D => pen as unknown as CanvasRenderingContext2D;
