/** The page: bar, palette, view, inspector; on a narrow screen a sheet with tabs takes the place of the panels. */
import { lazy, Suspense } from 'react';
import { numbersWord } from '../control/numbers.ts';
import { useSession, useStudyDocument } from '../stores/hooks.ts';
import { session, type View } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Tabs, panelOf } from '../ui/Tabs.tsx';
import { CanvasView } from '../views/CanvasView.tsx';
import { DropHint, LiveRegion, Notices } from './Notices.tsx';
import { Inspector, Palette } from './panels.ts';
import { Surfaces } from './Surfaces.tsx';
import { TopBar } from './TopBar.tsx';
import { useNarrow } from './useNarrow.ts';
import styles from './App.module.css';

const BarPanel = lazy(() => import('./BarPanel.tsx'));
const ReadOnly = lazy(() => import('./ReadOnly.tsx'));
const FirstRun = lazy(() => import('./FirstRun.tsx'));
const BottomSheet = lazy(() => import('./BottomSheet.tsx'));

/** Every view but the canvas, which stays mounted under the others. */
const otherViews = {
  table: lazy(() => import('../views/TableView.tsx')),
  compare: lazy(() => import('../views/CompareView.tsx')),
  cost: lazy(() => import('../cost/CostView.tsx')),
  floor: lazy(() => import('../floor/FloorView.tsx')),
  parts: lazy(() => import('../parts/PartsView.tsx')),
} as const;
/** Views that leave the panels their place. */
const besidePanels: ReadonlySet<View> = new Set(['canvas', 'table']);

export function App() {
  const narrow = useNarrow();
  const view = useSession((s) => s.view);
  const left = useSession((s) => s.leftPanel) && !narrow && besidePanels.has(view);
  const right = useSession((s) => s.rightPanel) && !narrow && besidePanels.has(view);
  const firstRun = useSession((s) => s.firstRun);
  const panel = useSession((s) => s.panel);
  // What prints figures is made anew when they are written otherwise; the canvas and the dialogs stay as they are.
  const numbers = useSession(numbersWord);
  const readOnly = useStudyDocument((d) => d.readOnly);
  const Other = view === 'canvas' ? null : otherViews[view];
  return (
    <div className={styles.app} data-narrow={narrow ? '' : undefined}>
      <a className={styles.skip} href="#canvas">
        {t('app.skip')}
      </a>
      <TopBar key={numbers} />
      {left ? (
        <aside key={`left ${numbers}`} className={styles.left} aria-label={t('palette.title')}>
          <Suspense>
            <Palette />
          </Suspense>
        </aside>
      ) : null}
      <main className={styles.main} aria-label={t(`bar.${view}`)}>
        {/* First, as it stands above what it switches. */}
        <ViewSwitch view={view} />
        {/* The canvas stays mounted under the other views, so that coming back costs nothing. */}
        <div
          className={styles.layer}
          data-hidden={view === 'canvas' ? undefined : ''}
          inert={view !== 'canvas'}
          {...(view === 'canvas' ? panelOf('view', view) : {})}
        >
          <CanvasView />
        </div>
        {Other ? (
          <div key={numbers} className={styles.layer} {...panelOf('view', view)}>
            <Suspense fallback={<p className={styles.loading}>{t('canvas.loading')}</p>}>
              <Other />
            </Suspense>
          </div>
        ) : null}
        {readOnly ? (
          <Suspense>
            <ReadOnly />
          </Suspense>
        ) : null}
        {firstRun ? (
          <Suspense>
            <FirstRun />
          </Suspense>
        ) : null}
        <Notices />
      </main>
      {right ? (
        <aside key={`right ${numbers}`} className={styles.right} aria-label={t('inspector.title')}>
          <Suspense>
            <Inspector />
          </Suspense>
        </aside>
      ) : null}
      {narrow ? (
        <Suspense fallback={<div className={styles.sheetSpace} />}>
          <BottomSheet key={numbers} />
        </Suspense>
      ) : null}
      {panel ? (
        <Suspense>
          <BarPanel panel={panel} />
        </Suspense>
      ) : null}
      <Surfaces />
      <DropHint />
      <LiveRegion />
    </div>
  );
}

function ViewSwitch({ view }: { view: View }) {
  return (
    <div className={styles.views} data-covers="">
      <Tabs
        label={t('bar.view')}
        id="view"
        look="segmented"
        value={view}
        choose={(next) => session.setState({ view: next })}
        tabs={(['canvas', 'table', 'compare', 'cost', 'floor', 'parts'] as const).map((value) => ({
          value,
          label: t(`bar.${value}`),
        }))}
      />
    </div>
  );
}
