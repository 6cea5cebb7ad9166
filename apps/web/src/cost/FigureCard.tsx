/**
 * One figure and where it comes from: published values, confidence, sources, and the person's own figure in its place.
 *
 * A figure on the screen is a button. Pointing at it or reaching it by key shows its card; pressing it keeps the card open and puts the
 * focus into it, Escape gives it back.
 */
import { Info, X } from 'lucide-react';
import {
  createContext,
  useCallback,
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
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { FigureContent } from './FigureContent.tsx';
import styles from './FigureCard.module.css';

/** Where a figure comes from that no part of the catalogue has: reckoned, counted, set by the person, given by a recipe, or taken for granted. */
export interface Told {
  readonly is: 'computed' | 'counted' | 'yours' | 'recipe' | 'assumed';
  /** How, in a sentence. */
  readonly how: string;
  /** Takes back what the person set. */
  readonly reset?: (() => void) | undefined;
}

interface Asked {
  /** The figure's path; of one that is told, its name. */
  readonly path: string;
  readonly told?: Told | undefined;
  readonly name: string;
  readonly anchor: HTMLElement;
  readonly kept: boolean;
}

interface Cards {
  readonly id: string;
  readonly open: Asked | null;
  readonly show: (asked: Asked) => void;
  readonly leave: () => void;
  /** The figure is there no more: what only hovers over it goes with it. */
  readonly gone: (anchor: HTMLElement | null) => void;
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
  const gone = useCallback((anchor: HTMLElement | null) => {
    setOpen((now) => (now !== null && !now.kept && now.anchor === anchor ? null : now));
  }, []);
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
      gone,
    }),
    [id, open, gone],
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
  readonly told?: Told | undefined;
  readonly name: string;
  readonly yours: boolean;
  /** The value as text; nothing for an unknown one. */
  readonly children: ReactNode;
  readonly middle?: boolean | undefined;
}

/** A figure that shows where it comes from. */
export function FigureButton({ path, told, name, yours, middle = false, children }: FigureButtonProps) {
  const cards = useContext(Context);
  const asked = (anchor: HTMLElement, kept: boolean): Asked => ({ path, told, name, anchor, kept });
  const isOpen = cards?.open?.path === path && !cards.open.kept;
  const button = useRef<HTMLButtonElement>(null);
  const gone = cards?.gone;
  useEffect(() => {
    const anchor = button.current;
    return () => gone?.(anchor);
  }, [gone]);
  return (
    <button
      ref={button}
      type="button"
      className={styles.figure}
      data-yours={yours ? '' : undefined}
      data-unknown={children === null ? '' : undefined}
      data-told={told?.is}
      aria-haspopup="dialog"
      aria-describedby={isOpen ? cards.id : undefined}
      title={undefined}
      onPointerEnter={(event) => {
        if (event.pointerType === 'mouse') cards?.show(asked(event.currentTarget, false));
      }}
      onPointerLeave={() => cards?.leave()}
      onFocus={(event) => {
        if (event.currentTarget.matches(':focus-visible')) cards?.show(asked(event.currentTarget, false));
      }}
      onBlur={() => cards?.leave()}
      onClick={(event) => cards?.show(asked(event.currentTarget, true))}
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

interface SourceMarkProps {
  readonly path: string;
  readonly told?: Told | undefined;
  /** What the figure beside it is called. */
  readonly name: string;
}

/** The same beside a figure that is a field: a mark that opens the card. */
export function SourceMark({ path, told, name }: SourceMarkProps) {
  const cards = useContext(Context);
  return (
    <button
      type="button"
      className={styles.source}
      data-told={told?.is}
      aria-haspopup="dialog"
      aria-label={t('source.of', { name, is: t(`source.${told?.is ?? 'catalogue'}`) })}
      onClick={(event) => cards?.show({ path, told, name, anchor: event.currentTarget, kept: true })}
    >
      {told?.is === 'yours' ? <span className={styles.mark}>{t('cost.yours')}</span> : <Info aria-hidden="true" />}
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
  const { path, told, name, anchor, kept } = asked;
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  const library = useLibrary();
  useLayoutEffect(() => setPlace(beside(anchor, box.current!)), [anchor, library]);
  const placed = place !== null;
  useEffect(() => {
    // What is not seen yet takes no focus.
    if (kept && placed) box.current?.querySelector<HTMLElement>('input, button')?.focus({ preventScroll: true });
  }, [kept, placed]);
  useEffect(() => {
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
      {told ? (
        <>
          <p className={styles.from}>{t(`source.${told.is}`)}</p>
          <p>{told.how}</p>
          {told.reset && kept ? (
            <Button
              look="outline"
              className={styles.reset}
              onClick={() => {
                told.reset!();
                close(true);
              }}
            >
              {t('source.reset')}
            </Button>
          ) : null}
        </>
      ) : (
        <FigureContent path={path} name={name} kept={kept} library={library} done={() => close(true)} />
      )}
    </div>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
