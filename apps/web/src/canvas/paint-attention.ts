/**
 * What has attention: selection, pointer and focus, and the words for it. In: a 2D context in CSS pixels and a drawing; out: pixels.
 */
import { captionOf, type SceneLink } from '@weft/scene';
import { toScreen } from './camera.ts';
import { endsOf, isHeld, pill, pillInView, ring, type Drawing } from './drawing.ts';
import { linkWidth } from './look.ts';

/** Of many selected links only so many say their count: more would cover the picture. */
const mostCaptions = 12;

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
    const text = drawing.captionOfLink(link);
    const middle = { x: (ends[0].x + ends[1].x) / 2, y: (ends[0].y + ends[1].y) / 2 };
    pill(
      context,
      text,
      pillInView(context, text, middle, 11, drawing.view),
      drawing.look.card,
      drawing.look.cardEdge,
      drawing.look.text,
      11,
    );
  }
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
    const text = captionOf(node);
    const below = pillInView(context, text, { x: at.x, y: at.y + 16 }, 11, drawing.view);
    pill(context, text, below, look.card, look.cardEdge, look.text, 11);
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
