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
    <output className={styles.note} data-tone="accent">
      {t('palette.placing', { name: placeName(placing, recipes) })}
    </output>
  );
}

export function Refused() {
  const count = useResult((r) => r.scene?.refused.length ?? 0);
  if (count === 0) return null;
  return (
    <output className={styles.note}>
      {t('canvas.refused', { count })}
      <Button onClick={() => session.setState({ view: 'table' })}>{t('action.view.table')}</Button>
    </output>
  );
}

export function Failures() {
  const count = useSession((s) => failedOf(s).length);
  if (count === 0) return null;
  return (
    <output className={styles.note}>
      {t('canvas.failed', { count })}
      <Button onClick={() => perform('link.mendAll')}>{t('canvas.mend')}</Button>
    </output>
  );
}
