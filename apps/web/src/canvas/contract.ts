/**
 * The canvas as the rest of the app sees it: it is given a scene and says what the person did. It knows neither the store nor React.
 *
 * All ids are scene ids (see `@weft/scene`); positions are canvas units. Nothing here changes the document: each gesture ends in exactly one call
 * of a handler, and the new scene comes back through `show`.
 */
import type { Colouring, DrawnRole, LinkPaint, Scene, SceneLoads } from '@weft/scene';

/** The tool in hand. */
export type Tool = 'select' | 'hand' | 'link';

/** `design-tool`: drag on empty space selects, wheel pans, Ctrl-wheel zooms. `map`: drag pans, wheel zooms. */
export type PointerScheme = 'design-tool' | 'map';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Camera {
  readonly pan: Point;
  readonly zoom: number;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a palette item drops: the canvas only passes it through. */
export type Drop =
  | {
      readonly kind: 'part';
      readonly node: 'server' | 'accelerator' | 'nic' | 'switch' | 'service';
      readonly part: string | null;
    }
  | { readonly kind: 'block'; readonly recipe: string }
  | { readonly kind: 'template'; readonly template: string; readonly name: string };

/** How a canvas starts; each can be changed later by its `set...`. */
export interface CanvasOptions {
  readonly theme: 'light' | 'dark';
  readonly tool?: Tool;
  readonly scheme?: PointerScheme;
  readonly grid?: boolean;
  readonly snap?: boolean;
  readonly minimap?: boolean;
  /** True where a picture is looked at but not edited: no dragging, no link drawing. */
  readonly readOnly?: boolean;
}

export interface CanvasHandlers {
  /** The selection changed by hand. Ids of nodes, links and backdrops (groups). */
  select(ids: readonly string[]): void;
  /** A click with Mod on a closed group: what is inside is wanted. */
  reach(id: string): void;
  /**
   * Things were dragged: new centres, one call a gesture. `copy` when Alt was held. An open group dragged by its label is one entry under the
   * group's id (its members are not listed). Nodes that share an `owner` move together and are all listed, by the same distance.
   */
  move(
    moves: readonly { readonly id: string; readonly x: number; readonly y: number }[],
    copy: boolean,
    held: { readonly box: Box; readonly at: Point },
  ): void;
  /**
   * Where what is dragged would belong if it were let go with its box here and the pointer there: the id of an open group, null for none of them,
   * undefined where it stays in what holds it.
   */
  home(ids: readonly string[], box: Box, at: Point): string | null | undefined;
  /** A link was drawn from one scene node to another (or to empty space: target null, `at` tells where). */
  link(source: string, target: string | null, at: Point): void;
  /** A group was opened or closed by double-click, Enter or zoom. */
  open(group: string, open: boolean): void;
  /** Pointer rests on something, or left it. */
  hover(id: string | null): void;
  /** A double-click on empty space. */
  addAt(at: Point): void;
  /** A double-click on a name, or on a node that does not open. */
  rename(id: string): void;
  /** Something that is locked was to be dragged. */
  refuse(id: string): void;
  /** `byKey` when it was asked for without a pointer. */
  contextMenu(id: string | null, screen: Point, at: Point, byKey?: boolean): void;
  /** What lies over the canvas now, as boxes of the window: what is to be shown is brought beside it. */
  covers(): readonly { readonly x: number; readonly y: number; readonly width: number; readonly height: number }[];
  /** The camera settled; `byHand` when the person panned or zoomed, and was not taken somewhere. */
  camera(camera: Camera, byHand: boolean): void;
}

/** Which node a link may end on while it is being drawn. */
export type LegalTarget = (source: string, target: string) => boolean;

/** What lights up: everything else is dimmed. */
export interface Highlight {
  readonly nodes: readonly string[];
  readonly links: readonly string[];
  /** The bottleneck, drawn loudest. */
  readonly bottleneck: string | null;
}

/** Badges on scene nodes by id: the number and the gravest severity of the findings there. */
export type Badges = ReadonlyMap<string, { readonly count: number; readonly severity: 'error' | 'warning' | 'note' }>;

export interface PictureOptions {
  readonly scale: number;
  /** CSS pixels per canvas unit at scale 1: the camera's own for a picture as it is on the screen, with the names that are seen there. */
  readonly zoom: number;
  readonly background: 'theme' | 'transparent';
  /** What the lines show, as the title of a legend; null for none. */
  readonly legend: string | null;
}

export interface SvgPictureOptions extends Omit<PictureOptions, 'scale'> {
  /** Told to those who do not see the picture. */
  readonly title: string;
  /** Kept in the file; '' for none. */
  readonly metadata: string;
}

export interface Canvas {
  /**
   * Draws a scene by difference from the last one. `fit` moves the camera to show all of it; `anchor` so that what is under the pointer stays there, for
   * groups that open or close. `loads` for the links that are new, so that they are drawn once; `showLoads` follows for the others.
   */
  show(
    scene: Scene,
    options: { readonly fit: boolean; readonly anchor?: boolean; readonly loads?: SceneLoads | null },
  ): void;
  /** Colours and widens links by utilisation; null takes the colours away. Only changed buckets are written. */
  showLoads(loads: SceneLoads | null): void;
  showSelection(ids: readonly string[]): void;
  showHighlight(highlight: Highlight | null): void;
  showBadges(badges: Badges): void;
  /** Where the keyboard's focus is, apart from the selection; drawn as a ring while the container has the focus. */
  showFocus(id: string | null): void;
  /** What is locked: it shows so, and no hand moves it. */
  showLocked(ids: ReadonlySet<string>): void;
  /** Only links of these utilisation buckets are drawn strongly; null for all. */
  showBuckets(buckets: readonly number[] | null): void;
  setTheme(theme: 'light' | 'dark'): void;
  /** What nodes, and links without a load, are coloured by; `role` to begin with. */
  setColouring(by: Colouring): void;
  /** Colours links by words of their own in place of their loads; null takes them away. Filters by bucket then mean places among the words. */
  showPaint(paint: LinkPaint | null): void;
  setTool(tool: Tool): void;
  setScheme(scheme: PointerScheme): void;
  setLegalTarget(legal: LegalTarget): void;
  setGrid(shown: boolean): void;
  setSnap(on: boolean): void;
  setMinimap(shown: boolean): void;
  setReadOnly(readOnly: boolean): void;
  /** Starts a link at a node, as if its port had been pressed: the next click on a legal target ends it. */
  startLink(source: string): void;
  /** Gives up the gesture under way; false when there was none. */
  cancel(): boolean;
  /** The link begun by `startLink` is shown to end at a thing that was chosen without a pointer. */
  aimLink(target: string): void;
  /** A gesture is under way. */
  isBusy(): boolean;
  /** Something is held: a gesture is under way whose button or finger is down. */
  isHolding(): boolean;
  /** Where the pointer is over the canvas, CSS pixels from its corner; null when it is elsewhere. */
  pointer(): Point | null;
  /** Where a point of the screen lies in canvas units, for drops from the palette. */
  at(clientX: number, clientY: number): Point;
  /**
   * Shows a part that is carried here from beside the canvas as it would come to rest, kept to neighbours and grid unless it is `free`; null takes it
   * away. Where that is, canvas units.
   */
  aimDrop(role: DrawnRole | null, clientX: number, clientY: number, free?: boolean): Point;
  /** Where a thing of the scene is drawn, in CSS pixels of the browser's window; null when it is not drawn. Of a link: its middle. */
  placeOf(
    id: string,
  ): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null;
  /** The middle of a thing's name as it is drawn, in CSS pixels of the browser's window; null when it shows none. */
  namePlace(id: string): Point | null;
  centre(): Point;
  camera(): Camera;
  /** Of the drawing, CSS pixels. */
  size(): { readonly width: number; readonly height: number };
  setCamera(camera: Camera): void;
  /** As `setCamera`, by a short glide; at once where the person wants no motion. */
  glideTo(camera: Camera): void;
  zoomBy(factor: number): void;
  /** Moves just so far that a thing is seen. */
  reveal(id: string): void;
  /** Glides to where all of these, or all there is, can be seen. */
  fit(ids?: readonly string[]): void;
  /** The diagram as a PNG, as on the screen. Rejects with a sentence when the picture would be too large. */
  png(options: PictureOptions): Promise<Blob>;
  /** How large a picture will be, CSS pixels at scale 1; null when there is nothing to make one of. */
  pictureSize(
    options: Pick<PictureOptions, 'zoom' | 'legend'>,
  ): { readonly width: number; readonly height: number } | null;
  /** The same as an SVG document, drawn by the same painters. */
  svg(options: SvgPictureOptions): Promise<string>;
  destroy(): void;
}
