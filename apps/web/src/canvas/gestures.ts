/**
 * The hand on the canvas: pointer, wheel and the few keys that belong to a gesture. In: DOM events on the glass above the drawing; out: calls of
 * the stage, and at the end of each gesture one call of a handler.
 *
 * One `Mode` at a time. A press becomes a drag after 4 px (8 px for a finger); Escape leaves any mode as if it had not begun.
 */
import { panned, toScreen, zoomedAt } from './camera.ts';
import { createClicks, idOf } from './clicks.ts';
import type { Point } from './contract.ts';
import { hitPort, type Hand, type Hit } from './hit.ts';
import { createHover } from './hover.ts';
import { createKeys } from './keys.ts';
import { threshold_px, type Press } from './mode.ts';
import { aimLink, nodeAt } from './linking.ts';
import { createModes } from './modes.ts';
import { pinched } from './pinch.ts';
import type { Stage } from './stage.ts';
import { turned } from './wheel.ts';

export interface Gestures {
  startLink(source: string): void;
  /** Shows the link under way to end at a thing. */
  aimLink(target: string): void;
  cancel(): boolean;
  /** Looks again at what is under the pointer: after the scene or the tool changed. */
  refresh(): void;
  /** No gesture is under way. */
  isIdle(): boolean;
  /** One is, whose button or finger is down. */
  isHolding(): boolean;
  /** Where the pointer is over the canvas, CSS pixels; null when it is elsewhere. */
  pointer(): Point | null;
  destroy(): void;
}

const longPress_ms = 500;

export function createGestures(stage: Stage): Gestures {
  const { glass, hand, settings } = stage;
  let at: Point = { x: -1, y: -1 };
  let over = false;
  let byFinger = false;
  let longPress = 0;
  let menuDone = false;
  /** While a link that a click has begun is under way: where the view is held, and what was pressed. */
  let pull: Point | null = null;
  let pressed: { readonly id: string; readonly from: Point } | null = null;
  /** The button that is down, as a bit of `buttons`; 0 for none, and for a finger. */
  let button = 0;
  const fingers = new Map<number, Point>();
  const stop = new AbortController();
  const listen = { signal: stop.signal };

  const local = (event: MouseEvent): Point => {
    const box = glass.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const hover = createHover(stage);
  const clicks = createClicks(stage);
  /** A finger rests nowhere: what it chose shows its ports. */
  function rest(): void {
    if (!byFinger) return hover.rest(over ? at : null, keys.space || settings.tool === 'hand');
    hover.point(null, false);
    hover.offer(stage.selection.size === 1 ? [...stage.selection][0]! : null);
  }
  const modes = createModes(
    stage,
    hover,
    clicks,
    { at: () => at, rest },
    () => keys,
    () => window.clearTimeout(longPress),
  );

  // Events

  function down(event: PointerEvent): void {
    at = local(event);
    over = true;
    byFinger = event.pointerType === 'touch';
    keys.learn(event);
    const by = handOf(event);
    button = by === 'touch' ? 0 : event.buttons;
    glass.setPointerCapture(event.pointerId);
    if (by === 'touch') {
      fingers.set(event.pointerId, at);
      if (fingers.size === 2) {
        giveUp();
        const [a, b] = [...fingers.values()] as [Point, Point];
        modes.enter({ kind: 'pinch', a, b });
        return;
      }
    }
    const mode = modes.now;
    if (mode.kind === 'link' && mode.sticky) {
      if (event.button === 2) modes.cancel();
      else if (event.button === 1 || keys.space) pull = at;
      else {
        const id = nodeAt(stage, at);
        pressed = id === null || id === mode.source ? null : { id, from: at };
        modes.follow();
      }
      if (event.button === 1) event.preventDefault();
      return;
    }
    if (mode.kind !== 'idle') return;
    const menu = event.button === 2 || (event.button === 0 && event.ctrlKey && isMac());
    menuDone = false;
    if (event.button === 1) {
      event.preventDefault();
      modes.enterPan(at, 1);
      return;
    }
    if (menu) {
      modes.enter({ kind: 'pan', last: at, button: 2, before: stage.camera() });
      return;
    }
    if (event.button !== 0) return;
    const hit = by === 'touch' ? touchHit(at) : hover.hitAt(at, by);
    const press: Press = {
      kind: 'press',
      hit,
      from: at,
      hand: by,
      add: event.shiftKey || keys.mod,
      deep: keys.mod && !event.shiftKey,
      pan: keys.space || settings.tool === 'hand',
    };
    modes.enter(press);
    if (by === 'touch') {
      const screen = { x: event.clientX, y: event.clientY };
      longPress = window.setTimeout(() => {
        if (modes.now !== press) return;
        modes.clear();
        menuDone = true;
        clicks.contextMenu(screen, idOf(hit), at);
      }, longPress_ms);
    }
  }

  /** A finger does not hover: ports answer only where a node is selected. */
  function touchHit(point: Point): Hit {
    const only = stage.selection.size === 1 ? [...stage.selection][0]! : null;
    const chosen = only === null ? undefined : stage.nodes.get(only);
    if (!settings.readOnly && chosen && hand.ports && hitPort(chosen, stage.camera(), point, 'touch'))
      return { kind: 'port', id: chosen.id };
    return hover.hitAt(point, 'touch');
  }

  function move(event: PointerEvent): void {
    at = local(event);
    over = true;
    byFinger = event.pointerType === 'touch';
    keys.learn(event);
    if ((event.buttons & button) !== button) {
      // Let go while another button is down, it is told by a move; let go where nothing is told, nobody saw what for.
      if (event.button >= 0) up(event);
      else lost(event);
      return;
    }
    if (event.pointerType === 'touch' && fingers.has(event.pointerId)) fingers.set(event.pointerId, at);
    if (pull !== null) {
      stage.setCamera(panned(stage.camera(), at.x - pull.x, at.y - pull.y));
      pull = at;
      modes.follow();
      return;
    }
    const mode = modes.now;
    // Dragged away from another thing, a new link begins there.
    if (pressed !== null && Math.hypot(at.x - pressed.from.x, at.y - pressed.from.y) >= threshold_px[handOf(event)]) {
      const { id, from } = pressed;
      pressed = null;
      modes.cancel();
      modes.startLink(id, from, false);
      modes.follow();
      return;
    }
    switch (mode.kind) {
      case 'idle':
        if (event.pointerType !== 'touch') rest();
        break;
      case 'press':
        if (Math.hypot(at.x - mode.from.x, at.y - mode.from.y) >= threshold_px[mode.hand]) {
          modes.leavePress(mode);
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
        stage.setCamera(pinched(stage.camera(), mode, { a, b }));
        mode.a = a;
        mode.b = b;
        break;
      }
      default:
        modes.follow();
    }
  }

  function up(event: PointerEvent): void {
    at = local(event);
    button = 0;
    window.clearTimeout(longPress);
    if (event.pointerType === 'touch') {
      fingers.delete(event.pointerId);
      over = false;
    }
    pressed = null;
    if (pull !== null) {
      pull = null;
      return;
    }
    const was = modes.now;
    switch (was.kind) {
      case 'press':
        modes.enter({ kind: 'idle' });
        modes.click(was);
        break;
      case 'pan':
        modes.enter({ kind: 'idle' });
        if (was.button === 2 && !menuDone) {
          menuDone = true;
          clicks.contextMenu({ x: event.clientX, y: event.clientY }, idOf(hover.hitAt(at, 'mouse')), at);
        }
        // The camera settles now: what waits for that waits for the hand as well.
        stage.setCamera(stage.camera());
        break;
      case 'marquee':
      case 'drag':
      case 'link':
        modes.release(was);
        break;
      case 'pinch':
        if (fingers.size < 2) {
          const last = [...fingers.values()][0];
          modes.enter(last ? { kind: 'pan', last, button: 0, before: stage.camera() } : { kind: 'idle' });
        }
        break;
      default:
    }
    if (modes.now.kind === 'idle') rest();
  }

  function lost(event: PointerEvent): void {
    fingers.delete(event.pointerId);
    window.clearTimeout(longPress);
    [pull, pressed] = [null, null];
    button = 0;
    giveUp();
  }

  /** Ends what is under way without its outcome; where the view was moved to, it stays. */
  function giveUp(): void {
    if (modes.now.kind !== 'pan') modes.cancel();
    modes.clear();
  }

  glass.addEventListener('pointerdown', down, listen);
  glass.addEventListener('pointermove', move, listen);
  glass.addEventListener('pointerup', up, listen);
  glass.addEventListener('pointercancel', lost, listen);
  // The finger that leaves after a long press would click the menu away that it has opened.
  glass.addEventListener('touchend', (event) => menuDone && event.preventDefault(), { ...listen, passive: false });
  glass.addEventListener(
    'pointerleave',
    () => {
      over = false;
      if (modes.now.kind === 'idle') rest();
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
      if (modes.now.kind === 'idle') hover.point(null, false);
      else modes.follow();
    },
    { ...listen, passive: false },
  );
  glass.addEventListener(
    'contextmenu',
    // By mouse and finger it is dealt with on release; the menu key is heard beside the glass.
    (event) => {
      event.preventDefault();
    },
    listen,
  );
  const keys = createKeys({
    isNear: () => over || modes.now.kind !== 'idle',
    isBusy: () => modes.now.kind !== 'idle',
    cancel: modes.cancel,
    changed() {
      if (modes.now.kind === 'drag') modes.follow();
      else if (modes.now.kind === 'idle') rest();
    },
  });

  return {
    startLink(source) {
      modes.cancel();
      const node = stage.nodes.get(source);
      if (!settings.readOnly && node) modes.startLink(source, over ? at : toScreen(stage.camera(), node), true);
    },
    aimLink(target) {
      const node = stage.nodes.get(target);
      if (modes.now.kind === 'link' && node) aimLink(stage, node);
    },
    cancel: modes.cancel,
    isHolding() {
      const mode = modes.now;
      return pull !== null || (mode.kind === 'link' ? !mode.sticky : mode.kind !== 'idle' && mode.kind !== 'press');
    },
    isIdle: () => modes.now.kind === 'idle',
    pointer: () => (over ? at : null),
    refresh() {
      hover.forget();
      const mode = modes.now;
      if (mode.kind === 'idle') rest();
      else if (mode.kind === 'link' && !stage.nodes.has(mode.source)) modes.cancel();
      else if (mode.kind === 'drag' && [...mode.dragged.nodes].some((id) => !stage.nodes.has(id))) modes.cancel();
    },
    destroy() {
      stop.abort();
      keys.destroy();
      window.clearTimeout(longPress);
      modes.destroy();
    },
  };
}

function handOf(event: PointerEvent): Hand {
  return event.pointerType === 'touch' ? 'touch' : 'mouse';
}

function isMac(): boolean {
  return /mac/i.test(navigator.platform);
}
