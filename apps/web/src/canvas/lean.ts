/**
 * What Cytoscape does for every element and our drawing never needs, left out: labels at three places of each link, overlays, and the styles of a node's
 * links made anew with each property of the node. In: a core; out: nothing. Half of the work of a redraw, and a third of that of styling.
 *
 * Private parts of the pinned release are replaced; where one is missing or not what is expected, the library's own stays.
 */
/* oxlint-disable no-underscore-dangle -- the library's own names */
import type { CollectionReturnValue, Core } from 'cytoscape';

interface Bounds {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly w: number;
  readonly h: number;
}

/** An element as the renderer knows it. */
interface Element extends CollectionReturnValue {
  readonly _private: { readonly bodyBounds: Bounds; styleCache: unknown; styleDirty?: unknown };
}

interface Textures {
  readonly reasons: { readonly highQuality: unknown };
  getElement(ele: Element, box: Bounds, ratio: number, level: number | undefined, reason: unknown): Texture | null;
  drawElement(context: CanvasRenderingContext2D, ele: Element): void;
}

interface Texture {
  readonly texture: { readonly canvas: HTMLCanvasElement };
  readonly x: number;
  readonly width: number;
  readonly height: number;
}

interface Renderer {
  readonly data?: { readonly eleTxrCache?: Textures };
  drawEdgeUnderlay?(context: CanvasRenderingContext2D, ele: Element): void;
  drawCachedElement?: (
    context: CanvasRenderingContext2D,
    ele: Element,
    ratio: number,
    extent: Bounds | null | undefined,
    level?: number,
    highQuality?: boolean,
  ) => void;
}

type Check = (ele: Element, name: string, from: unknown, to: unknown) => void;

interface Style {
  checkTriggers?: Check;
  checkZOrderTrigger?: Check;
  checkBoundsTrigger?: Check;
  checkConnectedEdgesBoundsTrigger?: Check;
  checkParallelEdgesBoundsTrigger?: Check;
}

/** Draws elements of the core without labels and overlays, of which the stylesheet has none. */
export function drawLean(cy: Core): void {
  const renderer = (cy as unknown as { renderer(): Renderer }).renderer();
  const textures = renderer.data?.eleTxrCache;
  if (typeof renderer.drawCachedElement !== 'function' || typeof renderer.drawEdgeUnderlay !== 'function') return;
  if (typeof textures?.getElement !== 'function' || typeof textures.drawElement !== 'function') return;
  renderer.drawCachedElement = (context, ele, ratio, extent, level, highQuality) => {
    const all: Bounds = ele.boundingBox();
    if (all.w === 0 || all.h === 0 || !ele.visible()) return;
    if (extent && (all.x1 > extent.x2 || all.x2 < extent.x1 || all.y1 > extent.y2 || all.y2 < extent.y1)) return;
    if (ele.isEdge()) renderer.drawEdgeUnderlay!(context, ele);
    const box = ele._private.bodyBounds;
    const reason = highQuality === true ? textures.reasons.highQuality : null;
    const found = textures.getElement(ele, box, ratio, level, reason);
    if (!found) return textures.drawElement(context, ele);
    const opacity = ele.effectiveOpacity();
    if (opacity === 0) return;
    const before = context.globalAlpha;
    if (opacity !== 1) context.globalAlpha = before * opacity;
    context.drawImage(found.texture.canvas, found.x, 0, found.width, found.height, box.x1, box.y1, box.w, box.h);
    if (opacity !== 1) context.globalAlpha = before;
  };
}

/**
 * Styles the core's elements each by itself: what the library remembers of a link depends on its nodes only where they are hidden, which none is here. To
 * be called again after each other stylesheet.
 */
export function styleLean(cy: Core): void {
  const style = cy.style() as unknown as Style;
  const { checkZOrderTrigger, checkBoundsTrigger, checkConnectedEdgesBoundsTrigger, checkParallelEdgesBoundsTrigger } =
    style;
  const checks = [
    checkZOrderTrigger,
    checkBoundsTrigger,
    checkConnectedEdgesBoundsTrigger,
    checkParallelEdgesBoundsTrigger,
  ];
  if (typeof style.checkTriggers !== 'function' || checks.some((check) => typeof check !== 'function')) return;
  style.checkTriggers = (ele, name, from, to) => {
    ele._private.styleCache = null;
    for (const check of checks) check!.call(style, ele, name, from, to);
  };
}

/** Whether the library has worked out the style of an element, and nothing has changed since. */
export function isStyled(element: CollectionReturnValue): boolean {
  return element.length === 1 && (element as Element)._private.styleDirty === false;
}

/**
 * Spares elements that came back onto the canvas their styling: the library would work it out again for each. In: single elements that were styled (see
 * `isStyled`) when they were restored and that nothing has changed since, after the batch in which they were.
 */
export function keepStyles(elements: readonly CollectionReturnValue[]): void {
  for (const element of elements) {
    const known = (element as Element)._private;
    if (known.styleDirty === true) known.styleDirty = false;
  }
}
