/** One part: a node drawn by hand, a group, or a part inside a block by its path. */
import { switchTiers, type GroupRecord, type NodeRecord, type SwitchTier } from '@weft/model';
import * as model from '@weft/model';
import type { SceneNode } from '@weft/scene';
import { formatCount } from '@weft/units';
import { useLibrary } from '../control/catalogue.ts';
import { edit, renameItem, setNodes, tryEdit } from '../control/edits.ts';
import { partChoices, takePart } from '../control/parts.ts';
import { useStudyDocument } from '../stores/hooks.ts';
import { activeDesign } from '../stores/document.ts';
import { session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Choice.tsx';
import { nodeIcons } from '../ui/deviceIcons.tsx';
import { Section } from '../ui/Section.tsx';
import { CountField, RateField } from './fields.tsx';
import { Explained } from './Explained.tsx';
import { nodeNow } from './now.ts';
import { PanelHead } from './PanelHead.tsx';
import { RecordSource } from './recordSource.tsx';
import styles from './Inspector.module.css';

const actions = ['block.open', 'block.close', 'link.fail', 'edit.lock', 'edit.duplicate', 'edit.delete'] as const;

export function NodePanel({ record, drawn }: { record: NodeRecord; drawn: SceneNode | null }) {
  const Icon = nodeIcons[record.kind];
  const ids = [record.id];
  const isHost = record.kind === 'server' || record.kind === 'accelerator';
  return (
    <>
      <PanelHead
        icon={<Icon />}
        kind={t(`kind.${record.kind}`)}
        name={record.name}
        rename={(name) => renameItem(record.id, name)}
        actions={drawn?.kind === 'stack' ? ['edit.lock', 'edit.duplicate', 'edit.delete'] : actions}
      />
      <Section title={t('field.title')}>
        <div className={styles.fields}>
          <PartSelect records={[record]} />
          <CountField
            label={t('field.ports')}
            values={() => [nodeNow(record).ports]}
            source={<RecordSource record={record} field="ports" name={t('field.ports')} />}
            placeholder={t('field.unknown')}
            set={([ports]) => setNodes(ids, { ports: ports! })}
          />
          <RateField
            label={t('field.portRate')}
            values={() => [nodeNow(record).port_Gbps]}
            source={<RecordSource record={record} field="port_Gbps" name={t('field.portRate')} />}
            placeholder={t('field.unknown')}
            set={([port_Gbps]) => setNodes(ids, { port_Gbps: port_Gbps! })}
          />
          {record.kind === 'switch' ? <TierSelect records={[record]} /> : null}
          {record.kind === 'server' ? (
            <CountField
              label={t('field.accelerators')}
              values={() => [nodeNow(record).accelerators]}
              source={<RecordSource record={record} field="accelerators" name={t('field.accelerators')} />}
              set={([accelerators]) => setNodes(ids, { accelerators: accelerators ?? 0 })}
            />
          ) : null}
          {isHost ? (
            <RateField
              label={t('field.scaleUp')}
              meaning={t('field.scaleUpMeaning')}
              values={() => [nodeNow(record).scaleUp_Gbps]}
              source={<RecordSource record={record} field="scaleUp_Gbps" name={t('field.scaleUp')} />}
              placeholder={t('compare.none')}
              set={([scaleUp_Gbps]) => setNodes(ids, { scaleUp_Gbps: scaleUp_Gbps! })}
            />
          ) : null}
        </div>
      </Section>
      <Explained />
    </>
  );
}

/** The catalogue's parts of this kind; choosing one takes its ports and rates over. */
export function PartSelect({ records }: { records: readonly NodeRecord[] }) {
  const library = useLibrary();
  const assumptions = useStudyDocument((d) => d.study.assumptions);
  const kind = records[0]!.kind;
  if (kind === 'service' || library === null) return null;
  const same = records.every((r) => r.part === records[0]!.part);
  return (
    <Select
      below
      label={t('field.part')}
      value={same ? (records[0]!.part ?? 'none') : ''}
      placeholder={t('field.mixed')}
      options={partChoices(library, assumptions, kind)}
      choose={(part) => void takePart(records, kind, part === 'none' ? null : part)}
    />
  );
}

export function TierSelect({ records }: { records: readonly NodeRecord[] }) {
  const same = records.every((r) => r.tier === records[0]!.tier);
  return (
    <Select<SwitchTier | 'auto'>
      below
      label={t('field.tier')}
      value={same ? (records[0]!.tier ?? 'auto') : ''}
      placeholder={t('field.mixed')}
      options={[
        { value: 'auto', label: t('field.tierAuto') },
        ...switchTiers.map((tier) => ({ value: tier, label: t(`role.${tier}`) })),
      ]}
      choose={(tier) =>
        setNodes(
          records.map((r) => r.id),
          { tier: tier === 'auto' ? null : tier },
        )
      }
    />
  );
}

export function GroupPanel({ group }: { group: GroupRecord }) {
  const members = useStudyDocument(
    () => Object.values(activeDesign().nodes).filter((n) => n.group === group.id).length,
  );
  return (
    <>
      <PanelHead
        kind={t('kind.group')}
        name={group.name}
        rename={(name) => renameItem(group.id, name)}
        actions={['block.open', 'block.close', 'edit.ungroup', 'edit.lock', 'edit.duplicate', 'edit.delete']}
      />
      <Section title={t('field.title')}>
        <div className={styles.fields}>
          <Select
            label={t('field.layout')}
            value={group.layout}
            options={(['free', 'rows', 'grid', 'ring'] as const).map((value) => ({
              value,
              label: t(`field.layout.${value}`),
            }))}
            choose={(layout) => tryEdit((study, d) => model.setGroups(study, d, [group.id], { layout }))}
          />
          <p className={styles.quiet}>{t('group.members', { count: formatCount(members) })}</p>
        </div>
      </Section>
      <Explained />
    </>
  );
}

/** A part inside a block: a hand edit there is kept by path. */
export function PathPanel({ path, drawn }: { path: string; drawn: SceneNode | null }) {
  const override = useStudyDocument(() => activeDesign().overrides[path]);
  const block = useStudyDocument(() => activeDesign().blocks[path.slice(0, path.indexOf('/'))]);
  return (
    <>
      <PanelHead
        kind={block ? t('block.inside', { name: block.name }) : ''}
        name={override?.name ?? drawn?.label ?? path}
        rename={(name) => renameItem(path, name)}
        actions={['block.open', 'block.close', 'link.fail', 'edit.delete']}
      >
        {block ? (
          <Button look="outline" onClick={() => session.setState({ selection: [block.id], selectNext: [] })}>
            {t('what.showBlock')}
          </Button>
        ) : null}
        {override ? (
          <Button look="outline" onClick={() => edit((study, d) => model.clearOverrides(study, d, [path]))}>
            {t('block.restore')}
          </Button>
        ) : null}
      </PanelHead>
      <Section title={t('field.title')}>
        <div className={styles.fields}>
          <RateField
            label={t('field.rate')}
            meaning={t('field.rateGenerated')}
            values={() => [activeDesign().overrides[path]?.rate_Gbps ?? null]}
            placeholder={t('table.state.asGenerated')}
            set={([rate_Gbps]) =>
              tryEdit((study, d) => model.setOverrides(study, d, [path], { rate_Gbps: rate_Gbps! }))
            }
          />
          <p className={styles.quiet}>{path}</p>
        </div>
      </Section>
      <Explained />
    </>
  );
}
