/**
 * The modes of the hand and the ways between them. In: decisions of the event side (`gestures.ts`); out: calls of the stage, and at the end of each
 * gesture one call of a handler.
 */
import { toScene } from './camera.ts';
import type { Clicks } from './clicks.ts';
import type { Point } from './contract.ts';
import { createCreeping } from './creeping.ts';
import { movesOf } from './drag.ts';
import { grab, heldAt } from './holding.ts';
import type { Hover } from './hover.ts';
import type { Keys } from './keys.ts';
import { beginLink, followLink, linkAt, nodeAt } from './linking.ts';
import { followMarquee } from './marquee.ts';
import type { Drag, Linking, Marquee, Mode, Press } from './mode.ts';
import type { Stage } from './stage.ts';

export interface Modes {
  readonly now: Mode;
  enter(mode: Mode): void;
  enterPan(from: Point, button: number): void;
  /** Leaves the mode as if it had not begun; false when nothing was under way. */
  cancel(): boolean;
  clear(): void;
  startLink(source: string, from: Point, sticky: boolean): void;
  /** The pointer, or the view under it, has moved. */
  follow(): void;
  /** The press has gone far enough to be a drag. */
  leavePress(press: Press): void;
  /** The press was let go where it began. */
  click(press: Press): void;
  /** What was held, drawn or boxed is let go. */
  release(mode: Marquee | Drag | Linking): void;
  destroy(): void;
}

export interface Pointer {
  /** CSS pixels from the canvas's corner. */
  at(): Point;
  /** Looks again at what is under it. */
  rest(): void;
}

export function createModes(
  stage: Stage,
  hover: Hover,
  clicks: Clicks,
  pointer: Pointer,
  keys: () => Pick<Keys, 'alt' | 'mod' | 'shift'>,
  entered: (mode: Mode) => void,
): Modes {
  const { hand, settings, handlers } = stage;
  let mode: Mode = { kind: 'idle' };

  function enter(next: Mode): void {
    mode = next;
    entered(next);
    if (creeps(next)) creeping.start();
  }

  /** Leaves the mode as if it had not begun. */
  function cancel(): boolean {
    const was = mode;
    if (was.kind === 'idle') return false;
    if (was.kind === 'marquee') stage.preview(was.before);
    if (was.kind === 'pan') stage.setCamera(was.before);
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
    pointer.rest();
  }

  function startLink(source: string, from: Point, sticky: boolean): void {
    hover.point(null, false);
    beginLink(stage, source, from);
    enter({ kind: 'link', source, sticky, from });
    hover.cursor('crosshair');
  }

  function endLink(): void {
    const made = linkAt(stage, pointer.at());
    clear();
    if (made) handlers.link(made.source, made.target, made.place);
  }

  function endDrag({ dragged }: Drag): void {
    follow();
    const now = hand.held;
    clear();
    if (!now || (now.dx === 0 && now.dy === 0)) return;
    const moves = movesOf(dragged, now.dx, now.dy, stage.nodes, stage.backdrops);
    if (!now.copy) stage.settle(dragged, now.dx, now.dy);
    const { box } = dragged;
    const at = toScene(stage.camera(), pointer.at());
    handlers.move(moves, now.copy, { box: { ...box, x: box.x + now.dx, y: box.y + now.dy }, at });
  }

  /** Movement within a mode; also called when the view creeps under a resting pointer. */
  function follow(): void {
    if (mode.kind === 'marquee') followMarquee(stage, mode, pointer.at());
    else if (mode.kind === 'drag') {
      hand.held = heldAt(stage, mode, toScene(stage.camera(), pointer.at()), keys());
      stage.repaint();
    } else if (mode.kind === 'link') followLink(stage, hover, pointer.at());
  }

  const creeping = createCreeping(stage, {
    at: pointer.at,
    lasts: () => creeps(mode),
    pressed: () => mode.kind !== 'link' || !mode.sticky,
    follow,
  });

  /** The press has gone far enough to be a drag. */
  function leavePress(press: Press): void {
    const { hit } = press;
    if (press.pan) return enterPan(press.from, 0);
    if (hit.kind === 'port' || (settings.tool === 'link' && hit.kind === 'node')) {
      if (!settings.readOnly) return startLink(hit.id, press.from, false);
    }
    const draggable = !settings.readOnly && settings.tool === 'select' && (hit.kind === 'node' || hit.kind === 'group');
    if (draggable && (press.hand === 'mouse' || stage.selection.has(hit.id))) {
      if (stage.locked.has(hit.id)) {
        clear();
        handlers.refuse(hit.id);
        return;
      }
      if (!stage.selection.has(hit.id)) stage.select(press.add ? [...stage.selection, hit.id] : [hit.id]);
      const drag = grab(stage, hit.id, press.from);
      if (drag) {
        const { nodes, groups } = drag.dragged;
        enter(drag);
        hover.point(null, false);
        hand.held = { nodes, groups, dx: 0, dy: 0, guides: [], copy: keys().alt, into: null };
        stage.lift(nodes);
        hover.cursor('grabbing');
        return;
      }
    }
    const marquees = settings.tool === 'select' && (press.add || settings.scheme === 'design-tool');
    if (press.hand === 'touch' || !marquees) return enterPan(press.from, 0);
    const before = [...stage.selection];
    enter({
      kind: 'marquee',
      from: toScene(stage.camera(), press.from),
      base: new Set(press.add ? before : []),
      before,
    });
    hover.point(null, false);
    hover.cursor('default');
  }

  function enterPan(from: Point, button: number): void {
    enter({ kind: 'pan', last: from, button, before: stage.camera() });
    hover.point(null, false);
    hover.cursor('grabbing');
  }

  function click(press: Press): void {
    const { hit } = press;
    if (settings.tool === 'hand') return;
    if (!settings.readOnly && (hit.kind === 'port' || (settings.tool === 'link' && hit.kind === 'node')))
      startLink(hit.id, pointer.at(), true);
    else clicks.click(press, pointer.at());
  }

  function release(was: Marquee | Drag | Linking): void {
    if (was.kind === 'marquee') {
      clear();
      stage.select([...stage.selection]);
    } else if (was.kind === 'drag') endDrag(was);
    else {
      follow();
      // Pressed and let go on the source: the next click ends the link.
      if (!was.sticky && nodeAt(stage, pointer.at()) === was.source) was.sticky = true;
      else endLink();
    }
  }

  return {
    get now() {
      return mode;
    },
    enter,
    enterPan,
    cancel,
    clear,
    startLink,
    follow,
    leavePress,
    click,
    release,
    destroy() {
      creeping.stop();
      mode = { kind: 'idle' };
    },
  };
}

/** Gestures during which the view creeps at its edges. */
function creeps(mode: Mode): mode is Marquee | Drag | Linking {
  return mode.kind === 'drag' || mode.kind === 'marquee' || mode.kind === 'link';
}
