/**
 * The share link: the whole study in the address's fragment. Written only when asked for; read when the page opens or the fragment changes.
 *
 * An opened link is a study of its own, under a new draft key: it never overwrites a draft. A bad link is one sentence and changes nothing.
 */
import type { ShareLink } from '@weft/codecs';
import { openStudy, studyDocument } from '../stores/document.ts';
import { notify } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { keepCopy, settleDraft } from './drafts.ts';

export interface StudyLink extends ShareLink {
  /** The whole address. */
  readonly url: string;
}

/** The link to the study as it is now. Length classes count the whole address, because that is what gets cut. */
export async function linkToStudy(): Promise<StudyLink> {
  const { encodeShare, shareReach } = await import('./sharing.ts');
  const made = await encodeShare(studyDocument.getState().study);
  const url = `${location.href.split('#')[0]!}#${made.fragment}`;
  return { ...made, url, reach: shareReach(url.length) };
}

/** Reads the fragment now and whenever it changes. True when the page opened with a study in its address. */
export async function startLinks(): Promise<boolean> {
  window.addEventListener('hashchange', () => void openFragment());
  return openFragment();
}

async function openFragment(): Promise<boolean> {
  const fragment = location.hash.slice(1);
  // `#canvas` is where the skip link leads.
  if (fragment === '' || fragment === 'canvas') return false;
  const { decodeShare } = await import('./sharing.ts');
  const read = await decodeShare(fragment);
  // Reloading must show what was worked on since, not the link again.
  history.replaceState(null, '', location.href.split('#')[0]);
  if (!read.ok) {
    notify({ tone: 'danger', text: t('notice.linkBad', { reason: read.fault.message }), stays: true });
    return false;
  }
  await settleDraft();
  openStudy(read.value);
  notify({
    tone: 'info',
    text: t('notice.linkOpened'),
    action: { label: t('notice.keepCopy'), run: () => void keepCopy() },
  });
  return true;
}
