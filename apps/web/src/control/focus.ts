/** Moving the keyboard's focus where an action wants it: the search of the palette, the name in the inspector. */
import { result } from '../stores/result.ts';
import { tellPanels } from '../stores/later.ts';
import { session } from '../stores/session.ts';
import { canvasElementId, stage } from './stage.ts';

export const paletteSearchId = 'palette-search';
export const nameFieldSelector = '[data-name-field] input';

export function isNarrow(): boolean {
  return window.matchMedia('(max-width: 860px)').matches;
}

export function focusAdd(): void {
  if (isNarrow()) session.setState({ sheet: 'add' });
  else session.setState({ leftPanel: true });
  // After the panel is there.
  requestAnimationFrame(() => document.getElementById(paletteSearchId)?.focus());
}

/** The name of the one thing that is selected becomes a field: where it stands on the canvas, else in the inspector. */
export function startRename(): void {
  const { view, selection } = session.getState();
  const [id] = selection;
  const place = view === 'canvas' && selection.length === 1 ? stage.canvas?.placeOf(id!) : null;
  const isDrawn = place !== null && place !== undefined;
  const isLine = isDrawn && result.getState().scene?.links.some((link) => link.id === id);
  if (isDrawn && !isLine) session.setState({ renaming: id! });
  else focusName();
}

/** The name in the inspector takes the focus; Escape, and Enter when the name is taken, give it back to where it was. */
export function focusName(): void {
  const before = document.activeElement;
  tellPanels();
  if (isNarrow()) session.setState({ sheet: 'inspect' });
  else session.setState({ rightPanel: true, inspectorTab: 'inspect' });
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLInputElement>(nameFieldSelector);
    if (field === null) return;
    field.focus();
    field.select();
    const heard = new AbortController();
    field.addEventListener('blur', () => heard.abort(), { signal: heard.signal });
    field.addEventListener('keydown', (event) => giveBack(event, before), { signal: heard.signal });
  });
}

function giveBack({ key, currentTarget: field }: KeyboardEvent, before: Element | null): void {
  if (key !== 'Escape' && key !== 'Enter') return;
  // After the field has dropped or handed in its text; what is refused stays to be mended.
  requestAnimationFrame(() => {
    if ((field as Element).getAttribute('aria-invalid') === 'true') return;
    const known = before instanceof HTMLElement && before !== document.body && before.isConnected;
    (known ? before : document.getElementById(canvasElementId))?.focus({ preventScroll: true });
  });
}
