/** Openness as countable evidence, layer by layer. It enters no other figure. */
import type { SiteFacts } from '@weft/engine';
import { formatCount, formatShare } from '@weft/units';
import { t } from '../strings/t.ts';
import { useSiteFacts } from './site.ts';
import { ScrollTable } from './ScrollTable.tsx';
import styles from './CostView.module.css';

type Layer = SiteFacts['openness']['layers'][number];

export function OpennessTab() {
  const { value, fault, busy } = useSiteFacts();
  if (value === null) return <p className={styles.page}>{fault ?? t('cost.busy')}</p>;
  const { layers, score, singleSource, singleSourceShare } = value.openness;
  return (
    <div className={styles.page} aria-busy={busy}>
      <p className={styles.lead}>{t('openness.note')}</p>
      <section className={styles.totals} aria-label={t('openness.score')}>
        <dl>
          <div data-main="">
            <dt>{t('openness.score')}</dt>
            <dd>{score === null ? t('openness.noEvidence') : formatShare(score)}</dd>
          </div>
          <div className={styles.two}>
            <dt>{t('openness.single')}</dt>
            <dd>
              {singleSource.length === 0
                ? t('openness.singleNone')
                : singleSource.map((layer) => t(`openness.${layer}`)).join(', ')}
            </dd>
            {singleSource.length > 0 ? (
              <dd className={styles.range}>{t('openness.singleShare', { share: formatShare(singleSourceShare) })}</dd>
            ) : null}
          </div>
        </dl>
      </section>
      <section className={styles.section}>
        <ScrollTable label={t('cost.openness')} words>
          <thead>
            <tr>
              <th scope="col">{t('openness.layer')}</th>
              <th scope="col">{t('openness.specification')}</th>
              <th scope="col">{t('openness.suppliers')}</th>
              <th scope="col">{t('openness.second')}</th>
              <th scope="col" data-numeric="">
                {t('openness.software')}
              </th>
              <th scope="col" data-numeric="">
                {t('openness.layerScore')}
              </th>
              <th scope="col" data-numeric="">
                {t('openness.share')}
              </th>
            </tr>
          </thead>
          <tbody>
            {layers.map((layer) => (
              <LayerRow key={layer.layer} layer={layer} />
            ))}
          </tbody>
        </ScrollTable>
      </section>
    </div>
  );
}

function LayerRow({ layer }: { layer: Layer }) {
  const none = <span className={styles.quiet}>{t('openness.noEvidence')}</span>;
  return (
    <tr>
      <th scope="row">
        {t(`openness.${layer.layer}`)}
        <span className={styles.about}>{layer.items.join(', ')}</span>
        {layer.evidence.length > 0 ? <span className={styles.about}>“{layer.evidence.join('; ')}”</span> : null}
      </th>
      <td>{layer.specification === null ? none : specification(layer.specification)}</td>
      <td>
        {layer.suppliers === null ? none : formatCount(layer.suppliers)}
        {layer.supplierNames.length > 0 ? <span className={styles.about}>{layer.supplierNames.join(', ')}</span> : null}
      </td>
      <td>{layer.secondSource === null ? none : second(layer.secondSource)}</td>
      <td data-numeric="">{layer.software === null ? none : formatShare(layer.software)}</td>
      <td data-numeric="">{layer.score === null ? none : formatShare(layer.score)}</td>
      <td data-numeric="">{formatShare(layer.shareOfCapital)}</td>
    </tr>
  );
}

const specification = (value: number): string =>
  t(value >= 1 ? 'openness.public' : value > 0 ? 'openness.oneVendor' : 'openness.proprietary');
const second = (value: number): string =>
  t(value >= 1 ? 'openness.shipping' : value > 0 ? 'openness.stated' : 'openness.noSecond');
