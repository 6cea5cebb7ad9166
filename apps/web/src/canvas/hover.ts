/**
 * What the pointer rests on, and what the cursor says about it. In: a place and whether the hand would pan; out: the hover of the stage, the
 * cursor of the glass, and what a press would take.
 */
import type { Point } from './contract.ts';
import { holds } from './geometry.ts';
import { hitChip, hitLink, hitNode, hitPort, portZone, type Hand, type Hit } from './hit.ts';
import type { Stage } from './stage.ts';

export interface Hover {
  hitAt(point: Point, by: Hand): Hit;
  /** Points at a thing, or at nothing. */
  point(id: string | null, ports: boolean): void;
  /** Shows the ports of a thing that nothing points at: where a finger chose it. */
  offer(id: string | null): void;
  /** The pointer rests at a place; null when it has left. */
  rest(at: Point | null, pans: boolean): void;
  cursor(name: string): void;
  /** The scene or the rule for links changed. */
  forget(): void;
}

export function createHover(stage: Stage): Hover {
  const { glass, hand, settings, handlers } = stage;
  let asked: { source: string; found: boolean } | null = null;

  function hitAt(place: Point, by: Hand): Hit {
    const camera = stage.camera();
    const hovered = hand.ports && hand.hover !== null ? stage.nodes.get(hand.hover) : undefined;
    if (hovered && hitPort(hovered, camera, place)) return { kind: 'port', id: hovered.id };
    const chip = hitChip(stage.chips, place);
    if (chip !== null) return { kind: 'group', id: chip };
    const node = hitNode(stage.nodes.values(), camera, place, by);
    if (node !== null) return { kind: 'node', id: node };
    const link = hitLink(stage.links.values(), stage.nodes, camera, place, by);
    return link === null ? { kind: 'empty' } : { kind: 'link', id: link };
  }

  function point(id: string | null, ports: boolean): void {
    if (hand.hover === id && hand.ports === ports) return;
    const changed = hand.hover !== id;
    hand.hover = id;
    hand.ports = ports;
    if (changed) handlers.hover(id);
    stage.repaint();
  }

  function offer(id: string | null): void {
    if (id === null || settings.readOnly || settings.tool === 'hand' || !stage.nodes.has(id) || !hasTarget(id)) return;
    hand.hover = id;
    hand.ports = true;
    stage.repaint();
  }

  function rest(at: Point | null, pans: boolean): void {
    if (at === null) {
      point(null, false);
      return;
    }
    const shown = hand.hover === null ? undefined : stage.nodes.get(hand.hover);
    const hit = hitAt(at, 'mouse');
    const beside = hit.kind === 'empty' || hit.kind === 'link';
    // On the way from a node to its port.
    if (beside && shown && hand.ports && holds(portZone(shown, stage.camera()), at)) {
      cursor(pans ? 'grab' : 'default');
      return;
    }
    const canLink = !settings.readOnly && settings.tool !== 'hand' && !pans;
    const isNode = hit.kind === 'node' || hit.kind === 'port';
    point(hit.kind === 'empty' ? null : hit.id, canLink && isNode && hasTarget(hit.id));
    if (pans) cursor('grab');
    else if (hit.kind === 'port' || settings.tool === 'link') cursor('crosshair');
    else if (hit.kind === 'link') cursor('pointer');
    else if (hit.kind !== 'empty' && !settings.readOnly) cursor(stage.locked.has(hit.id) ? 'default' : 'move');
    else cursor(hit.kind === 'empty' && settings.scheme === 'map' ? 'grab' : 'default');
  }

  /** Whether a link from this node could end anywhere: else it shows no ports. Asked once for each thing that is pointed at. */
  function hasTarget(source: string): boolean {
    if (asked?.source !== source) {
      let found = false;
      for (const id of stage.nodes.keys()) {
        found = id !== source && settings.legal(source, id);
        if (found) break;
      }
      asked = { source, found };
    }
    return asked.found;
  }

  function cursor(name: string): void {
    if (glass.style.cursor !== name) glass.style.cursor = name;
  }

  return { hitAt, point, offer, rest, cursor, forget: () => (asked = null) };
}
