// The checks of a commit, each counted: types, lint and format side by side, then the unit tests (the house's rules are among them).
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { run, runBeside, say } from './install.mjs';

const projects = ['tsconfig.json', 'apps/web/tsconfig.json', 'apps/cli/tsconfig.json', 'e2e/tsconfig.json'];

const looks = [
  // The longest first.
  { name: 'format', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  ...projects.map((project) => ({ name: `types of ${project}`, command: 'tsc', args: ['-p', project] })),
  { name: 'lint', command: 'oxlint', args: ['--deny-warnings', '--quiet'] },
];

/** Runs all checks even when one fails. Gives how many passed, failed and were skipped. */
export async function runChecks() {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  const waiting = looks.values();
  const take = async () => {
    for (const { name, command, args } of waiting) {
      const { status, output } = await runBeside(command, args);
      say(
        `${status === 0 ? 'ok    ' : 'FAILED'} ${name}${output === '' || status === 0 ? '' : `\n${output.trimEnd()}`}`,
      );
      if (status === 0) tally.passed++;
      else tally.failed++;
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, take));
  add(tally, unitTests());
  return tally;
}

/** Adds one tally to another. */
export function add(tally, more) {
  tally.passed += more.passed;
  tally.failed += more.failed;
  tally.skipped += more.skipped;
}

/** The closing line: `N passed, N failed`, and the skipped when there are any. */
export function closing(tally) {
  const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
  return `${tally.passed} passed, ${tally.failed} failed${skipped}`;
}

/** Runs `body` with a path for a report that is read back as JSON; null when none was written. */
export function withReport(body) {
  const folder = mkdtempSync(path.join(tmpdir(), 'weft-report-'));
  const file = path.join(folder, 'report.json');
  try {
    const status = body(file);
    let report = null;
    try {
      report = JSON.parse(readFileSync(file, 'utf8'));
    } catch {
      say(`The runner wrote no report; it ended with status ${status}.`);
    }
    return { status, report };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function unitTests() {
  const { status, report } = withReport((file) =>
    run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]),
  );
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const failed = report.numFailedTests + (status !== 0 && report.numFailedTests === 0 ? 1 : 0);
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests };
}
