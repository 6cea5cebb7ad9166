/**
 * Everything above the links and bodies: labels, group labels, selection, focus, badges, crosses, and what the hand is doing. In: a 2D context in
 * CSS pixels and the `Drawing`; out: pixels. Redrawn in each frame that changes something; only what is in view is drawn.
 */
import type { SceneBackdrop, SceneLink, SceneNode } from '@weft/scene';
import { boxToScreen, toScreen } from './camera.ts';
import type { Badges, Camera, Point } from './contract.ts';
import { backdropBox, boxOf, grown, touches, type Box } from './geometry.ts';
import { portRadius_px, portsOf, type Chip } from './hit.ts';
import { captionOf, type Label } from './labels.ts';
import { bucketColour, font, groundOf, linkWidth, type Look } from './look.ts';
import { paintNode } from './paint-node.ts';
import { borderTowards, outlinePath } from './shape.ts';
import type { Guide } from './snap.ts';
import { linkInk, type Dress } from './dress.ts';

/** Nodes in the hand, and how far they are from where they were. */
export interface Held {
  readonly nodes: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly dx: number;
  readonly dy: number;
  readonly guides: readonly Guide[];
  readonly copy: boolean;
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
  readonly bottleneck: string | null;
  readonly held: Held | null;
  readonly draft: Draft | null;
  /** In CSS pixels. */
  readonly marquee: Box | null;
  /** What a link is called when it is asked for: "32 × 400 Gb/s". */
  captionOfLink(link: SceneLink): string;
}

/** Of many selected links only so many say their count: more would cover the picture. */
const mostCaptions = 12;
/** Below this zoom crosses and badges would be larger than what they mark. */
const leastForCrosses = 0.12;

/** The part that belongs to the picture, and is on an exported one too. */
export function paintMarks(context: CanvasRenderingContext2D, drawing: Drawing): void {
  paintBottleneck(context, drawing);
  paintCrosses(context, drawing);
  paintLabels(context, drawing);
  paintChips(context, drawing);
  paintBadges(context, drawing);
}

/** The part that belongs to the hand. */
export function paintHand(context: CanvasRenderingContext2D, drawing: Drawing): void {
  if (drawing.draft) paintDraft(context, drawing, drawing.draft);
  if (drawing.held) paintHeld(context, drawing, drawing.held);
  if (drawing.ports && drawing.hover && !drawing.draft && !drawing.held) paintPorts(context, drawing, drawing.hover);
  if (drawing.marquee) {
    const { x, y, width, height } = drawing.marquee;
    context.fillStyle = drawing.look.accentSoft;
    context.strokeStyle = drawing.look.accent;
    context.lineWidth = 1;
    context.fillRect(x, y, width, height);
    context.strokeRect(x + 0.5, y + 0.5, width, height);
  }
}

/** Selection, hover and focus; the links among them lie below the labels. */
export function paintAttention(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { look, selection, hover, focus } = drawing;
  for (const id of selection) {
    const link = drawing.links.get(id);
    if (link) paintLink(context, drawing, link, look.accent, 2.5);
  }
  if (hover !== null && !selection.has(hover)) {
    const link = drawing.links.get(hover);
    if (link) paintLink(context, drawing, link, look.text, 1.5);
  }
  for (const id of selection) if (!isHeld(drawing, id)) ring(context, drawing, id, look.accent, 2, 3);
  if (hover !== null && !selection.has(hover)) ring(context, drawing, hover, look.textFaint, 1.25, 3);
  if (focus !== null) {
    context.setLineDash([3, 3]);
    ring(context, drawing, focus, look.text, 2, 7);
    context.setLineDash([]);
  }
}

/** The counts of links and the names of nodes that are pointed at or selected. */
export function paintCaptions(context: CanvasRenderingContext2D, drawing: Drawing): void {
  paintNames(context, drawing);
  const named: SceneLink[] = [];
  const hovered = drawing.hover === null ? undefined : drawing.links.get(drawing.hover);
  for (const id of drawing.selection) {
    const link = drawing.links.get(id);
    if (link && link !== hovered) named.push(link);
  }
  if (named.length > mostCaptions) named.length = 0;
  if (hovered) named.push(hovered);
  for (const link of named) {
    const ends = endsOf(drawing, link);
    if (!ends) continue;
    const middle = { x: (ends[0].x + ends[1].x) / 2, y: (ends[0].y + ends[1].y) / 2 };
    pill(context, drawing.captionOfLink(link), middle, drawing.look.card, drawing.look.cardEdge, drawing.look.text, 11);
  }
}

/** In the hand, and so drawn where the hand is. */
function isHeld({ held }: Drawing, id: string): boolean {
  return held !== null && !held.copy && (held.nodes.has(id) || held.groups.has(id));
}

function endsOf(drawing: Drawing, link: SceneLink): [Point, Point] | null {
  const source = drawing.nodes.get(link.source);
  const target = drawing.nodes.get(link.target);
  if (!source || !target) return null;
  return [
    toScreen(drawing.camera, borderTowards(source, target)),
    toScreen(drawing.camera, borderTowards(target, source)),
  ];
}

/** What is pointed at or selected has its name, though there was no room for it among the others. */
function paintNames(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { camera, look, selection, hover } = drawing;
  if (drawing.held || drawing.draft) return;
  const asked = selection.size <= mostCaptions ? new Set(selection) : new Set<string>();
  if (hover !== null) asked.add(hover);
  for (const id of asked) {
    const node = drawing.nodes.get(id);
    if (!node || drawing.labelled.has(id)) continue;
    const at = toScreen(camera, { x: node.x, y: node.y + node.height / 2 });
    pill(context, captionOf(node), { x: at.x, y: at.y + 16 }, look.card, look.cardEdge, look.text, 11);
  }
}

function paintLink(
  context: CanvasRenderingContext2D,
  drawing: Drawing,
  link: SceneLink,
  colour: string,
  more: number,
): void {
  const ends = endsOf(drawing, link);
  if (!ends) return;
  const width = linkWidth(link.count, drawing.buckets.get(link.id) ?? -1) * drawing.camera.zoom;
  context.strokeStyle = colour;
  context.lineCap = 'round';
  context.lineWidth = Math.max(1.5, width) + more;
  context.globalAlpha = 0.9;
  context.beginPath();
  context.moveTo(ends[0].x, ends[0].y);
  context.lineTo(ends[1].x, ends[1].y);
  context.stroke();
  context.globalAlpha = 1;
}

function ring(
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
    context.stroke(
      outlinePath({ ...node, width: node.width * camera.zoom, height: node.height * camera.zoom }, gap, camera.zoom),
    );
    context.restore();
    return;
  }
  const backdrop = drawing.backdrops.find((one) => one.id === id);
  if (!backdrop) return;
  const box = grown(boxToScreen(camera, backdropBox(backdrop)), gap - 2);
  context.beginPath();
  context.roundRect(box.x, box.y, box.width, box.height, 12 * Math.min(1, camera.zoom) + 2);
  context.stroke();
}

function paintLabels(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { camera, view, look, dimmed, held } = drawing;
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  let style = '';
  for (const label of drawing.labels) {
    const x = label.x + camera.pan.x;
    const y = label.y + camera.pan.y;
    if (x < -160 || y < -20 || x > view.width + 160 || y > view.height + 20) continue;
    if (held?.nodes.has(label.id) && !held.copy) continue;
    const next = `${label.strong ? 600 : 450} ${label.size_px}px ${font}`;
    if (next !== style) context.font = style = next;
    context.globalAlpha = dimmed.has(label.id) ? 0.3 : 1;
    if (label.place === 'inside') {
      context.textAlign = 'left';
      context.fillStyle = label.strong ? look.text : look.textMuted;
    } else {
      context.textAlign = 'center';
      context.lineWidth = 3;
      context.strokeStyle = look.canvas;
      context.strokeText(label.text, x, y);
      context.fillStyle = label.strong ? look.text : look.textMuted;
    }
    context.fillText(label.text, x, y);
  }
  context.globalAlpha = 1;
}

function paintChips(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { look } = drawing;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.font = `600 11.5px ${font}`;
  for (const { id, text, box } of drawing.chips) {
    if (isHeld(drawing, id)) continue;
    const chosen = drawing.selection.has(id);
    const hovered = drawing.hover === id;
    context.beginPath();
    context.roundRect(box.x, box.y, box.width, box.height, 6);
    context.fillStyle = chosen ? look.accent : look.card;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = chosen ? look.accent : hovered ? look.textFaint : look.cardEdge;
    context.stroke();
    const ink = chosen ? look.onAccent : look.text;
    // A chevron that points down: the group is open.
    const y = box.y + box.height / 2;
    context.strokeStyle = chosen ? look.onAccent : look.textFaint;
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(box.x + 7, y - 1.75);
    context.lineTo(box.x + 10.5, y + 1.75);
    context.lineTo(box.x + 14, y - 1.75);
    context.stroke();
    context.fillStyle = ink;
    context.fillText(text, box.x + 20, y + 0.5);
  }
}

function paintCrosses(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { camera, look } = drawing;
  if (camera.zoom < leastForCrosses) return;
  for (const link of drawing.failedLinks) {
    const ends = endsOf(drawing, link);
    if (!ends) continue;
    const x = (ends[0].x + ends[1].x) / 2;
    const y = (ends[0].y + ends[1].y) / 2;
    if (link.failed < link.count) {
      pill(context, `✕ ${link.failed} of ${link.count}`, { x, y }, look.card, look.failed, look.error, 10.5);
      continue;
    }
    cross(context, { x, y }, look);
  }
  for (const { id, count, failed } of drawing.failedNodes) {
    const node = drawing.nodes.get(id);
    if (!node) continue;
    // At the left: the right corner is for findings.
    const corner = toScreen(camera, { x: node.x - node.width / 2, y: node.y - node.height / 2 });
    if (failed < count) pill(context, `✕ ${failed} of ${count}`, corner, look.card, look.failed, look.error, 10.5);
    else cross(context, corner, look);
  }
}

function cross(context: CanvasRenderingContext2D, { x, y }: Point, look: Look): void {
  context.lineCap = 'round';
  for (const [colour, width] of [
    [look.canvas, 5],
    [look.error, 2],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(x - 5, y - 5);
    context.lineTo(x + 5, y + 5);
    context.moveTo(x + 5, y - 5);
    context.lineTo(x - 5, y + 5);
    context.stroke();
  }
}

function paintBottleneck(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { bottleneck, look } = drawing;
  if (bottleneck === null) return;
  const link = drawing.links.get(bottleneck);
  if (!link) return ring(context, drawing, bottleneck, look.bottleneck, 3, 5);
  const ends = endsOf(drawing, link);
  if (!ends) return;
  const width = linkWidth(link.count, drawing.buckets.get(link.id) ?? -1) * drawing.camera.zoom;
  for (const [colour, more, alpha] of [
    [look.bottleneck, 12, 0.25],
    [look.canvas, 5, 1],
    [look.bottleneck, 1.5, 1],
  ] as const) {
    context.globalAlpha = alpha;
    context.strokeStyle = colour;
    context.lineCap = 'round';
    context.lineWidth = Math.max(2, width) + more;
    context.beginPath();
    context.moveTo(ends[0].x, ends[0].y);
    context.lineTo(ends[1].x, ends[1].y);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** Shape as well as colour: a diamond for an error, a triangle for a warning, a disc for a note. */
function paintBadges(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { camera, look, view } = drawing;
  if (camera.zoom < leastForCrosses) return;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  context.font = `700 9.5px ${font}`;
  for (const [id, { count, severity }] of drawing.badges) {
    const node = drawing.nodes.get(id);
    const chip = node ? undefined : drawing.chips.find((one) => one.id === id);
    if (!node && !chip) continue;
    const box = node ? boxToScreen(camera, boxOf(node)) : chip!.box;
    const x = box.x + box.width;
    const y = box.y;
    if (!touches({ x: 0, y: 0, ...view }, { x: x - 10, y: y - 10, width: 20, height: 20 })) continue;
    const colour = look[severity];
    context.beginPath();
    if (severity === 'error') {
      context.moveTo(x, y - 10);
      context.lineTo(x + 10, y);
      context.lineTo(x, y + 10);
      context.lineTo(x - 10, y);
    } else if (severity === 'warning') {
      context.moveTo(x, y - 10.5);
      context.lineTo(x + 10.5, y + 7.5);
      context.lineTo(x - 10.5, y + 7.5);
    } else context.arc(x, y, 8, 0, 2 * Math.PI);
    context.closePath();
    context.lineJoin = 'round';
    context.lineWidth = 4;
    context.strokeStyle = look.canvas;
    context.stroke();
    context.fillStyle = colour;
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = colour;
    context.stroke();
    context.fillStyle = look.onBadge;
    context.fillText(count > 99 ? '99' : String(count), x, y + (severity === 'warning' ? 2.5 : 0.5));
  }
}

function paintPorts(context: CanvasRenderingContext2D, drawing: Drawing, id: string): void {
  const node = drawing.nodes.get(id);
  if (!node) return;
  for (const port of portsOf(node, drawing.camera)) {
    context.beginPath();
    context.arc(port.x, port.y, portRadius_px, 0, 2 * Math.PI);
    context.fillStyle = drawing.look.card;
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = drawing.look.accent;
    context.stroke();
  }
}

/** Above this many legal targets only rings are drawn. */
const mostRaised = 250;

function paintDraft(context: CanvasRenderingContext2D, drawing: Drawing, draft: Draft): void {
  const { camera, look, view } = drawing;
  const source = drawing.nodes.get(draft.source);
  if (!source) return;
  context.globalAlpha = 0.62;
  context.fillStyle = look.canvas;
  context.fillRect(0, 0, view.width, view.height);
  context.globalAlpha = 1;
  const raised = [...draft.legal].map((id) => drawing.nodes.get(id)).filter((node) => node !== undefined);
  context.save();
  context.translate(camera.pan.x, camera.pan.y);
  context.scale(camera.zoom, camera.zoom);
  for (const node of raised.length > mostRaised ? [source] : [...raised, source])
    paintNode(context, node, drawing.dress);
  context.restore();
  const raisedIds = new Set(draft.legal).add(draft.source);
  paintLabels(context, {
    ...drawing,
    labels: drawing.labels.filter((label) => raisedIds.has(label.id)),
    dimmed: new Set(),
  });
  for (const node of raised) {
    const chosen = node.id === draft.target;
    context.globalAlpha = chosen ? 1 : 0.4;
    ring(context, drawing, node.id, look.accent, chosen ? 3 : 1.25, chosen ? 4 : 3);
    context.globalAlpha = 1;
  }
  const target = draft.target === null ? undefined : drawing.nodes.get(draft.target);
  const from = toScreen(camera, borderTowards(source, target ?? draft.to));
  const to = toScreen(camera, target ? borderTowards(target, source) : draft.to);
  context.strokeStyle = look.accent;
  context.lineWidth = 2;
  context.lineCap = 'round';
  context.setLineDash(target ? [] : [6, 5]);
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
  context.setLineDash([]);
  for (const end of [from, to]) {
    context.beginPath();
    context.arc(end.x, end.y, 4, 0, 2 * Math.PI);
    context.fillStyle = look.accent;
    context.fill();
  }
}

function paintHeld(context: CanvasRenderingContext2D, drawing: Drawing, held: Held): void {
  const { camera, look } = drawing;
  const shift = (node: SceneNode): SceneNode =>
    held.nodes.has(node.id) ? { ...node, x: node.x + held.dx, y: node.y + held.dy } : node;
  context.save();
  context.translate(camera.pan.x, camera.pan.y);
  context.scale(camera.zoom, camera.zoom);
  context.globalAlpha = 0.75;
  for (const backdrop of drawing.backdrops) {
    if (!held.groups.has(backdrop.id)) continue;
    const box = backdropBox(backdrop);
    context.beginPath();
    context.roundRect(box.x + held.dx, box.y + held.dy, box.width, box.height, 12);
    context.fillStyle = groundOf(look, backdrop.depth);
    context.fill();
    context.lineWidth = 1.5 / camera.zoom;
    context.strokeStyle = look.accent;
    context.stroke();
  }
  context.lineCap = 'butt';
  for (const link of drawing.links.values()) {
    if (!held.nodes.has(link.source) && !held.nodes.has(link.target)) continue;
    const source = drawing.nodes.get(link.source);
    const target = drawing.nodes.get(link.target);
    if (!source || !target) continue;
    const a = borderTowards(shift(source), shift(target));
    const b = borderTowards(shift(target), shift(source));
    const bucket = drawing.buckets.get(link.id) ?? -1;
    context.strokeStyle = bucket < 0 ? linkInk(drawing.dress, link) : bucketColour(look, bucket);
    context.lineWidth = linkWidth(link.count, bucket);
    context.beginPath();
    context.moveTo(a.x, a.y);
    context.lineTo(b.x, b.y);
    context.stroke();
  }
  context.globalAlpha = 1;
  const raised: SceneNode[] = [];
  for (const id of held.nodes) {
    const node = drawing.nodes.get(id);
    if (node) raised.push(shift(node));
  }
  for (const node of raised) paintNode(context, node, drawing.dress);
  context.restore();
  const shifted = { x: held.dx * camera.zoom, y: held.dy * camera.zoom };
  const there = {
    ...drawing,
    held: null,
    camera: { ...camera, pan: { x: camera.pan.x + shifted.x, y: camera.pan.y + shifted.y } },
  };
  for (const id of held.nodes.size > mostRaised ? [] : held.nodes)
    if (drawing.selection.has(id)) ring(context, there, id, look.accent, 2, 3);
  paintChips(context, {
    ...there,
    chips: drawing.chips.filter((chip) => held.groups.has(chip.id)).map((chip) => shiftedChip(chip, shifted)),
  });
  paintLabels(context, { ...there, labels: drawing.labels.filter((label) => held.nodes.has(label.id)) });
  context.strokeStyle = look.guide;
  context.lineWidth = 1;
  for (const guide of held.guides) {
    const from = toScreen(camera, guide.axis === 'x' ? { x: guide.at, y: guide.from } : { x: guide.from, y: guide.at });
    const to = toScreen(camera, guide.axis === 'x' ? { x: guide.at, y: guide.to } : { x: guide.to, y: guide.at });
    context.beginPath();
    if (guide.axis === 'x') {
      context.moveTo(Math.round(from.x) + 0.5, from.y - 12);
      context.lineTo(Math.round(to.x) + 0.5, to.y + 12);
    } else {
      context.moveTo(from.x - 12, Math.round(from.y) + 0.5);
      context.lineTo(to.x + 12, Math.round(to.y) + 0.5);
    }
    context.stroke();
  }
  if (held.copy && raised[0]) {
    const corner = toScreen(camera, raised[0]);
    pill(
      context,
      '+ copy',
      { x: corner.x, y: corner.y - (raised[0].height * camera.zoom) / 2 - 16 },
      look.accent,
      look.accent,
      look.onAccent,
      11,
    );
  }
}

function shiftedChip({ id, text, box }: Chip, by: Point): Chip {
  return { id, text, box: { ...box, x: box.x + by.x, y: box.y + by.y } };
}

/** A rounded tag with its middle at a point. */
function pill(
  context: CanvasRenderingContext2D,
  text: string,
  at: Point,
  fill: string,
  edge: string,
  ink: string,
  size_px: number,
): void {
  context.font = `600 ${size_px}px ${font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const width = context.measureText(text).width + 14;
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
