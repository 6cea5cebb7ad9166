/** Putting a palette item on the canvas: at a point of the screen, or in the middle. */
import * as model from '@weft/model';
import type { NodeFields } from '@weft/model';
import type { Drop, Point } from '../canvas/contract.ts';
import { toGrid } from '../canvas/snap.ts';
import { result } from '../stores/result.ts';
import { session } from '../stores/session.ts';
import { catalogueLibrary } from './catalogue.ts';
import { edit } from './edits.ts';
import { focusAdd } from './focus.ts';
import { ownFields } from './ownFields.ts';
import { canvasElementId, stage } from './stage.ts';
import { placeInstance } from './templates.ts';

/** What a part looks like before it has links. */
const roleOf = {
  server: 'server',
  switch: 'router',
  accelerator: 'accelerator',
  nic: 'nic',
  service: 'service',
} as const;

/**
 * Shows a part on the canvas as it would stand if it were let go at a point of the window; what else is carried has no shape yet. Where it would
 * stand; null beside the canvas.
 */
export function aimDrop(drop: Drop, clientX: number, clientY: number, free: boolean): Point | null {
  const { canvas } = stage;
  if (canvas === null) return null;
  const below = document.elementFromPoint(clientX, clientY);
  if (!below?.closest(`#${canvasElementId}, [data-over-canvas]`)) {
    canvas.aimDrop(null, clientX, clientY);
    return null;
  }
  const at = canvas.aimDrop(drop.kind === 'part' ? roleOf[drop.node] : null, clientX, clientY, free);
  return drop.kind === 'part' || free || !session.getState().snap ? at : { x: toGrid(at.x), y: toGrid(at.y) };
}

/** Takes away what `aimDrop` shows. */
export function aimAway(): void {
  stage.canvas?.aimDrop(null, 0, 0);
}

/** Places an item where the pointer is, if that is over the canvas, which then has the keys. */
export function placeDrop(drop: Drop, clientX: number, clientY: number, free = false): void {
  const at = aimDrop(drop, clientX, clientY, free);
  aimAway();
  if (at === null) return;
  document.getElementById(canvasElementId)?.focus({ preventScroll: true });
  void placeAt(drop, at);
}

/** Where the next thing placed by key goes; null for the middle. */
let aim: Point | null = null;

/** Looks for a part or block in the palette, for a place on the canvas where one was pointed at. */
export function aimAt(at: Point | null): void {
  focusAdd();
  aim = at;
}

/** Places an item where one was looked for, else in the middle of what is seen, beside what stands there already. */
export function placeDropAtCentre(drop: Drop): void {
  const { x, y } = aim ?? stage.canvas?.centre() ?? { x: 0, y: 0 };
  aim = null;
  const at = { x, y };
  // Placed one after the other by key, things must not lie on each other.
  while (taken(at)) at.x += 40;
  void placeAt(drop, at);
}

/** Room between things placed by key, for their names. */
const gap = 48;

function taken(p: Point): boolean {
  const nodes = result.getState().scene?.nodes ?? [];
  return nodes.some((n) => Math.abs(n.x - p.x) < n.width + gap && Math.abs(n.y - p.y) < n.height + gap);
}

export async function placeAt(drop: Drop, at: Point): Promise<void> {
  const place = { x: Math.round(at.x), y: Math.round(at.y) };
  session.setState((s) => ({ placing: null, view: s.view === 'table' ? 'table' : 'canvas', sheet: null }));
  if (drop.kind === 'block') {
    const recipe = result.getState().recipes.find((r) => r.name === drop.recipe);
    if (recipe === undefined) return;
    edit(
      (study, design) =>
        model.addBlock(study, design, {
          recipe: recipe.name,
          recipeVersion: recipe.version,
          name: recipe.title,
          parameters: {},
          ...place,
        }),
      { selectMade: true },
    );
    return;
  }
  if (drop.kind === 'template') {
    placeInstance(drop.template, place);
    return;
  }
  const fields = await partFields(drop.node, drop.part);
  edit((study, design) => model.addNode(study, design, drop.node, { ...fields, ...place }), { selectMade: true });
}

/** What the catalogue says of a part, as the fields of its record. */
export async function partFields(node: model.NodeKind, part: string | null): Promise<Omit<NodeFields, 'kind'>> {
  if (part === null) {
    const name = `${plainNames[node]} 1`;
    return node === 'server' ? { ...(await partFields(node, plainServer)), part: null, name } : { name };
  }
  if (model.isOwnPartId(part)) return ownFields(node, part);
  const library = await catalogueLibrary();
  // The part's id is short; its full name stands in the inspector.
  const name = `${part.toUpperCase()} 1`;
  switch (node) {
    case 'server': {
      const accelerator = library.serverAccelerator(part);
      const accelerators = library.serverAccelerators(part) ?? 0;
      return {
        part,
        name,
        accelerators,
        ports: accelerators || null,
        port_Gbps: accelerator === null ? null : library.acceleratorScaleOut_Gbps(accelerator),
        scaleUp_Gbps: accelerator === null ? null : library.acceleratorScaleUp_Gbps(accelerator),
      };
    }
    case 'switch':
      return { part, name, ports: library.switchPorts(part), port_Gbps: library.switchPort_Gbps(part) };
    case 'nic':
      return { part, name, ports: library.nicPorts(part), port_Gbps: library.nicPort_Gbps(part) };
    case 'accelerator':
      return {
        part,
        name,
        accelerators: 1,
        port_Gbps: library.acceleratorScaleOut_Gbps(part),
        scaleUp_Gbps: library.acceleratorScaleUp_Gbps(part),
      };
    case 'service':
      return { part, name };
  }
}

/** The server to draw with before a model is chosen has the figures of this one. */
const plainServer = 'dgx-h100';

const plainNames = {
  server: 'Server',
  accelerator: 'Accelerator',
  nic: 'Network card',
  switch: 'Switch',
  service: 'Storage',
} as const;
