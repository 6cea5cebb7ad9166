/** The right panel: what is selected, or the whole design; and the findings. */
import '../strings/later.ts';
import { lazy, Suspense, useDeferredValue, useMemo } from 'react';
import { sortSelection } from '../control/selection.ts';
import { usePanelled, useResult, useSession } from '../stores/hooks.ts';
import { session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Tabs, panelOf } from '../ui/Tabs.tsx';
import { FigureCards } from '../cost/FigureCard.tsx';
import { BlockPanel } from './BlockPanel.tsx';
import DesignPanel from './DesignPanel.tsx';
import { FindingsList, useFindings } from './FindingsList.tsx';
import { LinkPanel } from './LinkPanel.tsx';
import { ManyPanel } from './ManyPanel.tsx';
import { GroupPanel, NodePanel, PathPanel } from './NodePanel.tsx';
import styles from './Inspector.module.css';

const AnalysisPanel = lazy(() => import('./AnalysisPanel.tsx'));

export default function Inspector() {
  const tab = useSession((s) => s.inspectorTab);
  const findings = useFindings();
  const worst = findings[0]?.severity;
  return (
    <div className={styles.inspector}>
      <Tabs
        label={t('inspector.title')}
        id="inspector"
        value={tab}
        choose={(inspectorTab) => session.setState({ inspectorTab })}
        tabs={[
          { value: 'inspect', label: t('inspector.tab') },
          { value: 'analysis', label: t('analysis.title') },
          {
            value: 'findings',
            label: (
              <>
                {t('inspector.findings')}
                <span className={styles.count} data-severity={worst}>
                  {findings.length}
                </span>
              </>
            ),
          },
        ]}
      />
      <div className={styles.body} {...panelOf('inspector', tab)}>
        {tab === 'inspect' ? (
          <FigureCards>
            <Selected />
          </FigureCards>
        ) : null}
        {tab === 'analysis' ? (
          <Suspense>
            <AnalysisPanel />
          </Suspense>
        ) : null}
        {tab === 'findings' ? <FindingsList /> : null}
      </div>
    </div>
  );
}

/** One element, so that it is not rendered again for each picture. */
const designPanel = <DesignPanel />;

/** The panel for what is selected. */
export function Selected() {
  // Another panel may wait a moment: what was edited is drawn first.
  const { design, selection } = useDeferredValue(usePanelled((panelled) => panelled));
  const scene = useResult((r) => r.scene);
  const selected = useMemo(() => sortSelection(design, scene, selection), [design, scene, selection]);
  const { nodes, links, backdrops, owners, blocks, records, groups, paths } = selected;
  if (nodes.length + links.length + backdrops.length + owners.length === 0) return designPanel;
  if (blocks.length === 1 && owners.length === 1) return <BlockPanel key={blocks[0]!.id} block={blocks[0]!} />;
  if (links.length === 1 && nodes.length === 0 && backdrops.length === 0) {
    return <LinkPanel key={links[0]!.id} link={links[0]!} records={selected.linkRecords} />;
  }
  if (owners.length === 1) {
    if (records.length === 1) return <NodePanel key={records[0]!.id} record={records[0]!} drawn={nodes[0] ?? null} />;
    if (groups.length === 1) return <GroupPanel key={groups[0]!.id} group={groups[0]!} />;
    if (paths.length === 1) return <PathPanel key={paths[0]} path={paths[0]!} drawn={nodes[0] ?? null} />;
  }
  return <ManyPanel selected={selected} />;
}
