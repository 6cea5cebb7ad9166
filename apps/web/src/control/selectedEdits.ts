/** Edits of what is selected: group it, dissolve its groups, delete it. */
import * as model from '@weft/model';
import { activeDesign, studyDocument } from '../stores/document.ts';
import { announce, notify, openOf, session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { deleteItems, edit } from './edits.ts';
import { lockedOf, selected } from './selection.ts';

export function removeSelected(): void {
  const { owners } = selected();
  const free = unlocked(owners);
  if (owners.length === 0) notify({ tone: 'info', text: t('notice.cannotDelete') });
  else if (free !== null && deleteItems(free)) session.setState({ selection: [] });
}

/** What of these may be changed; the rest is left alone, and said. Null when all of it is locked. */
export function unlocked(ids: readonly string[]): readonly string[] | null {
  const design = activeDesign();
  const free = ids.filter((id) => !model.isLocked(design, id));
  if (free.length === 0 && ids.length > 0) {
    notify({ tone: 'warning', text: t('notice.locked', { count: ids.length }), action: unlockAction(ids) });
    return null;
  }
  if (free.length < ids.length) announce(t('notice.lockedStay', { count: ids.length - free.length }));
  return free;
}

const unlockAction = (ids: readonly string[]) => ({
  label: t('action.edit.unlock'),
  run: () => void edit((study, d) => model.lockItems(study, d, ids, false)),
});

/** Locks what is selected, or unlocks it when all of it is locked. */
export function toggleLocked(): void {
  const { owners } = selected();
  const locks = lockedOf(activeDesign(), owners) !== true;
  if (!edit((study, d) => model.lockItems(study, d, owners, locks))) return;
  announce(t(locks ? 'notice.nowLocked' : 'notice.nowUnlocked', { count: owners.length }));
}

export function groupSelected(): void {
  const { records, groups } = selected();
  const ids = [...records, ...groups].map((r) => r.id);
  if (keepingOpen(() => edit((study, d) => model.groupItems(study, d, ids)))) openMade();
}

export function ungroupSelected(): void {
  const ids = selected().groups.map((g) => g.id);
  keepingOpen(() => edit((study, d) => model.ungroupItems(study, d, ids), { selectMade: true }));
}

/** Groups that are open stay open when they come to stand in another: what is open goes by its path. */
export function keepingOpen(regroup: () => boolean): boolean {
  const records = openOf(session.getState()).map((path) => path.slice(path.lastIndexOf('/') + 1));
  const done = regroup();
  const { groups } = activeDesign();
  const pathOf = (id: string): string => {
    const parent = groups[id]!.parent;
    return parent === null ? id : `${pathOf(parent)}/${id}`;
  };
  const paths = records.filter((id) => Object.hasOwn(groups, id)).map(pathOf);
  if (done) session.setState((s) => ({ open: { ...s.open, [s.design]: [...new Set([...openOf(s), ...paths])] } }));
  return done;
}

/** A new group opens at once, so that its members stay where they are seen. */
function openMade(): void {
  const change = studyDocument.getState().history.past.at(-1)!.change;
  const made = change.edits.flatMap((e) =>
    e.on === 'record' && e.table === 'groups' && e.before === null ? [e.id] : [],
  );
  session.setState((s) => ({
    open: { ...s.open, [s.design]: [...(s.open[s.design] ?? []), ...made] },
    selectNext: made,
  }));
  announce(change.label);
}
