/** Moving the keyboard's focus where an action wants it: the search of the palette, the name in the inspector. */
import { result } from '../stores/result.ts';
import { tellPanels } from '../stores/later.ts';
import { session } from '../stores/session.ts';
import { stage } from './stage.ts';

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

export function focusName(): void {
  tellPanels();
  if (isNarrow()) session.setState({ sheet: 'inspect' });
  else session.setState({ rightPanel: true, inspectorTab: 'inspect' });
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLInputElement>(nameFieldSelector);
    field?.focus();
    field?.select();
  });
}
