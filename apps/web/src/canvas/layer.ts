/**
 * A sheet over or under the drawing: a canvas as large as its parent, drawn on in CSS pixels whatever the screen's density (up to 2).
 */
import type { Ruler } from '@weft/scene';
import { font } from './look.ts';

export interface Layer {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  ratio: number;
}

export function layer(parent: HTMLElement): Layer {
  const canvas = document.createElement('canvas');
  canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;display:block';
  parent.append(canvas);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('expected a browser that can draw on a 2D canvas, got none');
  return { canvas, context, ratio: 1 };
}

export function sizeLayer(one: Layer, size: { readonly width: number; readonly height: number }): void {
  one.ratio = Math.min(2, window.devicePixelRatio || 1);
  one.canvas.width = Math.round(size.width * one.ratio);
  one.canvas.height = Math.round(size.height * one.ratio);
}

export function clear({ canvas, context, ratio }: Layer): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
}

/** A ruler for text in the canvas's font that remembers what it has measured, until the font itself changes. */
export function rulerOn(context: CanvasRenderingContext2D): Ruler & { forget(): void } {
  const widths = new Map<string, number>();
  const ruler = (text: string, strong: boolean): number => {
    const key = strong ? `b${text}` : ` ${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      context.font = `${strong ? 600 : 450} 100px ${font}`;
      width = context.measureText(text).width / 100;
      widths.set(key, width);
    }
    return width;
  };
  return Object.assign(ruler, { forget: () => widths.clear() });
}
