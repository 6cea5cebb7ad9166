/**
 * What the canvas hears besides the pointer: Enter, the menu key, focus that comes and goes, letters that arrive late. Out: a function that stops listening.
 */
export function listen(
  container: HTMLElement,
  glass: HTMLElement,
  hears: {
    /** Enter on the canvas itself; false when there was nothing to do. */
    enter(): boolean;
    /** The menu key, or Shift and F10. */
    menu(): void;
    focus(): void;
    fonts(): void;
  },
): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  container.addEventListener(
    'keydown',
    (event) => {
      const modified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
      if (event.key !== 'Enter' || modified || event.defaultPrevented || event.target !== container) return;
      if (hears.enter()) event.preventDefault();
    },
    { signal },
  );
  container.addEventListener(
    'contextmenu',
    (event) => {
      // The pointer's comes from the glass.
      if (event.target !== container) return;
      event.preventDefault();
      hears.menu();
    },
    { signal },
  );
  container.addEventListener('focusin', hears.focus, { signal });
  container.addEventListener('focusout', hears.focus, { signal });
  glass.addEventListener('pointerdown', () => container.focus({ preventScroll: true }), { signal });
  document.fonts?.addEventListener('loadingdone', hears.fonts, { signal });
  if (!container.hasAttribute('tabindex')) container.tabIndex = 0;
  return () => stop.abort();
}
