/**
 * The dispatcher: one listener on the page that finds the action of a key press and runs it.
 *
 * While a word is being composed (Japanese, Chinese, Korean) the keys are those of the composition, whoever listens. In a text field only keys with Mod work, and not those the field needs itself. With a dialog or menu open only its own keys work. Keys in two steps (`G C`)
 * wait a second for the second one.
 */
import { startPasting } from '../control/pasting.ts';
import { typeAhead } from '../control/typeAhead.ts';
import { canvasElementId, stage } from '../control/stage.ts';
import { announce, session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import type { Action } from './action.ts';
import type { ActionId } from './ids.ts';
import { keysNow } from './bindings.ts';
import { matches } from './keys.ts';
import { actions } from './table.ts';

const secondStep_ms = 1000;
let prefix: { readonly key: string; readonly at_ms: number } | null = null;

export function startKeys(): void {
  // Before the canvas, which would take Enter for itself while a link is being drawn by key.
  window.addEventListener('keydown', onKeyDown, { capture: true });
  startPasting();
}

/** The key code of a key that a composition has taken: Safari says of its last Enter that nothing is composed any more. */
const composed = 229;

function onKeyDown(event: KeyboardEvent): void {
  // Enter takes the word, Escape drops it: neither is for a field that would hand in its text, nor for the page.
  if (event.isComposing || event.keyCode === composed) {
    event.stopPropagation();
    return;
  }
  if (event.defaultPrevented) return;
  if (session.getState().surface !== null) {
    typeAhead(event);
    return;
  }
  // In a table F2 edits the cell, as everywhere; a name is one of its cells.
  if (event.key === 'F2' && event.target instanceof Element && event.target.closest('[role=grid] td')) return;
  const place = placeOf(event.target);
  const action = find(event, place);
  if (action === null) return;
  // Words that were marked beside the canvas are what is copied.
  if (action.id === 'edit.copy' && !isOnCanvas(event.target) && !getSelection()?.isCollapsed) return;
  // While a button is down nothing may change what is held.
  if (stage.canvas?.isHolding() && !whileHolding.has(action.id)) {
    event.preventDefault();
    return;
  }
  if (!(action.when?.() ?? true)) {
    if (place !== 'canvas' || action.quiet) return;
    event.preventDefault();
    if (action.refuse) action.refuse();
    else
      announce(
        t('canvas.notNow', {
          action: t(action.labelNow?.() ?? action.label),
          none: session.getState().selection.length === 0,
        }),
      );
    return;
  }
  if (action.native && matches(action.keys[0]!, event)) {
    action.native();
    return;
  }
  event.preventDefault();
  action.run();
}

const whileHolding: ReadonlySet<ActionId> = new Set([
  'select.none',
  'view.zoomIn',
  'view.zoomOut',
  'view.zoomReset',
  'view.fit',
  'view.grid',
  'view.snap',
]);

const isOnCanvas = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(`#${canvasElementId}`) !== null;

type Place = 'canvas' | 'page' | 'text' | 'control';

function placeOf(target: EventTarget | null): Place {
  if (!(target instanceof HTMLElement)) return 'canvas';
  if (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select')) return 'text';
  if (isOnCanvas(target) || target === document.body) return 'canvas';
  return target.closest('[role=dialog], [role=menu], [role=tablist]') ? 'control' : 'page';
}

function find(event: KeyboardEvent, place: Place): Action | null {
  if (place === 'control' && !(event.ctrlKey || event.metaKey)) return null;
  const now_ms = performance.now();
  const waiting = prefix !== null && now_ms - prefix.at_ms <= secondStep_ms ? prefix.key : null;
  if (event.key !== 'Shift') prefix = null;
  for (const action of actions) {
    if (action.context === 'canvas' && place !== 'canvas') continue;
    if (place === 'text' && (action.textKeepsKey || !(event.ctrlKey || event.metaKey))) continue;
    for (const keys of keysNow(action)) {
      // Enter and Escape on a button are the button's.
      if (place === 'page' && keys === 'Enter') continue;
      const [first, second] = keys.split(' ');
      if (second === undefined) {
        if (waiting === null && matches(first!, event)) return action;
      } else if (waiting === first) {
        if (matches(second, event)) return action;
      } else if (matches(first!, event)) {
        prefix = { key: first!, at_ms: now_ms };
      }
    }
  }
  return null;
}
