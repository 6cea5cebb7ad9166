/**
 * Things in the hand. What moves as one is drawn once, as a picture that each frame only shifts; each frame draws open groups, guides and the links that
 * lead out of the hand. In: a 2D context in CSS pixels and a drawing; out: pixels. Cost of a frame: that of the links with one end held.
 */
import { toScreen } from './camera.ts';
import type { Point } from './contract.ts';
import { linkInk, linkStroke } from './dress.ts';
import { pill, ring, type Drawing, type Held } from './drawing.ts';
import { around, backdropBox, boxOf, contains, grown, type Box } from './geometry.ts';
import type { Chip } from './hit.ts';
import { bucketColour, crowdOf, groundOf, groundRadius, linkWidth } from './look.ts';
import { paintChips, paintLabels } from './paint-marks.ts';
import { paintNode } from './paint-node.ts';
import { borderTowards } from './shape.ts';
import type { Guide } from './snap.ts';
import type { SceneLink, SceneNode } from '@weft/scene';
import { t } from '../strings/t.ts';

/** Above this many things none has a ring of its own. */
const mostRinged = 250;
/** How far labels and rings reach beyond what they belong to, CSS pixels. */
const reach_px = 160;

/** What moves as one, and the links among it, drawn at a zoom. */
interface Lifted {
  readonly picture: HTMLCanvasElement;
  /** What it shows, in CSS pixels from the scene's origin. */
  readonly region: Box;
  readonly zoom: number;
  readonly ratio: number;
  readonly round: number;
  readonly selection: Drawing['selection'];
}

/** By the set that is held: it is the same one as long as the hand holds it. */
const lifted = new WeakMap<ReadonlySet<string>, Lifted>();

export function paintHeld(context: CanvasRenderingContext2D, drawing: Drawing, held: Held): void {
  const { camera, look } = drawing;
  context.save();
  context.translate(camera.pan.x, camera.pan.y);
  context.scale(camera.zoom, camera.zoom);
  context.globalAlpha = linkAlpha;
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
  for (const link of drawing.links.values())
    if (held.nodes.has(link.source) !== held.nodes.has(link.target)) paintLink(context, drawing, link, held);
  context.restore();
  const shift = { x: held.dx * camera.zoom, y: held.dy * camera.zoom };
  const first = paintLifted(context, drawing, held, shift);
  const there = { ...drawing, held: null, camera: shifted(drawing, shift) };
  paintChips(context, {
    ...there,
    chips: drawing.chips.filter((chip) => held.groups.has(chip.id)).map((chip) => shiftedChip(chip, shift)),
  });
  if (held.into !== null) ring(context, drawing, held.into, look.accent, 2, 2);
  paintGuides(context, drawing, held.guides);
  if (held.copy && first) {
    const corner = toScreen(there.camera, first);
    pill(
      context,
      t('canvas.copy'),
      { x: corner.x, y: corner.y - (first.height * camera.zoom) / 2 - 16 },
      look.accent,
      look.accent,
      look.onAccent,
      11,
    );
  }
}

/** Lines through what is lined up, and distances that are equal, each between two ticks. */
export function paintGuides(
  context: CanvasRenderingContext2D,
  { camera, look }: Pick<Drawing, 'camera' | 'look'>,
  guides: readonly Guide[],
): void {
  context.strokeStyle = look.guide;
  context.lineWidth = 1;
  for (const { axis, at, from, to, gap } of guides) {
    const upright = axis === 'x';
    const low = toScreen(camera, upright ? { x: at, y: from } : { x: from, y: at });
    const high = toScreen(camera, upright ? { x: at, y: to } : { x: to, y: at });
    const line = Math.round(upright ? low.x : low.y) + 0.5;
    const ends = upright ? [low.y, high.y] : [low.x, high.x];
    const beyond = gap ? 0 : 12;
    const stroke = (a: number, aCross: number, b: number, bCross: number): void => {
      context.moveTo(...((upright ? [aCross, a] : [a, aCross]) as [number, number]));
      context.lineTo(...((upright ? [bCross, b] : [b, bCross]) as [number, number]));
    };
    context.beginPath();
    stroke(ends[0]! - beyond, line, ends[1]! + beyond, line);
    if (gap) for (const end of ends) stroke(Math.round(end) + 0.5, line - 4, Math.round(end) + 0.5, line + 4);
    context.stroke();
  }
}

/** Links in the hand let the ground through. */
const linkAlpha = 0.75;

/** A link whose held ends hang where the hand is; the context's unit is the scene's. */
function paintLink(
  context: CanvasRenderingContext2D,
  drawing: Drawing,
  link: SceneLink,
  { nodes, dx, dy }: Pick<Held, 'nodes' | 'dx' | 'dy'>,
): void {
  const hung = (node: SceneNode): SceneNode =>
    nodes.has(node.id) ? { ...node, x: node.x + dx, y: node.y + dy } : node;
  const source = drawing.nodes.get(link.source);
  const target = drawing.nodes.get(link.target);
  if (!source || !target) return;
  const a = borderTowards(hung(source), hung(target));
  const b = borderTowards(hung(target), hung(source));
  const bucket = drawing.buckets.get(link.id) ?? -1;
  const { width } = crowdOf(drawing.links.size);
  context.lineCap = 'butt';
  context.strokeStyle = bucket < 0 ? linkInk(drawing.dress, link) : bucketColour(drawing.look, bucket);
  context.lineWidth = linkWidth(link.count, bucket) * (bucket < 0 ? linkStroke(drawing.dress, link).widen : width);
  context.beginPath();
  context.moveTo(a.x, a.y);
  context.lineTo(b.x, b.y);
  context.stroke();
}

/** The picture of what moves as one, where the hand is; the first thing in it. */
function paintLifted(
  context: CanvasRenderingContext2D,
  drawing: Drawing,
  held: Held,
  shift: Point,
): SceneNode | undefined {
  const nodes = [...held.nodes].map((id) => drawing.nodes.get(id)).filter((node) => node !== undefined);
  const { zoom, pan } = shifted(drawing, shift);
  const all = around(nodes.map(boxOf));
  if (!all) return undefined;
  const room = grown(
    { x: all.x * zoom, y: all.y * zoom, width: all.width * zoom, height: all.height * zoom },
    reach_px,
  );
  const view = { x: -pan.x, y: -pan.y, ...drawing.view };
  const needed = common(room, view);
  if (!needed) return nodes[0];
  const ratio = context.getTransform().a;
  let found = lifted.get(held.nodes);
  const { round, selection } = drawing;
  const isGood =
    found?.zoom === zoom &&
    found.ratio === ratio &&
    found.round === round &&
    found.selection === selection &&
    contains(found.region, needed);
  if (!isGood) {
    const region = common(room, grown(view, Math.max(view.width, view.height) / 2)) ?? needed;
    const drawn = lift(drawing, held.nodes, nodes, whole(region), ratio);
    found = { picture: drawn.picture, region: whole(region), zoom, ratio, round, selection };
    // Icons that were not there yet are drawn in the next frame.
    if (drawn.complete) lifted.set(held.nodes, found);
  }
  const { picture, region } = found!;
  // On whole pixels it stays as sharp as it was drawn.
  const at = (along: number): number => Math.round(along * ratio) / ratio;
  context.drawImage(picture, at(region.x + pan.x), at(region.y + pan.y), picture.width / ratio, picture.height / ratio);
  return nodes[0];
}

/** Draws nodes, the links among them, rings and labels. */
function lift(
  drawing: Drawing,
  ids: ReadonlySet<string>,
  nodes: readonly SceneNode[],
  region: Box,
  ratio: number,
): { readonly picture: HTMLCanvasElement; readonly complete: boolean } {
  const picture = document.createElement('canvas');
  picture.width = Math.ceil(region.width * ratio);
  picture.height = Math.ceil(region.height * ratio);
  const context = picture.getContext('2d')!;
  const { zoom } = drawing.camera;
  const there = {
    ...drawing,
    held: null,
    view: { width: region.width, height: region.height },
    camera: { zoom, pan: { x: -region.x, y: -region.y } },
  };
  context.scale(ratio, ratio);
  context.save();
  context.translate(-region.x, -region.y);
  context.scale(zoom, zoom);
  context.globalAlpha = linkAlpha;
  for (const link of drawing.links.values())
    if (ids.has(link.source) && ids.has(link.target)) paintLink(context, drawing, link, { nodes: ids, dx: 0, dy: 0 });
  context.globalAlpha = 1;
  let complete = true;
  for (const node of nodes) complete = paintNode(context, node, drawing.dress, zoom * ratio) && complete;
  context.restore();
  for (const id of ids.size > mostRinged ? [] : ids)
    if (drawing.selection.has(id)) ring(context, there, id, drawing.look.accent, 2, 3);
  paintLabels(context, { ...there, labels: drawing.labels.filter((label) => ids.has(label.id)) });
  return { picture, complete };
}

function shifted({ camera }: Drawing, by: Point): Drawing['camera'] {
  return { zoom: camera.zoom, pan: { x: camera.pan.x + by.x, y: camera.pan.y + by.y } };
}

function shiftedChip({ id, text, box }: Chip, by: Point): Chip {
  return { id, text, box: { ...box, x: box.x + by.x, y: box.y + by.y } };
}

/** What two boxes share. */
function common(a: Box, b: Box): Box | null {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** The box of whole CSS pixels around it. */
function whole({ x, y, width, height }: Box): Box {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  return { x: left, y: top, width: Math.ceil(x + width) - left, height: Math.ceil(y + height) - top };
}
