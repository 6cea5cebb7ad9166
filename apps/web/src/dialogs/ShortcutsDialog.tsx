/** The help sheet, made from the table of actions. */
import { actionGroups } from '../actions/action.ts';
import { keysNow } from '../actions/bindings.ts';
import { actions } from '../actions/table.ts';
import { useSession } from '../stores/hooks.ts';
import { setLetterKeys, showSurface } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Switch } from '../ui/Choice.tsx';
import { DialogFrame } from '../ui/DialogFrame.tsx';
import { KeyCaps } from '../ui/KeyCaps.tsx';
import styles from './dialogs.module.css';

export default function ShortcutsDialog({ close }: { close: () => void }) {
  const letters = useSession((s) => s.letterKeys);
  const none = useSession((s) => s.keyProfile === 'none');
  return (
    <DialogFrame title={t('shortcuts.title')} close={close} size="wide">
      <Switch
        label={t('shortcuts.letters')}
        meaning={t('shortcuts.lettersMeaning')}
        checked={letters}
        change={setLetterKeys}
        disabled={none}
      />
      <p className={styles.aside}>
        {t(none ? 'settings.keysNone' : 'shortcuts.own')}{' '}
        <Button look="outline" onClick={() => showSurface({ kind: 'settings', tab: 'keys' })}>
          {t('action.help.settings')}
        </Button>
      </p>
      <div className={styles.columns}>
        {actionGroups.map((group) => {
          const members = actions
            .filter((action) => action.group === group)
            .map((action) => ({ ...action, key: keysNow(action)[0] }))
            .filter((action) => action.key !== undefined);
          if (members.length === 0) return null;
          return (
            <section key={group} aria-label={t(`group.${group}`)}>
              <h3>{t(`group.${group}`)}</h3>
              <ul>
                {members.map((action) => (
                  <li key={action.id} className={styles.shortcut}>
                    <span>{t(action.label)}</span>
                    <KeyCaps keys={action.key!} />
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </DialogFrame>
  );
}
