/**
 * Keys: how they are written (`Mod+Shift+Z`), matched against an event, and printed for this machine.
 *
 * Letters match by what is printed on the key, with the physical key as fallback where the layout has no Latin letters.
 */

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

export const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

interface Chord {
  readonly key: string;
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly ctrl: boolean;
}

function chordOf(text: string): Chord {
  // The key itself may be a plus: `Mod++`.
  const parts = text.endsWith('+') ? [...text.slice(0, -2).split('+'), '+'] : text.split('+');
  const key = parts.at(-1)!;
  const has = (name: string) => parts.slice(0, -1).includes(name);
  return { key, mod: has('Mod'), shift: has('Shift'), alt: has('Alt'), ctrl: has('Ctrl') };
}

/** Whether the press is the chord. Punctuation that needs Shift on some layouts (`?`, `+`) is matched by what it prints. */
export function matches(chordText: string, press: KeyPress, mac = isMac): boolean {
  const chord = chordOf(chordText);
  const mod = mac ? press.metaKey : press.ctrlKey;
  const ctrl = mac ? press.ctrlKey : chord.ctrl && press.ctrlKey;
  if ((mod || (chord.ctrl && ctrl)) !== (chord.mod || chord.ctrl)) return false;
  if (!chord.mod && !chord.ctrl && (press.ctrlKey || press.metaKey)) return false;
  if (chord.alt !== press.altKey) return false;
  const printed = printsWithShift.has(chord.key) && !chord.shift;
  if (!printed && chord.shift !== press.shiftKey) return false;
  return keyIs(chord.key, press);
}

/** Keys that some layouts reach with Shift only. */
const printsWithShift = new Set(['?', '+', '/', "'"]);

function keyIs(key: string, press: KeyPress): boolean {
  if (key.length > 1) return press.key === key || (key === 'Space' && press.key === ' ');
  if (/[a-z]/i.test(key)) {
    const lower = press.key.toLowerCase();
    if (lower === key.toLowerCase()) return true;
    return isForeign(press.key) && press.code === `Key${key.toUpperCase()}`;
  }
  if (/[0-9]/.test(key)) return press.code === `Digit${key}` || press.key === key;
  if (press.key === key) return true;
  if (key === '+') return press.key === '=' || press.code === 'NumpadAdd';
  if (key === '-') return press.code === 'NumpadSubtract';
  return codes[key] !== undefined && press.code === codes[key];
}

/**
 * Alt on a Mac prints other signs, and other scripts other letters: then the place of the key counts. A comma or semicolon that stands in a
 * letter's place, as on Dvorak and AZERTY, is itself.
 */
export const isForeign = (key: string): boolean => key === 'Dead' || /[^\x20-\x7e]/.test(key);

const codes: Readonly<Record<string, string>> = { '[': 'BracketLeft', ']': 'BracketRight', '/': 'Slash', "'": 'Quote' };

/** Whether a press is a single printing key without Mod or Alt: such keys can be switched off. */
export function isLetterKey(chordText: string): boolean {
  const chord = chordOf(chordText.split(' ')[0]!);
  return chord.key.length === 1 && !chord.mod && !chord.alt && !chord.ctrl;
}

/** Keys that move about and end things: they stay when the person wants no keys. */
export const isPlainKey = (chordText: string): boolean =>
  /^(?:Shift\+|Mod\+)*(?:Arrow\w+|Tab|Enter|Escape|Delete|Backspace)$/.test(chordText);

const names: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
  '-': '−',
};

/** The parts to print, one per key cap: `['Ctrl', 'Shift', 'Z']`. */
export function keyCaps(text: string, mac = isMac): readonly string[] {
  return text.split(' ').flatMap((step) => {
    const chord = chordOf(step);
    const caps: string[] = [];
    if (chord.mod) caps.push(mac ? '⌘' : 'Ctrl');
    if (chord.ctrl) caps.push('Ctrl');
    if (chord.alt) caps.push(mac ? '⌥' : 'Alt');
    if (chord.shift) caps.push(mac ? '⇧' : 'Shift');
    caps.push(names[chord.key] ?? (chord.key.length === 1 ? chord.key.toUpperCase() : chord.key));
    return caps;
  });
}

/** For a tooltip: `Ctrl+Shift+Z`. */
export const printKeys = (text: string, mac = isMac): string =>
  keyCaps(text, mac).join(mac || text.includes(' ') ? ' ' : '+');

/** For `aria-keyshortcuts`, in the words of ARIA. */
export const ariaKeys = (text: string, mac = isMac): string | undefined =>
  text.includes(' ')
    ? undefined
    : text
        .replace('Mod', mac ? 'Meta' : 'Control')
        .replace('Ctrl', 'Control')
        .replace('++', '+Plus');
