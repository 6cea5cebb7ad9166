/**
 * The canvas: three layers of one size in a container. Below, the ground (dots, open groups); in the middle, bodies and links by Cytoscape;
 * above, the glass: labels, marks, what the hand is doing, and the ear for all pointers. A minimap in the corner.
 *
 * In: scenes, loads, selections, a theme; out: calls of the handlers. Ground and glass are drawn anew in each frame that changes anything; their
 * cost is that of what is in view. Nothing here changes the document.
 */
import type { SceneBackdrop, SceneLoads, Scene, Theme } from '@weft/scene';
import { anchored } from './anchor.ts';
import { toScene } from './camera.ts';
import { comingTo } from './coming.ts';
import type { Canvas, CanvasHandlers, CanvasOptions, Point } from './contract.ts';
import type { Dress } from './dress.ts';
import { createGestures } from './gestures.ts';
import { layer } from './layer.ts';
import { listen } from './listeners.ts';
import { looks } from './look.ts';
import { marked, type Marked } from './marks.ts';
import { createMinimap } from './minimap.ts';
import { createPainter } from './painter.ts';
import { frameOf, picture } from './picture.ts';
import { nothingShown } from './shown.ts';
import type { Stage } from './stage.ts';
import { createView } from './view.ts';
import { createViewpoint } from './viewpoint.ts';

export function createCanvas(container: HTMLElement, handlers: CanvasHandlers, options: CanvasOptions): Canvas {
  const root = document.createElement('div');
  root.style.cssText =
    'position:absolute;inset:0;overflow:hidden;isolation:isolate;user-select:none;-webkit-user-select:none';
  if (getComputedStyle(container).position === 'static') container.style.position = 'relative';
  container.append(root);
  const ground = layer(root);
  let theme: Theme = options.theme;
  const shown = nothingShown({ look: looks[theme], by: 'role', paint: null });
  shown.grid = options.grid ?? true;
  const view = createView(root, shown.dress);
  const glass = layer(root);
  glass.canvas.style.touchAction = 'none';
  glass.canvas.dataset['part'] = 'glass';
  const minimap = createMinimap(root, (centre) => viewpoint.lookAt(centre));
  minimap.setShown(options.minimap ?? true);
  const hand: Stage['hand'] = { hover: null, ports: false, held: null, draft: null, coming: null, marquee: null };
  const painter = createPainter(shown, { ground, glass, minimap }, view, hand, () =>
    container.contains(document.activeElement),
  );
  const viewpoint = createViewpoint(shown, view, painter.moved, handlers.camera, () => {
    const corner = root.getBoundingClientRect();
    return handlers
      .covers()
      .map(({ x, y, width, height }) => ({ x: x - corner.left, y: y - corner.top, width, height }));
  });
  const { repaint } = painter;

  let scene: Scene | null = null;
  let loads: SceneLoads | null = null;
  let buckets: readonly number[] | null = null;
  /** What the hand has moved is drawn ahead of the scene that will confirm it. */
  let ahead = false;
  let destroyed = false;

  function resize(): void {
    const next = { width: root.clientWidth, height: root.clientHeight };
    const before = shown.size;
    if (next.width === before.width && next.height === before.height) return;
    shown.size = next;
    if (next.width === 0 || next.height === 0) return;
    view.resize();
    viewpoint.resized(before);
    painter.resize();
  }
  const watch = new ResizeObserver(resize);
  watch.observe(root);

  function marks(): Marked {
    const { nodes, links } = view;
    return marked({ nodes, links, buckets: shown.dress.paint?.of ?? view.buckets }, shown.highlight, buckets);
  }

  function remark(): void {
    const { dim, lit, faint } = marks();
    view.mark('dim', dim);
    view.mark('lit', lit);
    view.mark('faint', faint);
    painter.stale('bodies');
  }

  const isDrawn = (id: string): boolean =>
    view.nodes.has(id) || view.links.has(id) || shown.backdrops.some((one) => one.id === id);

  function wear(next: Dress): void {
    shown.dress = next;
    view.wear(next);
    painter.stale('all');
  }

  const stage: Stage = {
    glass: glass.canvas,
    handlers,
    nodes: view.nodes,
    links: view.links,
    get backdrops() {
      return shown.backdrops;
    },
    get chips() {
      return painter.chips;
    },
    get selection() {
      return shown.selection;
    },
    get locked() {
      return shown.locked;
    },
    labelAt: painter.labelAt,
    settings: {
      tool: options.tool ?? 'select',
      scheme: options.scheme ?? 'design-tool',
      snap: options.snap ?? true,
      readOnly: options.readOnly ?? false,
      legal: () => true,
    },
    hand,
    camera: () => shown.camera,
    setCamera: viewpoint.moveCamera,
    view: () => shown.size,
    preview(ids) {
      shown.selection = new Set(ids);
      repaint();
    },
    select(ids) {
      shown.selection = new Set(ids);
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
      ahead = true;
      shown.backdrops = shown.backdrops.map((one) => (dragged.groups.has(one.id) ? shifted(one, dx, dy) : one));
      painter.stale('all');
    },
    repaint,
  };
  const gestures = createGestures(stage);
  const deafen = listen(container, glass.canvas, {
    enter() {
      const id = shown.focus ?? (shown.selection.size === 1 ? [...shown.selection][0]! : null);
      const group = id === null ? null : (view.nodes.get(id)?.opens ?? null);
      if (group !== null) handlers.open(group, true);
      return group !== null;
    },
    menu() {
      const [first] = shown.selection;
      const id = shown.focus !== null && shown.selection.has(shown.focus) ? shown.focus : (first ?? null);
      const corner = root.getBoundingClientRect();
      const box = id === null ? null : viewpoint.placeOf(id);
      const at = box ? { x: box.x + box.width / 2, y: box.y + box.height } : middleOf(shown.size);
      handlers.contextMenu(id, { x: at.x + corner.left, y: at.y + corner.top }, toScene(shown.camera, at), true);
    },
    focus: repaint,
    fonts: painter.forgetLetters,
  });
  resize();

  return {
    show(next, { fit, anchor, loads: newLoads = null }) {
      if (next === scene && !ahead) {
        if (fit) viewpoint.fit(null, 'at once');
        return;
      }
      const first = scene === null;
      ahead = false;
      const before = { nodes: [...view.nodes.values()], backdrops: shown.backdrops };
      scene = next;
      view.patch(next, newLoads);
      shown.backdrops = next.backdrops.toSorted((a, b) => a.depth - b.depth);
      shown.failedLinks = next.links.filter((link) => link.failed > 0);
      shown.failedNodes = next.nodes.filter((node) => node.failed > 0);
      if (loads && loads.worst.length !== next.links.length) loads = null;
      remark();
      painter.stale('all');
      gestures.refresh();
      if (fit || first) viewpoint.fit(null, 'at once');
      else if (anchor) {
        const at = gestures.pointer() ?? middleOf(shown.size);
        const camera = anchored(before, next, shown.camera, at);
        if (camera !== shown.camera) viewpoint.setCamera(camera);
      }
    },
    showLoads(next) {
      if (!scene) return;
      loads = next;
      view.loads(scene, next);
      if (buckets) remark();
      painter.stale('bodies');
    },
    showSelection(ids) {
      const before = shown.selection;
      shown.selection = new Set(ids);
      // Where nothing that is drawn looks different, no frame is taken: before the picture of an edit it would hold that up.
      const other = [...before].filter((id) => !shown.selection.has(id)).concat(ids.filter((id) => !before.has(id)));
      if (other.some(isDrawn)) repaint();
    },
    showHighlight(next) {
      if (next === null && shown.highlight === null) return;
      shown.highlight = next;
      remark();
    },
    showBadges(next) {
      if (next.size === 0 && shown.badges.size === 0) return;
      shown.badges = next;
      repaint();
    },
    showLocked(ids) {
      shown.locked = ids;
      repaint();
    },
    showFocus(id) {
      if (id === shown.focus) return;
      shown.focus = id;
      repaint();
    },
    showBuckets(next) {
      buckets = next;
      remark();
    },
    setTheme(next) {
      if (next === theme) return;
      theme = next;
      wear({ ...shown.dress, look: looks[next] });
    },
    setColouring(by) {
      if (by !== shown.dress.by) wear({ ...shown.dress, by });
    },
    showPaint(paint) {
      if (paint === shown.dress.paint) return;
      const turned = (paint === null) !== (shown.dress.paint === null);
      wear({ ...shown.dress, paint });
      if (turned && scene !== null) view.loads(scene, loads);
      remark();
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
    setGrid(on) {
      shown.grid = on;
      painter.stale('ground');
    },
    setSnap(on) {
      stage.settings.snap = on;
    },
    setMinimap(on) {
      minimap.setShown(on);
      repaint();
    },
    setReadOnly(readOnly) {
      stage.settings.readOnly = readOnly;
      gestures.cancel();
      gestures.refresh();
    },
    startLink: gestures.startLink,
    aimLink: gestures.aimLink,
    cancel: gestures.cancel,
    isBusy: () => !gestures.isIdle(),
    isHolding: gestures.isHolding,
    pointer: gestures.pointer,
    at(clientX, clientY) {
      const box = root.getBoundingClientRect();
      return toScene(shown.camera, { x: clientX - box.left, y: clientY - box.top });
    },
    aimDrop(role, clientX, clientY, free = false) {
      const box = root.getBoundingClientRect();
      const at = toScene(shown.camera, { x: clientX - box.left, y: clientY - box.top });
      hand.coming = role === null ? null : comingTo(stage, role, at, free);
      repaint();
      return hand.coming === null ? at : { x: hand.coming.node.x, y: hand.coming.node.y };
    },
    placeOf(id) {
      const corner = root.getBoundingClientRect();
      const box = painter.chips.find((one) => one.id === id)?.box ?? viewpoint.placeOf(id);
      return box && { x: box.x + corner.left, y: box.y + corner.top, width: box.width, height: box.height };
    },
    namePlace(id) {
      const corner = root.getBoundingClientRect();
      const at = painter.labelOf(id);
      return at && { x: at.x + corner.left, y: at.y + corner.top };
    },
    centre: viewpoint.centre,
    camera: () => shown.camera,
    size: () => shown.size,
    setCamera(next) {
      viewpoint.forgetFit();
      viewpoint.setCamera(next);
    },
    glideTo: viewpoint.glideTo,
    zoomBy: viewpoint.zoomBy,
    reveal: viewpoint.reveal,
    fit: (ids) => viewpoint.fit(ids ?? null, 'glide'),
    pictureSize: (how) =>
      view.nodes.size === 0 && shown.backdrops.length === 0
        ? null
        : frameOf({ drawingAt: painter.still, loads, paint: shown.dress.paint }, how),
    async svg(how) {
      const { svgPicture } = await import('./svg-picture.ts');
      const { paint } = shown.dress;
      return svgPicture({ drawingAt: painter.still, loads, paint, scene, marked: marks() }, how);
    },
    png: (how) => picture({ drawingAt: painter.still, body: view.png, loads, paint: shown.dress.paint }, how),
    destroy() {
      if (destroyed) return;
      destroyed = true;
      watch.disconnect();
      painter.destroy();
      viewpoint.destroy();
      gestures.destroy();
      minimap.destroy();
      view.destroy();
      deafen();
      root.remove();
    },
  };
}

function middleOf({ width, height }: { readonly width: number; readonly height: number }): Point {
  return { x: width / 2, y: height / 2 };
}

function shifted(one: SceneBackdrop, dx: number, dy: number): SceneBackdrop {
  return { ...one, x: one.x + dx, y: one.y + dy };
}
