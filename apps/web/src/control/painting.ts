/**
 * Paints lines by what was chosen in place of their loads: by the scene itself, by the site, or by the failures or jobs that were computed.
 *
 * A picture that changed while the site is asked is painted when the answer comes; lines that it does not know keep their plain colour until then.
 */
import '../strings/later.ts';
import { EngineStop, type FailureFacts, type JobsFacts, type LineFigures, type LineJobs } from '@weft/engine';
import { paintOf, rampPaint, scenePaintOf, type Colouring, type LinkPaint, type Scene } from '@weft/scene';
import { formatMoney_usd, formatShare } from '@weft/units';
import { activeDesign, studyDocument } from '../stores/document.ts';
import { result, type Result } from '../stores/result.ts';
import { failedOf, hiddenOf, openOf, session, zoomOpenOf } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { kindWords } from '../panels/counts.ts';
import { analysis } from './analysing.ts';
import { engine } from './engine.ts';
import { stage } from './stage.ts';

/** Raised with each painting: an answer for an older one is nobody's. */
let round = 0;

export function startPainting(): void {
  session.subscribe((now, before) => {
    if (now.colouring !== before.colouring) void paint();
  });
  result.subscribe((now, before) => {
    if (now.scene !== before.scene && session.getState().colouring !== 'role') void paint();
  });
  studyDocument.subscribe((now, before) => {
    if (now.study.assumptions !== before.study.assumptions && ofSite.has(session.getState().colouring)) void paint();
  });
  analysis.subscribe((now, before) => {
    const by = session.getState().colouring;
    if (now.failures !== before.failures && by === 'impact') void paint();
    if (now.jobs !== before.jobs && by === 'job') void paint();
  });
  stage.onMount((canvas) => canvas.showPaint(result.getState().paint));
  void paint();
}

const ofSite: ReadonlySet<Colouring> = new Set<Colouring>(['medium', 'protocol', 'cost']);

async function paint(): Promise<void> {
  const mine = ++round;
  const by = session.getState().colouring;
  const { scene } = result.getState();
  if (by === 'role' || scene === null) return show(null);
  if (by === 'impact') {
    const asked = analysis.getState().failures;
    return asked.is === 'done' ? show(impactPaint(scene, asked.value)) : show(null, 'failures');
  }
  const { jobs } = analysis.getState();
  const ran = jobs.is === 'done' ? jobs.value : null;
  if (by === 'job' && ran === null) return show(null, 'jobs');
  if (by !== 'job' && by !== 'medium' && by !== 'protocol' && by !== 'cost')
    return show(named(by, scenePaintOf(scene, by)));
  const s = session.getState();
  const request = {
    design: activeDesign(),
    open: openOf(s),
    ifRoom: zoomOpenOf(s),
    filter: hiddenOf(s),
    failed: failedOf(s),
  };
  try {
    if (by === 'job') {
      const answer = await engine.lineJobs(request, ran!.carried);
      if (mine !== round) return;
      if (answer.ok) show(jobPaint(answer.value, ran!));
      else show(null, 'jobs');
    } else {
      const answer = await engine.lineFigures(request, studyDocument.getState().study.assumptions);
      if (mine !== round) return;
      if (answer.ok) show(sitePaint(by, answer.value));
      else show(null, 'site');
    }
  } catch (stop) {
    if (!(stop instanceof EngineStop)) throw stop;
  }
}

function show(next: LinkPaint | null, paintMissing: Result['paintMissing'] = null): void {
  result.setState({ paint: next, paintMissing });
  stage.canvas?.showPaint(next);
}

function named(by: Colouring, found: LinkPaint): LinkPaint {
  const name = (word: string): string => {
    if (by === 'rail') return t('layers.rail', { rail: Number(word) });
    if (by === 'plane') return t('layers.plane', { plane: Number(word) });
    return by === 'kind' ? kindWords(word) : word;
  };
  return { ...found, words: found.words.map(name) };
}

function sitePaint(by: 'medium' | 'protocol' | 'cost', { links, media, protocols, price_usd }: LineFigures): LinkPaint {
  if (by === 'cost') return pricePaint(links, price_usd);
  const words = by === 'medium' ? media : protocols;
  const found = paintOf(links.flatMap((id, i): [string, string][] => (words[i] === null ? [] : [[id, words[i]!]])));
  return {
    ...found,
    words: found.words.map((word) =>
      word === 'mixed' ? t('legend.mixed') : by === 'medium' ? mediumWords(word) : word,
    ),
  };
}

/** Words of a technology; the catalogue may know more of them than there are words. */
const mediumWords = (technology: string): string => t(`media.${technology as 'dac'}`);

/** Jobs in the order of their list; those of one name are told apart by their places in it. */
function jobPaint({ links, jobs: most }: LineJobs, { jobs }: JobsFacts): LinkPaint {
  const order = [...jobs.keys()].map(String);
  const found = paintOf(
    links.flatMap((id, i): [string, string][] => (most[i] === null ? [] : [[id, String(most[i])]])),
    [...order, 'several'],
  );
  const name = (j: number): string => {
    const { name: own } = jobs[j]!;
    const isOnly = jobs.every((other, k) => k === j || other.name !== own);
    return isOnly ? own : t('legend.sameName', { name: own, place: j + 1 });
  };
  return {
    ...found,
    words: found.words.map((word) => (word === 'several' ? t('legend.several') : name(Number(word)))),
  };
}

const decade = (price: number): number => Math.max(1, Math.floor(Math.log10(Math.max(1, price))));

/** Prices of lines span decades: from one cable to the bundle of a thousand. */
function pricePaint(links: readonly string[], price_usd: Float64Array): LinkPaint {
  const known = links.flatMap((id, i): [string, number][] =>
    Number.isNaN(price_usd[i]!) ? [] : [[id, price_usd[i]!]],
  );
  const decades = known.filter(([, price]) => price > 0).map(([, price]) => decade(price));
  const [least, most] = [Math.min(...decades), Math.max(...decades)];
  const words = Array.from({ length: decades.length === 0 ? 0 : most - least + 1 }, (_, i) =>
    t('legend.from', {
      low: formatMoney_usd(least + i === 1 ? 0 : 10 ** (least + i)),
      high: formatMoney_usd(10 ** (least + i + 1)),
    }),
  );
  return rampPaint(
    words,
    known.flatMap(([id, price]) => (price > 0 ? [[id, decade(price) - least] as const] : [])),
  );
}

/** What one failure takes from every accelerator, as a share of its rate without one. */
const losses = [0, 0.01, 0.05, 0.1, 0.25, 1] as const;

/**
 * A line takes the worst of the single failures of links of its kind: links of a kind are mostly alike, and a failure that was computed stands for
 * all that are.
 */
function impactPaint(scene: Scene, { whole, scenarios }: FailureFacts): LinkPaint {
  const worst = new Map<string, number>();
  for (const { kind: broken, part, atSlowest_Gbps, disconnected } of scenarios) {
    if (broken !== 'cable' || part === null) continue;
    const cut = disconnected > whole.disconnected;
    const loss = cut ? losses.length : stepOf(1 - atSlowest_Gbps / whole.atSlowest_Gbps);
    worst.set(part, Math.max(worst.get(part) ?? 0, loss));
  }
  const words = losses.map((loss) =>
    loss === 0 ? t('legend.noLoss') : t('legend.loss', { share: formatShare(loss) }),
  );
  return rampPaint(
    [...words, t('legend.cut')],
    scene.links.flatMap(({ id, kind }) => (worst.has(kind) ? [[id, worst.get(kind)!] as const] : [])),
  );
}

function stepOf(loss: number): number {
  const step = losses.findIndex((most) => loss <= most + 1e-9);
  return step < 0 ? losses.length - 1 : step;
}
