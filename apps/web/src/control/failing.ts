/** Failing by hand: what of the selection can fail, and taking it down or mending it. */
import { failedOf, session, setFailed } from '../stores/session.ts';
import { selected } from './selection.ts';

/** Fails what is selected, or mends it when all of it has failed. */
export function toggleFailed(): void {
  setFailed(failable(), !allFailed());
}

/** Whether all of the selection that can fail has failed. */
export function allFailed(): boolean {
  const now = failedOf(session.getState());
  return failable().every((id) => now.includes(id));
}

/** Ids of selected links and single devices; a line of several links fails as a whole. */
export function failable(): readonly string[] {
  const { links, nodes } = selected();
  return [...links.map((l) => l.id), ...nodes.filter((n) => n.kind !== 'stack').map((n) => n.id)];
}
