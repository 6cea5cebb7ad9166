/** Layers: which roles, rails, planes and fabrics are drawn, with how many of each the design has; and whether zoom opens groups. */
import '../strings/later.ts';
import { Layers as Icon } from 'lucide-react';
import type { Layer, SceneFilter } from '@weft/scene';
import { formatCount } from '@weft/units';
import { EngineStop } from '@weft/engine';
import { useEffect, useRef, useState } from 'react';
import { engine } from '../control/engine.ts';
import { useSession, useStudyDocument } from '../stores/hooks.ts';
import { hiddenOf, setHidden, setOpensByZoom } from '../stores/session.ts';
import { t, type LabelId } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Switch } from '../ui/Choice.tsx';
import LazyPopover from '../ui/LazyPopover.tsx';
import styles from './Layers.module.css';

/** What a design has; the scene's own type, which the engine answers with. */
type All = Extract<Awaited<ReturnType<typeof engine.layers>>, { readonly ok: true }>['value'];

export default function Layers() {
  const hidden = useSession(hiddenOf);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const count = hidden.roles.length + hidden.rails.length + hidden.planes.length + hidden.fabrics.length;
  return (
    <>
      <Button
        ref={button}
        className={styles.button}
        aria-haspopup="dialog"
        aria-expanded={open}
        title={t('layers.title')}
        onClick={() => setOpen((now) => !now)}
      >
        <Icon aria-hidden="true" />
        <span className={styles.word}>{count === 0 ? t('layers.title') : t('layers.hidden', { count })}</span>
      </Button>
      {open ? (
        <LazyPopover label={t('layers.title')} anchor={button} close={() => setOpen(false)}>
          <Form hidden={hidden} />
        </LazyPopover>
      ) : null}
    </>
  );
}

function Form({ hidden }: { hidden: SceneFilter }) {
  const all = useLayers();
  const byZoom = useSession((s) => s.opensByZoom);
  return (
    <div className={styles.form}>
      {all === null ? null : (
        <>
          <List what="roles" layers={all.roles} hidden={hidden} name={(role) => t(`drawn.${role}`)} />
          <List what="rails" layers={all.rails} hidden={hidden} name={(rail) => t('layers.rail', { rail })} />
          <List what="planes" layers={all.planes} hidden={hidden} name={(plane) => t('layers.plane', { plane })} />
          <List what="fabrics" layers={all.fabrics} hidden={hidden} name={(fabric) => fabric} />
        </>
      )}
      <Switch label={t('layers.byZoom')} meaning={t('layers.byZoomMeaning')} checked={byZoom} change={setOpensByZoom} />
    </div>
  );
}

const titles = {
  roles: 'layers.roles',
  rails: 'layers.rails',
  planes: 'layers.planes',
  fabrics: 'layers.fabrics',
} as const satisfies Record<keyof SceneFilter, LabelId>;

interface ListProps<K extends keyof SceneFilter> {
  readonly what: K;
  readonly layers: readonly Layer<SceneFilter[K][number]>[];
  readonly hidden: SceneFilter;
  readonly name: (of: SceneFilter[K][number]) => string;
}

function List<K extends keyof SceneFilter>({ what, layers, hidden, name }: ListProps<K>) {
  if (layers.length === 0) return null;
  const off: readonly unknown[] = hidden[what];
  const toggle = (of: unknown) =>
    setHidden({ ...hidden, [what]: off.includes(of) ? off.filter((one) => one !== of) : [...off, of] });
  return (
    <fieldset className={styles.list}>
      <legend>{t(titles[what] as (typeof titles)[keyof SceneFilter])}</legend>
      {layers.map(({ of, count }) => (
        <label key={String(of)}>
          <input type="checkbox" checked={!off.includes(of)} onChange={() => toggle(of)} />
          <span>{name(of)}</span>
          <span className={styles.count}>{formatCount(count)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** What the design has, asked anew when it changes. */
function useLayers(): All | null {
  const id = useSession((s) => s.design);
  const design = useStudyDocument((d) => d.study.designs.find((one) => one.id === id) ?? null);
  const [all, setAll] = useState<All | null>(null);
  useEffect(() => {
    let gone = false;
    if (design === null) return;
    engine.layers(design).then(
      (answer) => {
        if (!gone && answer.ok) setAll(answer.value);
      },
      (stop: unknown) => {
        if (!(stop instanceof EngineStop)) throw stop;
      },
    );
    return () => {
      gone = true;
    };
  }, [design]);
  return all;
}
