/**
 * What the glass shows, as one record, and the strokes its painters share: rings around things, ends of links, tags. Coordinates of a record are
 * the scene's unless they say CSS pixels; strokes are in CSS pixels.
 */
import type { Label, SceneBackdrop, SceneLink, SceneNode } from '@weft/scene';
import { boxToScreen, toScreen } from './camera.ts';
import type { Badges, Camera, Point } from './contract.ts';
import type { Coming } from './coming.ts';
import type { Dress } from './dress.ts';
import { backdropBox, grown, type Box } from './geometry.ts';
import type { Chip } from './hit.ts';
import { font, groundRadius, type Look } from './look.ts';
import { borderTowards, traceOutline } from './shape.ts';
import type { Guide } from './snap.ts';

/** Nodes in the hand, and how far they are from where they were. */
export interface Held {
  readonly nodes: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly dx: number;
  readonly dy: number;
  readonly guides: readonly Guide[];
  readonly copy: boolean;
  /** The open group that will hold it: it shows so. */
  readonly into: string | null;
}

/** A link being drawn. */
export interface Draft {
  readonly source: string;
  readonly to: Point;
  readonly target: string | null;
  readonly legal: ReadonlySet<string>;
}

export interface Drawing {
  readonly view: { readonly width: number; readonly height: number };
  readonly camera: Camera;
  readonly look: Look;
  readonly dress: Dress;
  readonly nodes: ReadonlyMap<string, SceneNode>;
  readonly links: ReadonlyMap<string, SceneLink>;
  readonly failedLinks: readonly SceneLink[];
  readonly failedNodes: readonly SceneNode[];
  readonly backdrops: readonly SceneBackdrop[];
  readonly buckets: ReadonlyMap<string, number>;
  readonly dimmed: ReadonlySet<string>;
  /** Another number when anything of nodes and links but their places under the camera may look different. */
  readonly round: number;
  readonly labels: readonly Label[];
  /** The ids that have a label. */
  readonly labelled: ReadonlySet<string>;
  readonly chips: readonly Chip[];
  readonly selection: ReadonlySet<string>;
  readonly hover: string | null;
  /** The hovered node shows its ports. */
  readonly ports: boolean;
  readonly focus: string | null;
  readonly badges: Badges;
  readonly locked: ReadonlySet<string>;
  readonly bottleneck: string | null;
  readonly held: Held | null;
  readonly draft: Draft | null;
  /** What is carried here from beside the canvas. */
  readonly coming: Coming | null;
  /** In CSS pixels. */
  readonly marquee: Box | null;
  /** What a link is called when it is asked for: "32 × 400 Gb/s". */
  captionOfLink(link: SceneLink): string;
}

/** In the hand, and so drawn where the hand is. */
export function isHeld({ held }: Drawing, id: string): boolean {
  return held !== null && !held.copy && (held.nodes.has(id) || held.groups.has(id));
}

/** Where a link leaves the outlines of its two ends, in CSS pixels. */
export function endsOf(drawing: Drawing, link: SceneLink): [Point, Point] | null {
  const source = drawing.nodes.get(link.source);
  const target = drawing.nodes.get(link.target);
  if (!source || !target) return null;
  return [
    toScreen(drawing.camera, borderTowards(source, target)),
    toScreen(drawing.camera, borderTowards(target, source)),
  ];
}

/** A stroke around a node or an open group, `gap` outside its outline. */
export function ring(
  context: CanvasRenderingContext2D,
  drawing: Drawing,
  id: string,
  colour: string,
  width: number,
  gap: number,
): void {
  const { camera, view } = drawing;
  context.strokeStyle = colour;
  context.lineWidth = width;
  const node = drawing.nodes.get(id);
  if (node) {
    const at = toScreen(camera, node);
    const reach = (Math.max(node.width, node.height) * camera.zoom) / 2 + 12;
    if (at.x < -reach || at.y < -reach || at.x > view.width + reach || at.y > view.height + reach) return;
    context.save();
    context.translate(at.x, at.y);
    context.beginPath();
    const drawn = { ...node, width: node.width * camera.zoom, height: node.height * camera.zoom };
    traceOutline(context, drawn, gap, camera.zoom);
    context.stroke();
    context.restore();
    return;
  }
  const backdrop = drawing.backdrops.find((one) => one.id === id);
  if (!backdrop) return;
  const box = grown(boxToScreen(camera, backdropBox(backdrop)), gap - 2);
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, groundRadius * Math.min(1, camera.zoom) + 2);
  context.stroke();
}

/** How wide a tag is; its font is set. */
function pillWidth(context: CanvasRenderingContext2D, text: string, size_px: number): number {
  context.font = `600 ${size_px}px ${font}`;
  return context.measureText(text).width + 14;
}

/** Where a tag that belongs at a point that is seen has its middle, so that all of it is seen. */
export function pillInView(
  context: CanvasRenderingContext2D,
  text: string,
  at: Point,
  size_px: number,
  view: Drawing['view'],
): Point {
  if (at.x < 0 || at.x > view.width) return at;
  const half = pillWidth(context, text, size_px) / 2 + 4;
  return { x: Math.max(half, Math.min(view.width - half, at.x)), y: at.y };
}

/** A rounded tag with its middle at a point. */
export function pill(
  context: CanvasRenderingContext2D,
  text: string,
  at: Point,
  fill: string,
  edge: string,
  ink: string,
  size_px: number,
): void {
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const width = pillWidth(context, text, size_px);
  const height = size_px + 9;
  context.beginPath();
  context.roundRect(at.x - width / 2, at.y - height / 2, width, height, height / 2);
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = edge;
  context.stroke();
  context.fillStyle = ink;
  context.fillText(text, at.x, at.y + 0.5);
}
