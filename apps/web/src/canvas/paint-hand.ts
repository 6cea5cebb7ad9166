/**
 * What the hand is doing: things held, a link being drawn, ports to start one, a marquee. In: a 2D context in CSS pixels and a drawing; out:
 * pixels. Cost: that of what is held, whatever the scene's size.
 */
import type { SceneNode } from '@weft/scene';
import { toScreen } from './camera.ts';
import type { Point } from './contract.ts';
import { linkInk, linkStroke } from './dress.ts';
import { pill, ring, type Draft, type Drawing, type Held } from './drawing.ts';
import { backdropBox } from './geometry.ts';
import { portRadius_px, portsOf, type Chip } from './hit.ts';
import { bucketColour, crowdOf, groundOf, groundRadius, linkWidth } from './look.ts';
import { paintChips, paintLabels } from './paint-marks.ts';
import { paintNode } from './paint-node.ts';
import { borderTowards } from './shape.ts';
import { t } from '../strings/t.ts';

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
    context.globalAlpha = chosen ? 1 : 0.7;
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
    context.roundRect(box.x + held.dx, box.y + held.dy, box.width, box.height, groundRadius);
    context.fillStyle = groundOf(look, backdrop.depth);
    context.fill();
    context.lineWidth = 1.5 / camera.zoom;
    context.strokeStyle = look.accent;
    context.stroke();
  }
  context.lineCap = 'butt';
  const { width } = crowdOf(drawing.links.size);
  for (const link of drawing.links.values()) {
    if (!held.nodes.has(link.source) && !held.nodes.has(link.target)) continue;
    const source = drawing.nodes.get(link.source);
    const target = drawing.nodes.get(link.target);
    if (!source || !target) continue;
    const a = borderTowards(shift(source), shift(target));
    const b = borderTowards(shift(target), shift(source));
    const bucket = drawing.buckets.get(link.id) ?? -1;
    context.strokeStyle = bucket < 0 ? linkInk(drawing.dress, link) : bucketColour(look, bucket);
    context.lineWidth = linkWidth(link.count, bucket) * (bucket < 0 ? linkStroke(drawing.dress, link).widen : width);
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
      t('canvas.copy'),
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
