// npm test: everything. Installs what is missing (a Chromium included), runs the checks, builds, and runs the journeys in a real browser.
// Ends with one line `N passed, N failed` counted over all runners.
import { ensureBuilt } from './lib/build.mjs';
import path from 'node:path';
import { ensureInstalled, root, run, say } from './lib/install.mjs';
import { ensureBrowser } from './lib/browser.mjs';
import { oversized } from './size.mjs';
import { add, closing, runChecks, withReport } from './lib/checks.mjs';

ensureInstalled();
const chromium = await ensureBrowser();
const tally = await runChecks();
ensureBuilt('web');
ensureBuilt('cli');
add(tally, sizes());
add(tally, journeys());
console.log(closing(tally));
process.exit(tally.failed === 0 ? 0 : 1);

/** The budgets of the built page, as one check. */
function sizes() {
  const over = oversized(path.join(root, 'apps/web/dist'));
  say(`${over.length === 0 ? 'ok    ' : 'FAILED'} sizes${over.map((one) => `\n       ${one}`).join('')}`);
  return { passed: over.length === 0 ? 1 : 0, failed: over.length === 0 ? 0 : 1, skipped: 0 };
}

function journeys() {
  const { status, report } = withReport((file) =>
    run('playwright', ['test', '--reporter=list,json'], {
      env: { WEFT_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    }),
  );
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failed = unexpected + (status !== 0 && unexpected === 0 ? 1 : 0);
  return { passed: expected + flaky, failed, skipped };
}
