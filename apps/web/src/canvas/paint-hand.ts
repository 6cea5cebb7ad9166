/**
 * What the hand is doing: things held (`paint-held.ts`), a link being drawn, ports to start one, a marquee. In: a 2D context in CSS pixels and a drawing; out:
 * pixels. Cost: that of what is held, whatever the scene's size.
 */
import { toScreen } from './camera.ts';
import { ring, type Draft, type Drawing } from './drawing.ts';
import { portRadius_px, portsOf } from './hit.ts';
import { paintGuides, paintHeld } from './paint-held.ts';
import { paintLabels } from './paint-marks.ts';
import { paintNode } from './paint-node.ts';
import { borderTowards } from './shape.ts';

export function paintHand(context: CanvasRenderingContext2D, drawing: Drawing): void {
  if (drawing.draft) paintDraft(context, drawing, drawing.draft);
  if (drawing.held) paintHeld(context, drawing, drawing.held);
  if (drawing.ports && drawing.hover && !drawing.draft && !drawing.held) paintPorts(context, drawing, drawing.hover);
  if (drawing.coming) {
    const { camera } = drawing;
    context.save();
    context.translate(camera.pan.x, camera.pan.y);
    context.scale(camera.zoom, camera.zoom);
    paintNode(context, drawing.coming.node, drawing.dress, context.getTransform().a);
    context.restore();
    paintGuides(context, drawing, drawing.coming.guides);
  }
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
  const scale = camera.zoom * context.getTransform().a;
  context.scale(camera.zoom, camera.zoom);
  for (const node of raised.length > mostRaised ? [source] : [...raised, source])
    paintNode(context, node, drawing.dress, scale);
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
