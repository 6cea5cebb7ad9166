/**
 * Looks at the site of the design that is shown when nothing else is asked of the engine: racks, reach and media, as findings beside those of
 * the design. Placing everything takes 0.4 s at 16,384 accelerators, so a larger design is looked at only when the person asks.
 */
import { EngineStop } from '@weft/engine';
import type { Assumptions, Design } from '@weft/model';
import { activeDesign, studyDocument } from '../stores/document.ts';
import { result } from '../stores/result.ts';
import { engine } from './engine.ts';

/** Rest after the last change before the site is looked at. */
const rest_ms = 500;
/** Links of a design that is looked at by itself. */
const mostLinks = 200_000;

let timer: ReturnType<typeof setTimeout> | null = null;
/** What was looked at last, so that nothing is looked at twice. */
let looked: { readonly design: Design; readonly assumptions: Assumptions } | null = null;

export function startSiteChecks(): void {
  result.subscribe((now, before) => {
    if (now.facts !== before.facts || now.solve !== before.solve) plan();
  });
  studyDocument.subscribe((now, before) => {
    if (now.study.assumptions !== before.study.assumptions) plan();
  });
  plan();
}

const isNew = (): boolean =>
  looked?.design !== activeDesign() || looked.assumptions !== studyDocument.getState().study.assumptions;

function plan(): void {
  if (timer !== null) clearTimeout(timer);
  timer = setTimeout(() => {
    const { facts, solve } = result.getState();
    const busy = solve.is === 'waiting' || solve.is === 'running';
    if (facts === null || facts.designId !== activeDesign().id || busy || !isNew()) return;
    if (facts.links > mostLinks) result.setState({ siteFindings: null, siteCheck: 'left' });
    else void checkSite();
  }, rest_ms);
}

/** Looks at the site now. */
export async function checkSite(): Promise<void> {
  const asked = { design: activeDesign(), assumptions: studyDocument.getState().study.assumptions };
  looked = asked;
  result.setState({ siteCheck: 'waiting' });
  try {
    const answer = await engine.siteFindings(asked.design, asked.assumptions);
    if (looked !== asked) return;
    // A site that cannot be laid out says so where it is set; the design itself is no worse for it.
    result.setState({ siteFindings: answer.ok ? answer.value : [], siteCheck: 'done' });
  } catch (stop) {
    if (!(stop instanceof EngineStop)) throw stop;
    if (looked === asked) looked = null;
  }
}
