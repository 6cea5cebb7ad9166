/** The theme in force: what was chosen, or what the system asks for; written on the root element and told to the canvas. */
import { session } from '../stores/session.ts';
import { stage } from './stage.ts';

const darkSystem = window.matchMedia('(prefers-color-scheme: dark)');

export function themeInForce(): 'light' | 'dark' {
  const { theme } = session.getState();
  if (theme !== 'system') return theme;
  return darkSystem.matches ? 'dark' : 'light';
}

export function startTheme(): void {
  apply();
  session.subscribe((now, before) => {
    if (now.theme !== before.theme) apply();
  });
  darkSystem.addEventListener('change', () => {
    apply();
    // Whoever asks the session for the theme in force is to ask again.
    session.setState({});
  });
}

function apply(): void {
  const theme = themeInForce();
  document.documentElement.dataset['theme'] = theme;
  stage.canvas?.setTheme(theme);
}
