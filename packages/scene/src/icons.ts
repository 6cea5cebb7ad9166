/**
 * What stands in a node besides its words: one small drawing a role, on a grid of 24, in strokes of 1.7 with round ends so that they read at
 * 16 px; and where a node of a size has it. Units of the canvas.
 */
import type { DrawnRole } from './scene.ts';

/** The content of an SVG of 24 by 24, stroked and not filled. */
export const iconStrokes: Readonly<Record<DrawnRole, string>> = {
  // A chip with its pins.
  accelerator:
    '<rect x="6" y="6" width="12" height="12" rx="2"/><rect x="10" y="10" width="4" height="4" rx=".6"/><path d="M9 3v3M12 3v3M15 3v3M9 18v3M12 18v3M15 18v3M3 9h3M3 12h3M3 15h3M18 9h3M18 12h3M18 15h3"/>',
  // A card with its bracket and one cage.
  nic: '<path d="M4 4v16"/><rect x="4" y="7" width="16" height="9" rx="1.5"/><rect x="7.5" y="10" width="4" height="3"/><path d="M14 16v3M17 16v3"/>',
  // A mesh of four, all joined.
  scaleUp:
    '<circle cx="6" cy="6" r="2.2"/><circle cx="18" cy="6" r="2.2"/><circle cx="6" cy="18" r="2.2"/><circle cx="18" cy="18" r="2.2"/><path d="M8.2 6h7.6M8.2 18h7.6M6 8.2v7.6M18 8.2v7.6M7.6 7.6l8.8 8.8M16.4 7.6l-8.8 8.8"/>',
  // Two ways across a box.
  leaf: '<path d="M4 9h14M14.5 5.5 18 9l-3.5 3.5M20 15H6M9.5 11.5 6 15l3.5 3.5"/>',
  // Down to many.
  spine: '<path d="M12 4v5M12 9 5.5 16M12 9v9M12 9l6.5 7M5.5 12v4h4M18.5 12v4h-4M9.6 15.8 12 18.2l2.4-2.4"/>',
  // All four ways from the middle.
  core: '<path d="M12 3v18M3 12h18M9.2 5.8 12 3l2.8 2.8M9.2 18.2 12 21l2.8-2.8M5.8 9.2 3 12l2.8 2.8M18.2 9.2 21 12l-2.8 2.8"/>',
  // Two in, two out.
  router:
    '<path d="M5.5 5.5 10 10M10 6.5V10H6.5M18.5 18.5 14 14M14 17.5V14h3.5M14 10l4.5-4.5M15 5.5h3.5V9M10 14l-4.5 4.5M5.5 15v3.500H9"/>',
  // A store of disks.
  service:
    '<ellipse cx="12" cy="6" rx="7" ry="2.6"/><path d="M5 6v12c0 1.45 3.1 2.6 7 2.6s7-1.15 7-2.6V6M5 12c0 1.45 3.1 2.6 7 2.6s7-1.15 7-2.6"/>',
  // A chassis of three units.
  server:
    '<rect x="4" y="4" width="16" height="16" rx="2"/><path d="M4 9.35h16M4 14.65h16M7.3 6.7h.01M7.3 12h.01M7.3 17.3h.01M11 6.7h6M11 12h6M11 17.3h6"/>',
};

export const iconGrid = 24;
export const iconStroke = 1.7;

/** A card has its icon at the left and room for its label at the right. */
export function isCard(width: number, height: number): boolean {
  return width >= 88 && width >= 1.7 * height;
}

/** Side of the icon of a node of this size. */
export function iconSide(width: number, height: number): number {
  return Math.round(Math.min(28, Math.min(width, height) * 0.62 + 2));
}

/** Where the icon's left edge is, from the node's left edge. */
export function iconLeft(width: number, height: number): number {
  const side = iconSide(width, height);
  return isCard(width, height) ? Math.min(10, (height - side) / 2 + 2) : (width - side) / 2;
}
