/** A draft from storage as a study, checked like any foreign file while the page lives on: it may be as large as a study. Null when it was stopped. */
import '../strings/later.ts';
import { readSteps } from '@weft/model';
import { t } from '../strings/t.ts';
import { fromDraftText } from './draftText.ts';
import { stretched } from './stretched.ts';

export const readDraft = (value: unknown) =>
  stretched(readSteps(fromDraftText(value)), { doing: t('busy.draft'), stopped: t('busy.draftStopped') });
