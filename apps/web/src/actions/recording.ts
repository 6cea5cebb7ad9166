/**
 * From a key press to the key it stands for, as the table writes it: what is pressed in the settings is what works afterwards.
 */
import { isForeign, isMac, type KeyPress } from './keys.ts';

/** Held down, they are not a key yet. */
const modifiers = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Fn', 'Dead']);

/** The sign a place prints without Shift on most layouts. */
const places: Readonly<Record<string, string>> = { BracketLeft: '[', BracketRight: ']', Slash: '/' };

/** The key that was pressed, or null while only modifiers are held. */
export function keyOfPress(press: KeyPress, mac = isMac): string | null {
  if (modifiers.has(press.key)) return null;
  const held = [
    (mac ? press.metaKey : press.ctrlKey) ? 'Mod' : '',
    mac && press.ctrlKey ? 'Ctrl' : '',
    press.altKey ? 'Alt' : '',
  ];
  const { sign, shift } = signOf(press);
  return [...held, shift ? 'Shift' : '', sign].filter((part) => part !== '').join('+');
}

function signOf({ key, code, shiftKey }: KeyPress): { readonly sign: string; readonly shift: boolean } {
  if (key === ' ') return { sign: 'Space', shift: shiftKey };
  if (key.length > 1) return { sign: key, shift: shiftKey };
  if (/^[a-z]$/i.test(key)) return { sign: key.toUpperCase(), shift: shiftKey };
  if (/^Key[A-Z]$/.test(code) && isForeign(key)) return { sign: code.slice(3), shift: shiftKey };
  if (/^Digit[0-9]$/.test(code)) return { sign: code.slice(5), shift: shiftKey };
  // Some signs need Shift on one layout and not on another: they are known by what they print.
  if (['?', '+', '/', "'"].includes(key)) return { sign: key, shift: false };
  return { sign: places[code] ?? key, shift: shiftKey };
}

/** Why a key cannot be given away, as the end of an id of words; null if it can. */
export function refusalOf(key: string): 'moves' | 'browser' | null {
  if (/^(?:Shift\+)?(?:Tab|Enter|Escape|Space)$/.test(key)) return 'moves';
  return browserKeys.has(key) ? 'browser' : null;
}

/** Chromium, Firefox and Safari open and close windows and tabs with these and never hand them to a page. */
const browserKeys = new Set(['Mod+N', 'Mod+Shift+N', 'Mod+T', 'Mod+Shift+T', 'Mod+W', 'Mod+Shift+W', 'Mod+Q']);
