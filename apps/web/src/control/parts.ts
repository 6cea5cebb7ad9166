/** Choosing the part of drawn nodes: what there is of their kind, and what a choice brings along. */
import '../strings/later.ts';
import type { Library } from '@weft/catalogue';
import * as model from '@weft/model';
import type { Assumptions, NodeKind, NodeRecord } from '@weft/model';
import { t } from '../strings/t.ts';
import { edit } from './edits.ts';
import { partFields } from './placing.ts';

export interface PartChoice {
  readonly value: string;
  readonly label: string;
}

/** No part, the study's own, then the catalogue's. */
export function partChoices(
  library: Library,
  assumptions: Assumptions,
  kind: Exclude<NodeKind, 'service'>,
): readonly PartChoice[] {
  return [
    { value: 'none', label: t('field.noPart') },
    ...model
      .ownParts(assumptions)
      .filter((part) => part.kind === kind)
      .map((part) => ({ value: part.id, label: `${part.name} (${t('cost.yours')})` })),
    ...library.partsOf(kind).map((part) => ({ value: part.id, label: part.name })),
  ];
}

/** Takes a part's ports and rates over; null takes the part away and leaves them. */
export async function takePart(
  records: readonly NodeRecord[],
  kind: NodeRecord['kind'],
  part: string | null,
): Promise<void> {
  const ids = records.map((r) => r.id);
  if (part === null) {
    edit((study, d) => model.setNodes(study, d, ids, { part: null }));
    return;
  }
  const { name: _name, ...fields } = await partFields(kind, part);
  // What the catalogue does not say stays as it was.
  const known = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
  edit((study, d) => model.setNodes(study, d, ids, known));
}
