/** What of the solved rates is payload, by the protocol of the links that limit them. Raw and payload stand side by side, each labelled. */
import '../strings/later.ts';
import type { SolveFacts } from '@weft/engine';
import { formatRate_Gbps } from '@weft/units';
import { useMemo } from 'react';
import { t } from '../strings/t.ts';
import { SourcedFacts } from '../panels/SourcedFacts.tsx';
import { printRange } from './print.ts';
import { useProtocols, type Protocol } from './useProtocols.ts';
import styles from './Payload.module.css';

export function Payload({ solved }: { solved: SolveFacts }) {
  const links = useMemo(() => solved.slowestAt.map(({ link }) => link), [solved]);
  const facts = useProtocols(links);
  if (facts === null) return null;
  const limiting = facts.asked.filter((one): one is Protocol => one !== null);
  // Links without a protocol, or none that limits: nothing is known of their packets.
  if (limiting.length === 0 || limiting.length < facts.asked.length) return null;
  const protocol = limiting.map(({ name }) => name).join(', ');
  const slowest = payloadOf(solved.perAccelerator_Gbps.atSlowest, limiting);
  if (slowest === null) return <p className={styles.note}>{t('payload.unknown', { protocol })}</p>;
  const spoken = facts.spoken.map((one) => one.protocol);
  const mean = spoken.includes(null) ? null : payloadOf(solved.perAccelerator_Gbps.mean, spoken as readonly Protocol[]);
  const from = [...new Set(limiting.map(({ payloadFrom }) => t(`protocols.from.${payloadFrom ?? 'headers'}`)))];
  return (
    <div className={styles.payload}>
      <SourcedFacts
        told={{ is: 'computed', how: t('source.payload', { protocol }) }}
        lines={[
          { label: t('payload.slowest'), value: slowest },
          // The mean is over flows that other links limit too, so any protocol of the design may have its part in it.
          ...(mean === null ? [] : [{ label: t('payload.mean'), value: mean }]),
        ]}
      />
      <p className={styles.note}>{t('payload.note', { protocol, from: from.join(', ') })}</p>
    </div>
  );
}

/** What protocols leave of a raw rate: of several, between the least and the most efficient. Null where one's share is not known. */
function payloadOf(raw_Gbps: number, protocols: readonly Protocol[]): string | null {
  const shares = protocols.map(({ payload }) => payload.band?.typical ?? NaN);
  const low = Math.min(...shares) * raw_Gbps;
  const high = Math.max(...shares) * raw_Gbps;
  return Number.isNaN(low) ? null : (printRange({ low, high }, formatRate_Gbps) ?? formatRate_Gbps(low));
}
