/**
 * The session store: what the person looks at and holds. Not saved with the study, not shared, not undone.
 */
import { createStore } from 'zustand/vanilla';
import type { Colouring } from '@weft/scene';
import type { Camera, Drop, Point, PointerScheme, Tool } from '../canvas/contract.ts';
import type { ActionId } from '../actions/ids.ts';

export type View = 'canvas' | 'table' | 'compare' | 'cost' | 'floor' | 'parts';
export type Theme = 'system' | 'light' | 'dark';
export type SheetTab = 'design' | 'add' | 'inspect' | 'compare';

/** Where a menu opens: beside an element or at a point of the screen. */
export type Anchor = Element | Point;

/** The one thing that is open above the page. */
export type Surface =
  | { readonly kind: 'menu'; readonly label: string; readonly items: readonly MenuEntry[]; readonly anchor: Anchor }
  | { readonly kind: 'share' }
  | { readonly kind: 'palette' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'drafts' }
  | { readonly kind: 'examples' }
  | { readonly kind: 'export' }
  | { readonly kind: 'picture' }
  | { readonly kind: 'find' }
  | { readonly kind: 'imported' }
  | { readonly kind: 'newSwitch'; readonly source: string; readonly at: Point };

/** One line of a menu: an action, a line between groups, or a command with its own words. */
export type MenuEntry =
  | { readonly action: ActionId }
  | { readonly separator: true }
  | { readonly label: string; readonly checked?: boolean; readonly danger?: boolean; readonly run: () => void };

export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'warning' | 'danger';
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Stays until it is closed. */
  readonly stays: boolean;
}

export interface Session {
  readonly design: string;
  readonly view: View;
  /** Scene ids. */
  readonly selection: readonly string[];
  /** Records to select as soon as a scene shows them, after paste or add. */
  readonly selectNext: readonly string[];
  readonly open: Readonly<Record<string, readonly string[]>>;
  readonly failed: Readonly<Record<string, readonly string[]>>;
  readonly tool: Tool;
  /** Where a link begun by key starts. */
  readonly linkFrom: string | null;
  readonly scheme: PointerScheme;
  readonly grid: boolean;
  /** What nodes, and lines without a load, are coloured by. */
  readonly colouring: Colouring;
  readonly snap: boolean;
  readonly theme: Theme;
  /** Single-letter keys; some assistive software needs them off. */
  readonly letterKeys: boolean;
  readonly leftPanel: boolean;
  readonly rightPanel: boolean;
  readonly inspectorTab: 'inspect' | 'analysis' | 'findings';
  readonly sheet: SheetTab | null;
  readonly buckets: readonly number[] | null;
  readonly camera: Camera | null;
  readonly hover: string | null;
  readonly surface: Surface | null;
  /** A palette item that the next click on the canvas places. */
  readonly placing: Drop | null;
  /** A file is held over the window. */
  readonly dropping: boolean;
  /** The design whose name is being typed. */
  readonly renamingDesign: string | null;
  readonly notices: readonly Notice[];
  readonly announcement: string;
}

const themeKey = 'weft.theme';
const lettersKey = 'weft.letterKeys';

export const session = createStore<Session>(() => ({
  design: '',
  view: 'canvas',
  selection: [],
  selectNext: [],
  open: {},
  failed: {},
  tool: 'select',
  linkFrom: null,
  scheme: 'design-tool',
  grid: true,
  colouring: 'role',
  snap: true,
  theme: (remembered(themeKey) as Theme | null) ?? 'system',
  letterKeys: remembered(lettersKey) !== 'off',
  leftPanel: true,
  rightPanel: true,
  inspectorTab: 'inspect',
  sheet: null,
  buckets: null,
  camera: null,
  hover: null,
  surface: null,
  placing: null,
  dropping: false,
  renamingDesign: null,
  notices: [],
  announcement: '',
}));

/** Opens something above the page, or closes it. */
export function showSurface(surface: Surface | null): void {
  session.setState({ surface });
}

let noticeCount = 0;

/** Shows a notice; one that does not stay leaves by itself. Returns its id. */
export function notify(notice: Omit<Notice, 'id' | 'stays'> & { readonly stays?: boolean }): number {
  const id = ++noticeCount;
  session.setState((s) => ({ notices: [...s.notices.slice(-3), { stays: false, ...notice, id }] }));
  return id;
}

export function closeNotice(id: number): void {
  session.setState((s) => ({ notices: s.notices.filter((n) => n.id !== id) }));
}

/** Says something to screen readers, politely. */
export function announce(announcement: string): void {
  session.setState({ announcement });
}

export function setTheme(theme: Theme): void {
  remember(themeKey, theme);
  session.setState({ theme });
}

export function setLetterKeys(on: boolean): void {
  remember(lettersKey, on ? 'on' : 'off');
  session.setState({ letterKeys: on });
}

/** Opens or closes groups of the active design. */
export function setOpen(groups: readonly string[], open: boolean): void {
  session.setState((s) => {
    const now = s.open[s.design] ?? [];
    const next = open ? [...new Set([...now, ...groups])] : now.filter((g) => !groups.includes(g));
    return { open: { ...s.open, [s.design]: next } };
  });
}

/** Fails or mends links and nodes of the active design. */
export function setFailed(ids: readonly string[], failed: boolean): void {
  session.setState((s) => {
    const now = s.failed[s.design] ?? [];
    const next = failed ? [...new Set([...now, ...ids])] : now.filter((id) => !ids.includes(id));
    return { failed: { ...s.failed, [s.design]: next } };
  });
}

export const openOf = (s: Session): readonly string[] => s.open[s.design] ?? none;
export const failedOf = (s: Session): readonly string[] => s.failed[s.design] ?? none;
const none: readonly string[] = [];

// Storage may be refused (private windows, policies): then a preference lasts as long as the page.
function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing to keep it in.
  }
}
