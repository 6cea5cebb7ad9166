/**
 * The keys of every action as a list: press one to give another. A key that is taken is said with its owner, and can be taken from there.
 */
import { RotateCcw } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { actionGroups, type Action } from '../actions/action.ts';
import { keysGiven, ownersOf, withKey } from '../actions/bindings.ts';
import type { ActionId } from '../actions/ids.ts';
import { printKeys } from '../actions/keys.ts';
import { keyOfPress, refusalOf } from '../actions/recording.ts';
import { actionOf, actions } from '../actions/table.ts';
import { useSession } from '../stores/hooks.ts';
import { announce, session, setLetterKeys, type KeyProfile } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Select, Switch } from '../ui/Choice.tsx';
import { KeyCaps } from '../ui/KeyCaps.tsx';
import styles from './Settings.module.css';

const profiles = ['all', 'none'] as const satisfies readonly KeyProfile[];

export function KeySettings() {
  const letters = useSession((s) => s.letterKeys);
  const profile = useSession((s) => s.keyProfile);
  const bindings = useSession((s) => s.bindings);
  const [text, setText] = useState('');
  const found = useMemo(() => actions.filter((action) => isMeant(action, text, bindings)), [text, bindings]);
  return (
    <>
      <div className={styles.general}>
        <Select
          label={t('settings.keySet')}
          value={profile}
          options={profiles.map((value) => ({ value, label: t(`settings.keySet.${value}`) }))}
          choose={(keyProfile) => session.setState({ keyProfile })}
          meaning={profile === 'none' ? t('settings.keysNone') : undefined}
        />
        <Switch
          label={t('shortcuts.letters')}
          meaning={t('shortcuts.lettersMeaning')}
          checked={letters}
          change={setLetterKeys}
          disabled={profile === 'none'}
        />
      </div>
      <div className={styles.bar}>
        <input
          type="search"
          className={styles.search}
          placeholder={t('settings.search')}
          aria-label={t('settings.search')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button
          look="outline"
          disabled={Object.keys(bindings).length === 0}
          onClick={() => session.setState({ bindings: {} })}
        >
          {t('settings.resetAll')}
        </Button>
      </div>
      {found.length === 0 ? <p className={styles.kept}>{t('settings.noAction')}</p> : null}
      {actionGroups.map((group) => {
        const members = found.filter((action) => action.group === group);
        if (members.length === 0) return null;
        return (
          <section key={group} className={styles.group} aria-label={t(`group.${group}`)}>
            <h3>{t(`group.${group}`)}</h3>
            <ul>
              {members.map((action) => (
                <KeyRow key={action.id} action={action} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

function isMeant(action: Action, text: string, bindings: ReturnType<typeof session.getState>['bindings']): boolean {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return true;
  const hay = [t(action.label), ...keysGiven(action, { bindings }).map((key) => printKeys(key))].join(' ');
  return hay.toLowerCase().includes(wanted);
}

const nameOf = (id: ActionId): string => t(actionOf(id).label);

function KeyRow({ action }: { action: Action }) {
  const bindings = useSession((s) => s.bindings);
  const given = keysGiven(action, { bindings });
  const [recording, setRecording] = useState(false);
  /** Why a key that was pressed was not given, and the key if it can still be taken. */
  const [clash, setClash] = useState<{ readonly text: string; readonly key: string | null } | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const name = t(action.label);

  const give = (key: string) => {
    session.setState((s) => ({ bindings: withKey(key, action.id, actions, s) }));
    announce(t('settings.given', { name, keys: printKeys(key) }));
    setClash(null);
  };
  useEffect(() => {
    if (!recording) return;
    const onKey = (event: KeyboardEvent) => {
      const key = keyOfPress(event);
      if (key === 'Tab' || key === 'Shift+Tab') {
        setRecording(false);
        return;
      }
      // Before the dialog, which would close at Escape.
      event.preventDefault();
      event.stopImmediatePropagation();
      if (key === null) return;
      setRecording(false);
      setClash(null);
      if (key === 'Escape') return;
      if (key === 'Backspace') {
        session.setState((s) => ({ bindings: { ...s.bindings, [action.id]: [] } }));
        announce(t('settings.takenAway', { name }));
        return;
      }
      const refusal = refusalOf(key);
      const owners = ownersOf(key, action.id, actions, session.getState());
      if (refusal !== null) setClash({ text: t(`settings.refused.${refusal}`, { keys: printKeys(key) }), key: null });
      else if (owners.length > 0)
        setClash({ text: t('settings.taken', { keys: printKeys(key), owners: owners.map(nameOf).join(', ') }), key });
      else give(key);
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  });

  const keys = given.map((key) => printKeys(key)).join(', ');
  return (
    <li className={styles.row}>
      <span className={styles.name}>{name}</span>
      <button
        ref={button}
        type="button"
        className={styles.keys}
        data-recording={recording ? '' : undefined}
        aria-label={
          recording ? `${t('settings.press')} ${t('settings.pressHow')}` : t('settings.change', { name, keys })
        }
        onClick={() => setRecording(true)}
        onBlur={() => setRecording(false)}
      >
        {recording ? (
          t('settings.press')
        ) : given.length === 0 ? (
          <span>{t('settings.noKey')}</span>
        ) : (
          <Caps keys={given} />
        )}
      </button>
      {bindings[action.id] === undefined ? (
        <span />
      ) : (
        <Button
          icon={<RotateCcw aria-hidden="true" />}
          aria-label={t('settings.reset', { name })}
          onClick={() => {
            session.setState((s) => ({ bindings: without(s.bindings, action.id) }));
            button.current?.focus();
          }}
        />
      )}
      {recording ? <p className={styles.how}>{t('settings.pressHow')}</p> : null}
      {clash ? (
        <p className={styles.how} role="alert" data-bad="">
          {clash.text}{' '}
          {clash.key === null ? null : (
            <Button
              look="outline"
              onClick={() => {
                give(clash.key!);
                button.current?.focus();
              }}
            >
              {t('settings.take')}
            </Button>
          )}
        </p>
      ) : null}
    </li>
  );
}

function Caps({ keys }: { keys: readonly string[] }) {
  return keys.map((key) => <KeyCaps key={key} keys={key} />);
}

function without<T extends object>(bindings: T, id: keyof T): T {
  const { [id]: _gone, ...others } = bindings;
  return others as T;
}
