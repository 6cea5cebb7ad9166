/**
 * The browser's own paste: only it may read the system's clipboard without asking. The key is left to the browser, which then says what is there;
 * where it says nothing, the clip of this page is pasted.
 */
import { session } from '../stores/session.ts';
import { withHand } from './atHand.ts';

/** Browsers that tell of a paste do so at once. */
const silence_ms = 120;

let waiting: { readonly keepLinks: boolean; readonly timer: ReturnType<typeof setTimeout> } | null = null;

/** The key for pasting was pressed and is left to the browser. */
export function expectPaste(keepLinks: boolean): void {
  if (waiting) clearTimeout(waiting.timer);
  const timer = setTimeout(() => {
    waiting = null;
    withHand((hand) => hand.paste(keepLinks));
  }, silence_ms);
  waiting = { keepLinks, timer };
}

export function startPasting(): void {
  window.addEventListener('paste', (event) => {
    const { target } = event;
    const typing = target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea'));
    if (waiting === null || typing || session.getState().surface !== null) return;
    const { keepLinks, timer } = waiting;
    clearTimeout(timer);
    waiting = null;
    event.preventDefault();
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const types = event.clipboardData?.types ?? [];
    // A clipboard is emptied after the event: its file is taken now.
    const file = event.clipboardData?.files[0] ?? null;
    if (text === '' && types.length > 0) withHand((hand) => void hand.refusePaste(file));
    else withHand((hand) => void hand.pasteText(text, keepLinks));
  });
}
