/** Several things at once: how many of what, and the fields they share. */
import * as model from '@weft/model';
import type { NodeRecord } from '@weft/model';
import { formatCount } from '@weft/units';
import { setNodes, tryEdit } from '../control/edits.ts';
import type { Selected } from '../control/selection.ts';
import { t } from '../strings/t.ts';
import { Section } from '../ui/Section.tsx';
import { CountField, RateField } from './fields.tsx';
import { setRates } from './LinkPanel.tsx';
import { PartSelect, TierSelect } from './NodePanel.tsx';
import { linkNow, nodeNow } from './now.ts';
import { PanelHead } from './PanelHead.tsx';
import { SourcedFacts } from './SourcedFacts.tsx';
import styles from './Inspector.module.css';

export function ManyPanel({ selected }: { selected: Selected }) {
  const { nodes, links, backdrops, records, linkRecords } = selected;
  const kinds = new Map<string, number>();
  for (const node of nodes) {
    const role = t(`drawn.${node.role}`);
    kinds.set(role, (kinds.get(role) ?? 0) + node.count);
  }
  if (links.length > 0)
    kinds.set(
      t('what.links'),
      links.reduce((sum, l) => sum + l.count, 0),
    );
  const sameKind = records.length > 1 && records.every((r) => r.kind === records[0]!.kind);
  return (
    <>
      <PanelHead
        kind={t('many.what')}
        name={t('kind.many', { count: nodes.length + links.length + backdrops.length })}
        actions={[
          'block.open',
          'block.close',
          'edit.group',
          'edit.ungroup',
          'link.fail',
          'edit.lock',
          'edit.duplicate',
          'edit.delete',
        ]}
      />
      <Section title={t('many.what')}>
        <SourcedFacts
          told={{ is: 'counted', how: t('source.selected') }}
          lines={[...kinds].map(([label, n]) => ({ label, value: formatCount(n) }))}
        />
      </Section>
      {sameKind ? <SharedFields records={records} /> : null}
      {linkRecords.length > 0 && records.length === 0 ? (
        <Section title={t('field.title')}>
          <RateField
            label={t('field.rate')}
            values={() => linkRecords.map((r) => linkNow(r).rate_Gbps)}
            placeholder={t('field.rateAuto')}
            set={(rates) =>
              setRates(
                linkRecords.map((r) => r.id),
                rates,
              )
            }
          />
        </Section>
      ) : null}
    </>
  );
}

function SharedFields({ records }: { records: readonly NodeRecord[] }) {
  const kind = records[0]!.kind;
  return (
    <Section title={t('field.title')}>
      <div className={styles.fields}>
        <PartSelect records={records} />
        <CountField
          label={t('field.ports')}
          values={() => records.map((r) => nodeNow(r).ports)}
          placeholder={t('field.unknown')}
          set={(values) => setEach(records, 'ports', values)}
        />
        <RateField
          label={t('field.portRate')}
          values={() => records.map((r) => nodeNow(r).port_Gbps)}
          placeholder={t('field.unknown')}
          set={(values) => setEach(records, 'port_Gbps', values)}
        />
        {kind === 'switch' ? <TierSelect records={records} /> : null}
        {kind === 'server' ? (
          <CountField
            label={t('field.accelerators')}
            values={() => records.map((r) => nodeNow(r).accelerators)}
            set={(values) => setEach(records, 'accelerators', values)}
          />
        ) : null}
      </div>
    </Section>
  );
}

type NumberFieldName = 'ports' | 'port_Gbps' | 'accelerators';

/** The same value on all is one change; different ones are one entry all the same. */
function setEach(
  records: readonly NodeRecord[],
  field: NumberFieldName,
  values: readonly (number | null)[],
): string | null {
  const ids = records.map((r) => r.id);
  if (values.every((v) => v === values[0])) return setNodes(ids, { [field]: values[0] });
  const key = `set ${field} ${ids.join(' ')}`;
  for (const [i, id] of ids.entries()) {
    const refused = tryEdit((study, d) => model.setNodes(study, d, [id], { [field]: values[i] }), { key });
    if (refused !== null) return refused;
  }
  return null;
}
