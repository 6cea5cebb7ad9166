/** A line of the drawing: one hand-drawn link with its fields, or the links of a block that it stands for. */
import { Spline } from 'lucide-react';
import type { LinkEnd, LinkRecord } from '@weft/model';
import * as model from '@weft/model';
import { captionOf, type SceneLink } from '@weft/scene';
import { formatCount, formatRateBoth_Gbps, parseCount } from '@weft/units';
import { useMemo } from 'react';
import { renameItem, setLinks, tryEdit } from '../control/edits.ts';
import { useLibrary } from '../control/catalogue.ts';
import { activeDesign } from '../stores/document.ts';
import { useResult } from '../stores/hooks.ts';
import { t } from '../strings/t.ts';
import { Select } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import { Facts, Section } from '../ui/Section.tsx';
import { kindWords } from './counts.ts';
import { Explained } from './Explained.tsx';
import { RateField } from './fields.tsx';
import { nameOf } from './names.ts';
import { linkNow } from './now.ts';
import { commitParsed } from './parsing.ts';
import { PanelHead } from './PanelHead.tsx';
import { SourcedFacts } from './SourcedFacts.tsx';
import styles from './Inspector.module.css';

export function LinkPanel({ link, records }: { link: SceneLink; records: readonly LinkRecord[] }) {
  const ids = records.map((r) => r.id);
  const own = records[0];
  const path = link.link !== null && model.blockOfPath(activeDesign(), link.link) !== undefined ? link.link : null;
  const scene = useResult((r) => r.scene);
  // Ends are called as they are drawn, closed groups too.
  const ends = useMemo(() => {
    const named = (id: string): string => {
      const node = scene?.nodes.find((one) => one.id === id);
      return node === undefined ? endName(id) : captionOf(node);
    };
    return { from: named(link.source), to: named(link.target) };
  }, [scene, link]);
  const title = link.count === 1 ? t('kind.link') : t('kind.bundle', { count: link.count });
  return (
    <>
      <PanelHead
        icon={<Spline size={16} aria-hidden="true" />}
        kind={title}
        name={records.length === 1 ? own!.label : `${ends.from} – ${ends.to}`}
        unnamed={t('field.label')}
        rename={records.length === 1 ? (name) => renameItem(own!.id, name) : undefined}
        actions={own ? ['link.fail', 'edit.lock', 'edit.delete'] : ['link.fail']}
      />
      <Section title={t('what.links')}>
        <Facts
          lines={[
            { label: t('table.kind'), value: kindWords(link.kind) },
            { label: t('field.from'), value: ends.from },
            { label: t('field.to'), value: ends.to },
          ]}
        />
        <SourcedFacts
          told={{ is: 'computed', how: t('source.capacity', { count: link.count }) }}
          lines={[
            {
              label: t('what.capacity'),
              value: formatRateBoth_Gbps(link.capacity_Gbps),
              note: t('what.perDirection'),
            },
            ...(link.failed > 0
              ? [
                  {
                    label: t('table.failed'),
                    value: formatCount(link.failed),
                    told: { is: 'yours', how: t('source.failed') } as const,
                  },
                ]
              : []),
          ]}
        />
      </Section>
      {records.length > 0 ? (
        <Section title={t('field.title')}>
          <div className={styles.fields}>
            <RateField
              label={t('field.rate')}
              meaning={t('field.rateMeaning')}
              values={() => records.map((r) => linkNow(r).rate_Gbps)}
              placeholder={t('field.rateAuto')}
              set={(rates) => setRates(ids, rates)}
            />
            <MediumSelect records={records} />
            {records.length === 1 ? (
              <>
                <PortField record={own!} side="a" />
                <PortField record={own!} side="z" />
              </>
            ) : null}
          </div>
        </Section>
      ) : null}
      {path !== null ? (
        <Section title={t('field.title')}>
          <RateField
            label={t('field.rate')}
            values={() => [activeDesign().overrides[path]?.rate_Gbps ?? null]}
            placeholder={t('table.state.asGenerated')}
            set={([rate_Gbps]) =>
              tryEdit((study, d) => model.setOverrides(study, d, [path], { rate_Gbps: rate_Gbps! }))
            }
          />
        </Section>
      ) : null}
      <Explained />
    </>
  );
}

/** The medium of hand-drawn links: fixed, or left to the study's choice. */
function MediumSelect({ records }: { records: readonly LinkRecord[] }) {
  const library = useLibrary();
  if (library === null) return null;
  const same = records.every((r) => r.medium === records[0]!.medium);
  return (
    <Select
      below
      label={t('field.medium')}
      value={same ? (records[0]!.medium ?? 'chosen') : ''}
      placeholder={t('field.mixed')}
      options={[
        { value: 'chosen', label: t('field.mediumChosen') },
        ...library.partsOf('medium').map((part) => ({ value: part.id, label: part.name })),
      ]}
      choose={(medium) =>
        setLinks(
          records.map((r) => r.id),
          { medium: medium === 'chosen' ? null : medium },
        )
      }
    />
  );
}

/** One rate for all in one entry; different ones (after `*2`) record by record, as one entry too. */
export function setRates(ids: readonly string[], rates: readonly (number | null)[]): string | null {
  if (rates.every((rate) => rate === rates[0])) return setLinks(ids, { rate_Gbps: rates[0]! });
  const key = `rates ${ids.join(' ')}`;
  for (const [i, id] of ids.entries()) {
    const refused = tryEdit((study, d) => model.setLinks(study, d, [id], { rate_Gbps: rates[i]! }), { key });
    if (refused !== null) return refused;
  }
  return null;
}

function PortField({ record, side }: { record: LinkRecord; side: 'a' | 'z' }) {
  const end: LinkEnd = record[side];
  const move = (port: number | null) =>
    tryEdit((study, d) => model.moveLinkEnd(study, d, record.id, side, { at: end.at, port }));
  return (
    <Field
      label={t('field.portAt', { name: endName(end.at) })}
      value={end.port === null ? '' : String(end.port)}
      placeholder={t('field.portAuto')}
      inputMode="numeric"
      commit={(text) => (text.trim() === '' ? move(null) : commitParsed(parseCount(text), move))}
    />
  );
}

/** What an end is called in the design that is shown. */
export function endName(at: string): string {
  return nameOf(activeDesign(), at);
}
