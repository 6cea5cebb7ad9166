/** Moving the keyboard's focus where an action wants it: the search of the palette, the name in the inspector. */
import { session } from '../stores/session.ts';

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

export function focusName(): void {
  if (isNarrow()) session.setState({ sheet: 'inspect' });
  else session.setState({ rightPanel: true, inspectorTab: 'inspect' });
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLInputElement>(nameFieldSelector);
    field?.focus();
    field?.select();
  });
}
