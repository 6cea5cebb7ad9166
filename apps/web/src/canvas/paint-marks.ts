/**
 * What belongs to the picture above links and bodies: labels, names of open groups, crosses on what has failed, badges, the bottleneck. In: a 2D
 * context in CSS pixels and a drawing; out: pixels. Only what is in view is drawn. An exported picture has all of it.
 */
import { boxToScreen, toScreen } from './camera.ts';
import type { Point } from './contract.ts';
import { endsOf, isHeld, pill, ring, type Drawing } from './drawing.ts';
import { boxOf, touches } from './geometry.ts';
import { paintBeads } from './paint-beads.ts';
import { font, groundOf, linkWidth, type Look } from './look.ts';

/** Below this zoom crosses and badges would be larger than what they mark. */
const leastForCrosses = 0.12;

/** From the name of an open group to the middle of its badge, CSS pixels. */
const chipGap_px = 16;

/** How far a name moves down from the port under its thing. */
const portRoom_px = 10;

/** All of it, from below. */
export function paintMarks(context: CanvasRenderingContext2D, drawing: Drawing): void {
  paintBeads(context, drawing);
  paintBottleneck(context, drawing);
  paintCrosses(context, drawing);
  paintLabels(context, drawing);
  paintChips(context, drawing);
  paintBadges(context, drawing);
  paintLocks(context, drawing);
}

export function paintLabels(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { camera, view, look, dimmed, held } = drawing;
  // The name of a thing that shows its ports makes room for the one below.
  const aside = drawing.ports && !drawing.draft && !held ? drawing.hover : null;
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  let style = '';
  // A name under a thing clears a place in the links around it, in the colour of the ground it stands on.
  const grounds = new Map(drawing.backdrops.map(({ id, depth }) => [id, groundOf(look, depth)]));
  for (const label of drawing.labels) {
    const x = label.x + camera.pan.x;
    const y = label.y + camera.pan.y + (label.place === 'below' && label.id === aside ? portRoom_px : 0);
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
      context.lineWidth = 4;
      context.strokeStyle = grounds.get(drawing.nodes.get(label.id)?.group ?? '') ?? look.canvas;
      context.strokeText(label.text, x, y);
      context.fillStyle = label.strong ? look.text : look.textMuted;
    }
    context.fillText(label.text, x, y);
  }
  context.globalAlpha = 1;
}

export function paintChips(context: CanvasRenderingContext2D, drawing: Drawing): void {
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
    if (isHeld(drawing, link.source) || isHeld(drawing, link.target)) continue;
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
    if (!node || isHeld(drawing, id)) continue;
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
    if ((!node && !chip) || isHeld(drawing, id)) continue;
    const box = node ? boxToScreen(camera, boxOf(node)) : chip!.box;
    // At the corner of a thing; beside the name of an open group, which would be covered.
    const x = box.x + box.width + (node ? 0 : chipGap_px);
    const y = node ? box.y : box.y + box.height / 2;
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

/** A padlock at the lower right corner of what is locked, at the end of an open group's name, in the middle of a link. */
export function paintLocks(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { camera, view } = drawing;
  if (camera.zoom < leastForCrosses) return;
  for (const id of drawing.locked) {
    if (isHeld(drawing, id)) continue;
    const at = lockPlace(drawing, id);
    if (at && touches({ x: 0, y: 0, ...view }, { x: at.x - 8, y: at.y - 8, width: 16, height: 16 })) {
      padlock(context, at, drawing.look);
    }
  }
}

function lockPlace(drawing: Drawing, id: string): Point | null {
  const node = drawing.nodes.get(id);
  if (node) {
    const box = boxToScreen(drawing.camera, boxOf(node));
    return { x: box.x + box.width, y: box.y + box.height };
  }
  const chip = drawing.chips.find((one) => one.id === id);
  if (chip) return { x: chip.box.x + chip.box.width, y: chip.box.y + chip.box.height };
  const link = drawing.links.get(id);
  const ends = link && endsOf(drawing, link);
  return ends ? { x: (ends[0].x + ends[1].x) / 2, y: (ends[0].y + ends[1].y) / 2 } : null;
}

function padlock(context: CanvasRenderingContext2D, { x, y }: Point, look: Look): void {
  context.beginPath();
  context.arc(x, y, 8, 0, 2 * Math.PI);
  context.fillStyle = look.card;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = look.cardEdge;
  context.stroke();
  context.beginPath();
  context.roundRect(x - 3.5, y - 0.75, 7, 5, 1);
  context.fillStyle = look.textMuted;
  context.fill();
  context.beginPath();
  context.arc(x, y - 1, 2.1, Math.PI, 0);
  context.lineWidth = 1.4;
  context.strokeStyle = look.textMuted;
  context.stroke();
}
