/**
 * What happens once, when the page opens: the study from the link, else the latest draft, else the example; then everything that watches
 * the stores.
 */
import { openStudy } from '../stores/document.ts';
import { session } from '../stores/session.ts';
import { startKeys } from '../actions/dispatch.ts';
import { startBadges } from './badges.ts';
import { startController } from './controller.ts';
import { latestDraft, openDraft, startDrafts } from './drafts.ts';
import { startDrops } from './dropping.ts';
import { exampleStudy } from './example.ts';
import { startExplaining } from './explaining.ts';
import { startLinks } from './links.ts';
import { startNumbers } from './numbers.ts';
import { watchPointer } from './pointer.ts';
import { startTestSeam } from './testSeam.ts';
import { startStageSync } from './stageSync.ts';
import { startTheme } from './theme.ts';

export function startApp(): void {
  startTheme();
  startNumbers();
  // Something to see at once; a link or a draft takes its place when it has been read.
  openStudy(exampleStudy());
  startStageSync();
  startExplaining();
  startBadges();
  startKeys();
  startDrops();
  watchPointer();
  startTestSeam();
  void startLinks()
    .then(async (opened) => {
      if (!opened) await openLatestDraft();
    })
    .finally(() => {
      startDrafts();
      startController();
      void import('./siteChecks.ts').then((m) => m.startSiteChecks());
    });
}

async function openLatestDraft(): Promise<void> {
  const latest = await latestDraft();
  if (latest === null) session.setState({ firstRun: true });
  else openDraft(latest);
}
