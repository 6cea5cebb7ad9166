/** Edits of what is selected: group it, dissolve its groups, delete it. */
import * as model from '@weft/model';
import { studyDocument } from '../stores/document.ts';
import { notify, session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { deleteItems, edit } from './edits.ts';
import { selected } from './selection.ts';

export function removeSelected(): void {
  const { owners } = selected();
  if (owners.length === 0) notify({ tone: 'info', text: t('notice.cannotDelete') });
  else if (deleteItems(owners)) session.setState({ selection: [] });
}

export function groupSelected(): void {
  const { records, groups } = selected();
  const ids = [...records, ...groups].map((r) => r.id);
  if (edit((study, d) => model.groupItems(study, d, ids))) openMade();
}

export function ungroupSelected(): void {
  const ids = selected().groups.map((g) => g.id);
  edit((study, d) => model.ungroupItems(study, d, ids), { selectMade: true });
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
}
