/**
 * Paints ground, glass and minimap in the frames in which something has changed. In: what is shown, what is drawn in between, what the hand does; out:
 * pixels, and the boxes of the labels of open groups. The cost of a frame is that of what is in view.
 */
import { placeLabels, type Label } from '@weft/scene';
import { captionOfLink, chipsOf } from './captions.ts';
import type { Camera, Point } from './contract.ts';
import type { Drawing } from './drawing.ts';
import type { Chip } from './hit.ts';
import { clear, rulerOn, sizeLayer, type Layer } from './layer.ts';
import type { Minimap } from './minimap.ts';
import { paintAttention, paintCaptions } from './paint-attention.ts';
import { paintHand } from './paint-hand.ts';
import { paintMarks } from './paint-marks.ts';
import { paintGround } from './paint-under.ts';
import type { Shown } from './shown.ts';
import type { Stage } from './stage.ts';
import type { View } from './view.ts';

/** Of a label's letter on average, in its size. */
const letterWidth = 0.55;

const halfWidth = (label: Label): number => (label.text.length * label.size_px * letterWidth) / 2 + 4;

export interface Painter {
  readonly chips: readonly Chip[];
  /** The thing whose label lies at a point, CSS pixels. */
  labelAt(at: Point): string | null;
  /** The middle of a thing's label, CSS pixels. */
  labelOf(id: string): Point | null;
  repaint(): void;
  /** The camera moved. */
  moved(): void;
  /** Ground and labels are to be made anew: the scene, the look or the letters changed. Or only how nodes and links look. */
  stale(what: 'all' | 'ground' | 'bodies'): void;
  resize(): void;
  /** All that is drawn, at another camera, as a still picture. */
  still(at: Camera, inView: { width: number; height: number }): Drawing;
  /** Letters are measured anew. */
  forgetLetters(): void;
  destroy(): void;
}

export function createPainter(
  shown: Shown,
  layers: { readonly ground: Layer; readonly glass: Layer; readonly minimap: Minimap },
  view: View,
  hand: Stage['hand'],
  /** Whether the keyboard's focus is on the canvas. */
  focused: () => boolean,
): Painter {
  const { ground, glass, minimap } = layers;
  const ruler = rulerOn(glass.context);
  let labels: readonly Label[] = [];
  let labelled: ReadonlySet<string> = new Set();
  let labelsFor = { zoom: 0, stale: true };
  let chips: readonly Chip[] = [];
  let frame = 0;
  let round = 0;
  let hasMoved = false;
  let groundStale = true;
  /** Open groups are in the hand, and so not on the ground. */
  let holdsGroups = false;
  let destroyed = false;

  function drawingAt(at: Camera, inView: { width: number; height: number }): Drawing {
    return {
      view: inView,
      camera: at,
      look: shown.dress.look,
      dress: shown.dress,
      nodes: view.nodes,
      links: view.links,
      failedLinks: shown.failedLinks,
      failedNodes: shown.failedNodes,
      backdrops: shown.backdrops,
      buckets: view.buckets,
      dimmed: view.dimmed,
      round,
      labels,
      labelled,
      chips,
      selection: shown.selection,
      hover: hand.hover,
      ports: hand.ports,
      focus: focused() ? shown.focus : null,
      badges: shown.badges,
      locked: shown.locked,
      bottleneck: shown.highlight?.bottleneck ?? null,
      held: hand.held,
      draft: hand.draft,
      coming: hand.coming,
      marquee: hand.marquee,
      captionOfLink,
    };
  }

  function paintGroundLayer(): void {
    const { held } = hand;
    const holds = held !== null && !held.copy && held.groups.size > 0;
    if (!hasMoved && !groundStale && holds === holdsGroups) return;
    holdsGroups = holds;
    const { backdrops, camera, size, dress } = shown;
    const onGround = holds ? backdrops.filter((one) => !held.groups.has(one.id)) : backdrops;
    clear(ground);
    paintGround(ground.context, size, camera, onGround, dress.look, shown.grid, true);
    chips = chipsOf(backdrops, camera, size, ruler);
  }

  function paint(): void {
    frame = 0;
    const { camera, size } = shown;
    if (destroyed || size.width === 0) return;
    if (hasMoved) view.follow(camera);
    if (labelsFor.stale || labelsFor.zoom !== camera.zoom) {
      labels = placeLabels(view.nodes.values(), camera.zoom, ruler);
      labelled = new Set(labels.map((label) => label.id));
      labelsFor = { zoom: camera.zoom, stale: false };
    }
    paintGroundLayer();
    hasMoved = false;
    groundStale = false;
    clear(glass);
    const drawing = drawingAt(camera, size);
    paintAttention(glass.context, drawing);
    paintMarks(glass.context, drawing);
    paintCaptions(glass.context, drawing);
    paintHand(glass.context, drawing);
    minimap.frame(camera, size, shown.dress.look);
  }

  function middleOf(label: Label): Point {
    const { pan } = shown.camera;
    return { x: label.x + pan.x + (label.place === 'inside' ? halfWidth(label) : 0), y: label.y + pan.y };
  }

  function repaint(): void {
    if (frame === 0 && !destroyed) frame = requestAnimationFrame(paint);
  }

  function stale(what: 'all' | 'ground' | 'bodies'): void {
    if (what !== 'ground') round++;
    if (what !== 'bodies') groundStale = true;
    if (what === 'all') {
      labelsFor.stale = true;
      minimap.stale({ nodes: view.nodes, links: view.links, backdrops: shown.backdrops, dress: shown.dress });
    }
    repaint();
  }

  return {
    get chips() {
      return chips;
    },
    labelAt({ x, y }) {
      const found = labels.findLast((label) => {
        const middle = middleOf(label);
        return Math.abs(x - middle.x) <= halfWidth(label) && Math.abs(y - middle.y) <= label.size_px * 0.8;
      });
      return found?.id ?? null;
    },
    labelOf(id) {
      const label = labels.find((one) => one.id === id);
      return label ? middleOf(label) : null;
    },
    repaint,
    stale,
    moved() {
      hasMoved = true;
      repaint();
    },
    resize() {
      sizeLayer(ground, shown.size);
      sizeLayer(glass, shown.size);
      hasMoved = true;
      stale('ground');
    },
    still: (at, inView) => ({
      ...drawingAt(at, inView),
      labels: placeLabels(view.nodes.values(), at.zoom, ruler),
      chips: chipsOf(shown.backdrops, at, null, ruler),
      selection: new Set(),
      hover: null,
      focus: null,
      held: null,
      draft: null,
      coming: null,
      marquee: null,
    }),
    forgetLetters() {
      ruler.forget();
      labelsFor.stale = true;
      stale('ground');
    },
    destroy() {
      destroyed = true;
      cancelAnimationFrame(frame);
    },
  };
}
