/**
 * Hover and selection: asks the engine why a thing is as loaded as it is, and lights up the path of its slowest flow.
 *
 * What is hovered wins over what is selected; with neither, nothing is dimmed.
 */
import { EngineStop } from '@weft/engine';
import { activeDesign } from '../stores/document.ts';
import { result } from '../stores/result.ts';
import { openOf, session } from '../stores/session.ts';
import { engine } from './engine.ts';
import { stage } from './stage.ts';

/** Rest of the pointer before the reason is asked for; crossing the canvas must not flash. */
const rest_ms = 120;

let timer: ReturnType<typeof setTimeout> | null = null;
let askedFor: string | null = null;

export function startExplaining(): void {
  session.subscribe((now, before) => {
    if (now.selection !== before.selection) stage.canvas?.showSelection(now.selection);
    if (now.hover !== before.hover || now.selection !== before.selection) schedule();
  });
  // A new answer changes the reason for what is looked at.
  result.subscribe((now, before) => {
    if (now.solved !== before.solved || now.scene !== before.scene) {
      askedFor = null;
      schedule();
    }
  });
}

function target(): string | null {
  const { hover, selection } = session.getState();
  return hover ?? (selection.length === 1 ? selection[0]! : null);
}

function schedule(): void {
  if (timer !== null) clearTimeout(timer);
  const wanted = target();
  if (wanted === askedFor) return;
  if (wanted === null) {
    askedFor = null;
    result.setState({ explanation: null });
    stage.canvas?.showHighlight(null);
    return;
  }
  timer = setTimeout(() => void explain(wanted), rest_ms);
}

async function explain(wanted: string): Promise<void> {
  const design = activeDesign();
  askedFor = wanted;
  try {
    const answer = await engine.explain({ design, open: openOf(session.getState()), target: wanted });
    if (askedFor !== wanted) return;
    if (!answer.ok) {
      result.setState({ explanation: null });
      stage.canvas?.showHighlight(null);
      return;
    }
    const { path, bottleneck } = answer.value;
    result.setState({ explanation: { target: wanted, value: answer.value } });
    const lights = path.nodes.length + path.links.length > 0;
    stage.canvas?.showHighlight(lights ? { nodes: path.nodes, links: path.links, bottleneck } : null);
  } catch (stop) {
    if (!(stop instanceof EngineStop)) throw stop;
  }
}
