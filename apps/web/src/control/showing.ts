/** What an analysis names, brought before the eye: opened, selected, in view, or lit up; the panel that told it stays. */
import { EngineStop, type Located } from '@weft/engine';
import { activeDesign } from '../stores/document.ts';
import { result } from '../stores/result.ts';
import {
  announce,
  failedOf,
  hiddenOf,
  notify,
  openOf,
  session,
  setFailed,
  setOpen,
  zoomOpenOf,
} from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { engine } from './engine.ts';
import { drawnAs } from './selection.ts';
import { stage } from './stage.ts';

/** Groups are opened for so few things at most; of more, the groups that hold them are shown. */
const mostOpened = 4;
/** Of more things than this each is looked up by its group alone. */
const mostLooked = 40;
/** A group that the budget of the canvas refuses to open is not waited for longer. */
const drawnWithin_ms = 1500;

/** Selects things by id and brings them into view, after opening the groups that hide them: a cable between two closed servers hides none. */
export async function showThings(ids: readonly string[]): Promise<void> {
  session.setState({ view: 'canvas' });
  let found = await drawnNow(ids);
  if (found.hidden.length > 0 && found.hidden.length <= mostOpened) {
    await openAround(found.hidden);
    found = await drawnNow(ids);
  }
  session.setState({ selection: found.shown });
  bringToEye(found.shown);
  announce(t('analysis.shown', { count: found.shown.length }));
}

/** At this zoom and more things can be read, and the view stays for one that is in it already. */
const legibleZoom = 0.75;

/** Moves the view no more than it must for one thing that can be read where it is; else all of them fill it. */
export function bringToEye(ids: readonly string[]): void {
  const { canvas } = stage;
  if (!canvas || ids.length === 0) return;
  if (ids.length === 1 && canvas.camera().zoom >= legibleZoom) canvas.reveal(ids[0]!);
  else canvas.fit(ids);
}

/** What shows the things: their own line or shape, else the group they are in; and those that only a group shows. */
async function drawnNow(ids: readonly string[]): Promise<{ shown: readonly string[]; hidden: readonly string[] }> {
  const { scene } = result.getState();
  if (scene === null) return { shown: [], hidden: [] };
  const nodes = new Set(scene.nodes.map(({ id }) => id));
  const shown = new Set<string>();
  const hidden: string[] = [];
  for (const id of ids) {
    const lines = nodes.has(id) || ids.length > mostLooked ? [] : ((await placesOf([id]))?.links ?? []);
    const own = nodes.has(id) ? [id] : lines;
    if (own.length === 0) hidden.push(id);
    for (const one of own.length > 0 ? own : drawnAs(scene, id)) shown.add(one);
  }
  return { shown: [...shown], hidden };
}

async function openAround(ids: readonly string[]): Promise<void> {
  const { scene } = result.getState();
  const drawn = new Set(scene?.backdrops.map(({ id }) => id));
  const groups = [...new Set(ids.flatMap(groupsAbove))].filter((group) => !drawn.has(group));
  if (groups.length === 0) return;
  const next = new Promise<void>((resolve) => {
    const stop = result.subscribe((now) => {
      if (now.scene !== scene) finish();
    });
    const timer = setTimeout(() => finish(), drawnWithin_ms);
    const finish = (): void => {
      stop();
      clearTimeout(timer);
      resolve();
    };
  });
  setOpen(groups, true);
  await next;
}

/** `b1/unit0/leaf3:17` stands in `b1` and `b1/unit0`. */
function groupsAbove(id: string): readonly string[] {
  const steps = id.split(':')[0]!.split('/');
  return steps.slice(1).map((_, at) => steps.slice(0, at + 1).join('/'));
}

/** Takes down what the ids name; a notice offers to take that back. */
export function failThings(ids: readonly string[]): void {
  const now = failedOf(session.getState());
  const added = ids.filter((id) => !now.includes(id));
  setFailed(added, true);
  const text = t('analysis.failedNow', { count: added.length });
  notify({ tone: 'info', text, action: { label: t('analysis.takeBack'), run: () => setFailed(added, false) } });
}

/** Lights up on the canvas the links that the ids name; answers how many lines show them. */
export async function showLinks(ids: readonly string[]): Promise<number> {
  const found = await placesOf(ids);
  if (found === null) return 0;
  session.setState({ view: 'canvas' });
  stage.canvas?.showHighlight({ ...found, bottleneck: null });
  const [first] = found.links;
  if (first !== undefined) stage.canvas?.reveal(first);
  return found.links.length;
}

/** Where things are drawn in the picture as it is; null where the engine could not tell. */
async function placesOf(ids: readonly string[]): Promise<Located | null> {
  const s = session.getState();
  const request = { design: activeDesign(), open: openOf(s), ifRoom: zoomOpenOf(s), filter: hiddenOf(s) };
  try {
    const found = await engine.locate({ ...request, failed: failedOf(s) }, ids);
    return found.ok ? found.value : null;
  } catch (stop) {
    if (!(stop instanceof EngineStop)) throw stop;
    return null;
  }
}
