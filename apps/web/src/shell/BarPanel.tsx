/** The panel that is open beside its button in the bar: the history, or the saved views. The canvas stays in sight and keys go on working. */
import '../strings/later.ts';
import { lazy, Suspense, useMemo } from 'react';
import { session, type Panel } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import LazyPopover from '../ui/LazyPopover.tsx';
import { panelButtons } from './panelButtons.ts';

const contents = {
  history: lazy(() => import('../dialogs/HistoryPanel.tsx')),
  views: lazy(() => import('../dialogs/ViewsPanel.tsx')),
} as const;

const shownButton = (id: string): HTMLElement | null => {
  const button = document.getElementById(id);
  return button !== null && button.getClientRects().length > 0 ? button : null;
};

export default function BarPanel({ panel }: { panel: Panel }) {
  const anchor = useMemo(
    () => ({ current: shownButton(panelButtons[panel]) ?? shownButton(panelButtons.fallback) }),
    [panel],
  );
  const Content = contents[panel];
  return (
    <LazyPopover
      key={panel}
      label={t(`${panel}.title`)}
      anchor={anchor}
      close={() => session.setState((s) => (s.panel === panel ? { panel: null } : {}))}
    >
      <Suspense>
        <Content />
      </Suspense>
    </LazyPopover>
  );
}
