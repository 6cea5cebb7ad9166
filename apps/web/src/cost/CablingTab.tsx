/** The cabling list: one row a cable with both its ends, as it leaves as CSV. What is chosen here is chosen on the canvas. */
import '../strings/later.ts';
import { createColumnHelper } from '@tanstack/react-table';
import { Download } from 'lucide-react';
import { done, formatLength_m, formatRate_Gbps } from '@weft/units';
import { useDeferredValue, useMemo, useState } from 'react';
import { engine } from '../control/engine.ts';
import { drawnAs } from '../control/selection.ts';
import { stretched } from '../control/stretched.ts';
import { result } from '../stores/result.ts';
import { session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Grid, type GridFeatures } from '../views/Grid.tsx';
import { useAsked } from './asked.ts';
import { cabledSteps, type CabledRow } from './cabled.ts';
import { downloadList, useAssumptions, useDesign } from './site.ts';
import styles from './CostView.module.css';
import tables from '../views/TableView.module.css';

const column = createColumnHelper<GridFeatures, CabledRow>();
const columns = column.columns([
  column.accessor('label', { header: () => t('cabling.label') }),
  column.accessor('from', { header: () => t('cabling.from') }),
  column.accessor('fromAt', { header: () => t('cabling.fromPlace') }),
  column.accessor('to', { header: () => t('cabling.to') }),
  column.accessor('toAt', { header: () => t('cabling.fromPlace') }),
  column.accessor('medium', { header: () => t('cabling.medium'), cell: (c) => c.getValue() || t('cabling.noMedium') }),
  column.accessor('speed_Gbps', { header: () => t('cabling.speed'), cell: (c) => formatRate_Gbps(c.getValue()) }),
  column.accessor('length_m', { header: () => t('cabling.length'), cell: (c) => formatLength_m(c.getValue()) }),
]);
const numeric = ['speed_Gbps', 'length_m'];

const none: readonly CabledRow[] = [];

export default function CablingTab() {
  const listing = { doing: t('cabling.listing'), stopped: t('cabling.stopped') };
  const design = useDesign();
  const assumptions = useAssumptions();
  const { value, fault } = useAsked(async () => {
    const csv = await engine.list(design, assumptions, 'cabling');
    if (!csv.ok) return csv;
    // Stopped, the list is empty; opened again, it is made again.
    return done((await stretched(cabledSteps(csv.value), listing)) ?? []);
  }, [design, assumptions]);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const sought = useDeferredValue(text.trim().toLowerCase());
  const rows = useMemo(
    () =>
      sought === ''
        ? (value ?? none)
        : (value ?? none).filter((row) =>
            `${row.label} ${row.from} ${row.fromAt} ${row.to} ${row.toAt} ${row.medium}`.toLowerCase().includes(sought),
          ),
    [value, sought],
  );
  return (
    <div className={styles.list}>
      <div className={styles.listHead}>
        <input
          type="search"
          className={tables.filter}
          aria-label={t('cabling.filter')}
          placeholder={t('cabling.filter')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <span className={styles.quiet}>{value ? t('table.rows', { rows: rows.length }) : null}</span>
        <Button look="outline" icon={<Download aria-hidden="true" />} onClick={() => void downloadList('cabling')}>
          {t('cost.downloadCabling')}
        </Button>
      </div>
      {fault ? (
        <p role="alert" className={styles.fault}>
          {fault}
        </p>
      ) : value === null ? (
        <p className={styles.busy}>{t('cost.busy')}</p>
      ) : (
        <Grid
          label={t('cost.cabling')}
          rows={rows}
          columns={columns}
          numeric={numeric}
          selected={chosen}
          select={(id) => {
            setChosen(new Set([id]));
            const { scene } = result.getState();
            const row = rows.find((one) => one.id === id);
            if (scene && row) session.setState({ selection: drawnAs(scene, row.link) });
          }}
        />
      )}
    </div>
  );
}
