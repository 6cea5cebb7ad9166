/** The saved views: go to one, give it another name, set it anew, let it go; keep what is looked at now. */
import '../strings/later.ts';
import { Pencil, Plus, RefreshCw, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { goToView, removeView, renameView, saveView, updateView, viewsShown } from '../control/savedViews.ts';
import { useStudyDocument } from '../stores/hooks.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { walkRows } from '../ui/walkRows.ts';
import styles from './Panels.module.css';

export default function ViewsPanel() {
  const study = useStudyDocument((d) => d.study);
  const views = viewsShown();
  const [naming, setNaming] = useState<string | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const nameOf = (design: string) => study.designs.find(({ id }) => id === design)?.name ?? '';
  const focusRow = (at: number) =>
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLElement>('[data-row]')[at]?.focus());
  return (
    <div className={styles.panel}>
      <h2 className={styles.title}>{t('views.title')}</h2>
      <p className={styles.how}>{t(views.length === 0 ? 'views.none' : 'views.how')}</p>
      <ol ref={list} className={styles.rows} aria-label={t('views.title')}>
        {views.map((view, i) => (
          <li key={view.id} className={styles.view}>
            <button
              type="button"
              data-row=""
              className={styles.state}
              aria-keyshortcuts="Enter F2 Delete"
              onClick={() => goToView(view)}
              onKeyDown={(event) => {
                walkRows(event, '[data-row]');
                if (event.key === 'F2') setNaming(view.id);
                else if (event.key === 'Delete' || event.key === 'Backspace') {
                  removeView(view);
                  focusRow(Math.min(i, views.length - 2));
                } else return;
                event.preventDefault();
              }}
            >
              <kbd className={styles.key}>{i < 9 ? i + 1 : ''}</kbd>
              <span className={styles.label}>{view.name}</span>
              {study.designs.length > 1 ? <span className={styles.time}>{nameOf(view.design)}</span> : null}
            </button>
            {naming === view.id ? (
              <input
                className={styles.naming}
                aria-label={t('views.rename', { name: view.name })}
                defaultValue={view.name}
                maxLength={200}
                ref={(input) => {
                  if (input && document.activeElement !== input) {
                    input.focus();
                    input.select();
                  }
                }}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' && event.key !== 'Escape') return;
                  event.preventDefault();
                  event.stopPropagation();
                  if (event.key === 'Escape') event.currentTarget.value = view.name;
                  // The row lies under the field: leaving the field takes the name.
                  event.currentTarget.parentElement?.querySelector<HTMLElement>('[data-row]')?.focus();
                }}
                onBlur={(event) => {
                  const name = event.currentTarget.value.trim();
                  if (name !== '' && name !== view.name) renameView(view.id, name);
                  setNaming(null);
                }}
              />
            ) : null}
            <Button
              icon={<RefreshCw aria-hidden="true" />}
              aria-label={t('views.update', { name: view.name })}
              tip={t('views.updateTip')}
              data-tip-end=""
              onClick={() => updateView(view)}
            />
            <Button
              icon={<Pencil aria-hidden="true" />}
              aria-label={t('views.rename', { name: view.name })}
              onClick={() => setNaming(view.id)}
            />
            <Button
              icon={<Trash2 aria-hidden="true" />}
              aria-label={t('views.delete', { name: view.name })}
              onClick={() => removeView(view)}
            />
          </li>
        ))}
      </ol>
      <Button
        className={styles.add ?? ''}
        icon={<Plus aria-hidden="true" />}
        look="outline"
        onClick={() => {
          const id = saveView();
          if (id !== null) setNaming(id);
        }}
      >
        {t('views.save')}
      </Button>
    </div>
  );
}
