/** Templates by hand: made of the selection, opened in place, finished, set free, placed. */
import * as model from '@weft/model';
import type { Point } from '../canvas/contract.ts';
import { activeDesign, studyDocument } from '../stores/document.ts';
import { announce, openOf, session, setOpen } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { edit, tryEdit } from './edits.ts';
import { openTemplateGroups, selected, selectedInstances } from './selection.ts';

/** Keeps the selection as a template; the sentence that refuses it, or null. */
export function makeTemplate(name: string): string | null {
  const { owners } = selected();
  const opened = selected().backdrops.length > 0;
  const refused = tryEdit((study, d) => model.makeTemplate(study, d, owners, name), { selectMade: true });
  if (refused !== null) return refused;
  const made = lastMade('blocks');
  // What was seen stays seen: an instance of parts that stood open opens.
  if (opened || owners.length > 1) setOpen(made, true);
  announce(t('template.made', { name }));
  return null;
}

/** Opens the selected instance: what is changed in it changes all instances. */
export function editTemplate(): void {
  const [block] = selectedInstances();
  if (!block) return;
  if (!edit((study, d) => model.openTemplate(study, d, block.id), { selectMade: true })) return;
  setOpen([block.id], false);
  setOpen(lastMade('groups'), true);
  announce(t('template.editing', { name: block.name }));
}

/** Ends the editing of a template: of the selected one, or of all that are open. */
export function finishTemplate(): void {
  const open = openTemplateGroups();
  const chosen = open.filter((group) => selected().owners.includes(group.id));
  for (const group of chosen.length > 0 ? chosen : open) {
    const wasOpen = openOf(session.getState()).includes(group.id);
    if (!edit((study, d) => model.closeTemplate(study, d, group.id), { selectMade: true })) continue;
    setOpen([group.id], false);
    if (wasOpen) setOpen(lastMade('blocks'), true);
    announce(t('template.finished', { name: group.name }));
  }
}

/** Sets the selected instances free, those that are being edited too. */
export function detachSelected(): void {
  const { owners } = selected();
  const wereOpen = openOf(session.getState()).filter((id) => owners.includes(id));
  if (!edit((study, d) => model.detachInstances(study, d, owners), { selectMade: true })) return;
  setOpen(wereOpen, false);
  if (wereOpen.length > 0) setOpen(lastMade('groups'), true);
  announce(t('template.detached'));
}

/** Another instance of a template. */
export function placeInstance(template: string, at: Point): void {
  const record = activeDesign().templates?.[template];
  if (!record) return;
  const made = edit(
    (study, design) =>
      model.addBlock(study, design, {
        recipe: model.templateRecipe,
        recipeVersion: 1,
        name: /\d$/.test(record.name) ? record.name : `${record.name} 1`,
        parameters: { template },
        ...at,
      }),
    { selectMade: true },
  );
  // A small one is seen whole, as it was when it was made.
  if (made && model.templateSize(record) <= seenWhole) setOpen(lastMade('blocks'), true);
}

/** Records of an instance that opens when it is placed. */
const seenWhole = 200;

export const renameTemplate = (id: string, name: string) =>
  tryEdit((study, d) => model.renameTemplate(study, d, id, name));

export const removeTemplate = (id: string) => edit((study, d) => model.removeTemplate(study, d, id));

/** Ids of the outermost records that the last change made. */
function lastMade(table: 'blocks' | 'groups'): readonly string[] {
  const { change } = studyDocument.getState().history.past.at(-1)!;
  const made = change.edits.flatMap((one) =>
    one.on === 'record' && one.table === table && one.before === null && one.after !== null ? [one] : [],
  );
  const ids = new Set(made.map((one) => one.id));
  return made
    .filter(({ after }) => !after || !('parent' in after) || after.parent === null || !ids.has(after.parent))
    .map((one) => one.id);
}
