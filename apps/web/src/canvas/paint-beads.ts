/**
 * Nodes seen from afar: below the zoom at which outline and icon can be told, each is a bead in the full colour of its role, or the picture of
 * a large fabric would be grey. In: a 2D context in CSS pixels and a drawing; out: pixels. One fill for each colour and step of dimming.
 */
import { toScreen } from './camera.ts';
import { isHeld, type Drawing } from './drawing.ts';
import { nodeInk } from './dress.ts';
import type { Box } from './geometry.ts';

/** At this zoom a bead begins to cover its node, at the other it is full. */
const from = 0.34;
const full = 0.24;

export function paintBeads(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { camera, view, nodes, dress, dimmed } = drawing;
  if (camera.zoom >= from) return;
  const seen = Math.min(1, (from - camera.zoom) / (from - full));
  const boxes = new Map<string, Box[]>();
  for (const node of nodes.values()) {
    const at = toScreen(camera, node);
    const [width, height] = [node.width * camera.zoom, node.height * camera.zoom];
    if (at.x < -width || at.y < -height || at.x > view.width + width || at.y > view.height + height) continue;
    if (isHeld(drawing, node.id)) continue;
    const key = `${nodeInk(dress, node).ink} ${dimmed.has(node.id) ? 0.15 : 0.85}`;
    let alike = boxes.get(key);
    if (!alike) boxes.set(key, (alike = []));
    alike.push({ x: at.x - width / 2, y: at.y - height / 2, width, height });
  }
  for (const [key, alike] of boxes) {
    const [ink, alpha] = key.split(' ');
    context.beginPath();
    for (const { x, y, width, height } of alike) context.roundRect(x, y, width, height, Math.min(width, height) / 2.5);
    context.globalAlpha = seen * Number(alpha);
    context.fillStyle = ink!;
    context.fill();
  }
  context.globalAlpha = 1;
}
