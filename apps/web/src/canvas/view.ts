/**
 * The Cytoscape part of the canvas: bodies and links, patched by difference. In: scenes, loads, sets of ids; out: pixels.
 *
 * `carrier.ts` follows the camera. Cytoscape hears no pointer: `gestures.ts` does. Its private renderer is told the pixel ratio here; if a release changes
 * it, the screen's own stays.
 */
import cytoscape, { type CollectionReturnValue, type Core } from 'cytoscape';
import { bucketOf, sceneDifference, type Scene, type SceneLink, type SceneLoads, type SceneNode } from '@weft/scene';
import { createCarrier, overscan_px } from './carrier.ts';
import type { Camera, Point } from './contract.ts';
import { linkStroke, type Dress } from './dress.ts';
import { linkData, linkDefinition, nodeData, nodeDefinition } from './elements.ts';
import type { Box } from './geometry.ts';
import { drawLean, isStyled, keepStyles, styleLean } from './lean.ts';
import { crowdOf, linkWidth } from './look.ts';
import { removedElements, type Removed } from './removed.ts';
import { stylesheet } from './stylesheet.ts';

/** Above this many elements a dense screen is drawn at one pixel a CSS pixel: four times fewer to fill. */
const bigScene = 1200;
/** Elements kept for an undo: a pod with its racks open. */
const mostRemoved = 1500;

interface PrivateRenderer {
  forcedPixelRatio?: number | null;
}

export interface View {
  readonly nodes: ReadonlyMap<string, SceneNode>;
  readonly links: ReadonlyMap<string, SceneLink>;
  /** The bucket of each link that has one. */
  readonly buckets: ReadonlyMap<string, number>;
  readonly dimmed: ReadonlySet<string>;
  /** Draws a scene by difference; links that are new come with their loads, if there are any. */
  patch(scene: Scene, loads: SceneLoads | null): void;
  loads(scene: Scene, loads: SceneLoads | null): void;
  /** Other colours for everything. */
  wear(dress: Dress): void;
  /** Puts exactly these elements under a class of the stylesheet. */
  mark(className: 'dim' | 'faint' | 'lit' | 'lifted', ids: ReadonlySet<string>): void;
  /** Moves drawn nodes ahead of the scene that will confirm it. */
  move(places: ReadonlyMap<string, Point>): void;
  /** Follows the camera; call it in each frame in which the camera moved. */
  follow(camera: Camera): void;
  resize(): void;
  /** How long the last redraw took, ms. */
  redrawTime(): number;
  png(scale: number): Promise<{ picture: Blob; box: Box } | null>;
  destroy(): void;
}

export function createView(parent: HTMLElement, first: Dress): View {
  const element = document.createElement('div');
  element.style.cssText = `position:absolute;inset:${-overscan_px}px`;
  parent.append(element);
  const cy: Core = cytoscape({
    container: element,
    elements: [],
    style: stylesheet(first.look, crowdOf(0)),
    layout: { name: 'preset' },
    minZoom: 1e-3,
    maxZoom: 1e3,
    userPanningEnabled: false,
    userZoomingEnabled: false,
    boxSelectionEnabled: false,
    autoungrabify: true,
    autounselectify: true,
    pixelRatio: 'auto',
  });
  const renderer = (cy as unknown as { renderer(): PrivateRenderer }).renderer();
  drawLean(cy);
  styleLean(cy);
  const sheet = element.firstElementChild instanceof HTMLElement ? element.firstElementChild : element;
  sheet.style.transformOrigin = '0 0';
  sheet.style.willChange = 'transform';
  // Cytoscape's layers for its own dragging and its marquee stay empty: they would only be composed in each frame.
  for (const layer of sheet.querySelectorAll<HTMLElement>('[data-id="layer0-selectbox"], [data-id="layer1-drag"]'))
    layer.style.display = 'none';

  const nodes = new Map<string, SceneNode>();
  const links = new Map<string, SceneLink>();
  const buckets = new Map<string, number>();
  const marks = new Map<string, ReadonlySet<string>>();
  const removed = removedElements(mostRemoved);
  /** What came back in this patch as it was when it was taken off. */
  const unchanged: CollectionReturnValue[] = [];
  let dress = first;
  let crowd = crowdOf(0);
  const carrier = createCarrier(cy, parent, sheet, (lightScene) => nodes.size + links.size <= lightScene);

  return {
    nodes,
    links,
    buckets,
    get dimmed() {
      return marks.get('dim') ?? new Set<string>();
    },
    patch(scene, loads) {
      // A link from a thing to itself has no length on the canvas.
      const next: Scene = { ...scene, links: scene.links.filter((link) => link.source !== link.target) };
      // What is drawn may be ahead of the last scene by a drag; so it is compared with what is drawn.
      const drawnNow: Scene = { ...next, nodes: [...nodes.values()], links: [...links.values()] };
      const change = sceneDifference(drawnNow, next);
      const reconnected = new Set<string>();
      const nextLinks = new Map(next.links.map((link) => [link.id, link]));
      for (const id of change.links.changed) {
        const before = links.get(id)!;
        const after = nextLinks.get(id)!;
        if (before.source !== after.source || before.target !== after.target) reconnected.add(id);
      }
      // Before what is new is there, which would be styled twice.
      restyleFor(next.links.length);
      scene.links.forEach((link, i) => {
        if (!links.has(link.id) && nextLinks.has(link.id)) buckets.set(link.id, bucketIn(loads, i));
      });
      cy.batch(() => {
        const gone = cy.collection();
        const leaves = (id: string, data: Data | null): void => {
          const element = cy.getElementById(id);
          gone.merge(element);
          if (data !== null) removed.keep(id, { element, data });
        };
        for (const id of change.links.removed) leaves(id, linkData(links.get(id)!, bucketNow(id), dress));
        for (const id of reconnected) leaves(id, null);
        for (const id of change.nodes.removed) leaves(id, nodeData(nodes.get(id)!, dress));
        gone.remove();
        for (const id of change.links.removed) {
          links.delete(id);
          buckets.delete(id);
        }
        for (const id of change.nodes.removed) nodes.delete(id);
        const changed = new Map(change.nodes.changed.map((id) => [id, nodes.get(id)!]));
        const changedLinks = new Map(change.links.changed.map((id) => [id, links.get(id)!]));
        for (const node of next.nodes) nodes.set(node.id, node);
        for (const link of next.links) links.set(link.id, link);
        for (const [id, before] of changed) {
          const node = nodes.get(id)!;
          const element = cy.getElementById(id);
          write(element, nodeData(before, dress), nodeData(node, dress));
          if (node.x !== before.x || node.y !== before.y) element.position({ x: node.x, y: node.y });
        }
        for (const [id, before] of changedLinks) {
          if (reconnected.has(id)) continue;
          const bucket = bucketNow(id);
          write(cy.getElementById(id), linkData(before, bucket, dress), linkData(links.get(id)!, bucket, dress));
        }
        addNodes(change.nodes.added);
        addLinks([...change.links.added, ...reconnected]);
      });
      keepStyles(unchanged.splice(0));
      const ratio = nodes.size + links.size > bigScene ? 1 : null;
      if ('forcedPixelRatio' in renderer && (renderer.forcedPixelRatio ?? null) !== ratio) {
        renderer.forcedPixelRatio = ratio;
        cy.resize();
      }
    },
    loads(scene, loads) {
      cy.batch(() => {
        for (let i = 0; i < scene.links.length; i++) {
          const link = scene.links[i]!;
          if (!links.has(link.id)) continue;
          const bucket = bucketIn(loads, i);
          if (bucketNow(link.id) === bucket) continue;
          buckets.set(link.id, bucket);
          const { dash, widen } = linkStroke(dress, link);
          cy.getElementById(link.id).data({
            bucket,
            dash,
            width: linkWidth(link.count, bucket) * (bucket < 0 ? widen : 1),
          });
        }
      });
    },
    wear(next) {
      const other = next.look !== dress.look;
      if (other) removed.clear();
      dress = next;
      cy.batch(() => {
        for (const node of nodes.values()) cy.getElementById(node.id).data(nodeData(node, dress));
        for (const link of links.values()) cy.getElementById(link.id).data(linkData(link, bucketNow(link.id), dress));
      });
      if (other) restyle();
    },
    mark(className, ids) {
      const before = marks.get(className) ?? new Set<string>();
      cy.batch(() => {
        for (const id of before) if (!ids.has(id)) cy.getElementById(id).removeClass(className);
        for (const id of ids) if (!before.has(id)) cy.getElementById(id).addClass(className);
      });
      marks.set(className, ids);
    },
    move(places) {
      cy.batch(() => {
        for (const [id, place] of places) {
          const node = nodes.get(id);
          if (!node) continue;
          // The next scene is compared with this, so what it says otherwise comes back.
          nodes.set(id, { ...node, x: place.x, y: place.y });
          cy.getElementById(id).position({ x: place.x, y: place.y });
        }
      });
    },
    follow: carrier.follow,
    resize() {
      cy.resize();
      carrier.commit();
    },
    redrawTime: carrier.redrawTime,
    async png(scale) {
      if (cy.elements().empty()) return null;
      const bounds = cy.elements().boundingBox();
      const picture = await cy.png({ output: 'blob-promise', full: true, scale });
      return { picture, box: { x: bounds.x1, y: bounds.y1, width: bounds.w, height: bounds.h } };
    },
    destroy() {
      carrier.destroy();
      cy.destroy();
      element.remove();
    },
  };

  function addNodes(ids: readonly string[]): void {
    const back = new Map<string, Removed>();
    const made: string[] = [];
    for (const id of ids) {
      const found = removed.take(id);
      if (found === null) made.push(id);
      else back.set(id, found);
    }
    cy.add(made.map((id) => nodeDefinition(nodes.get(id)!, dress)));
    restore(back, (id) => nodeData(nodes.get(id)!, dress));
    for (const [id, { element }] of back) {
      const { x, y } = nodes.get(id)!;
      element.position({ x, y });
    }
    for (const id of made) takeMarks(id, cy.getElementById(id));
  }

  function addLinks(ids: readonly string[]): void {
    const back = new Map<string, Removed>();
    const made: string[] = [];
    for (const id of ids) {
      const found = removed.take(id);
      const link = links.get(id)!;
      const fits = found?.element.data('source') === link.source && found.element.data('target') === link.target;
      if (found !== null && fits) back.set(id, found);
      else made.push(id);
    }
    cy.add(made.map((id) => linkDefinition(links.get(id)!, bucketNow(id), dress)));
    restore(back, (id) => linkData(links.get(id)!, bucketNow(id), dress));
    for (const id of made) takeMarks(id, cy.getElementById(id));
  }

  /** Puts kept elements back as they would be made now. */
  function restore(back: ReadonlyMap<string, Removed>, dataNow: (id: string) => Data): void {
    const all = cy.collection();
    for (const { element } of back.values()) all.merge(element);
    const styled = new Set([...back.values()].map(({ element }) => element).filter(isStyled));
    all.restore();
    for (const [id, { element, data }] of back) {
      const isWritten = write(element, data, dataNow(id));
      const isMarked = takeMarks(id, element);
      if (!isWritten && !isMarked && styled.has(element)) unchanged.push(element);
    }
  }

  /** An element takes the classes that its id has; whether it had others. */
  function takeMarks(id: string, element: CollectionReturnValue): boolean {
    let hadOthers = false;
    for (const [className, ids] of marks) {
      if (ids.has(id) === element.hasClass(className)) continue;
      element.toggleClass(className, ids.has(id));
      hadOthers = true;
    }
    return hadOthers;
  }

  function bucketNow(id: string): number {
    return buckets.get(id) ?? -1;
  }

  /** Where something else than loads paints the links, none has one. */
  function bucketIn(loads: SceneLoads | null, i: number): number {
    return loads && dress.paint === null ? bucketOf(loads.worst[i] ?? Number.NaN) : -1;
  }

  function restyleFor(linkCount: number): void {
    const crowdNow = crowdOf(linkCount);
    // No link is none to restyle.
    if (crowdNow === crowd || linkCount === 0) return;
    crowd = crowdNow;
    removed.clear();
    restyle();
  }

  function restyle(): void {
    cy.style(stylesheet(dress.look, crowd));
    styleLean(cy);
  }
}

type Data = Readonly<Record<string, unknown>>;

/** Writes what differs of an element's data, if any does: what is written makes the library work out its whole style again. */
function write(element: CollectionReturnValue, before: Data, after: Data): boolean {
  const differing = Object.entries(after).filter(([key, value]) => value !== before[key]);
  if (differing.length > 0) element.data(Object.fromEntries(differing));
  return differing.length > 0;
}
