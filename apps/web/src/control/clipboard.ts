/** Copy, cut, paste, duplicate. The clip lives as long as the page; each paste lands beside the one before. */
import * as model from '@weft/model';
import type { Clip } from '@weft/model';
import { activeDesign, studyDocument } from '../stores/document.ts';
import { announce, notify } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { edit } from './edits.ts';
import { selected } from './selection.ts';

/** How far a copy lies from its original, canvas units. */
const step = 32;

let clip: Clip | null = null;
let pastes = 0;

export function copySelection(): boolean {
  const { owners } = selected();
  const answer = model.copyItems(studyDocument.getState().study, activeDesign().id, owners);
  if (!answer.ok) {
    notify({ tone: 'warning', text: answer.fault.message });
    return false;
  }
  clip = answer.value;
  pastes = 0;
  announce(t('notice.copied', { count: clip.nodes.length + clip.blocks.length + clip.groups.length }));
  return true;
}

export function cutSelection(): void {
  const { owners } = selected();
  if (copySelection()) edit((study, design) => model.deleteItems(study, design, owners));
}

/** Pastes beside the originals; `keepLinks` draws links to the outside again. */
export function paste(keepLinks: boolean): void {
  const found = clip;
  if (found === null) {
    notify({ tone: 'info', text: t('notice.nothingToPaste') });
    return;
  }
  pastes++;
  const shift = step * pastes;
  edit((study, design) => model.pasteClip(study, design, found, { dx: shift, dy: shift, keepLinks }), {
    selectMade: true,
  });
}

export function duplicateSelection(dx = step, dy = step): void {
  const { owners } = selected();
  edit((study, design) => model.duplicateItems(study, design, owners, { dx, dy, keepLinks: false }), {
    selectMade: true,
  });
}
