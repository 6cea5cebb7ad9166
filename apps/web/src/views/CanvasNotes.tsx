/** Short notes over the canvas: what a click will place, what could not be drawn open, what has failed. */
import { placeName } from '../palette/items.ts';
import { perform } from '../actions/table.ts';
import { useResult, useSession } from '../stores/hooks.ts';
import { failedOf, session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import styles from './CanvasView.module.css';

export function Placing() {
  const placing = useSession((s) => s.placing);
  const recipes = useResult((r) => r.recipes);
  if (placing === null) return null;
  return (
    <p className={styles.note} data-tone="accent" role="status">
      {t('palette.placing', { name: placeName(placing, recipes) })}
    </p>
  );
}

export function Refused() {
  const count = useResult((r) => r.scene?.refused.length ?? 0);
  if (count === 0) return null;
  return (
    <p className={styles.note} role="status">
      {t('canvas.refused', { count })}
      <Button onClick={() => session.setState({ view: 'table' })}>{t('action.view.table')}</Button>
    </p>
  );
}

export function Failures() {
  const count = useSession((s) => failedOf(s).length);
  if (count === 0) return null;
  return (
    <p className={styles.note} role="status">
      {t('canvas.failed', { count })}
      <Button onClick={() => perform('link.mendAll')}>{t('canvas.mend')}</Button>
    </p>
  );
}
