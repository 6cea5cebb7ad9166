/** What a view says of a design that holds nothing yet, and the ways on from there. */
import '../strings/later.ts';
import { perform } from '../actions/table.ts';
import { session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from './Button.tsx';
import styles from './EmptyDesign.module.css';

export function EmptyDesign({ text }: { text: string }) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{t('canvas.empty')}</p>
      <p>{text}</p>
      <p className={styles.ways}>
        <Button look="outline" onClick={() => session.setState({ view: 'canvas' })}>
          {t('empty.draw')}
        </Button>
        <Button look="solid" onClick={() => perform('file.start')}>
          {t('empty.start')}
        </Button>
      </p>
    </div>
  );
}
