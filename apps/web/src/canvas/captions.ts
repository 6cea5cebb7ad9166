/**
 * The words that are neither on a node nor on a badge: names of open groups, and what a link is. In: the scene and a camera; out: chips in CSS
 * pixels, and text.
 */
import { backdropLook, shortened, type Ruler, type SceneBackdrop, type SceneLink } from '@weft/scene';
import { formatCount, formatRate_Gbps } from '@weft/units';
import { boxToScreen } from './camera.ts';
import type { Camera } from './contract.ts';
import { backdropBox } from './geometry.ts';
import type { Chip } from './hit.ts';

const chip = { height: 21, apart: 2, inset: 10, text_px: 11.5, most_px: 240, least_px: 36 } as const;

/** Labels of open groups sit at the top of their outline, and stay in view as long as the outline is. */
export function chipsOf(
  backdrops: readonly SceneBackdrop[],
  at: Camera,
  inView: { readonly width: number; readonly height: number } | null,
  ruler: Ruler,
): Chip[] {
  const roomOf = (backdrop: SceneBackdrop): number => backdrop.width * at.zoom - 2 * chip.inset;
  const named = backdrops.filter((backdrop) => roomOf(backdrop) >= chip.least_px);
  const deepest = Math.max(0, ...named.map(({ depth }) => depth));
  return named.flatMap((backdrop) => {
    const box = boxToScreen(at, backdropBox(backdrop));
    const room = Math.min(chip.most_px, roomOf(backdrop));
    const text = shortened(backdrop.label, (room - 28) / chip.text_px, ruler, true);
    const width = ruler(text, true) * chip.text_px + 28;
    let x = box.x + chip.inset;
    // In the header that the group keeps free; where that is too low it stands out at the top, never over what the group holds nor over the name of
    // a group in it.
    const header = backdropLook.header * at.zoom;
    const lack = Math.max(0, chip.height + chip.apart - header);
    let y = box.y + Math.min((header - chip.height) / 2, header - chip.height - 1) - (deepest - backdrop.depth) * lack;
    if (inView) {
      if (box.x + box.width < 0 || box.y + box.height < 0 || box.x > inView.width || box.y > inView.height) return [];
      x = Math.max(x, Math.min(8, box.x + box.width - width - chip.inset));
      y = Math.max(y, Math.min(8 + backdrop.depth * (chip.height + 4), box.y + box.height - chip.height));
    }
    return [{ id: backdrop.id, text, box: { x, y, width, height: chip.height } }];
  });
}

/** What a link is called when it is pointed at: how many, and the rate of each per direction. */
export function captionOfLink(link: SceneLink): string {
  if (link.count <= 1) return formatRate_Gbps(link.capacity_Gbps);
  return `${formatCount(link.count)} × ${formatRate_Gbps(link.capacity_Gbps / link.count)}`;
}
