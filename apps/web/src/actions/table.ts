/** The one table of actions: buttons, menus, keys, palette and help sheet are all made from it. */
import { arrangeActions } from './arrange.ts';
import type { Action } from './action.ts';
import { actionIds, type ActionId } from './ids.ts';
import { editActions } from './edit.ts';
import { fileActions } from './file.ts';
import { selectActions } from './select.ts';
import { viewActions } from './view.ts';

const all: readonly Action[] = [...editActions, ...arrangeActions, ...selectActions, ...viewActions, ...fileActions];

const byId = new Map<ActionId, Action>(all.map((action) => [action.id, action]));

/** Every action, in the order of the ids. */
export const actions: readonly Action[] = actionIds.map((id) => {
  const action = byId.get(id);
  if (action === undefined) throw new Error(`no action is defined for ${id}`);
  return action;
});

export function actionOf(id: ActionId): Action {
  return byId.get(id)!;
}

/** Runs an action if it is offered now. */
export function perform(id: ActionId): void {
  const action = actionOf(id);
  if (action.when?.() ?? true) action.run();
}
