/** The head of a selection's panel: what it is, its name as a field, and the things most done with it. */
import { Lock, LockOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ActionId } from '../actions/ids.ts';
import { actionOf } from '../actions/table.ts';
import { lockedNow } from '../control/selection.ts';
import { usePanelled } from '../stores/hooks.ts';
import { t } from '../strings/t.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Field } from '../ui/Field.tsx';
import styles from './Inspector.module.css';

/** What every selection offers; their icons are known, so that the actions of one kind of thing have the room for their words. */
const known: ReadonlySet<ActionId> = new Set(['edit.duplicate', 'edit.delete', 'edit.group', 'edit.ungroup']);

interface Props {
  readonly icon?: ReactNode;
  readonly kind: string;
  /** The name, with what takes a new one; without `rename` it is plain text. */
  readonly name: string;
  /** Shown while it has no name. */
  readonly unnamed?: string;
  readonly rename?: ((name: string) => string | null) | undefined;
  readonly actions?: readonly ActionId[];
  readonly children?: ReactNode;
}

const none: readonly ActionId[] = [];

export function PanelHead({ icon, kind, name, unnamed, rename, actions = none, children }: Props) {
  const offered = actions.filter((id) => actionOf(id).when?.() ?? true);
  const tools = offered.filter(isKnown);
  const named = offered.filter((id) => !isKnown(id));
  return (
    <div className={styles.head}>
      <div className={styles.kind}>
        {icon}
        <p>{kind}</p>
        <span className={styles.known}>
          {tools.map((id) =>
            id === 'edit.lock' ? <LockToggle key={id} /> : <ActionButton key={id} action={id} data-tip-end="" />,
          )}
        </span>
      </div>
      {rename ? (
        <div data-name-field="">
          <Field label={t('field.name')} hideLabel value={name} placeholder={unnamed} commit={rename} />
        </div>
      ) : (
        <h3 className={styles.path}>{name}</h3>
      )}
      {named.length + (children ? 1 : 0) > 0 ? (
        <div className={styles.actions}>
          {children}
          {named.map((id) => (
            <ActionButton key={id} action={id} withLabel look="outline" />
          ))}
        </div>
      ) : null}
    </div>
  );
}

function isKnown(id: ActionId): boolean {
  return id === 'edit.lock' || (known.has(id) && actionOf(id).icon !== undefined);
}

/** Pressed while all that is selected is locked, half pressed while a part of it is; parts inside a block are locked with it. */
function LockToggle() {
  const pressed = usePanelled(lockedNow);
  if (pressed === null) return null;
  const Icon = pressed === true ? Lock : LockOpen;
  return <ActionButton action="edit.lock" icon={<Icon aria-hidden="true" />} pressed={pressed} data-tip-end="" />;
}
