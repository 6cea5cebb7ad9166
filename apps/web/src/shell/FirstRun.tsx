/** Who comes for the first time sees the example, and that there is more. Goes with the first change, or when it is closed. */
import '../strings/later.ts';
import { X } from 'lucide-react';
import { perform } from '../actions/table.ts';
import { useSession, useStudyDocument } from '../stores/hooks.ts';
import { session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import styles from './FirstRun.module.css';

export default function FirstRun() {
  const shown = useSession((s) => s.firstRun && s.view === 'canvas');
  const untouched = useStudyDocument((d) => d.history.past.length === 0);
  if (!shown || !untouched) return null;
  return (
    <section className={styles.strip} aria-label={t('action.file.start')}>
      <p>{t('start.hint')}</p>
      <Button look="outline" className={styles.more} aria-label={t('start.more')} onClick={() => perform('file.start')}>
        <span className={styles.long}>{t('start.more')}</span>
        <span className={styles.short}>{t('start.title')}</span>
      </Button>
      <Button
        className={styles.close}
        icon={<X aria-hidden="true" />}
        aria-label={t('start.dismiss')}
        onClick={() => session.setState({ firstRun: false })}
      />
    </section>
  );
}
