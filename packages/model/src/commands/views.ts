/**
 * Commands on saved views: keep one under a name, give it another name, look anew, let it go.
 */
import { failed, say } from '@weft/units';
import { limits } from '../limits.ts';
import type { SavedView, Study } from '../study.ts';
import { commanded, designOf, nameFault, type Command } from './command.ts';

/** What a view shows, without its id and name. */
export type Look = Omit<SavedView, 'id' | 'name'>;

/** Keeps a view at the end of the list. */
export function addView(study: Study, name: string, look: Look): Command {
  const found = designOf(study, look.design);
  if (!found.ok) return found;
  const { views = [] } = study;
  if (views.length >= limits.views) {
    return failed('too-many-records', 'views', say`A study keeps at most ${limits.views} views; delete one first.`);
  }
  const id = freshViewId(views);
  return nameFault(name) ?? changed(study, say`Save view ${name}`, [...views, { ...look, id, name }], [id]);
}

export function renameView(study: Study, id: string, name: string): Command {
  const view = viewOf(study, id);
  if (!view) return noView(id);
  const views = study.views!.map((one) => (one === view ? { ...view, name } : one));
  return nameFault(name) ?? changed(study, say`Rename view ${view.name} to ${name}`, views, [id]);
}

/** Makes a view show something else under its old name. */
export function setView(study: Study, id: string, look: Look): Command {
  const found = designOf(study, look.design);
  if (!found.ok) return found;
  const view = viewOf(study, id);
  if (!view) return noView(id);
  const views = study.views!.map((one) => (one === view ? { ...look, id, name: view.name } : one));
  return changed(study, say`Update view ${view.name}`, views, [id]);
}

export function removeView(study: Study, id: string): Command {
  const view = viewOf(study, id);
  if (!view) return noView(id);
  return changed(
    study,
    say`Delete view ${view.name}`,
    study.views!.filter((one) => one !== view),
    [],
  );
}

const viewOf = (study: Study, id: string): SavedView | undefined => study.views?.find((view) => view.id === id);

const noView = (id: string): Command => failed('no-record', id, say`There is no view ${id} in this study.`);

function changed(study: Study, label: string, views: readonly SavedView[], ids: readonly string[]): Command {
  return commanded(study, label, [{ on: 'views', before: study.views ?? [], after: views }], ids);
}

function freshViewId(views: readonly SavedView[]): string {
  for (let number = 1; ; number++) if (!views.some(({ id }) => id === `v${number}`)) return `v${number}`;
}
