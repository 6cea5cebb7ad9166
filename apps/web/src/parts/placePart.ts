/** From a part to the canvas and back: placing one, bringing one along in a file. */
import '../strings/later.ts';
import { ownPartId, type NodeKind, type OwnPart } from '@weft/model';
import { engine } from '../control/engine.ts';
import { placeDropAtCentre } from '../control/placing.ts';
import { setPart } from '../cost/figureEdits.ts';
import { studyDocument } from '../stores/document.ts';
import { notify } from '../stores/session.ts';
import { t } from '../strings/t.ts';

/** Kinds of parts that stand on the canvas. */
export function nodeKindOf(kind: string): NodeKind | null {
  return kind === 'switch' || kind === 'nic' || kind === 'server' || kind === 'accelerator' ? kind : null;
}

/** Puts a part in the middle of what is seen. */
export function placePart(kind: NodeKind, id: string): void {
  placeDropAtCentre({ kind: 'part', node: kind, part: id });
}

/** Adds the device of a device-type file to the study's parts and one of it to the canvas. False when it is no such file. */
export async function bringDevice(name: string, bytes: Uint8Array): Promise<boolean> {
  const read = await engine.device(name, bytes);
  if (!read.ok) return false;
  const parts = studyDocument.getState().study.assumptions.parts ?? {};
  const part: OwnPart = { ...read.value, id: ownPartId(read.value.name, parts) };
  const refused = await setPart(part);
  if (refused !== null) {
    notify({ tone: 'danger', text: refused, stays: true });
    return true;
  }
  placePart('switch', part.id);
  notify({ tone: 'info', text: t('parts.brought', { name: part.name }) });
  return true;
}
