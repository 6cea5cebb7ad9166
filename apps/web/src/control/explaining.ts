/**
 * Hover and selection: asks the engine why a thing is as loaded as it is, and lights up the path of its slowest flow.
 *
 * The engine answers one question at a time: what is under the pointer first, then what is selected. What is hovered lights up as long as
 * it is, then what is selected; with neither, nothing is dimmed.
 */
import { EngineStop } from '@weft/engine';
import { activeDesign } from '../stores/document.ts';
import { result, type Explained } from '../stores/result.ts';
import { failedOf, hiddenOf, openOf, session, zoomOpenOf } from '../stores/session.ts';
import { engine } from './engine.ts';
import { litFor } from './selection.ts';
import { stage } from './stage.ts';

/** Rest of the pointer before the reason is asked for; crossing the canvas must not flash. */
const rest_ms = 120;

let timer: ReturnType<typeof setTimeout> | null = null;
/** Raised when the answers given so far have become old. */
let round = 0;
let asking: string | null = null;

export function startExplaining(): void {
  session.subscribe((now, before) => {
    if (now.selection !== before.selection) stage.canvas?.showSelection(litFor(result.getState().scene, now.selection));
    if (now.hover === before.hover && now.selection === before.selection) return;
    const { hovered, explained } = result.getState();
    for (const id of answered.keys()) if (id !== now.hover && id !== single()) answered.delete(id);
    if (hovered?.target !== now.hover) result.setState({ hovered: explained?.target === now.hover ? explained : null });
    if (explained?.target !== single()) result.setState({ explained: hovered?.target === single() ? hovered : null });
    light();
    ask(rest_ms);
  });
  // A new answer changes the reason for what is looked at.
  result.subscribe((now, before) => {
    if (now.solved === before.solved && now.scene === before.scene) return;
    round++;
    asking = null;
    // A picture alone may be followed by the next at once: a hand that moves things.
    ask(now.solved === before.solved ? rest_ms : 0);
  });
  // Keys take over from the pointer: what it happened to rest on no longer matters.
  window.addEventListener('keydown', (event) => {
    if (!event.ctrlKey && !event.shiftKey && session.getState().hover !== null) session.setState({ hover: null });
  });
}

function single(): string | null {
  const { selection } = session.getState();
  return selection.length === 1 ? selection[0]! : null;
}

/** Which answers belong to the present round. */
const answered = new Map<string, number>();

function ask(after_ms: number): void {
  if (timer !== null) clearTimeout(timer);
  timer = setTimeout(() => void next(), after_ms);
}

async function next(): Promise<void> {
  const wanted = [session.getState().hover, single()].find((id) => id !== null && answered.get(id) !== round);
  if (wanted === undefined || wanted === null || asking === wanted) return;
  asking = wanted;
  const mine = round;
  const s = session.getState();
  try {
    const answer = await engine.explain({
      design: activeDesign(),
      open: openOf(s),
      ifRoom: zoomOpenOf(s),
      filter: hiddenOf(s),
      failed: failedOf(s),
      target: wanted,
    });
    if (mine !== round) return;
    asking = null;
    answered.set(wanted, mine);
    const found: Explained | null = answer.ok ? { target: wanted, value: answer.value } : null;
    if (wanted === session.getState().hover) result.setState({ hovered: found });
    if (wanted === single()) result.setState({ explained: found });
    light();
    await next();
  } catch (stop) {
    if (!(stop instanceof EngineStop)) throw stop;
  }
}

function light(): void {
  const { hovered, explained } = result.getState();
  const { hover } = session.getState();
  const shown = hover === null ? explained : hovered?.target === hover ? hovered : null;
  if (shown === null || (shown.value.path.nodes.length === 0 && shown.value.path.links.length === 0)) {
    stage.canvas?.showHighlight(null);
    return;
  }
  const { path, bottleneck } = shown.value;
  stage.canvas?.showHighlight({ nodes: path.nodes, links: path.links, bottleneck });
}
