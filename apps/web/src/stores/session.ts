/**
 * The session store: what the person looks at and holds. Not saved with the study, not shared, not undone.
 */
import { createStore } from 'zustand/vanilla';
import type { Colouring, SceneFilter } from '@weft/scene';
import type { Camera, Drop, Point, PointerScheme, Tool } from '../canvas/contract.ts';
import type { ActionId } from '../actions/ids.ts';
import { oneByOne } from './aloud.ts';

export type View = 'canvas' | 'table' | 'compare' | 'cost' | 'floor' | 'parts';
export type Theme = 'system' | 'light' | 'dark';
export type KeyProfile = 'all' | 'none';
export type Rates = 'bits' | 'bytes';
export type Lengths = 'metres' | 'feet';
/** Keys by action, written as in the table; an empty list takes the keys away. */
export type Bindings = Readonly<Partial<Record<ActionId, readonly string[]>>>;
export type SheetTab = 'design' | 'add' | 'inspect' | 'compare';

/** Where a menu opens: beside an element or at a point of the screen. */
export type Anchor = Element | Point;

/** The one thing that is open above the page. */
export type Surface =
  | {
      readonly kind: 'menu';
      readonly label: string;
      readonly items: readonly MenuEntry[];
      readonly anchor: Anchor;
      /** The first entry has the focus: Enter takes it. */
      readonly first?: boolean;
    }
  | { readonly kind: 'share' }
  | { readonly kind: 'palette' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'settings'; readonly tab?: 'general' | 'keys' }
  | { readonly kind: 'drafts' }
  | { readonly kind: 'examples' }
  | { readonly kind: 'start' }
  | { readonly kind: 'export' }
  | { readonly kind: 'picture'; readonly format?: 'png' | 'svg' }
  | { readonly kind: 'find' }
  | { readonly kind: 'imported' }
  | { readonly kind: 'linkMany' }
  | { readonly kind: 'makeTemplate' };

export type Panel = 'history' | 'views';

/** One line of a menu: an action, a line between groups, or a command with its own words. */
export type MenuEntry =
  | { readonly action: ActionId; readonly run?: () => void }
  | { readonly separator: true }
  | { readonly label: string; readonly checked?: boolean; readonly danger?: boolean; readonly run: () => void };

export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'warning' | 'danger';
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Stays until it is closed. */
  readonly stays: boolean;
  /** How far what it tells of is, 0 ... 1. */
  readonly progress?: number;
  /** How often it was told, while it was still there. */
  readonly times: number;
}

export interface Session {
  readonly design: string;
  readonly view: View;
  /** Scene ids. */
  readonly selection: readonly string[];
  /** Records to select as soon as a scene shows them, after paste or add. */
  readonly selectNext: readonly string[];
  /** Groups that were opened by hand, by design: they stay open whatever the zoom. */
  readonly open: Readonly<Record<string, readonly string[]>>;
  /** Groups that zoom opened, the most wanted first, and those that zoom must not open because they were closed by hand. */
  readonly zoomOpen: Readonly<Record<string, readonly string[]>>;
  readonly keptClosed: Readonly<Record<string, readonly string[]>>;
  /** Zooming in opens groups, zooming out closes them. */
  readonly opensByZoom: boolean;
  /** Roles, rails, planes and fabrics that are not drawn, by design. */
  readonly hidden: Readonly<Record<string, SceneFilter>>;
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
  /** All keys, or only those that move about (`isPlainKey`): for who needs the keys for something else. */
  readonly keyProfile: KeyProfile;
  /** Keys that the person has given to actions, in place of those of the table. */
  readonly bindings: Bindings;
  /** The tag of the language whose separators numbers have, `auto` for the browser's; and what is printed first. */
  readonly locale: string;
  readonly rates: Rates;
  readonly lengths: Lengths;
  readonly leftPanel: boolean;
  readonly rightPanel: boolean;
  readonly inspectorTab: 'inspect' | 'analysis' | 'findings';
  readonly sheet: SheetTab | null;
  readonly buckets: readonly number[] | null;
  readonly camera: Camera | null;
  readonly hover: string | null;
  readonly surface: Surface | null;
  /** What is open beside its button in the bar, without covering the canvas. */
  readonly panel: Panel | null;
  /** A palette item that the next click on the canvas places. */
  readonly placing: Drop | null;
  /** The example is open because there was nothing else: the way to the start page is pointed out. */
  readonly firstRun: boolean;
  /** A file is held over the window. */
  readonly dropping: boolean;
  /** The design whose name is being typed. */
  readonly renamingDesign: string | null;
  /** The thing on the canvas whose name is being typed, by scene id. */
  readonly renaming: string | null;
  readonly notices: readonly Notice[];
  readonly announcement: string;
}

/** How the person wants the app, kept in the browser: where each is written, and how it is read from there. */
const onOff = (was: string | null): boolean => was !== 'off';
const preferences = {
  theme: ['weft.theme', (was: string | null): Theme => (was === 'light' || was === 'dark' ? was : 'system')],
  letterKeys: ['weft.letterKeys', onOff],
  opensByZoom: ['weft.opensByZoom', onOff],
  grid: ['weft.grid', onOff],
  snap: ['weft.snap', onOff],
  scheme: ['weft.scheme', (was: string | null): PointerScheme => (was === 'map' ? 'map' : 'design-tool')],
  keyProfile: ['weft.keyProfile', (was: string | null): KeyProfile => (was === 'none' ? 'none' : 'all')],
  bindings: ['weft.keys', readBindings],
  locale: ['weft.locale', (was: string | null): string => was ?? 'auto'],
  rates: ['weft.rates', (was: string | null): Rates => (was === 'bytes' ? 'bytes' : 'bits')],
  lengths: ['weft.lengths', (was: string | null): Lengths => (was === 'feet' ? 'feet' : 'metres')],
} as const;
const preferenceNames = Object.keys(preferences) as (keyof typeof preferences)[];

type Preferences = { readonly [K in keyof typeof preferences]: ReturnType<(typeof preferences)[K][1]> };

const rememberedPreferences = (): Preferences =>
  Object.fromEntries(
    preferenceNames.map((name) => [name, preferences[name][1](remembered(preferences[name][0]))]),
  ) as Preferences;

export const session = createStore<Session>(() => ({
  ...rememberedPreferences(),
  design: '',
  view: 'canvas',
  selection: [],
  selectNext: [],
  open: {},
  zoomOpen: {},
  keptClosed: {},
  hidden: {},
  failed: {},
  tool: 'select',
  linkFrom: null,
  colouring: 'role',
  leftPanel: true,
  rightPanel: true,
  inspectorTab: 'inspect',
  sheet: null,
  buckets: null,
  camera: null,
  hover: null,
  surface: null,
  panel: null,
  placing: null,
  firstRun: false,
  dropping: false,
  renamingDesign: null,
  renaming: null,
  notices: [],
  announcement: '',
}));

session.subscribe((now, before) => {
  for (const name of preferenceNames) {
    const is = now[name];
    if (is !== before[name]) remember(preferences[name][0], written(is));
  }
});

function written(value: Preferences[keyof Preferences]): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isKeys(keys: unknown): boolean {
  return Array.isArray(keys) && keys.every((key) => typeof key === 'string');
}

/** What was kept may be of another version, or not from here at all. */
function readBindings(was: string | null): Bindings {
  try {
    const read: unknown = JSON.parse(was ?? '{}');
    if (typeof read !== 'object' || read === null) return {};
    return Object.fromEntries(Object.entries(read).filter(([, keys]) => isKeys(keys)));
  } catch {
    return {};
  }
}

/** Opens something above the page, or closes it. */
export function showSurface(surface: Surface | null): void {
  session.setState({ surface });
}

/** Opens a panel beside its button, or closes it when it is open. */
export function togglePanel(panel: Panel): void {
  session.setState((s) => ({ panel: s.panel === panel ? null : panel }));
}

let noticeCount = 0;

/** At most so many notices stand over a view. */
const mostNotices = 3;

/**
 * Shows a notice; one that does not stay leaves by itself. Returns its id. The same words again are the same notice, told once more; what was refused
 * gives way to the next refusal, and what was only mentioned to the next mention.
 */
export function notify(notice: Omit<Notice, 'id' | 'stays' | 'times'> & { readonly stays?: boolean }): number {
  const { notices } = session.getState();
  const same = notices.find((n) => n.text === notice.text);
  const id = same?.id ?? ++noticeCount;
  const givesWay = (n: Notice): boolean =>
    n === same || (!n.stays && n.tone === notice.tone && (n.tone === 'warning' || n.action === undefined));
  const kept = notices.filter((n) => !givesWay(n)).slice(1 - mostNotices);
  session.setState({ notices: [...kept, { stays: false, ...notice, id, times: (same?.times ?? 0) + 1 }] });
  // Alerts are read out by themselves.
  if (notice.tone === 'info') announce(notice.text);
  return id;
}

export function closeNotice(id: number): void {
  session.setState((s) => ({ notices: s.notices.filter((n) => n.id !== id) }));
}

/** Says something to screen readers, politely, after what is being said. The same words again are said again: a space at their end makes them new. */
export const announce = oneByOne((text) =>
  session.setState((s) => ({ announcement: s.announcement === text ? `${text}\u00A0` : text })),
);

export function setTheme(theme: Theme): void {
  session.setState({ theme });
}

export function setLetterKeys(on: boolean): void {
  session.setState({ letterKeys: on });
}

export function setOpensByZoom(on: boolean): void {
  session.setState({ opensByZoom: on });
}

/** Opens or closes groups of the active design, by hand. What is open inside a group closes with it: it would hold it open. */
export function setOpen(groups: readonly string[], open: boolean): void {
  const within = (id: string): boolean => groups.some((g) => id === g || id.startsWith(`${g}/`));
  const without = (ids: readonly string[]): readonly string[] => ids.filter((id) => !within(id));
  session.setState((s) => {
    const now = openOf(s);
    const kept = s.keptClosed[s.design] ?? none;
    const next = open ? [...new Set([...now, ...groups])] : without(now);
    return {
      open: { ...s.open, [s.design]: next },
      zoomOpen: open ? s.zoomOpen : { ...s.zoomOpen, [s.design]: without(zoomOpenOf(s)) },
      keptClosed: {
        ...s.keptClosed,
        [s.design]: open ? kept.filter((id) => !groups.includes(id)) : [...new Set([...kept, ...groups])],
      },
    };
  });
}

/** What of the active design zoom has opened. */
export function setZoomOpen(groups: readonly string[]): void {
  session.setState((s) => ({ zoomOpen: { ...s.zoomOpen, [s.design]: groups } }));
}

/** Shows all that is open closed again, until the next zoom. */
export function closeAll(): void {
  session.setState((s) => ({ open: { ...s.open, [s.design]: [] }, zoomOpen: { ...s.zoomOpen, [s.design]: [] } }));
}

export function setHidden(filter: SceneFilter): void {
  session.setState((s) => ({ hidden: { ...s.hidden, [s.design]: filter } }));
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
export const zoomOpenOf = (s: Session): readonly string[] => s.zoomOpen[s.design] ?? none;
export const hiddenOf = (s: Session): SceneFilter => s.hidden[s.design] ?? nothing;
export const failedOf = (s: Session): readonly string[] => s.failed[s.design] ?? none;
const none: readonly string[] = [];
// As `nothingHidden` of the scene, which the first load does without.
const nothing: SceneFilter = { roles: [], rails: [], planes: [], fabrics: [] };

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
