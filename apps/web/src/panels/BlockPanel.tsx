/**
 * A block: its recipe's parameters as a form, and what they make.
 *
 * Each field is committed by itself; while one is typed, the counts that the parameters would give are asked of the engine, and a fault shows
 * beside the field it names.
 */
import { EngineStop } from '@weft/engine';
import { sameJson, templateOf, type Block, type ParameterValue, type Parameters } from '@weft/model';
import type { Fault } from '@weft/units';
import { memo, useMemo, useRef, useState } from 'react';
import { engine } from '../control/engine.ts';
import { preparePicture } from '../control/controller.ts';
import { designWith, renameItem, setParameters } from '../control/edits.ts';
import { useResult } from '../stores/hooks.ts';
import type { Counts, RecipeSpec } from '../stores/result.ts';
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
  const counts = useResult((r) => r.facts?.blocks[block.id]);
  const preview = usePreview(block);
  const edited = recipe !== undefined && Object.keys(block.parameters).length > 0;
  const shown = preview.counts ?? counts;
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
                    reset={() => setParameters(block.id, withValue(recipe!, block, spec.key, spec.default))}
                  />
                }
                typing={(value) => preview.ask(value === null ? null : withValue(recipe!, block, spec.key, value))}
                commit={async (value) => {
                  const parameters = withValue(recipe!, block, spec.key, value);
                  const known = preview.isFine(parameters);
                  preview.ask(null);
                  const fault = known ? null : await checkedBy(block.recipe, parameters);
                  if (fault !== null) return refusalOf(fault, recipe!, { ...block, parameters });
                  const refused = setParameters(block.id, parameters);
                  return refused === null ? null : { message: refused, instead: null };
                }}
              />
            ))}
          </div>
        </Section>
      ))}
      {preview.fault ? (
        <Section title={t('block.countsTyping')}>
          <p className={styles.quiet} data-bad="">
            {preview.fault}
          </p>
        </Section>
      ) : shown ? (
        <Section title={preview.counts ? t('block.countsTyping') : t('block.counts')}>
          <Facts lines={[...countLines(shown), ...linkLines(shown)]} />
        </Section>
      ) : null}
      <Explained />
    </>
  );
}

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

/** What the recipe's check says; null when it has nothing to say, or when the engine could not be asked. */
async function checkedBy(recipe: string, parameters: Parameters): Promise<Fault | null> {
  try {
    const answer = await engine.preview(recipe, parameters);
    return answer.ok ? null : answer.fault;
  } catch (stop) {
    if (stop instanceof EngineStop) return null;
    throw stop;
  }
}

/** Links up to which a fabric is made while its parameters are typed: more take so long that only what is wanted is made. */
const mostPrepared = 400_000;

function prepare(block: string, parameters: Parameters, { links }: Counts): void {
  const count = Object.values(links).reduce((sum, some) => sum + some, 0);
  const design = count > mostPrepared ? null : designWith(block, parameters);
  if (design !== null) void preparePicture(design);
}

interface Preview {
  readonly counts: Counts | null;
  readonly fault: string | null;
  readonly ask: (parameters: Parameters | null) => void;
  /** Whether these parameters were asked for last and make something. */
  readonly isFine: (parameters: Parameters) => boolean;
}

/** Counts while typing; null parameters end it. */
function usePreview(block: Block): Preview {
  const [answer, setAnswer] = useState<(Pick<Preview, 'counts' | 'fault'> & { readonly of: Block }) | null>(null);
  const wanted = useRef(0);
  const fine = useRef<Parameters | null>(null);
  const ask = (parameters: Parameters | null) => {
    const mine = ++wanted.current;
    fine.current = null;
    if (parameters === null) {
      setAnswer(null);
      return;
    }
    engine.preview(block.recipe, parameters).then(
      (preview) => {
        if (mine !== wanted.current) return;
        if (preview.ok) {
          fine.current = parameters;
          prepare(block.id, parameters, preview.value);
        }
        setAnswer(
          preview.ok
            ? { of: block, counts: preview.value, fault: null }
            : { of: block, counts: null, fault: preview.fault.message },
        );
      },
      // Superseded by the next key, or the worker is gone: nothing to show.
      () => undefined,
    );
  };
  // An answer for the block as it was before a commit is over.
  const valid = answer?.of === block ? answer : null;
  return {
    counts: valid?.counts ?? null,
    fault: valid?.fault ?? null,
    ask,
    isFine: (parameters) => fine.current !== null && sameJson(fine.current, parameters),
  };
}
