/** What the views of the site ask about: the design that is shown, with the figures of the study. */
import { t } from '../strings/t.ts';
import { engine } from '../control/engine.ts';
import { download, fileName } from '../control/files.ts';
import { activeDesign, studyDocument } from '../stores/document.ts';
import { useSession, useStudyDocument } from '../stores/hooks.ts';
import { notify } from '../stores/session.ts';
import { EngineStop } from '@weft/engine';
import type { Assumptions, Design } from '@weft/model';
import { useAsked, type Answer } from './asked.ts';
import type { SiteFacts } from '@weft/engine';

/** The design that is shown, as the document holds it. */
export function useDesign(): Design {
  useSession((s) => s.design);
  return useStudyDocument(() => activeDesign());
}

export const useAssumptions = (): Assumptions => useStudyDocument((d) => d.study.assumptions);

/** Bill, cost and openness of the design that is shown. */
export function useSiteFacts(): Answer<SiteFacts> {
  const design = useDesign();
  const assumptions = useAssumptions();
  return useAsked(() => engine.bill(design, assumptions), [design, assumptions]);
}

/** The bill or the cabling list of the design, as a file. */
export async function downloadList(list: 'bill' | 'cabling'): Promise<void> {
  const { assumptions } = studyDocument.getState().study;
  try {
    const csv = await engine.list(activeDesign(), assumptions, list);
    if (csv.ok) download(fileName(`${list}.csv`), new Blob([csv.value], { type: 'text/csv' }));
    else notify({ tone: 'warning', text: csv.fault.message });
  } catch (stop) {
    if (!(stop instanceof EngineStop)) throw stop;
    notify({ tone: 'warning', text: t('cost.failed') });
  }
}
