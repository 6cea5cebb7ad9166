/** Own figures: set, cleared, and told from published ones. */
import { isOwnPartId, setAssumption, setAssumptions, type OwnPart } from '@weft/model';
import { placeOf } from '@weft/catalogue';
import { tryEdit } from '../control/edits.ts';
import { studyDocument } from '../stores/document.ts';

/** The own part that a path leads to, and the figure there. */
export function ownPlace(path: string): { readonly part: OwnPart; readonly key: string } | null {
  const place = placeOf(path);
  if (!place || place.kind === 'physical' || !isOwnPartId(place.id)) return null;
  const part = studyDocument.getState().study.assumptions.parts?.[place.id];
  return part ? { part, key: place.key } : null;
}

/** Sets a figure for this study; null takes the published one again. A sentence refuses it. */
export async function setFigure(path: string, value: number | null, unit: string): Promise<string | null> {
  const own = ownPlace(path);
  if (own === null) return tryEdit((study) => setAssumption(study, path, value));
  const figure = own.part.figures[own.key];
  return setPart({
    ...own.part,
    figures: {
      ...own.part.figures,
      [own.key]: { unit: figure?.unit ?? unit, low: null, typical: value, high: null },
    },
  });
}

/** Sets several figures as one entry of the history. */
export function setFigures(changes: Readonly<Record<string, number | null>>, label: string): string | null {
  return tryEdit((study) => setAssumptions(study, changes, label));
}

/** Adds an own part or changes it; a sentence refuses it. */
export async function setPart(part: OwnPart): Promise<string | null> {
  const { setOwnPart } = await import('../control/checked.ts');
  return tryEdit((study) => setOwnPart(study, part));
}

export async function removePart(id: string): Promise<string | null> {
  const { removeOwnPart } = await import('../control/checked.ts');
  return tryEdit((study) => removeOwnPart(study, id));
}
