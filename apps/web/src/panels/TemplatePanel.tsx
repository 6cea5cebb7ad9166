/** An instance of a template: what it follows, and the ways to change that. */
import { instancesOf, templateIn, type Block } from '@weft/model';
import { formatCount } from '@weft/units';
import { Shapes } from 'lucide-react';
import { renameItem } from '../control/edits.ts';
import { renameTemplate } from '../control/templates.ts';
import { activeDesign } from '../stores/document.ts';
import { useStudyDocument } from '../stores/hooks.ts';
import { t } from '../strings/t.ts';
import { Field } from '../ui/Field.tsx';
import { Facts, Section } from '../ui/Section.tsx';
import { PanelHead } from './PanelHead.tsx';
import styles from './Inspector.module.css';

const actions = [
  'template.edit',
  'template.detach',
  'block.open',
  'block.close',
  'edit.lock',
  'edit.duplicate',
  'edit.delete',
] as const;

export function TemplatePanel({ block }: { block: Block }) {
  const design = useStudyDocument(activeDesign);
  const template = templateIn(design, block);
  return (
    <>
      <PanelHead
        icon={<Shapes size={16} aria-hidden="true" />}
        kind={template ? t('template.kind', { name: template.name }) : t('template.gone')}
        name={block.name}
        rename={(name) => renameItem(block.id, name)}
        actions={actions}
      />
      {template ? (
        <Section title={t('template.section')}>
          <div className={styles.fields}>
            <Field
              label={t('template.called')}
              value={template.name}
              commit={(name) => renameTemplate(template.id, name)}
            />
          </div>
          <Facts
            lines={[
              { label: t('template.instances'), value: formatCount(instancesOf(design, template.id).length) },
              { label: t('template.parts'), value: formatCount(Object.keys(template.nodes).length) },
            ]}
          />
        </Section>
      ) : null}
    </>
  );
}
