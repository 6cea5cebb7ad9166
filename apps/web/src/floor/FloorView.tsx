/** The hall: a floor plan that is recomputed with every choice, and the elevation of the rack that is looked at. */
import '../strings/later.ts';
import { formatLength_m } from '@weft/units';
import { useState } from 'react';
import { engine } from '../control/engine.ts';
import { useAsked } from '../cost/asked.ts';
import { Findings } from '../cost/BillTab.tsx';
import { FigureCards } from '../cost/FigureCard.tsx';
import { useAssumptions, useDesign } from '../cost/site.ts';
import { t } from '../strings/t.ts';
import { Select } from '../ui/Choice.tsx';
import { FloorForm } from './FloorForm.tsx';
import { FloorPlanDrawing, type Shade } from './FloorPlanDrawing.tsx';
import { RackElevation } from './RackElevation.tsx';
import { EmptyDesign } from '../ui/EmptyDesign.tsx';
import styles from './FloorView.module.css';

export default function FloorView() {
  const design = useDesign();
  const assumptions = useAssumptions();
  const { value, fault, busy } = useAsked(() => engine.floor(design, assumptions), [design, assumptions]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [shade, setShade] = useState<Shade>('power');
  // A rack is remembered by its name: numbers change with the layout.
  const rack = value?.plan.racks.find(({ id }) => id === chosen) ?? value?.plan.racks[0] ?? null;
  return (
    <FigureCards>
      <div className={styles.view} aria-busy={busy}>
        <h2 className={styles.title}>{t('floor.title')}</h2>
        <section className={styles.form} aria-label={t('floor.options')}>
          {fault ? (
            <p role="alert" className={styles.fault}>
              {fault}
            </p>
          ) : null}
          <FloorForm perRow={value?.options.racksPerRow ?? null} />
        </section>
        <div className={styles.hall}>
          {value === null ? (
            fault ? null : (
              <p className={styles.quiet}>{t('cost.busy')}</p>
            )
          ) : value.plan.racks.length === 0 ? (
            <EmptyDesign text={t('floor.empty')} />
          ) : (
            <>
              <div className={styles.hallHead}>
                <p>
                  <strong>{t('floor.summary', { racks: value.plan.racks.length, rows: value.rows })}</strong>{' '}
                  <span className={styles.quiet}>
                    {t('floor.size', {
                      width: formatLength_m(value.plan.width_m),
                      depth: formatLength_m(value.plan.depth_m),
                    })}
                    {' · '}
                    {t('floor.cables', {
                      cables: value.cables,
                      total: formatLength_m(value.cable_m),
                      longest: formatLength_m(value.longest_m),
                    })}
                  </span>
                </p>
                <Select<Shade>
                  label={t('floor.colour')}
                  value={shade}
                  options={[
                    { value: 'power', label: t('floor.byPower') },
                    { value: 'units', label: t('floor.byUnits') },
                  ]}
                  choose={setShade}
                />
              </div>
              <FloorPlanDrawing facts={value} shade={shade} chosen={rack?.id ?? null} choose={setChosen} />
              <div className={styles.notes}>
                <Findings findings={value.findings} assumed={value.assumptions} />
              </div>
            </>
          )}
        </div>
        {value !== null && rack !== null ? (
          <aside className={styles.rack} aria-label={t('floor.rackTitle', { id: rack.id })}>
            <RackElevation rack={rack} options={value.options} />
          </aside>
        ) : null}
      </div>
    </FigureCards>
  );
}
