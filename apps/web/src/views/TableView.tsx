/** The design as two tables, parts and links: what the canvas draws, for reading, searching and choosing without it. */
import '../strings/later.ts';
import { createColumnHelper } from '@tanstack/react-table';
import type { Scene, SceneLoads } from '@weft/scene';
import { formatCount, formatRate_Gbps, formatShare } from '@weft/units';
import { useDeferredValue, useMemo, useState } from 'react';
import { endName } from '../panels/LinkPanel.tsx';
import { kindWords } from '../panels/counts.ts';
import { useResult, useSession } from '../stores/hooks.ts';
import { session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Tabs, panelOf } from '../ui/Tabs.tsx';
import { Grid, type GridFeatures } from './Grid.tsx';
import styles from './TableView.module.css';

interface PartRow {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly count: number;
  readonly group: string;
}

interface LinkRow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly count: number;
  readonly capacity_Gbps: number;
  readonly load: number | undefined;
  readonly failed: number;
}

const part = createColumnHelper<GridFeatures, PartRow>();
const partColumns = part.columns([
  part.accessor('name', { header: () => t('table.name') }),
  part.accessor('role', { header: () => t('table.role') }),
  part.accessor('count', { header: () => t('table.count'), cell: (c) => formatCount(c.getValue()) }),
  part.accessor('group', { header: () => t('table.group') }),
]);

const link = createColumnHelper<GridFeatures, LinkRow>();
const linkColumns = link.columns([
  link.accessor('from', { header: () => t('table.from') }),
  link.accessor('to', { header: () => t('table.to') }),
  link.accessor('kind', { header: () => t('table.kind') }),
  link.accessor('count', { header: () => t('what.links'), cell: (c) => formatCount(c.getValue()) }),
  link.accessor('capacity_Gbps', {
    header: () => t('table.capacity'),
    cell: (c) => formatRate_Gbps(c.getValue()),
  }),
  link.accessor('load', {
    header: () => t('table.load'),
    sortUndefined: 'last',
    cell: (c) => {
      const load = c.getValue();
      return load === undefined ? '–' : formatShare(load);
    },
  }),
  link.accessor('failed', {
    header: () => t('table.failed'),
    cell: (c) => (c.getValue() === 0 ? '' : formatCount(c.getValue())),
  }),
]);

const partNumbers = ['count'];
const linkNumbers = ['count', 'capacity_Gbps', 'load', 'failed'];

export default function TableView() {
  const scene = useResult((r) => r.scene);
  const loads = useResult((r) => r.loads);
  const selection = useSession((s) => s.selection);
  const [tab, setTab] = useState<'parts' | 'links'>('parts');
  const [text, setText] = useState('');
  const sought = useDeferredValue(text.trim().toLowerCase());
  const parts = useMemo(() => partRows(scene), [scene]);
  const links = useMemo(() => linkRows(scene, loads), [scene, loads]);
  const shownParts = useMemo(
    () => parts.filter((row) => `${row.name} ${row.id} ${row.role}`.toLowerCase().includes(sought)),
    [parts, sought],
  );
  const shownLinks = useMemo(
    () => links.filter((row) => `${row.from} ${row.to} ${row.kind} ${row.id}`.toLowerCase().includes(sought)),
    [links, sought],
  );
  const selected = useMemo(() => new Set(selection), [selection]);
  const select = (id: string, add: boolean) => {
    const next = !add ? [id] : selection.includes(id) ? selection.filter((s) => s !== id) : [...selection, id];
    session.setState({ selection: next, inspectorTab: 'inspect' });
  };
  return (
    <div className={styles.view}>
      <div className={styles.head}>
        <Tabs
          label={t('table.label')}
          id="table"
          look="segmented"
          value={tab}
          choose={setTab}
          tabs={[
            { value: 'parts', label: `${t('table.parts')} ${formatCount(parts.length)}` },
            { value: 'links', label: `${t('table.links')} ${formatCount(links.length)}` },
          ]}
        />
        <input
          type="search"
          className={styles.filter}
          aria-label={t('table.filter')}
          placeholder={t('table.filter')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div className={styles.body} {...panelOf('table', tab)}>
        {tab === 'parts' ? (
          <Grid
            label={t('table.parts')}
            rows={shownParts}
            columns={partColumns}
            numeric={partNumbers}
            selected={selected}
            select={select}
          />
        ) : (
          <Grid
            label={t('table.links')}
            rows={shownLinks}
            columns={linkColumns}
            numeric={linkNumbers}
            selected={selected}
            select={select}
          />
        )}
      </div>
      <p className={styles.note}>
        {t('table.rows', { rows: tab === 'parts' ? shownParts.length : shownLinks.length })} · {t('table.note')}
      </p>
    </div>
  );
}

function partRows(scene: Scene | null): readonly PartRow[] {
  const groupName = new Map(scene?.backdrops.map((b) => [b.id, b.label]));
  return (
    scene?.nodes.map((n) => ({
      id: n.id,
      name: n.label,
      role: t(`drawn.${n.role}`),
      count: n.count,
      group: groupName.get(n.group) ?? n.group,
    })) ?? []
  );
}

function linkRows(scene: Scene | null, loads: SceneLoads | null): readonly LinkRow[] {
  const labels = new Map(scene?.nodes.map((n) => [n.id, n.kind === 'stack' ? `${n.label}` : n.label]));
  return (
    scene?.links.map((l, i) => {
      const load = loads?.worst[i];
      return {
        id: l.id,
        from: labels.get(l.source) ?? endName(l.source),
        to: labels.get(l.target) ?? endName(l.target),
        kind: kindWords(l.kind),
        count: l.count,
        capacity_Gbps: l.capacity_Gbps,
        load: load === undefined || Number.isNaN(load) ? undefined : load,
        failed: l.failed,
      };
    }) ?? []
  );
}
