/** What the design costs: bill, media, cabling, openness, protocols, latency. One tab each; all of them are reckoned by the engine. */
import '../strings/later.ts';
import { lazy, Suspense, useState } from 'react';
import { t } from '../strings/t.ts';
import { Tabs, panelOf } from '../ui/Tabs.tsx';
import { BillTab } from './BillTab.tsx';
import { FigureCards } from './FigureCard.tsx';
import { LatencyTab } from './LatencyTab.tsx';
import { MediaTab } from './MediaTab.tsx';
import { OpennessTab } from './OpennessTab.tsx';
import { ProtocolsTab } from './ProtocolsTab.tsx';
import styles from './CostView.module.css';

// Brings the virtualised grid along, which only this tab needs.
const CablingTab = lazy(() => import('./CablingTab.tsx'));

const tabs = ['bill', 'media', 'cabling', 'openness', 'protocols', 'latency'] as const;
type Tab = (typeof tabs)[number];

/** The tab that was open last, kept while the page lives. */
let last: Tab = 'bill';

export default function CostView() {
  const [tab, setTab] = useState<Tab>(last);
  const choose = (next: Tab) => {
    last = next;
    setTab(next);
  };
  return (
    <FigureCards>
      <div className={styles.view}>
        <div className={styles.head}>
          <Tabs
            label={t('cost.tabs')}
            id="cost"
            value={tab}
            choose={choose}
            tabs={tabs.map((value) => ({ value, label: t(`cost.${value}`) }))}
          />
        </div>
        <div className={styles.body} {...panelOf('cost', tab)}>
          {tab === 'bill' ? <BillTab /> : null}
          {tab === 'media' ? <MediaTab /> : null}
          {tab === 'cabling' ? (
            <Suspense fallback={<p className={styles.busy}>{t('cost.busy')}</p>}>
              <CablingTab />
            </Suspense>
          ) : null}
          {tab === 'openness' ? <OpennessTab /> : null}
          {tab === 'protocols' ? <ProtocolsTab /> : null}
          {tab === 'latency' ? <LatencyTab /> : null}
        </div>
      </div>
    </FigureCards>
  );
}
