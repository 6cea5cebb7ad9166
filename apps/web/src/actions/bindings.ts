/**
 * The keys in force: those of the table, unless the person gave an action others, switched single letters off or wants none at all.
 */
import { session, type Session } from '../stores/session.ts';
import type { Action } from './action.ts';
import type { ActionId } from './ids.ts';
import { isLetterKey, isMac, isPlainKey } from './keys.ts';

type Keyed = Pick<Action, 'id' | 'keys'>;
type Wishes = Pick<Session, 'bindings' | 'letterKeys' | 'keyProfile'>;

/** The keys an action has, whether or not they are switched off. */
export const keysGiven = ({ id, keys }: Keyed, { bindings }: Pick<Wishes, 'bindings'>): readonly string[] =>
  bindings[id] ?? keys;

/** The keys that work now; the first is the one that is shown. */
export function keysNow(action: Keyed, wishes: Wishes = session.getState()): readonly string[] {
  const given = keysGiven(action, wishes);
  if (wishes.keyProfile === 'none') return given.filter(isPlainKey);
  return wishes.letterKeys ? given : given.filter((keys) => !isLetterKey(keys));
}

/** Where Mod is Ctrl, the two ways of writing it are one key. */
const plain = (key: string): string => (isMac ? key : key.replace('Ctrl+', 'Mod+'));
const firstStep = (key: string): string => plain(key.split(' ')[0]!);
/** Equal, or one of them begins the other, which then never comes. */
const meets = (a: string, b: string): boolean =>
  plain(a) === plain(b) || (a.includes(' ') !== b.includes(' ') && firstStep(a) === firstStep(b));

/** The other actions that a key belongs to, or whose keys it begins. */
export const ownersOf = (key: string, except: ActionId, actions: readonly Keyed[], wishes: Pick<Wishes, 'bindings'>) =>
  actions.filter((a) => a.id !== except && keysGiven(a, wishes).some((own) => meets(own, key))).map((a) => a.id);

/** The bindings with a key given to an action, in place of all it had, and taken from who has it. */
export function withKey(
  key: string,
  id: ActionId,
  actions: readonly Keyed[],
  wishes: Pick<Wishes, 'bindings'>,
): Wishes['bindings'] {
  const owners = new Set(ownersOf(key, id, actions, wishes));
  const taken = actions
    .filter((action) => owners.has(action.id))
    .map((action) => [action.id, keysGiven(action, wishes).filter((own) => !meets(own, key))] as const);
  return { ...wishes.bindings, ...Object.fromEntries(taken), [id]: [key] };
}
