/**
 * What a turn of the wheel means. In: a wheel event's numbers and the pointer scheme; out: a pan in CSS pixels or a zoom factor. Pure.
 *
 * A pinch on a trackpad arrives as a wheel with `ctrlKey` and small deltas; a notch of a mouse wheel as about 100 px or 3 lines. A zoom is
 * `2 ^ (-delta * k)`, so that turns add up; a notch with Ctrl held is held to a third of an octave, or it would leap.
 */
import type { PointerScheme } from './contract.ts';

export interface Turn {
  readonly deltaX: number;
  readonly deltaY: number;
  /** 0 pixels, 1 lines, 2 pages. */
  readonly deltaMode: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

export type Turned =
  | { readonly kind: 'pan'; readonly dx: number; readonly dy: number }
  | { readonly kind: 'zoom'; readonly factor: number };

const line_px = 16;
const page_px = 400;
const octavesPerPixel = 0.0022;
const pinchOctavesPerPixel = 0.012;
const mostOctaves = 1 / 3;

export function turned(turn: Turn, scheme: PointerScheme): Turned {
  const unit = turn.deltaMode === 1 ? line_px : turn.deltaMode === 2 ? page_px : 1;
  let dx = turn.deltaX * unit;
  let dy = turn.deltaY * unit;
  const modified = turn.ctrlKey || turn.metaKey;
  if (modified || (scheme === 'map' && !turn.shiftKey)) {
    const octaves = -dy * (modified ? pinchOctavesPerPixel : octavesPerPixel);
    return { kind: 'zoom', factor: 2 ** Math.max(-mostOctaves, Math.min(mostOctaves, octaves)) };
  }
  if (turn.shiftKey && dx === 0) [dx, dy] = [dy, 0];
  return { kind: 'pan', dx: dx === 0 ? 0 : -dx, dy: dy === 0 ? 0 : -dy };
}
