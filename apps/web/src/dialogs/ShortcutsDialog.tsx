/** The help sheet, made from the table of actions. */
import { actionGroups } from '../actions/action.ts';
import { actions } from '../actions/table.ts';
import { keyCaps } from '../actions/keys.ts';
import { useSession } from '../stores/hooks.ts';
import { setLetterKeys } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Switch } from '../ui/Choice.tsx';
import { DialogFrame } from '../ui/DialogFrame.tsx';
import styles from './dialogs.module.css';

export default function ShortcutsDialog({ close }: { close: () => void }) {
  const letters = useSession((s) => s.letterKeys);
  return (
    <DialogFrame title={t('shortcuts.title')} close={close} size="wide">
      <Switch
        label={t('shortcuts.letters')}
        meaning={t('shortcuts.lettersMeaning')}
        checked={letters}
        change={setLetterKeys}
      />
      <div className={styles.columns} style={{ marginTop: 14 }}>
        {actionGroups.map((group) => {
          const members = actions.filter((action) => action.group === group && action.keys.length > 0);
          if (members.length === 0) return null;
          return (
            <section key={group} aria-label={t(`group.${group}`)}>
              <h3>{t(`group.${group}`)}</h3>
              <ul>
                {members.map((action) => (
                  <li key={action.id} className={styles.shortcut}>
                    <span>{t(action.label)}</span>
                    <span className={styles.caps}>
                      {keyCaps(action.keys[0]!).map((cap, i) => (
                        // oxlint-disable-next-line react/no-array-index-key -- caps of one chord
                        <kbd key={i}>{cap}</kbd>
                      ))}
                    </span>
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
