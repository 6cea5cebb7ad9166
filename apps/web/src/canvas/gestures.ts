/**
 * The hand on the canvas: pointer, wheel and the few keys that belong to a gesture. In: DOM events on the glass above the drawing; out: calls of
 * the stage, and at the end of each gesture one call of a handler.
 *
 * One `Mode` at a time. A press becomes a drag after 4 px (8 px for a finger); Escape leaves any mode as if it had not begun.
 */
import { panned, seen, toScene, zoomedAt } from './camera.ts';
import type { Point } from './contract.ts';
import { creep, draggedWith, movesOf, neighboursOf, type Dragged } from './drag.ts';
import { boxBetween, boxOf, grown, holds, touches, type Box } from './geometry.ts';
import { hitNode, hitPort, type Hand, type Hit } from './hit.ts';
import type { Held } from './drawing.ts';
import { createHover } from './hover.ts';
import { createKeys } from './keys.ts';
import { snapped } from './snap.ts';
import type { Stage } from './stage.ts';
import { turned } from './wheel.ts';

export interface Gestures {
  startLink(source: string): void;
  cancel(): boolean;
  /** Looks again at what is under the pointer: after the scene or the tool changed. */
  refresh(): void;
  destroy(): void;
}

type Mode =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'press';
      readonly hit: Hit;
      readonly from: Point;
      readonly hand: Hand;
      readonly add: boolean;
      readonly pan: boolean;
    }
  | { readonly kind: 'pan'; last: Point; readonly button: number }
  | {
      readonly kind: 'marquee';
      readonly from: Point;
      readonly base: ReadonlySet<string>;
      readonly before: readonly string[];
    }
  | { readonly kind: 'drag'; readonly dragged: Dragged; readonly from: Point; neighbours: readonly Box[] }
  | { readonly kind: 'link'; readonly source: string; sticky: boolean; readonly from: Point; moved: boolean }
  | { readonly kind: 'pinch'; a: Point; b: Point };

const threshold_px = { mouse: 4, touch: 8 } as const;
const longPress_ms = 500;
const doubleClick_ms = 350;
const doubleClick_px = 6;
/** A neighbour's line attracts within this many CSS pixels. */
const snapReach_px = 6;
/** Things farther away than this do not draw guides: their lines would say nothing. */
const guideReach_px = 320;

export function createGestures(stage: Stage): Gestures {
  const { glass, hand, settings, handlers } = stage;
  let mode: Mode = { kind: 'idle' };
  let at: Point = { x: -1, y: -1 };
  let over = false;
  let longPress = 0;
  let creeping = 0;
  let lastClick: { time: number; at: Point; id: string | null } | null = null;
  let menuDone = false;
  const fingers = new Map<number, Point>();
  const stop = new AbortController();
  const listen = { signal: stop.signal };

  const local = (event: MouseEvent): Point => {
    const box = glass.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const scenePoint = (point: Point): Point => toScene(stage.camera(), point);

  const hover = createHover(stage);
  const rest = (): void => hover.rest(over ? at : null, keys.space || settings.tool === 'hand');

  // Modes

  function enter(next: Mode): void {
    window.clearTimeout(longPress);
    mode = next;
    if (next.kind === 'drag' || next.kind === 'marquee' || next.kind === 'link') startCreep();
  }

  /** Leaves the mode as if it had not begun. */
  function cancel(): boolean {
    const was = mode;
    if (was.kind === 'idle') return false;
    if (was.kind === 'marquee') stage.preview(was.before);
    clear();
    return was.kind !== 'press';
  }

  function clear(): void {
    enter({ kind: 'idle' });
    if (hand.held) stage.lift(new Set());
    hand.held = null;
    hand.draft = null;
    hand.marquee = null;
    stage.repaint();
    rest();
  }

  function startLink(source: string, from: Point, sticky: boolean): void {
    const legal = new Set<string>();
    for (const id of stage.nodes.keys()) if (id !== source && settings.legal(source, id)) legal.add(id);
    hand.draft = { source, to: scenePoint(from), target: null, legal };
    enter({ kind: 'link', source, sticky, from, moved: false });
    hover.cursor('crosshair');
    stage.repaint();
  }

  function endLink(now: Extract<Mode, { kind: 'link' }>): void {
    const draft = hand.draft;
    const hit = hitNode(stage.nodes.values(), stage.camera(), at, 'mouse');
    const place = scenePoint(at);
    clear();
    if (!draft) return;
    if (draft.target !== null) handlers.link(now.source, draft.target, place);
    else if (hit === null) handlers.link(now.source, null, place);
  }

  // Movement within a mode; also called when the view creeps under a resting pointer.

  function follow(): void {
    if (mode.kind === 'marquee') {
      const from = stage.camera();
      const corner = { x: mode.from.x * from.zoom + from.pan.x, y: mode.from.y * from.zoom + from.pan.y };
      hand.marquee = boxBetween(corner, at);
      const box = boxBetween(mode.from, scenePoint(at));
      const caught = new Set(mode.base);
      for (const node of stage.nodes.values()) if (touches(boxOf(node), box)) caught.add(node.id);
      if (caught.size === mode.base.size)
        for (const link of stage.links.values()) {
          const a = stage.nodes.get(link.source);
          const b = stage.nodes.get(link.target);
          if (a && b && holds(box, { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })) caught.add(link.id);
        }
      if (caught.size !== stage.selection.size || [...caught].some((id) => !stage.selection.has(id)))
        stage.preview([...caught]);
      stage.repaint();
    } else if (mode.kind === 'drag') {
      const now = scenePoint(at);
      const { dragged } = mode;
      let dx = now.x - mode.from.x;
      let dy = now.y - mode.from.y;
      let guides: Held['guides'] = [];
      if (settings.snap && !keys.mod) {
        const moving = { ...dragged.box, x: dragged.box.x + dx, y: dragged.box.y + dy };
        const near = grown(moving, guideReach_px / stage.camera().zoom);
        const snap = snapped(
          moving,
          { x: dragged.anchor.x + dx, y: dragged.anchor.y + dy },
          mode.neighbours.filter((box) => touches(box, near)),
          snapReach_px / stage.camera().zoom,
        );
        dx += snap.dx;
        dy += snap.dy;
        guides = snap.guides;
      }
      hand.held = { nodes: dragged.nodes, groups: dragged.groups, dx, dy, guides, copy: keys.alt };
      stage.repaint();
    } else if (mode.kind === 'link' && hand.draft) {
      const node = hitNode(stage.nodes.values(), stage.camera(), at, 'mouse');
      const target = node !== null && hand.draft.legal.has(node) ? node : null;
      hand.draft = { ...hand.draft, to: scenePoint(at), target };
      hover.cursor(node !== null && target === null && node !== mode.source ? 'not-allowed' : 'crosshair');
      stage.repaint();
    }
  }

  function startCreep(): void {
    if (creeping) return;
    const step = (): void => {
      creeping = 0;
      if (mode.kind !== 'drag' && mode.kind !== 'marquee' && mode.kind !== 'link') return;
      const by = creep(at, stage.view());
      const pressed = mode.kind !== 'link' || !mode.sticky;
      if (pressed && (by.x !== 0 || by.y !== 0)) {
        stage.setCamera(panned(stage.camera(), by.x, by.y));
        follow();
      }
      creeping = requestAnimationFrame(step);
    };
    creeping = requestAnimationFrame(step);
  }

  /** The press has gone far enough to be a drag. */
  function leavePress(press: Extract<Mode, { kind: 'press' }>): void {
    const { hit } = press;
    if (press.pan) return enterPan(press.from, 0);
    if (hit.kind === 'port' || (settings.tool === 'link' && hit.kind === 'node')) {
      if (!settings.readOnly) return startLink(hit.id, press.from, false);
    }
    const draggable = !settings.readOnly && settings.tool === 'select' && (hit.kind === 'node' || hit.kind === 'group');
    if (draggable && (press.hand === 'mouse' || stage.selection.has(hit.id))) {
      if (!stage.selection.has(hit.id)) stage.select(press.add ? [...stage.selection, hit.id] : [hit.id]);
      const dragged = draggedWith(hit.id, stage.selection, stage.nodes, stage.backdrops);
      if (dragged) {
        enter({
          kind: 'drag',
          dragged,
          from: scenePoint(press.from),
          neighbours: neighboursOf(dragged, stage.nodes.values(), stage.backdrops, seen(stage.camera(), stage.view())),
        });
        hover.point(null, false);
        hand.held = { nodes: dragged.nodes, groups: dragged.groups, dx: 0, dy: 0, guides: [], copy: keys.alt };
        stage.lift(dragged.nodes);
        hover.cursor('grabbing');
        return;
      }
    }
    const marquees = settings.tool === 'select' && (press.add || settings.scheme === 'design-tool');
    if (press.hand === 'touch' || !marquees) return enterPan(press.from, 0);
    const before = [...stage.selection];
    enter({ kind: 'marquee', from: scenePoint(press.from), base: new Set(press.add ? before : []), before });
    hover.point(null, false);
    hover.cursor('default');
  }

  function enterPan(from: Point, button: number): void {
    enter({ kind: 'pan', last: from, button });
    hover.point(null, false);
    hover.cursor('grabbing');
  }

  function click(press: Extract<Mode, { kind: 'press' }>): void {
    const { hit } = press;
    const id = idOf(hit);
    if (settings.tool === 'hand') return;
    if (!settings.readOnly && (hit.kind === 'port' || (settings.tool === 'link' && hit.kind === 'node'))) {
      startLink(hit.id, at, true);
      return;
    }
    if (id === null) {
      if (!press.add && stage.selection.size > 0) stage.select([]);
    } else if (press.add) {
      stage.select(
        stage.selection.has(id) ? [...stage.selection].filter((one) => one !== id) : [...stage.selection, id],
      );
    } else if (stage.selection.size !== 1 || !stage.selection.has(id)) stage.select([id]);
    const time = performance.now();
    const again =
      lastClick !== null &&
      time - lastClick.time < doubleClick_ms &&
      lastClick.id === id &&
      Math.hypot(lastClick.at.x - at.x, lastClick.at.y - at.y) < doubleClick_px;
    lastClick = again ? null : { time, at, id };
    if (again && !press.add) doubleClick(hit);
  }

  function doubleClick(hit: Hit): void {
    if (hit.kind === 'group') handlers.open(hit.id, false);
    else if (hit.kind === 'node') {
      const opens = stage.nodes.get(hit.id)?.opens ?? null;
      if (opens !== null) handlers.open(opens, true);
    } else if (hit.kind === 'empty' && !settings.readOnly) handlers.addAt(scenePoint(at));
  }

  function contextMenu(screen: Point, id: string | null): void {
    if (id !== null && !stage.selection.has(id)) stage.select([id]);
    handlers.contextMenu(id, screen, scenePoint(at));
  }

  // Events

  function down(event: PointerEvent): void {
    at = local(event);
    over = true;
    keys.learn(event);
    const by = handOf(event);
    glass.setPointerCapture(event.pointerId);
    if (by === 'touch') {
      fingers.set(event.pointerId, at);
      if (fingers.size === 2) {
        cancel();
        clear();
        const [a, b] = [...fingers.values()] as [Point, Point];
        enter({ kind: 'pinch', a, b });
        return;
      }
    }
    if (mode.kind === 'link' && mode.sticky) {
      follow();
      return;
    }
    if (mode.kind !== 'idle') return;
    const menu = event.button === 2 || (event.button === 0 && event.ctrlKey && isMac());
    menuDone = false;
    if (event.button === 1) {
      event.preventDefault();
      enterPan(at, 1);
      return;
    }
    if (menu) {
      mode = { kind: 'pan', last: at, button: 2 };
      return;
    }
    if (event.button !== 0) return;
    const hit = by === 'touch' ? touchHit(at) : hover.hitAt(at, by);
    const press = {
      kind: 'press' as const,
      hit,
      from: at,
      hand: by,
      add: event.shiftKey || keys.mod,
      pan: keys.space || settings.tool === 'hand',
    };
    enter(press);
    if (by === 'touch') {
      const screen = { x: event.clientX, y: event.clientY };
      longPress = window.setTimeout(() => {
        if (mode !== press) return;
        clear();
        menuDone = true;
        contextMenu(screen, idOf(hit));
      }, longPress_ms);
    }
  }

  /** A finger does not hover: ports answer only where a node is selected. */
  function touchHit(point: Point): Hit {
    const only = stage.selection.size === 1 ? [...stage.selection][0]! : null;
    const chosen = only === null ? undefined : stage.nodes.get(only);
    if (!settings.readOnly && chosen && hand.ports && hitPort(chosen, stage.camera(), point))
      return { kind: 'port', id: chosen.id };
    return hover.hitAt(point, 'touch');
  }

  function move(event: PointerEvent): void {
    const before = at;
    at = local(event);
    over = true;
    keys.learn(event);
    if (event.pointerType === 'touch' && fingers.has(event.pointerId)) fingers.set(event.pointerId, at);
    switch (mode.kind) {
      case 'idle':
        if (event.pointerType !== 'touch') rest();
        break;
      case 'press':
        if (Math.hypot(at.x - mode.from.x, at.y - mode.from.y) >= threshold_px[mode.hand]) {
          leavePress(mode);
          move(event);
        }
        break;
      case 'pan':
        if (mode.button === 2 && Math.hypot(at.x - mode.last.x, at.y - mode.last.y) < threshold_px.mouse && !menuDone)
          break;
        if (mode.button === 2) menuDone = true;
        stage.setCamera(panned(stage.camera(), at.x - mode.last.x, at.y - mode.last.y));
        mode.last = at;
        break;
      case 'pinch': {
        const [a, b] = [...fingers.values()];
        if (!a || !b) break;
        const spread =
          Math.hypot(a.x - b.x, a.y - b.y) / Math.max(1, Math.hypot(mode.a.x - mode.b.x, mode.a.y - mode.b.y));
        const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
        const last = { x: (mode.a.x + mode.b.x) / 2, y: (mode.a.y + mode.b.y) / 2 };
        stage.setCamera(panned(zoomedAt(stage.camera(), last, spread), middle.x - last.x, middle.y - last.y));
        mode.a = a;
        mode.b = b;
        break;
      }
      case 'link':
        if (before.x !== at.x || before.y !== at.y)
          mode.moved ||= Math.hypot(at.x - mode.from.x, at.y - mode.from.y) >= threshold_px.mouse;
        follow();
        break;
      default:
        follow();
    }
  }

  function up(event: PointerEvent): void {
    at = local(event);
    window.clearTimeout(longPress);
    if (event.pointerType === 'touch') {
      fingers.delete(event.pointerId);
      over = false;
    }
    const was = mode;
    switch (was.kind) {
      case 'press':
        enter({ kind: 'idle' });
        click(was);
        break;
      case 'pan':
        enter({ kind: 'idle' });
        if (was.button === 2 && !menuDone) {
          menuDone = true;
          contextMenu({ x: event.clientX, y: event.clientY }, idOf(hover.hitAt(at, 'mouse')));
        }
        break;
      case 'marquee':
        clear();
        stage.select([...stage.selection]);
        break;
      case 'drag': {
        follow();
        const now = hand.held;
        clear();
        if (!now || (now.dx === 0 && now.dy === 0)) break;
        const moves = movesOf(was.dragged, now.dx, now.dy, stage.nodes, stage.backdrops);
        if (!now.copy) stage.settle(was.dragged, now.dx, now.dy);
        handlers.move(moves, now.copy);
        break;
      }
      case 'link': {
        follow();
        const onSource = hitNode(stage.nodes.values(), stage.camera(), at, 'mouse') === was.source;
        // Pressed and let go on the source: the next click ends the link.
        if (!was.sticky && onSource) was.sticky = true;
        else endLink(was);
        break;
      }
      case 'pinch':
        if (fingers.size < 2) {
          const last = [...fingers.values()][0];
          enter(last ? { kind: 'pan', last, button: 0 } : { kind: 'idle' });
        }
        break;
      default:
    }
    if (mode.kind === 'idle' && event.pointerType !== 'touch') rest();
    else if (event.pointerType === 'touch') hover.point(null, false);
  }

  function lost(event: PointerEvent): void {
    fingers.delete(event.pointerId);
    window.clearTimeout(longPress);
    cancel();
    clear();
  }

  glass.addEventListener('pointerdown', down, listen);
  glass.addEventListener('pointermove', move, listen);
  glass.addEventListener('pointerup', up, listen);
  glass.addEventListener('pointercancel', lost, listen);
  glass.addEventListener(
    'pointerleave',
    () => {
      over = false;
      if (mode.kind === 'idle') rest();
    },
    listen,
  );
  glass.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      at = local(event);
      const turn = turned(event, settings.scheme);
      const camera = stage.camera();
      stage.setCamera(turn.kind === 'zoom' ? zoomedAt(camera, at, turn.factor) : panned(camera, turn.dx, turn.dy));
      if (mode.kind === 'idle') hover.point(null, false);
      else follow();
    },
    { ...listen, passive: false },
  );
  glass.addEventListener(
    'contextmenu',
    (event) => {
      event.preventDefault();
      // By mouse and finger it has been dealt with on release; what is left is the menu key.
      if (event.button === 2 || menuDone || mode.kind !== 'idle') return;
      const id = [...stage.selection][0] ?? null;
      contextMenu({ x: event.clientX, y: event.clientY }, id);
    },
    listen,
  );
  const keys = createKeys({
    isNear: () => over || mode.kind !== 'idle',
    cancel,
    changed() {
      if (mode.kind === 'drag') follow();
      else if (mode.kind === 'idle') rest();
    },
  });

  return {
    startLink(source) {
      cancel();
      if (!settings.readOnly && stage.nodes.has(source)) startLink(source, at, true);
    },
    cancel,
    refresh() {
      hover.forget();
      if (mode.kind === 'idle') rest();
      else if (mode.kind === 'link' && !stage.nodes.has(mode.source)) cancel();
      else if (mode.kind === 'drag' && [...mode.dragged.nodes].some((id) => !stage.nodes.has(id))) cancel();
    },
    destroy() {
      stop.abort();
      keys.destroy();
      window.clearTimeout(longPress);
      cancelAnimationFrame(creeping);
      mode = { kind: 'idle' };
    },
  };
}

function handOf(event: PointerEvent): Hand {
  return event.pointerType === 'touch' ? 'touch' : 'mouse';
}

function idOf(hit: Hit): string | null {
  return hit.kind === 'empty' ? null : hit.id;
}

function isMac(): boolean {
  return /mac/i.test(navigator.platform);
}
