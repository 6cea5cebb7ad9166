/** On a narrow screen: tabs at the bottom edge, each opening a sheet over the lower half. */
import '../strings/later.ts';
import { Columns3, Gauge, Plus, SlidersHorizontal, X } from 'lucide-react';
import { Suspense, useEffect, useRef } from 'react';
import { makeRoom } from '../control/sheetRoom.ts';
import { useSession } from '../stores/hooks.ts';
import { session, type SheetTab } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Tabs, panelOf } from '../ui/Tabs.tsx';
import { DesignTabs } from './DesignTabs.tsx';
import { DesignPanel, Inspector, Palette, WorkloadForm } from './panels.ts';
import styles from './BottomSheet.module.css';

const icons = { design: Gauge, add: Plus, inspect: SlidersHorizontal, compare: Columns3 } as const;

export default function BottomSheet() {
  const open = useSession((s) => s.sheet);
  const view = useSession((s) => s.view);
  const selected = useSession((s) => s.selection.length);
  const shown = view === 'compare' ? 'compare' : open;
  const body = useRef<HTMLDivElement>(null);
  /** Of the sheet that is open, CSS pixels; null for none. */
  const covered = useRef<{ readonly width: number; readonly height: number } | null>(null);
  // What the sheet tells of stays in sight above it.
  useEffect(() => {
    const before = covered.current;
    const now =
      open === null || open === 'compare'
        ? null
        : { width: body.current!.offsetWidth, height: body.current!.offsetHeight };
    covered.current = now;
    if (now !== null) makeRoom(before === null ? 'opened' : 'turned', now);
    else if (before !== null) makeRoom('closed', before);
  }, [open]);
  const choose = (tab: SheetTab) => {
    if (tab === 'compare') session.setState({ view: view === 'compare' ? 'canvas' : 'compare', sheet: null });
    else session.setState({ sheet: tab === open ? null : tab, view: view === 'table' ? view : 'canvas' });
  };
  return (
    <nav className={styles.sheet} aria-label={t('sheet.label')}>
      {open !== null && open !== 'compare' ? (
        <div ref={body} className={styles.body} data-covers="" data-sheet="" {...panelOf('sheet', open)}>
          <div className={styles.head}>
            <h2>{t(`sheet.${open}`)}</h2>
            <Button
              icon={<X aria-hidden="true" />}
              aria-label={t('sheet.close')}
              onClick={() => session.setState({ sheet: null })}
            />
          </div>
          <div className={styles.scroll}>
            <Suspense>
              {open === 'add' ? <Palette /> : null}
              {open === 'inspect' ? <Inspector /> : null}
              {open === 'design' ? (
                <>
                  <div className={styles.designs}>
                    <DesignTabs />
                  </div>
                  <DesignPanel />
                  <WorkloadForm />
                </>
              ) : null}
            </Suspense>
          </div>
        </div>
      ) : null}
      <Tabs
        label={t('sheet.label')}
        id="sheet"
        look="bar"
        value={shown}
        choose={choose}
        tabs={(['design', 'add', 'inspect', 'compare'] as const).map((value) => {
          const Icon = icons[value];
          return {
            value,
            controls: value === 'compare' ? panelOf('view', value).id : undefined,
            label: (
              <>
                <Icon aria-hidden="true" />
                {t(`sheet.${value}`)}
                {value === 'inspect' && selected > 0 ? (
                  <span className={styles.dot}>
                    <span className="visually-hidden">{t('kind.many', { count: selected })}</span>
                  </span>
                ) : null}
              </>
            ),
          };
        })}
      />
    </nav>
  );
}
