/**
 * One figure and where it comes from: published values, confidence, sources, and the person's own figure in its place.
 *
 * A figure on the screen is a button. Pointing at it or reaching it by key shows its card; pressing it keeps the card open and puts the
 * focus into it, Escape gives it back.
 */
import { bandOf, figurePath, physicalPath, placeOf, type Figure, type Library } from '@weft/catalogue';
import { ownParts } from '@weft/model';
import { ExternalLink, X } from 'lucide-react';
import {
  createContext,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { useLibrary } from '../control/catalogue.ts';
import { useStudyDocument } from '../stores/hooks.ts';
import { announce } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { ownPlace, setFigure } from './figureEdits.ts';
import { printFigure, readFigure, unitOfKey } from './print.ts';
import styles from './FigureCard.module.css';

interface Asked {
  readonly path: string;
  readonly name: string;
  readonly anchor: HTMLElement;
  readonly kept: boolean;
}

interface Cards {
  readonly id: string;
  readonly open: Asked | null;
  readonly show: (asked: Asked) => void;
  readonly leave: () => void;
}

const Context = createContext<Cards | null>(null);

/** Before a card opens under a pointer that only crosses, and before it closes under one on its way into it. */
const rest_ms = 180;

/** Holds the one card of a view. */
export function FigureCards({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<Asked | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const id = useId();
  useEffect(() => () => stopTimer(timer), []);
  const cards = useMemo<Cards>(
    () => ({
      id,
      open,
      show: (asked) => {
        stopTimer(timer);
        if (asked.kept) setOpen(asked);
        else if (!open?.kept) timer.current = setTimeout(() => setOpen(asked), rest_ms);
      },
      leave: () => {
        stopTimer(timer);
        if (!open?.kept) timer.current = setTimeout(() => setOpen(null), rest_ms);
      },
    }),
    [id, open],
  );
  const close = (back: boolean) => {
    stopTimer(timer);
    if (back) open?.anchor.focus();
    setOpen(null);
  };
  return (
    <Context value={cards}>
      {children}
      {open ? (
        <Card
          key={`${open.path} ${String(open.kept)}`}
          asked={open}
          id={id}
          stay={() => stopTimer(timer)}
          leave={cards.leave}
          close={close}
        />
      ) : null}
    </Context>
  );
}

function stopTimer(timer: { current: ReturnType<typeof setTimeout> | null }): void {
  if (timer.current !== null) clearTimeout(timer.current);
  timer.current = null;
}

interface FigureButtonProps {
  readonly path: string;
  readonly name: string;
  readonly yours: boolean;
  /** The value as text; nothing for an unknown one. */
  readonly children: ReactNode;
  readonly middle?: boolean | undefined;
}

/** A figure that shows where it comes from. */
export function FigureButton({ path, name, yours, middle = false, children }: FigureButtonProps) {
  const cards = useContext(Context);
  const isOpen = cards?.open?.path === path && !cards.open.kept;
  return (
    <button
      type="button"
      className={styles.figure}
      data-yours={yours ? '' : undefined}
      data-unknown={children === null ? '' : undefined}
      aria-haspopup="dialog"
      aria-describedby={isOpen ? cards.id : undefined}
      title={undefined}
      onPointerEnter={(event) => {
        if (event.pointerType === 'mouse') cards?.show({ path, name, anchor: event.currentTarget, kept: false });
      }}
      onPointerLeave={() => cards?.leave()}
      onFocus={(event) => {
        if (event.currentTarget.matches(':focus-visible'))
          cards?.show({ path, name, anchor: event.currentTarget, kept: false });
      }}
      onBlur={() => cards?.leave()}
      onClick={(event) => cards?.show({ path, name, anchor: event.currentTarget, kept: true })}
    >
      <span className="visually-hidden">{name}: </span>
      <span className={styles.text}>{children ?? t('cost.unknown')}</span>
      {yours ? <span className={styles.mark}>{t('cost.yours')}</span> : null}
      {middle && !yours ? (
        <span className={styles.middle} title={t('cost.middleTip')}>
          <span aria-hidden="true">≈</span>
          <span className="visually-hidden">{t('cost.middle')}</span>
        </span>
      ) : null}
    </button>
  );
}

const gap_px = 6;

/** Below the figure, or above it where there is more room. */
function beside(anchor: HTMLElement, box: HTMLElement): { left: number; top: number } {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const below = at.bottom + gap_px;
  const above = at.top - gap_px - height;
  const fits = below + height <= window.innerHeight - 8 || above < 8;
  return {
    left: Math.max(8, Math.min(window.innerWidth - width - 8, at.left)),
    top: fits ? Math.max(8, Math.min(below, window.innerHeight - height - 8)) : above,
  };
}

interface CardProps {
  readonly asked: Asked;
  readonly id: string;
  readonly stay: () => void;
  readonly leave: () => void;
  readonly close: (back: boolean) => void;
}

function Card({ asked, id, stay, leave, close }: CardProps) {
  const { path, name, anchor, kept } = asked;
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  const library = useLibrary();
  useLayoutEffect(() => setPlace(beside(anchor, box.current!)), [anchor, library]);
  useEffect(() => {
    if (kept) box.current?.querySelector<HTMLElement>('input, button')?.focus({ preventScroll: true });
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      close(kept);
    };
    const onPress = (event: PointerEvent) => {
      if (!(event.target instanceof Node) || box.current?.contains(event.target)) return;
      if (!anchor.contains(event.target)) close(false);
    };
    // The card stays with its figure; one that scrolls out of sight takes it along.
    const onScroll = () => {
      const { top, bottom } = anchor.getBoundingClientRect();
      if (bottom < 0 || top > window.innerHeight) close(false);
      else if (box.current) setPlace(beside(anchor, box.current));
    };
    window.addEventListener('keydown', onKey, { capture: true });
    window.addEventListener('pointerdown', onPress);
    window.addEventListener('scroll', onScroll, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKey, { capture: true });
      window.removeEventListener('pointerdown', onPress);
      window.removeEventListener('scroll', onScroll, { capture: true });
    };
    // oxlint-disable-next-line react/exhaustive-deps
  }, [anchor, kept]);
  return (
    <div
      ref={box}
      id={id}
      role={kept ? 'dialog' : 'tooltip'}
      aria-label={kept ? name : undefined}
      className={styles.card}
      style={place ?? { visibility: 'hidden' }}
      onPointerEnter={stay}
      onPointerLeave={leave}
    >
      <div className={styles.head}>
        <p className={styles.name}>{capital(name)}</p>
        {kept ? (
          <Button icon={<X aria-hidden="true" />} aria-label={t('figure.close')} onClick={() => close(true)} />
        ) : null}
      </div>
      <Content path={path} name={name} kept={kept} library={library} done={() => close(true)} />
    </div>
  );
}

/** The figure of a path among the catalogue's and the study's own. */
export function useFigure(path: string, library: Library | null): { figure: Figure | undefined; unit: string } {
  const assumptions = useStudyDocument((d) => d.study.assumptions);
  const place = placeOf(path);
  const key = path.slice(path.lastIndexOf('.') + 1);
  if (library === null || !place) return { figure: undefined, unit: unitOfKey(key) };
  const figure =
    place.kind === 'physical'
      ? library.physicalFigures().get(place.key)
      : (ownParts(assumptions).find(({ id }) => id === place.id) ?? library.partOf(place.kind, place.id))?.figures[
          place.key
        ];
  return { figure, unit: figure?.unit ?? unitOfKey(key) };
}

interface ContentProps {
  readonly path: string;
  readonly name: string;
  readonly kept: boolean;
  readonly library: Library | null;
  readonly done: () => void;
}

function Content({ path, name, kept, library, done }: ContentProps) {
  const mine = useStudyDocument((d) => d.study.assumptions.figures[path]);
  const { figure, unit } = useFigure(path, library);
  const own = ownPlace(path);
  const typical = own ? (figure?.typical ?? null) : (mine ?? null);
  if (library === null) return <p className={styles.quiet}>{t('cost.busy')}</p>;
  const commit = (text: string): string | null => {
    if (text.trim() === '') {
      void setFigure(path, null, unit);
      return null;
    }
    const read = readFigure(unit, text);
    if ('why' in read) return read.why;
    void setFigure(path, read.value, unit).then((refused) => {
      if (refused === null) announce(t('figure.set', { name, value: printFigure(unit, read.value) }));
    });
    return null;
  };
  return (
    <>
      <Published path={path} figure={figure} library={library} origin={own?.part.origin ?? null} />
      {kept ? (
        <div className={styles.own}>
          <Field
            label={t('figure.own')}
            value={typical === null ? '' : String(typical)}
            unit={unit === 'USD' ? '$' : unit}
            placeholder={bandOf(figure) === null ? t('cost.unknown') : String(round(bandOf(figure)!.typical))}
            meaning={t('figure.ownMeaning')}
            inputMode="decimal"
            commit={commit}
          />
          {typical !== null ? (
            <Button
              look="outline"
              onClick={() => {
                void setFigure(path, null, unit);
                done();
              }}
            >
              {t(own ? 'figure.clear' : 'figure.reset')}
            </Button>
          ) : null}
        </div>
      ) : mine !== undefined ? (
        <p className={styles.quiet}>
          <span className={styles.mark}>{t('cost.yours')}</span> {printFigure(unit, mine)}
        </p>
      ) : null}
    </>
  );
}

/** What is published: three values, how sure they are, who says so. */
function Published({
  path,
  figure,
  library,
  origin,
}: {
  path: string;
  figure: Figure | undefined;
  library: Library;
  origin: string | null;
}) {
  if (path.startsWith('site.')) {
    const fibre = path === 'site.fibre_usd' ? library.sourceOf('fibre-mtp') : undefined;
    return fibre ? (
      <>
        <p>{t('figure.fibre')}</p>
        <SourceList ids={['fibre-mtp']} library={library} />
      </>
    ) : (
      <p className={styles.quiet}>{t('figure.siteOnly')}</p>
    );
  }
  if (origin !== null) return <p className={styles.quiet}>{t('figure.ofYours', { origin })}</p>;
  if (figure === undefined || bandOf(figure) === null) {
    return (
      <>
        <p className={styles.quiet}>{t('figure.nothing')}</p>
        {figure?.note ? <p className={styles.quiet}>{figure.note}.</p> : null}
      </>
    );
  }
  return (
    <>
      <dl className={styles.band}>
        {(['low', 'typical', 'high'] as const).map((end) => (
          <div key={end} data-main={end === 'typical' ? '' : undefined}>
            <dt>{t(`figure.${end}`)}</dt>
            <dd>{figure[end] === null ? '–' : printFigure(figure.unit, figure[end])}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.quiet}>
        {t('figure.confidence')}: {figure.confidence}
        {figure.evidence ? `, ${t(`figure.${figure.evidence}`)}` : ''}.{' '}
        {figure.basis ? t('figure.basis', { basis: figure.basis }) : ''}
      </p>
      {figure.note ? <p className={styles.quiet}>{capital(figure.note)}.</p> : null}
      <SourceList ids={figure.sources} library={library} />
    </>
  );
}

/** Sources with title, date and, where it is public, their address. */
export function SourceList({ ids, library }: { ids: readonly string[]; library: Library }) {
  if (ids.length === 0) return <p className={styles.quiet}>{t('figure.noSource')}</p>;
  return (
    <ul className={styles.sources} aria-label={t('figure.sources')}>
      {ids.map((id) => {
        const source = library.sourceOf(id);
        if (!source) return null;
        return (
          <li key={id}>
            {source.url ? (
              <a href={source.url} target="_blank" rel="noreferrer">
                {source.title}
                <ExternalLink aria-hidden="true" />
              </a>
            ) : (
              source.title
            )}{' '}
            <span className={styles.quiet}>
              {[source.date, source.kind, source.url ? null : t('figure.notPublic')]
                .filter((word) => word !== null)
                .join(', ')}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const round = (value: number): number => Number(value.toPrecision(4));

/** The path of a physical figure or of a part's, for callers that have no figure in hand. */
export { figurePath, physicalPath };
