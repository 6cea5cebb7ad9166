/** What of the solved rates is payload, by the protocol of the links that limit them. Raw and payload stand side by side, each labelled. */
import '../strings/later.ts';
import type { SolveFacts } from '@weft/engine';
import { formatRate_Gbps } from '@weft/units';
import { useMemo } from 'react';
import { t } from '../strings/t.ts';
import { Facts } from '../ui/Section.tsx';
import { printRange } from './print.ts';
import { useProtocols, type Protocol } from './useProtocols.ts';
import styles from './Payload.module.css';

export function Payload({ solved }: { solved: SolveFacts }) {
  const links = useMemo(() => solved.bottlenecks.map(({ link }) => link), [solved]);
  const facts = useProtocols(links);
  if (facts === null) return null;
  const limiting = facts.asked.filter((one): one is Protocol => one !== null);
  // Links without a protocol, or none that is full: nothing is known of their packets.
  if (limiting.length === 0 || limiting.length < facts.asked.length) return null;
  const protocol = limiting.map(({ name }) => name).join(', ');
  const bands = limiting.map(({ payload }) => payload.band);
  if (bands.some((band) => band === null)) {
    return <p className={styles.note}>{t('payload.unknown', { protocol })}</p>;
  }
  const shares = bands.map((band) => band!.typical);
  // Of several protocols the answer lies between the least and the most efficient.
  const low = Math.min(...shares);
  const high = Math.max(...shares);
  const rate = (raw_Gbps: number): string =>
    printRange({ low: low * raw_Gbps, high: high * raw_Gbps }, formatRate_Gbps) ?? formatRate_Gbps(low * raw_Gbps);
  const from = [...new Set(limiting.map(({ payloadFrom }) => t(`protocols.from.${payloadFrom ?? 'headers'}`)))].join(
    ', ',
  );
  const { perAccelerator_Gbps: per } = solved;
  return (
    <div className={styles.payload}>
      <Facts
        lines={[
          { label: t('payload.slowest'), value: rate(per.atSlowest) },
          { label: t('payload.mean'), value: rate(per.mean) },
        ]}
      />
      <p className={styles.note}>{t('payload.note', { protocol, from })}</p>
    </div>
  );
}
