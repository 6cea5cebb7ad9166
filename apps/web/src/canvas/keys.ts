/**
 * The keys that belong to a gesture: Alt, Shift and Ctrl or Cmd while it lasts, Space to pan, Escape to give up. They are heard on the window, since a
 * gesture may begin while another part of the page has the focus.
 */
export interface Keys {
  readonly alt: boolean;
  readonly mod: boolean;
  readonly shift: boolean;
  readonly space: boolean;
  /** A pointer event says it better than the last key did. */
  learn(event: Modified): void;
  destroy(): void;
}

interface Modified {
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

export function createKeys(hand: {
  /** The pointer is over the canvas, or a gesture is under way. */
  isNear(): boolean;
  /** A gesture is under way. */
  isBusy(): boolean;
  /** Gives up the gesture; false when there was none. */
  cancel(): boolean;
  changed(): void;
}): Keys {
  const now = { alt: false, mod: false, shift: false, space: false };
  const stop = new AbortController();
  const listen = { signal: stop.signal, capture: true };
  const learn: Keys['learn'] = (event) => {
    now.alt = event.altKey;
    now.mod = event.ctrlKey || event.metaKey;
    now.shift = event.shiftKey;
  };

  window.addEventListener(
    'keydown',
    (event) => {
      if (isModifier(event.key)) {
        learn(event);
        // By itself Alt would open the browser's menu bar when it is let go.
        if (event.key === 'Alt' && hand.isBusy()) event.preventDefault();
        hand.changed();
      } else if (event.key === 'Escape') {
        if (!hand.cancel()) return;
        event.preventDefault();
        event.stopPropagation();
      } else if (event.key === ' ' && hand.isNear() && !isTyping(event.target)) {
        event.preventDefault();
        if (now.space) return;
        now.space = true;
        hand.changed();
      }
    },
    listen,
  );
  window.addEventListener(
    'keyup',
    (event) => {
      if (isModifier(event.key)) learn(event);
      else if (event.key === ' ' && now.space) now.space = false;
      else return;
      hand.changed();
    },
    listen,
  );
  // What is let go in another window is not heard here.
  window.addEventListener(
    'blur',
    () => {
      Object.assign(now, { alt: false, mod: false, shift: false, space: false });
      hand.changed();
    },
    listen,
  );

  return {
    get alt() {
      return now.alt;
    },
    get mod() {
      return now.mod;
    },
    get shift() {
      return now.shift;
    },
    get space() {
      return now.space;
    },
    learn,
    destroy: () => stop.abort(),
  };
}

function isModifier(key: string): boolean {
  return key === 'Alt' || key === 'Control' || key === 'Meta' || key === 'Shift';
}

/** Keys that would type or press something belong to it, not to the canvas. */
function isTyping(target: EventTarget | null): boolean {
  const own = 'input, textarea, select, button, a, [contenteditable="true"], [role="menu"], [role="dialog"]';
  return target instanceof Element && target.closest(own) !== null;
}
