/**
 * A block: its recipe's parameters as a form, and what they make.
 *
 * Each field is committed by itself; while one is typed, the counts that the parameters would give are asked of the engine, and a fault shows
 * beside the field it names.
 */
import { templateOf, type Block, type ParameterValue, type Parameters } from '@weft/model';
import type { Fault } from '@weft/units';
import { memo, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { renameItem, setParameters } from '../control/edits.ts';
import { activeDesign } from '../stores/document.ts';
import { useResult } from '../stores/hooks.ts';
import { drawnFirst } from '../stores/later.ts';
import type { RecipeSpec } from '../stores/result.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Facts, Section } from '../ui/Section.tsx';
import { RecipePicture } from '../palette/RecipePicture.tsx';
import { countLines, linkLines } from './counts.ts';
import { Explained } from './Explained.tsx';
import { labelOf, ParameterField, printParameter, type ParameterSpec, type Refusal } from './ParameterField.tsx';
import { ParameterSource } from './parameterSource.tsx';
import { PanelHead } from './PanelHead.tsx';
import { TemplatePanel } from './TemplatePanel.tsx';
import { createTrial, type Trial } from './trial.ts';
import styles from './Inspector.module.css';

/** Rendered again for what it says of the block; where the block stands it does not say. */
export const BlockPanel = memo(BlockFields, (before, now) => sameButPlace(before.block, now.block));

function sameButPlace(a: Block, b: Block): boolean {
  return (
    a.id === b.id &&
    a.name === b.name &&
    a.recipe === b.recipe &&
    a.recipeVersion === b.recipeVersion &&
    a.parameters === b.parameters
  );
}

function BlockFields({ block }: { block: Block }) {
  return templateOf(block) === null ? <RecipeFields block={block} /> : <TemplatePanel block={block} />;
}

function RecipeFields({ block }: { block: Block }) {
  const recipe = useResult((r) => r.recipes.find((one) => one.name === block.recipe));
  const [trial] = useState(createTrial);
  const edited = recipe !== undefined && Object.keys(block.parameters).length > 0;
  const all = useMemo(
    () => (recipe === undefined ? {} : completed(recipe, block.parameters)),
    [recipe, block.parameters],
  );
  const groups = useMemo(() => groupsOf(recipe?.parameters ?? []), [recipe]);
  return (
    <>
      <PanelHead
        icon={<RecipePicture recipe={block.recipe} />}
        kind={recipe?.title ?? block.recipe}
        name={block.name}
        rename={(name) => renameItem(block.id, name)}
        actions={['block.open', 'block.close', 'block.dissolve', 'edit.lock', 'edit.duplicate', 'edit.delete']}
      />
      {groups.map(({ title, specs }, at) => (
        <Section
          key={title}
          title={t(`block.${title}`)}
          aside={
            edited && at === 0 ? (
              <Button className={styles.quietButton} onClick={() => setParameters(block.id, {})}>
                {t('block.reset')}
              </Button>
            ) : undefined
          }
        >
          <div className={styles.fields}>
            {specs.map((spec) => (
              <ParameterField
                key={spec.key}
                spec={spec}
                value={all[spec.key] ?? spec.default}
                source={
                  <ParameterSource
                    spec={spec}
                    value={all[spec.key] ?? spec.default}
                    all={all}
                    reset={() => setParameters(block.id, withValue(recipe!, inForce(block), spec.key, spec.default))}
                  />
                }
                typing={(value) =>
                  trial.type(block, value === null ? null : withValue(recipe!, inForce(block), spec.key, value))
                }
                commit={async (value) => {
                  const parameters = withValue(recipe!, inForce(block), spec.key, value);
                  const checked = trial.check(block, parameters);
                  const fault = checked instanceof Promise ? await checked : checked;
                  if (fault !== null) {
                    trial.type(block, null);
                    return refusalOf(fault, recipe!, { ...inForce(block), parameters });
                  }
                  const refused = drawnFirst(() => setParameters(block.id, parameters));
                  trial.end();
                  return refused === null ? null : { message: refused, instead: null };
                }}
              />
            ))}
          </div>
        </Section>
      ))}
      <CountsOf block={block} trial={trial} />
      <Explained />
    </>
  );
}

/** What the block holds, and while a parameter is typed what it would hold. */
function CountsOf({ block, trial }: { block: Block; trial: Trial }) {
  const counts = useResult((r) => r.facts?.blocks[block.id]);
  const { tried } = useStore(trial.said);
  // What was typed of the block as it was before is over.
  const typed = tried?.of === block ? tried.counts : null;
  if (typed?.ok === false) {
    return (
      <Section title={t('block.countsTyping')}>
        <p className={styles.quiet} data-bad="">
          {typed.fault.message}
        </p>
      </Section>
    );
  }
  const shown = typed?.value ?? counts;
  if (shown === undefined) return null;
  return (
    <Section title={t(typed ? 'block.countsTyping' : 'block.counts')}>
      <Facts lines={[...countLines(shown), ...linkLines(shown)]} />
    </Section>
  );
}

/** The block as it is now: the panel is told of an edit only once that is drawn. */
const inForce = (block: Block): Block => activeDesign().blocks[block.id] ?? block;

/** The parameters with the recipe's own value for each that is not written. */
function completed(recipe: RecipeSpec, parameters: Parameters): Parameters {
  return { ...Object.fromEntries(recipe.parameters.map((spec) => [spec.key, spec.default])), ...parameters };
}

const inServer = /^(acceleratorsPerServer|nicsPerServer|host_Gbps|scaleUp(?!Protocol).*)$/;

const titleOf = (spec: ParameterSpec) =>
  spec.kind === 'part' ? 'parts' : inServer.test(spec.key) ? 'server' : 'fabric';

/** The fabric first, then what is in a server, then the parts: a form of thirty fields needs headings. */
function groupsOf(specs: RecipeSpec['parameters']) {
  return (['fabric', 'server', 'parts'] as const)
    .map((title) => ({ title, specs: specs.filter((spec) => titleOf(spec) === title) }))
    .filter(({ specs: some }) => some.length > 0);
}

/** The block's parameters with one other; what equals the default is not written. */
function withValue(recipe: RecipeSpec, block: Block, key: string, value: ParameterValue): Parameters {
  const { [key]: _old, ...others } = block.parameters;
  const spec = recipe.parameters.find((p) => p.key === key);
  const isDefault = JSON.stringify(spec?.default) === JSON.stringify(value);
  return isDefault ? others : { ...others, [key]: value };
}

/** A fault in words, and a press that takes the nearest value that is possible. */
function refusalOf({ message, nearest }: Fault, recipe: RecipeSpec, wanted: Block): Refusal {
  const spec = recipe.parameters.find(({ key }) => key === nearest?.where);
  if (nearest === undefined || spec === undefined) return { message, instead: null };
  return {
    message,
    instead: {
      words: t('block.takeNearest', {
        name: labelOf(spec.key).toLowerCase(),
        value: printParameter(spec, nearest.value),
      }),
      take: () => void setParameters(wanted.id, withValue(recipe, wanted, spec.key, nearest.value)),
    },
  };
}
