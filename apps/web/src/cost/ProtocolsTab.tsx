/** The protocols of the design: what they leave for payload, their hop and domain, the routing they offer; and the choice for each block. */
import type { ProtocolsFacts } from '@weft/engine';
import { formatCount, formatRate_Gbps, formatShare, formatTime_ns } from '@weft/units';
import { setParameters } from '../control/edits.ts';
import { useResult } from '../stores/hooks.ts';
import { notify } from '../stores/session.ts';
import { kindWords } from '../panels/counts.ts';
import { t } from '../strings/t.ts';
import { Select } from '../ui/Choice.tsx';
import { FigureButton } from './FigureCard.tsx';
import { useDesign } from './site.ts';
import { useProtocols } from './useProtocols.ts';
import { ScrollTable } from './ScrollTable.tsx';
import styles from './CostView.module.css';

type Protocol = ProtocolsFacts['all'][number];

export function ProtocolsTab() {
  const facts = useProtocols(none);
  if (facts === null) return <p className={styles.page}>{t('cost.busy')}</p>;
  return (
    <div className={styles.page}>
      <section>
        <h2>{t('protocols.spoken')}</h2>
        <ScrollTable label={t('protocols.spoken')} words>
          <thead>
            <tr>
              <th scope="col">{t('protocols.fabric')}</th>
              <th scope="col">{t('protocols.protocol')}</th>
              <th scope="col" data-numeric="">
                {t('protocols.raw')}
              </th>
              <th scope="col" data-numeric="">
                {t('protocols.payload')}
              </th>
              <th scope="col" data-numeric="">
                {t('protocols.efficiency')}
              </th>
              <th scope="col" data-numeric="">
                {t('protocols.hop')}
              </th>
              <th scope="col" data-numeric="">
                {t('protocols.domain')}
              </th>
              <th scope="col">{t('protocols.routing')}</th>
            </tr>
          </thead>
          <tbody>
            {facts.spoken.map((one) => (
              <tr key={`${one.fabric} ${one.id ?? ''}`}>
                <th scope="row">
                  {one.fabric}
                  <span className={styles.about}>{one.kinds.map(kindWords).join(', ')}</span>
                </th>
                <td>
                  {one.protocol?.name ??
                    (one.id === null ? t('protocols.noneChosen') : t('protocols.notInCatalogue', { id: one.id }))}
                </td>
                <td data-numeric="">
                  {formatRate_Gbps(one.raw_Gbps)}
                  <span className={styles.about}>{t('protocols.perDirection')}</span>
                </td>
                <td data-numeric="">
                  {one.payload_Gbps ? formatRate_Gbps(one.payload_Gbps.typical) : t('cost.unknown')}
                  <span className={styles.about}>{t('protocols.perDirection')}</span>
                </td>
                {one.protocol ? (
                  <Facts protocol={one.protocol} />
                ) : (
                  <td colSpan={4} className={styles.quiet}>
                    {t('cost.unknown')}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      </section>
      <BlockProtocols all={facts.all} />
      <section className={styles.section}>
        <h2>{t('protocols.all')}</h2>
        <ScrollTable label={t('protocols.all')} words>
          <thead>
            <tr>
              <th scope="col">{t('protocols.protocol')}</th>
              <th scope="col" data-numeric="">
                {t('protocols.efficiency')}
              </th>
              <th scope="col" data-numeric="">
                {t('protocols.hop')}
              </th>
              <th scope="col" data-numeric="">
                {t('protocols.domain')}
              </th>
              <th scope="col">{t('protocols.routing')}</th>
            </tr>
          </thead>
          <tbody>
            {facts.all.map((protocol) => (
              <tr key={protocol.id}>
                <th scope="row">
                  {protocol.name}
                  <span className={styles.about}>
                    {[protocol.scope, protocol.openness].filter((words) => words).join(' · ')}
                  </span>
                </th>
                <Facts protocol={protocol} />
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      </section>
    </div>
  );
}

const none: readonly string[] = [];

/** Payload efficiency, hop, domain and routing of a protocol: a cell each. */
function Facts({ protocol }: { protocol: Protocol }) {
  const { payload, payloadFrom, hop_ns, domain, routing, loadBalancing } = protocol;
  return (
    <>
      <td data-numeric="">
        <Known known={payload} print={(n) => formatShare(n)} />
        {payloadFrom ? <span className={styles.about}>{t(`protocols.from.${payloadFrom}`)}</span> : null}
      </td>
      <td data-numeric="">
        <Known known={hop_ns} print={(n) => formatTime_ns(n)} />
      </td>
      <td data-numeric="">
        <Known known={domain} print={(n) => formatCount(n)} />
      </td>
      <td>
        <span className={styles.chips}>
          {routing.map(({ policy, support }) => (
            <span key={policy} className={styles.chip} data-some={support === 'some' ? '' : undefined}>
              {t(`routing.${policy}`)}
              {support === 'some' ? ` (${t('protocols.some')})` : ''}
            </span>
          ))}
        </span>
        {loadBalancing ? <span className={styles.about}>{loadBalancing}</span> : null}
      </td>
    </>
  );
}

function Known({ known, print }: { known: Protocol['payload']; print: (n: number) => string }) {
  return (
    <FigureButton path={known.path} name={known.name} yours={known.yours} middle={known.midpoint}>
      {known.band === null ? null : print(known.band.typical)}
    </FigureButton>
  );
}

function BlockProtocols({ all }: { all: readonly Protocol[] }) {
  const design = useDesign();
  const recipes = useResult((r) => r.recipes);
  const choices = Object.values(design.blocks).flatMap((block) => {
    const spec = recipes.find((r) => r.name === block.recipe)?.parameters.find((p) => p.key === 'protocol');
    return spec ? [{ block, value: String(block.parameters['protocol'] ?? spec.default), preset: spec.default }] : [];
  });
  return (
    <section className={styles.section} aria-label={t('protocols.blocks')}>
      <h2>{t('protocols.blocks')}</h2>
      {choices.length === 0 ? <p className={styles.quiet}>{t('protocols.noBlocks')}</p> : null}
      <div className={styles.form}>
        {choices.map(({ block, value, preset }) => (
          <Select
            key={block.id}
            label={block.name}
            value={value}
            placeholder={value}
            options={[
              { value: '', label: t('protocols.noneChosen') },
              ...all.filter(({ scope }) => scope !== 'scale-up').map(({ id, name }) => ({ value: id, label: name })),
            ]}
            meaning={t('protocols.blockMeaning')}
            choose={(protocol) => {
              const { protocol: _old, ...others } = block.parameters;
              const refused = setParameters(block.id, protocol === preset ? others : { ...others, protocol });
              if (refused) notify({ tone: 'warning', text: refused });
            }}
          />
        ))}
      </div>
    </section>
  );
}
