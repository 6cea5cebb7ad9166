/**
 * Which groups zoom opens and closes: a decision about one picture at one camera. In: what is drawn, where it is looked at from, what was opened before;
 * out: the groups that zoom holds open, the most wanted first. Pure, O(scene).
 *
 * A closed group opens when zooming in has made it large, an open one closes when zooming out has made it small; between the two nothing happens, so a
 * group does not flicker at an edge. Only what is in view, or nearly, opens. How much fits is the scene's budget to decide: it takes the groups in the
 * order given here, nearest to the hand first, then by when they were last seen.
 */
import { isCrowd, type Scene } from '@weft/scene';
import { boxToScreen, seen } from '../canvas/camera.ts';
import { closedBoxes } from '../canvas/anchor.ts';
import type { Camera, Point } from '../canvas/contract.ts';
import { backdropBox, centreOf, grown, touches, type Box } from '../canvas/geometry.ts';

/** CSS pixels: the width at which what is closed has said all that it can, and the larger side below which what is open cannot be read. */
const closedWidth_px = { stack: 140, device: 160 } as const;
const openSide_px = 320;
/** Opening waits for this much more than the threshold, closing for this much less. */
const late = { open: 1.15, close: 0.85 } as const;
/** Of the view's size, at each side: what is just outside is about to be seen. */
const margin = 0.3;

export interface Look {
  readonly scene: Scene;
  readonly camera: Camera;
  readonly view: { readonly width: number; readonly height: number };
  /** Where the hand is, or the middle of the view; CSS pixels. */
  readonly at: Point;
  /** Whether the last zoom went in (1), out (-1), or it was a pan (0). */
  readonly zoomed: 1 | 0 | -1;
  readonly byZoom: readonly string[];
  /** Opened by hand, and kept closed by hand: not zoom's business. */
  readonly byHand: ReadonlySet<string>;
  readonly keptClosed: ReadonlySet<string>;
  /** When each group was last in view; larger is later. */
  readonly lastSeen: ReadonlyMap<string, number>;
}

export function zoomLevels(look: Look): readonly string[] {
  const { scene, camera, byZoom, zoomed } = look;
  const inView = nearView(look);
  const openBoxes = new Map(scene.backdrops.map((one) => [one.id, backdropBox(one)]));
  // What was asked for and did not fit is forgotten: it is asked for anew when it is zoomed at again.
  const held = byZoom.filter((id) => {
    const box = openBoxes.get(id);
    return box !== undefined && !(zoomed < 0 && isSmall(box, camera));
  });
  // A pan only goes on with what a zoom has begun.
  const opens = zoomed > 0 || (zoomed === 0 && held.length > 0);
  const kinds = new Map(scene.nodes.flatMap((node) => (node.opens === null ? [] : [[node.opens, node] as const])));
  const fresh = opens
    ? // What opens one of a crowd is for the hand: zoom would open one after the other.
      [...closedBoxes(scene.nodes.filter((node) => !isCrowd(node)))].filter(([id, box]) => {
        if (look.keptClosed.has(id) || look.byHand.has(id) || !touches(box, inView)) return false;
        const node = kinds.get(id)!;
        return node.width * camera.zoom > late.open * closedWidth_px[node.kind === 'stack' ? 'stack' : 'device'];
      })
    : [];
  const boxes = new Map([...held.map((id) => [id, openBoxes.get(id)!] as const), ...fresh]);
  return [...boxes]
    .map(([id, box]) => ({ id, isSeen: touches(box, inView), away: away(boxToScreen(camera, box), look.at) }))
    .toSorted(
      (a, b) =>
        Number(b.isSeen) - Number(a.isSeen) ||
        (a.isSeen ? a.away - b.away : (look.lastSeen.get(b.id) ?? 0) - (look.lastSeen.get(a.id) ?? 0)),
    )
    .map(({ id }) => id);
}

/** The groups that are open in view, or nearly. */
export function groupsInView(look: Pick<Look, 'scene' | 'camera' | 'view'>): readonly string[] {
  const inView = nearView(look);
  return look.scene.backdrops.filter((one) => touches(backdropBox(one), inView)).map((one) => one.id);
}

function nearView({ camera, view }: Pick<Look, 'camera' | 'view'>): Box {
  const box = seen(camera, view);
  return grown(box, margin * Math.max(box.width, box.height));
}

function isSmall(box: Box, camera: Camera): boolean {
  return Math.max(box.width, box.height) * camera.zoom < late.close * openSide_px;
}

function away(box: Box, point: Point): number {
  const dx = Math.max(box.x - point.x, 0, point.x - box.x - box.width);
  const dy = Math.max(box.y - point.y, 0, point.y - box.y - box.height);
  const centre = centreOf(box);
  // Of boxes that hold the point the one whose middle is nearer.
  return Math.hypot(dx, dy) + 1e-3 * Math.hypot(centre.x - point.x, centre.y - point.y);
}
