/**
 * What is typed between the key that opens a search and the search being there: it is fetched when it is first asked for, and nobody waits for
 * that before typing. In: key presses while something is open above the page; out: the text for the search to begin with.
 */
import { session } from '../stores/session.ts';

let typed = '';

/** Takes a key press for the search that is on its way. */
export function typeAhead(event: KeyboardEvent): void {
  const { surface } = session.getState();
  const { target } = event;
  if (target instanceof Element && target.closest('input, textarea, select, [role=dialog], [role=menu]')) return;
  // It is no longer the canvas that is meant: Enter would open there what is selected.
  if (event.key === 'Enter' || event.key === ' ') event.preventDefault();
  if (surface?.kind !== 'palette' && surface?.kind !== 'find') return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const field = document.querySelector<HTMLElement>('[role=dialog] input');
  if (field !== null) {
    // It is there and about to have the focus: the letter goes to where the focus is.
    field.focus();
    return;
  }
  if (event.key.length === 1) typed += event.key;
  else if (event.key === 'Backspace') typed = typed.slice(0, -1);
  else return;
  event.preventDefault();
}

/** What was typed for the search that is there now. */
export function takeTyped(): string {
  const text = typed;
  typed = '';
  return text;
}

session.subscribe((now, before) => {
  if (now.surface !== before.surface) typed = '';
});
