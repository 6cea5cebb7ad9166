/** A number of GPUs, the switches and the tapering; below it every fabric that fits, with its counts. */
import { formatCount, formatNumber, parseCount } from '@weft/units';
import type { Sized, SizedRecipe } from '@weft/engine';
import { Fragment, useEffect, useState } from 'react';
import { useLibrary } from '../control/catalogue.ts';
import { askSizes, openSized, readTaper } from '../control/sizing.ts';
import { RecipePicture } from '../palette/RecipePicture.tsx';
import { portsAndRate } from '../palette/items.ts';
import { switchCount } from '../panels/counts.ts';
import { useResult } from '../stores/hooks.ts';
import { t } from '../strings/t.ts';
import { Select } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import styles from './Start.module.css';

const byPorts = 'ports';
const mostPorts = 4096;

export function SizesForm({ close }: { close: () => void }) {
  const [accelerators, setAccelerators] = useState(1024);
  const [model, setModel] = useState(byPorts);
  const [ports, setPorts] = useState(64);
  const [taper, setTaper] = useState(1);
  const [sizes, setSizes] = useState<readonly SizedRecipe[] | null>(null);
  const recipes = useResult((r) => r.recipes);
  const library = useLibrary();
  const modelPorts = model === byPorts ? null : (library?.switchPorts(model) ?? null);
  const rate_Gbps = model === byPorts ? null : (library?.switchPort_Gbps(model) ?? null);
  useEffect(() => {
    let gone = false;
    const parameters = {
      ...(model === byPorts ? {} : { switch: model }),
      ...(rate_Gbps === null ? {} : { link_Gbps: rate_Gbps }),
    };
    void askSizes({ accelerators, switchPorts: modelPorts ?? ports, taper, parameters }).then((found) => {
      if (!gone && found !== null) setSizes(found);
    });
    return () => {
      gone = true;
    };
  }, [accelerators, model, modelPorts, rate_Gbps, ports, taper]);

  const switches = (library?.partsOf('switch') ?? []).filter((part) => library!.switchPorts(part.id) !== null);
  return (
    <>
      <div className={styles.form}>
        <Field
          label={t('start.accelerators')}
          value={formatCount(accelerators)}
          meaning={t('start.acceleratorsMeaning')}
          inputMode="numeric"
          commit={(text) => {
            const read = parseCount(text, 'accelerators');
            if (!read.ok) return read.fault.message;
            if (read.value < 1) return t('start.acceleratorsMeaning');
            setAccelerators(read.value);
            return null;
          }}
        />
        <Select
          label={t('start.switch')}
          value={model}
          options={[
            { value: byPorts, label: t('start.byPorts') },
            ...switches.map((part) => ({
              value: part.id,
              label: `${part.name} · ${portsAndRate(library!.switchPorts(part.id), library!.switchPort_Gbps(part.id))}`,
            })),
          ]}
          choose={setModel}
        />
        <Field
          label={t('start.ports')}
          value={formatCount(modelPorts ?? ports)}
          disabled={modelPorts !== null}
          inputMode="numeric"
          commit={(text) => {
            const read = parseCount(text, 'ports');
            if (!read.ok) return read.fault.message;
            if (read.value < 2 || read.value > mostPorts) return t('start.needsPorts');
            setPorts(read.value);
            return null;
          }}
        />
        <Field
          label={t('start.taper')}
          value={formatNumber(taper, { digits: 6 })}
          meaning={t('start.taperMeaning')}
          commit={(text) => {
            const read = readTaper(text);
            if (read === null) return t('start.needsTaper');
            setTaper(read);
            return null;
          }}
        />
      </div>
      <Answers
        asked={accelerators}
        sizes={sizes}
        titleOf={(name) => recipes.find((r) => r.name === name)?.title ?? name}
        close={close}
      />
    </>
  );
}

interface AnswersProps {
  /** The number of GPUs that was asked for. */
  readonly asked: number;
  readonly sizes: readonly SizedRecipe[] | null;
  readonly titleOf: (recipe: string) => string;
  readonly close: () => void;
}

function Answers({ asked, sizes, titleOf, close }: AnswersProps) {
  if (sizes === null) return <p className={styles.what}>{t('start.asking')}</p>;
  const fitting = sizes.flatMap(({ answer }) => (answer.ok ? [answer.value] : []));
  const others = sizes.flatMap(({ recipe, answer }) => (answer.ok ? [] : [{ recipe, why: answer.fault.message }]));
  return (
    <>
      <output className={styles.fits}>{t('start.fits', { count: fitting.length, of: sizes.length })}</output>
      <ul className={styles.answers}>
        {fitting.map((sized) => (
          <li key={sized.recipe}>
            <button
              type="button"
              className={styles.answer}
              onClick={() => {
                close();
                void openSized(sized);
              }}
            >
              <RecipePicture recipe={sized.recipe} />
              <span>
                <strong>{titleOf(sized.recipe)}</strong>{' '}
                <span className={styles.counts}>
                  {countsOf(sized, asked).map((count) => (
                    <Fragment key={count}>
                      <span>{count}</span>{' '}
                    </Fragment>
                  ))}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {others.length > 0 ? (
        <details className={styles.others} open={fitting.length === 0}>
          <summary>{t('start.others', { count: others.length })}</summary>
          <ul>
            {others.map(({ recipe, why }) => (
              <li key={recipe}>
                <strong>{titleOf(recipe)}</strong> {why}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

/** What it takes; the GPUs only where they are not those asked for. */
function countsOf({ counts }: Sized, asked: number): readonly string[] {
  const links = Object.values(counts.links).reduce((sum, n) => sum + (n ?? 0), 0);
  const { accelerators } = counts;
  const words = t('start.counts', {
    accelerators: accelerators === asked ? null : accelerators,
    switches: switchCount(counts),
    links,
  });
  return words.split(' · ');
}
