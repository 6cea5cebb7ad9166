/**
 * The canvas in the page: mounts the drawing, and lays over it the tools, the zoom, the legend and what is said about the thing under the
 * pointer. The drawing itself is driven by the controller; React only gives it a place.
 */
import { colourings, type Colouring } from '@weft/scene';
import { Suspense, lazy, useEffect, useRef, useState } from 'react';
import { loadHand, withHand } from '../control/atHand.ts';
import { redraw } from '../control/controller.ts';
import { canvasElementId, stage } from '../control/stage.ts';
import { themeInForce } from '../control/theme.ts';
import { useResult, useSession } from '../stores/hooks.ts';
import { notify, session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Failures, Placing, Refused } from './CanvasNotes.tsx';
import styles from './CanvasView.module.css';

const Legend = lazy(() => import('./Legend.tsx'));
const HoverCard = lazy(() => import('./HoverCard.tsx'));
const Layers = lazy(() => import('./Layers.tsx'));
const EditorNotes = lazy(() => import('./EditorNotes.tsx'));

export function CanvasView() {
  const host = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let gone = false;
    let unmount = () => {};
    void Promise.all([import('../canvas/canvas.ts'), loadHand(), fontsLoaded()])
      .then(([{ createCanvas }, { handlers, legalTarget, startLocks, startSaying }]) => {
        if (gone || host.current === null) return;
        const { tool, scheme, grid, snap } = session.getState();
        const canvas = createCanvas(host.current, handlers, { theme: themeInForce(), tool, scheme, grid, snap });
        canvas.setLegalTarget(legalTarget);
        stage.set(canvas);
        startLocks();
        startSaying();
        redraw();
        setReady(true);
        unmount = () => {
          stage.set(null);
          canvas.destroy();
        };
      })
      .catch((error: unknown) => {
        // The tables show the same design without a canvas.
        if (!gone) notify({ tone: 'danger', text: t('canvas.broken', { reason: String(error) }), stays: true });
      });
    return () => {
      gone = true;
      unmount();
    };
  }, []);
  const summary = useSummary();
  const placing = useSession((s) => s.placing);
  useEffect(() => (placing === null ? undefined : () => withHand((hand) => hand.aimAway())), [placing]);
  return (
    <div className={styles.view}>
      <div
        ref={host}
        id={canvasElementId}
        className={styles.canvas}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a canvas with its own keys is an application
        tabIndex={0}
        role="application"
        aria-label={t('canvas.label')}
        aria-describedby="canvas-summary"
        data-ready={ready ? '' : undefined}
      />
      <p id="canvas-summary" className="visually-hidden">
        {summary} {t('canvas.keys')}
      </p>
      {placing !== null ? (
        <button
          type="button"
          tabIndex={-1}
          aria-hidden="true"
          data-over-canvas=""
          className={styles.target}
          onPointerMove={({ clientX, clientY, ctrlKey, metaKey }) =>
            withHand((hand) => hand.aimDrop(placing, clientX, clientY, ctrlKey || metaKey))
          }
          onPointerLeave={() => withHand((hand) => hand.aimAway())}
          onClick={({ clientX, clientY, ctrlKey, metaKey }) =>
            withHand((hand) => hand.placeDrop(placing, clientX, clientY, ctrlKey || metaKey))
          }
          onContextMenu={(event) => {
            event.preventDefault();
            session.setState({ placing: null });
          }}
          onWheel={({ nativeEvent }) =>
            document.querySelector('[data-part=glass]')?.dispatchEvent(new WheelEvent('wheel', nativeEvent))
          }
        />
      ) : null}
      <EmptyHint />
      <Tools />
      <Zoom />
      <Suspense>
        <Legend />
      </Suspense>
      <div className={styles.notes}>
        <Placing />
        <Refused />
        <Failures />
      </div>
      <Suspense>
        <HoverCard />
        <EditorNotes />
      </Suspense>
    </div>
  );
}

/** The page's font, so that labels are measured in it; a slow font must not hold up the picture. */
function fontsLoaded(): Promise<unknown> {
  const patience = new Promise((resolve) => setTimeout(resolve, 400));
  return Promise.race([document.fonts.load('500 12px "Inter Variable"'), patience]);
}

function useSummary(): string {
  const facts = useResult((r) => r.facts);
  if (facts === null) return t('canvas.loading');
  return t('canvas.summary', {
    accelerators: facts.counts.accelerators,
    parts: facts.nodes,
    links: facts.links,
    findings: facts.findings.length,
  });
}

function EmptyHint() {
  const scene = useResult((r) => r.scene);
  const fault = useResult((r) => r.fault);
  if (scene === null || scene.nodes.length > 0 || fault !== null) return null;
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{t('canvas.empty')}</p>
      <p>{t('canvas.emptyHint')}</p>
    </div>
  );
}

function Tools() {
  const tool = useSession((s) => s.tool);
  return (
    <div role="toolbar" aria-label={t('canvas.tools')} className={styles.tools} data-covers="">
      <ActionButton action="tool.select" pressed={tool === 'select'} />
      <ActionButton action="tool.hand" pressed={tool === 'hand'} />
      <ActionButton action="tool.link" pressed={tool === 'link'} />
      <ColourBy />
      <Suspense>
        <Layers />
      </Suspense>
    </div>
  );
}

function ColourBy() {
  const colouring = useSession((s) => s.colouring);
  return (
    <label className={styles.colouring}>
      <span>{t('legend.colour')}</span>
      <select
        value={colouring}
        onChange={(event) => session.setState({ colouring: event.target.value as Colouring, buckets: null })}
      >
        {colourings.map((by) => (
          <option key={by} value={by}>
            {t(`legend.by.${by}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Zoom() {
  const zoom = useSession((s) => s.camera?.zoom ?? 1);
  return (
    <fieldset aria-label={t('canvas.zoom')} className={styles.zoom}>
      <ActionButton action="view.zoomOut" tipSide="top" />
      <button
        type="button"
        className={styles.percent}
        aria-label={t('canvas.percent', { percent: Math.round(100 * zoom) })}
        onClick={() => stage.canvas?.zoomBy(1 / stage.canvas.camera().zoom)}
      >
        {Math.round(100 * zoom)} %
      </button>
      <ActionButton action="view.zoomIn" tipSide="top" />
      <ActionButton action="view.fit" tipSide="top" />
    </fieldset>
  );
}
