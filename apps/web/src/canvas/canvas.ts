/**
 * The canvas: three layers of one size in a container. Below, the ground (dots, open groups); in the middle, bodies and links by Cytoscape;
 * above, the glass: labels, marks, what the hand is doing, and the ear for all pointers. A minimap in the corner.
 *
 * In: scenes, loads, selections, a theme; out: calls of the handlers. Ground and glass are drawn anew in each frame that changes anything; their
 * cost is that of what is in view. Nothing here changes the document.
 */
import {
  type Scene,
  type SceneBackdrop,
  type SceneLink,
  type SceneLoads,
  type SceneNode,
  type Theme,
} from '@weft/scene';
import { captionOfLink, chipsOf } from './captions.ts';
import { boxToScreen, clampZoom, fitted, toScene, zoomedAt } from './camera.ts';
import type { Badges, Camera, Canvas, CanvasHandlers, CanvasOptions, Highlight, Point } from './contract.ts';
import { around, backdropBox, boxOf, grown, type Box } from './geometry.ts';
import { createGestures } from './gestures.ts';
import { wordsOf, type Dress } from './dress.ts';
import type { Chip } from './hit.ts';
import { placeLabels, type Label } from './labels.ts';
import { clear, layer, rulerOn, sizeLayer } from './layer.ts';
import { looks } from './look.ts';
import { marked } from './marks.ts';
import { createMinimap } from './minimap.ts';
import type { Drawing } from './drawing.ts';
import { paintAttention, paintCaptions } from './paint-attention.ts';
import { paintHand } from './paint-hand.ts';
import { paintMarks } from './paint-marks.ts';
import { paintGround } from './paint-under.ts';
import { picture } from './picture.ts';
import type { Stage } from './stage.ts';
import { createView } from './view.ts';

/** Tools lie over the upper edge of the canvas, zoom and legend over the lower. */
const fitInsets = { top: 68, right: 40, bottom: 76, left: 40 };
const settle_ms = 120;

export function createCanvas(container: HTMLElement, handlers: CanvasHandlers, options: CanvasOptions): Canvas {
  const root = document.createElement('div');
  root.style.cssText =
    'position:absolute;inset:0;overflow:hidden;isolation:isolate;user-select:none;-webkit-user-select:none';
  if (getComputedStyle(container).position === 'static') container.style.position = 'relative';
  container.append(root);
  const ground = layer(root);
  let theme: Theme = options.theme;
  let dress: Dress = { look: looks[theme], by: 'role', words: [] };
  const view = createView(root, dress);
  const glass = layer(root);
  glass.canvas.style.touchAction = 'none';
  glass.canvas.dataset['part'] = 'glass';

  const ruler = rulerOn(glass.context);
  let size = { width: 0, height: 0 };
  let camera: Camera = { pan: { x: 0, y: 0 }, zoom: 1 };
  let scene: Scene | null = null;
  let loads: SceneLoads | null = null;
  let backdrops: readonly SceneBackdrop[] = [];
  let failedLinks: readonly SceneLink[] = [];
  let failedNodes: readonly SceneNode[] = [];
  let selection: ReadonlySet<string> = new Set();
  let highlight: Highlight | null = null;
  let badges: Badges = new Map();
  let buckets: readonly number[] | null = null;
  let focus: string | null = null;
  let grid = options.grid ?? true;
  let wantsFit: readonly string[] | true | null = null;
  let labels: readonly Label[] = [];
  let labelled: ReadonlySet<string> = new Set();
  let labelsFor: { zoom: number; stale: boolean } = { zoom: 0, stale: true };
  let chips: readonly Chip[] = [];
  let frame = 0;
  let told = 0;
  let moved = false;
  let groundStale = true;
  /** Open groups are in the hand, and so not on the ground. */
  let holdsGroups = false;
  let destroyed = false;

  const minimap = createMinimap(root, (centre) => {
    setCamera({
      zoom: camera.zoom,
      pan: { x: size.width / 2 - centre.x * camera.zoom, y: size.height / 2 - centre.y * camera.zoom },
    });
  });
  minimap.setShown(options.minimap ?? true);

  // Drawing

  function drawingAt(
    at: Camera,
    inView: { width: number; height: number },
    atLabels: readonly Label[],
    atChips: readonly Chip[],
  ): Drawing {
    return {
      view: inView,
      camera: at,
      look: dress.look,
      dress,
      nodes: view.nodes,
      links: view.links,
      failedLinks,
      failedNodes,
      backdrops,
      buckets: view.buckets,
      dimmed: view.dimmed,
      labels: atLabels,
      labelled,
      chips: atChips,
      selection,
      hover: stage.hand.hover,
      ports: stage.hand.ports,
      focus: container.contains(document.activeElement) ? focus : null,
      badges,
      bottleneck: highlight?.bottleneck ?? null,
      held: stage.hand.held,
      draft: stage.hand.draft,
      marquee: stage.hand.marquee,
      captionOfLink,
    };
  }

  function paint(): void {
    frame = 0;
    if (destroyed || size.width === 0) return;
    const { look } = dress;
    if (moved) view.follow(camera);
    if (labelsFor.stale || labelsFor.zoom !== camera.zoom) {
      labels = placeLabels(view.nodes.values(), camera.zoom, ruler);
      labelled = new Set(labels.map((label) => label.id));
      labelsFor = { zoom: camera.zoom, stale: false };
    }
    const held = stage.hand.held;
    const holds = held !== null && !held.copy && held.groups.size > 0;
    if (moved || groundStale || holds !== holdsGroups) {
      holdsGroups = holds;
      const onGround = holds ? backdrops.filter((one) => !held.groups.has(one.id)) : backdrops;
      clear(ground);
      paintGround(ground.context, size, camera, onGround, look, grid, true);
      chips = chipsOf(backdrops, camera, size, ruler);
    }
    moved = false;
    groundStale = false;
    clear(glass);
    const drawing = drawingAt(camera, size, labels, chips);
    paintAttention(glass.context, drawing);
    paintMarks(glass.context, drawing);
    paintCaptions(glass.context, drawing);
    paintHand(glass.context, drawing);
    minimap.frame(camera, size, look);
  }

  function repaint(): void {
    if (frame === 0 && !destroyed) frame = requestAnimationFrame(paint);
  }

  // Camera

  function setCamera(next: Camera): void {
    camera = { zoom: clampZoom(next.zoom), pan: next.pan };
    moved = true;
    repaint();
    window.clearTimeout(told);
    told = window.setTimeout(() => handlers.camera(camera), settle_ms);
  }

  function fit(ids?: readonly string[]): void {
    if (size.width === 0) {
      wantsFit = ids ?? true;
      return;
    }
    const box = ids ? around(ids.flatMap(boxesOf)) : contents();
    if (box) setCamera(fitted(box, size, fitInsets));
  }

  function contents(): Box | null {
    return around([...[...view.nodes.values()].map(boxOf), ...backdrops.map(backdropBox)]);
  }

  function boxesOf(id: string): Box[] {
    const node = view.nodes.get(id);
    if (node) return [grown(boxOf(node), 16)];
    const backdrop = backdrops.find((one) => one.id === id);
    if (backdrop) return [backdropBox(backdrop)];
    const link = view.links.get(id);
    return link ? [...boxesOf(link.source), ...boxesOf(link.target)] : [];
  }

  /** Where a thing is to be pointed at: of a link its middle, of a node its body. */
  function placesOf(id: string): Box[] {
    const node = view.nodes.get(id);
    if (node) return [boxOf(node)];
    const link = view.links.get(id);
    const source = link && view.nodes.get(link.source);
    const target = link && view.nodes.get(link.target);
    if (source && target) return [{ x: (source.x + target.x) / 2, y: (source.y + target.y) / 2, width: 0, height: 0 }];
    return boxesOf(id);
  }

  function resize(): void {
    const next = { width: root.clientWidth, height: root.clientHeight };
    if (next.width === size.width && next.height === size.height) return;
    const before = size;
    size = next;
    if (size.width === 0 || size.height === 0) return;
    sizeLayer(ground, size);
    sizeLayer(glass, size);
    view.resize();
    groundStale = true;
    if (wantsFit !== null) {
      const ids = wantsFit;
      wantsFit = null;
      fit(ids === true ? undefined : ids);
    } else if (before.width > 0) {
      // What was in the middle stays in the middle.
      setCamera({
        zoom: camera.zoom,
        pan: { x: camera.pan.x + (size.width - before.width) / 2, y: camera.pan.y + (size.height - before.height) / 2 },
      });
    }
    moved = true;
    repaint();
  }
  const watch = new ResizeObserver(resize);
  watch.observe(root);

  // Marks in Cytoscape

  function remark(): void {
    const { dim, lit, faint } = marked(view, highlight, buckets);
    view.mark('dim', dim);
    view.mark('lit', lit);
    view.mark('faint', faint);
    repaint();
  }

  function redrawScene(): void {
    labelsFor.stale = true;
    groundStale = true;
    minimap.draw(view.nodes, view.links, backdrops, dress);
    repaint();
  }

  function wear(next: Dress): void {
    dress = next;
    view.wear(dress);
    redrawScene();
  }

  // The hand

  const stage: Stage = {
    glass: glass.canvas,
    handlers,
    nodes: view.nodes,
    links: view.links,
    get backdrops() {
      return backdrops;
    },
    get chips() {
      return chips;
    },
    get selection() {
      return selection;
    },
    settings: {
      tool: options.tool ?? 'select',
      scheme: options.scheme ?? 'design-tool',
      snap: options.snap ?? true,
      readOnly: options.readOnly ?? false,
      legal: () => true,
    },
    hand: { hover: null, ports: false, held: null, draft: null, marquee: null },
    camera: () => camera,
    setCamera,
    view: () => size,
    preview(ids) {
      selection = new Set(ids);
      repaint();
    },
    select(ids) {
      selection = new Set(ids);
      handlers.select(ids);
      repaint();
    },
    lift(ids) {
      // Where a redraw is costly, what is lifted stays visible where it was.
      if (ids.size > 0 && view.redrawTime() > 12) return;
      const links = new Set<string>(ids);
      for (const link of view.links.values()) if (ids.has(link.source) || ids.has(link.target)) links.add(link.id);
      view.mark('lifted', ids.size === 0 ? ids : links);
    },
    settle(dragged, dx, dy) {
      const places = new Map<string, Point>();
      for (const id of dragged.nodes) {
        const node = view.nodes.get(id);
        if (node) places.set(id, { x: node.x + dx, y: node.y + dy });
      }
      view.move(places);
      backdrops = backdrops.map((one) => (dragged.groups.has(one.id) ? shiftedBackdrop(one, dx, dy) : one));
      redrawScene();
    },
    repaint,
  };
  const gestures = createGestures(stage);

  const onKey = (event: KeyboardEvent): void => {
    if (
      event.key !== 'Enter' ||
      event.defaultPrevented ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.shiftKey
    )
      return;
    if (event.target !== container) return;
    const id = focus ?? (selection.size === 1 ? [...selection][0]! : null);
    const group = id === null ? null : (view.nodes.get(id)?.opens ?? null);
    if (group === null) return;
    event.preventDefault();
    handlers.open(group, true);
  };
  const onFocus = (): void => repaint();
  const onPress = (): void => container.focus({ preventScroll: true });
  container.addEventListener('keydown', onKey);
  container.addEventListener('focusin', onFocus);
  container.addEventListener('focusout', onFocus);
  glass.canvas.addEventListener('pointerdown', onPress);
  if (!container.hasAttribute('tabindex')) container.tabIndex = 0;
  const onFonts = (): void => {
    ruler.forget();
    labelsFor.stale = true;
    groundStale = true;
    repaint();
  };
  document.fonts?.addEventListener('loadingdone', onFonts);
  resize();

  return {
    show(next, { fit: wanted }) {
      const first = scene === null;
      scene = next;
      view.patch(next);
      const words = wordsOf(dress.by, next.links);
      if (words.join() !== dress.words.join()) wear({ ...dress, words });
      backdrops = next.backdrops.toSorted((a, b) => a.depth - b.depth);
      failedLinks = next.links.filter((link) => link.failed > 0);
      failedNodes = next.nodes.filter((node) => node.failed > 0);
      if (loads && loads.worst.length !== next.links.length) loads = null;
      remark();
      redrawScene();
      gestures.refresh();
      if (wanted || first) fit();
    },
    showLoads(next) {
      if (!scene) return;
      loads = next;
      view.loads(scene, next);
      if (buckets) remark();
      repaint();
    },
    showSelection(ids) {
      selection = new Set(ids);
      repaint();
    },
    showHighlight(next) {
      highlight = next;
      remark();
    },
    showBadges(next) {
      badges = next;
      repaint();
    },
    showFocus(id) {
      focus = id;
      repaint();
    },
    showBuckets(next) {
      buckets = next;
      remark();
    },
    setTheme(next) {
      if (next === theme) return;
      theme = next;
      wear({ ...dress, look: looks[next] });
    },
    setColouring(by) {
      if (by !== dress.by) wear({ ...dress, by, words: wordsOf(by, view.links.values()) });
    },
    setTool(tool) {
      if (stage.settings.tool === tool) return;
      stage.settings.tool = tool;
      gestures.cancel();
      gestures.refresh();
    },
    setScheme(scheme) {
      stage.settings.scheme = scheme;
      gestures.refresh();
    },
    setLegalTarget(legal) {
      stage.settings.legal = legal;
      gestures.refresh();
    },
    setGrid(shown) {
      grid = shown;
      groundStale = true;
      repaint();
    },
    setSnap(on) {
      stage.settings.snap = on;
    },
    setMinimap(shown) {
      minimap.setShown(shown);
      repaint();
    },
    setReadOnly(readOnly) {
      stage.settings.readOnly = readOnly;
      gestures.cancel();
      gestures.refresh();
    },
    startLink: gestures.startLink,
    cancel: gestures.cancel,
    at(clientX, clientY) {
      const box = root.getBoundingClientRect();
      return toScene(camera, { x: clientX - box.left, y: clientY - box.top });
    },
    placeOf(id) {
      const corner = root.getBoundingClientRect();
      const chipBox = chips.find((one) => one.id === id)?.box;
      const box = chipBox ?? around(placesOf(id).map((one) => boxToScreen(camera, one)));
      return box && { x: box.x + corner.left, y: box.y + corner.top, width: box.width, height: box.height };
    },
    centre: () => toScene(camera, { x: size.width / 2, y: size.height / 2 }),
    camera: () => camera,
    setCamera(next) {
      wantsFit = null;
      setCamera(next);
    },
    zoomBy(factor) {
      setCamera(zoomedAt(camera, { x: size.width / 2, y: size.height / 2 }, factor));
    },
    fit,
    png: (pictureOptions) =>
      picture(
        {
          drawingAt: (at, inView) => ({
            ...drawingAt(
              at,
              inView,
              placeLabels(view.nodes.values(), at.zoom, ruler),
              chipsOf(backdrops, at, null, ruler),
            ),
            selection: new Set(),
            hover: null,
            focus: null,
            held: null,
            draft: null,
            marquee: null,
          }),
          body: view.png,
          loads,
        },
        pictureOptions,
      ),
    destroy() {
      if (destroyed) return;
      destroyed = true;
      cancelAnimationFrame(frame);
      window.clearTimeout(told);
      watch.disconnect();
      gestures.destroy();
      minimap.destroy();
      view.destroy();
      document.fonts?.removeEventListener('loadingdone', onFonts);
      container.removeEventListener('keydown', onKey);
      container.removeEventListener('focusin', onFocus);
      container.removeEventListener('focusout', onFocus);
      root.remove();
    },
  };
}

function shiftedBackdrop(one: SceneBackdrop, dx: number, dy: number): SceneBackdrop {
  return { ...one, x: one.x + dx, y: one.y + dy };
}
