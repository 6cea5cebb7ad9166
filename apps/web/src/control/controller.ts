/**
 * The controller: watches document and session, asks the engine, keeps the result store and the canvas in step. Runs outside React.
 *
 * The scene is asked for at once, facts when its picture is out, a solve when the hand has rested; the engine's client lets the newest call
 * win. An edit that only moves things leaves facts and answer as they are. Nothing here changes the document.
 */
import { EngineStop, type SolveFacts } from '@weft/engine';
import { isOnlyMoved, recordsOf, type Design, type Study } from '@weft/model';
import type { Camera } from '../canvas/contract.ts';
import { sharedScene, type Scene, type SceneFilter, type SceneLoads } from '@weft/scene';
import { formatRate_Gbps, formatShare } from '@weft/units';
import { afterFrame } from '../stores/afterFrame.ts';
import { activeDesign, studyDocument } from '../stores/document.ts';
import { result, type SolveState } from '../stores/result.ts';
import { announce, failedOf, hiddenOf, openOf, session, setZoomOpen, zoomOpenOf } from '../stores/session.ts';
import { pathWords } from '../panels/names.ts';
import { t } from '../strings/t.ts';
import { engine, onEngineLost, onEngineRestart } from './engine.ts';
import { groupsToOpen } from './opening.ts';
import { keepSelection } from './keepSelection.ts';
import { stage } from './stage.ts';

/** Rest of the hand before a solve. */
const solveAfter_ms = 250;

interface Asked {
  /** The study, by its draft: another one may have designs of the same ids. */
  readonly draft: string | null;
  readonly design: Design | null;
  /** The design as it was when more than places last changed: what facts and answers are about. */
  readonly content: Design | null;
  readonly open: readonly string[] | null;
  readonly ifRoom: readonly string[];
  readonly filter: SceneFilter | null;
  readonly workload: Study['workload'] | null;
  readonly failed: readonly string[] | null;
}

const nothing: Asked = {
  draft: null,
  design: null,
  content: null,
  open: null,
  ifRoom: [],
  filter: null,
  workload: null,
  failed: null,
};
/** What a scene is made of. */
const scenePart = ['design', 'open', 'ifRoom', 'filter', 'failed'] as const;
let asked = nothing;
/** What facts have been asked for of. */
let factsOf: Design | null = null;
let timer: ReturnType<typeof setTimeout> | null = null;
/** A design that has just been opened is solved once its first picture is out: until then the worker is the picture's. */
let solvesAfterPicture = false;
/** Where each design was last looked at from. */
const cameras = new Map<string, Camera>();
/** What was open in the picture that is shown. */
let shownOpen: readonly string[] | null = null;
let shownIfRoom: readonly string[] = [];
/** The first picture of a design is fitted, or seen from where it was left. */
let isFirst = false;

export function startController(): void {
  void askRecipes();
  onEngineRestart(() => {
    // Who looks at something, or holds it, goes on doing so: the picture stays until the next one.
    asked = { ...nothing, draft: asked.draft, design: asked.design, content: asked.content };
    factsOf = null;
    if (result.getState().recipes.length === 0) void askRecipes();
    refresh();
  });
  onEngineLost((reason) => {
    timer = stopTimer(timer);
    result.setState({ solve: { is: 'failed', reason } });
  });
  studyDocument.subscribe(refresh);
  session.subscribe(refresh);
  refresh();
}

async function askRecipes(): Promise<void> {
  const recipes = await quiet(engine.recipes());
  if (recipes !== null) result.setState({ recipes });
}

/** Asks for what changed since the last time. */
function refresh(): void {
  const { study, draft } = studyDocument.getState();
  const design = activeDesign();
  const before = asked;
  const other = design.id !== before.design?.id || draft !== before.draft;
  const onlyMoved = !other && before.design !== null && isOnlyMoved(before.design, design);
  const now: Asked = {
    draft,
    design,
    content: onlyMoved ? before.content : design,
    open: openOf(session.getState()),
    ifRoom: zoomOpenOf(session.getState()),
    filter: hiddenOf(session.getState()),
    workload: study.workload,
    failed: failedOf(session.getState()),
  };
  asked = now;
  if (other) {
    factsOf = null;
    saidAnswer = '';
    timer = stopTimer(timer);
    if (before.design) {
      engine.cancel(before.design.id);
      if (stage.canvas && result.getState().scene)
        cameras.set(`${before.draft} ${before.design.id}`, stage.canvas.camera());
    }
    result.setState({
      facts: null,
      fault: null,
      solved: null,
      explained: null,
      hovered: null,
      solve: { is: 'waiting' },
      scene: null,
      loads: null,
    });
    isFirst = true;
  }
  if (undecided(design)) void decideOpen(design, draft);
  if (scenePart.some((part) => now[part] !== before[part])) void askScene();
  if (other) solvesAfterPicture = true;
  else if (now.content !== before.content || now.workload !== before.workload || now.failed !== before.failed)
    scheduleSolve(solveAfter_ms);
}

/** Whether nobody has said yet what of a design is open. */
function undecided({ id }: Design): boolean {
  const { open, zoomOpen } = session.getState();
  return open[id] === undefined && zoomOpen[id] === undefined;
}

let deciding: string | null = null;

/** Opens a design as far as it can be read; its first picture waits for that. */
async function decideOpen(design: Design, draft: string): Promise<void> {
  const which = `${draft} ${design.id}`;
  if (deciding === which) return;
  deciding = which;
  const groups = (await quiet(groupsToOpen(design))) ?? [];
  if (deciding !== which) return;
  deciding = null;
  if (undecided(activeDesign())) setZoomOpen(groups);
}

/** Asks for the facts of what is drawn now, if they were not asked for. */
function askFactsNext(): void {
  const { content } = asked;
  if (content === null || content === factsOf) return;
  factsOf = content;
  afterFrame(() => void askFacts(content));
}

async function askFacts(content: Design): Promise<void> {
  if (asked.content !== content) return;
  const answer = await quiet(engine.facts(content));
  if (answer === null || asked.content !== content) return;
  if (answer.ok) result.setState({ facts: answer.value, fault: null });
  else result.setState({ fault: answer.fault.message });
}

/** Asks for the picture of the design as it is now, with its loads if it has been solved. */
async function askScene(): Promise<void> {
  const mine = asked;
  const { design, open, ifRoom, filter, failed } = mine;
  if (design === null || open === null || filter === null || failed === null || undecided(design)) return;
  const answer = await quiet(engine.scene({ design, open, ifRoom, filter, failed }));
  if (answer === null || scenePart.some((part) => part !== 'failed' && asked[part] !== mine[part])) return;
  askFactsNext();
  if (solvesAfterPicture) {
    solvesAfterPicture = false;
    afterFrame(() => scheduleSolve(0));
  }
  if (!answer.ok) return;
  const before = result.getState();
  const scene = sharedScene(before.scene, answer.value.scene);
  const loads = answer.value.loads ?? carriedOver(before.scene, before.loads, scene);
  const camera = isFirst ? cameras.get(`${asked.draft} ${design.id}`) : undefined;
  const opensMore = open !== shownOpen || ifRoom !== shownIfRoom;
  // Who zooms is looking at something: it stays in its place, whatever opens around it.
  const byZoom = ifRoom !== shownIfRoom && open === shownOpen;
  shownOpen = open;
  shownIfRoom = ifRoom;
  const first = isFirst && camera === undefined && scene.nodes.length > 0;
  const fit = first || (!byZoom && outgrew(before.scene, scene));
  const opensEmpty = isFirst && scene.nodes.length === 0;
  isFirst = false;
  result.setState({ scene, loads });
  stage.canvas?.show(scene, { fit, anchor: opensMore, loads });
  stage.canvas?.showLoads(loads);
  if (camera) stage.canvas?.setCamera(camera);
  else if (opensEmpty) stage.canvas?.setCamera(stage.canvas.camera().zoom === 1 ? stage.canvas.camera() : atRest());
  keepSelection(scene);
}

/**
 * Whether all of a picture was in view and no longer is: then the view follows it. Who looks at a part of it is left alone, and so is who
 * only moved things.
 */
function outgrew(before: Scene | null, now: Scene): boolean {
  if (before === null || before.nodes.length === 0 || now.nodes.length === 0) return false;
  const known = new Set(before.nodes.map((n) => n.id));
  if (now.nodes.every((n) => known.has(n.id))) return false;
  return isInView(before) && !isInView(now);
}

function isInView({ bounds }: Scene): boolean {
  const host = document.getElementById('canvas');
  const camera = stage.canvas?.camera();
  if (!host || !camera) return false;
  const { zoom, pan } = camera;
  // Pixels of grace: a fitted picture touches its margin.
  const grace_px = 1;
  return (
    bounds.x * zoom + pan.x >= -grace_px &&
    bounds.y * zoom + pan.y >= -grace_px &&
    (bounds.x + bounds.width) * zoom + pan.x <= host.clientWidth + grace_px &&
    (bounds.y + bounds.height) * zoom + pan.y <= host.clientHeight + grace_px
  );
}

/** An empty canvas in natural size, its origin in the middle. */
function atRest(): Camera {
  const host = document.getElementById('canvas');
  return { zoom: 1, pan: { x: (host?.clientWidth ?? 0) / 2, y: (host?.clientHeight ?? 0) / 2 } };
}

/** Loads of lines that are still there, so that a moved part does not make the colours blink until the next answer. */
function carriedOver(before: Scene | null, loads: SceneLoads | null, now: Scene): SceneLoads | null {
  if (before === null || loads === null) return null;
  const indexOf = new Map(before.links.map((link, i) => [link.id, i]));
  const worst = new Float32Array(now.links.length).fill(Number.NaN);
  const mean = new Float32Array(now.links.length).fill(Number.NaN);
  now.links.forEach((link, i) => {
    const old = indexOf.get(link.id);
    if (old === undefined) return;
    worst[i] = loads.worst[old]!;
    mean[i] = loads.mean[old]!;
  });
  return { worst, mean };
}

/**
 * Has the picture made of what the active design would be, while a parameter of a block is being typed: when it is committed, most of it is there.
 * A later call takes the place of an earlier one; what comes of neither is thrown away.
 */
export async function preparePicture(design: Design, block: string): Promise<void> {
  const { open, ifRoom, filter, failed } = asked;
  if (asked.design?.id !== design.id || open === null || filter === null || failed === null) return;
  await quiet(engine.prepare({ design, open, ifRoom, filter, failed }, block));
}

function scheduleSolve(after_ms: number): void {
  timer = stopTimer(timer);
  result.setState({ solve: { is: 'waiting' } });
  timer = setTimeout(() => void solveNow(), after_ms);
}

function stopTimer(running: typeof timer): null {
  if (running !== null) clearTimeout(running);
  return null;
}

/** Why the last answer could not be had: said once, until it is another reason or is asked for. */
let saidReason: string | null = null;
/** The answer that was said last: an edit that changes nothing of it is not told again. */
let saidAnswer = '';

/** Solves the design as it is, without waiting; `aloud` when a person asked for it. */
export async function solveNow(aloud = false): Promise<void> {
  timer = stopTimer(timer);
  const { design, content, workload, failed } = asked;
  if (design === null || workload === null || failed === null) return;
  result.setState({ solve: { is: 'running', progress: null } });
  const isNewest = () => asked.content === content && asked.workload === workload && asked.failed === failed;
  const tell = (solve: SolveState) => isNewest() && result.setState({ solve });
  try {
    const answer = await engine.solve({ design, workload, failed }, (progress) => {
      if (result.getState().solve.is === 'running') tell({ is: 'running', progress });
    });
    if (!isNewest()) return;
    if (!answer.ok) {
      const reason = answer.fault.message;
      result.setState({ solve: { is: 'failed', reason }, solved: null });
      // Of an empty design nothing was expected.
      if (aloud || (reason !== saidReason && !isEmpty(design))) announce(t('solve.saidFailed', { reason }));
      saidReason = reason;
      return;
    }
    result.setState({ solve: { is: 'done' }, solved: answer.value });
    saidReason = null;
    sayAnswer(answer.value, aloud);
    await askScene();
  } catch (stop) {
    if (!(stop instanceof EngineStop)) throw stop;
    if (stop.reason === 'cancelled') tell({ is: 'cancelled' });
    // After a crash the restart asks again by itself; a superseded call has a successor.
  }
}

export function cancelSolve(): void {
  timer = stopTimer(timer);
  if (asked.design !== null) engine.stop('solve', asked.design.id);
  if (result.getState().solve.is !== 'done') result.setState({ solve: { is: 'cancelled' } });
}

/** Shows the scene that the store holds on a canvas that has just been mounted. */
export function redraw(): void {
  const { scene, loads } = result.getState();
  if (scene === null) return;
  stage.canvas?.show(scene, { fit: true, loads });
  stage.canvas?.showLoads(loads);
}

const isEmpty = ({ blocks, nodes }: Design): boolean => recordsOf(blocks).length === 0 && recordsOf(nodes).length === 0;

function sayAnswer(solved: SolveFacts, aloud: boolean): void {
  const words = solved.disconnected > 0 ? [t('solve.saidCut', { count: solved.disconnected })] : [];
  words.push(
    t('solve.said', {
      mean: formatRate_Gbps(solved.perAccelerator_Gbps.mean),
      slowest: formatRate_Gbps(solved.perAccelerator_Gbps.atSlowest),
    }),
  );
  const worst = solved.bottlenecks[0];
  if (worst) {
    const [link, port = null] = pathWords(activeDesign(), worst.link).replaceAll(' / ', ' ').split(' : ');
    words.push(t('solve.saidBottleneck', { link: link!, port, load: formatShare(worst.load) }));
  }
  const sentence = words.join(' ');
  if (aloud || sentence !== saidAnswer) announce(sentence);
  saidAnswer = sentence;
}

/** The answer, or null when the call was stopped: then a newer one is under way or nobody waits. */
async function quiet<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (stop) {
    if (stop instanceof EngineStop) return null;
    throw stop;
  }
}
