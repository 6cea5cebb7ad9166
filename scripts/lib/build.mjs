// Builds an app when its sources are newer than its last build.
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { giveUp, root, run, say } from './install.mjs';

const skipped = new Set(['node_modules', 'dist', 'bench', 'demo']);

/** Builds `apps/NAME` if a source changed since; ends the process with a sentence when that fails. */
export function ensureBuilt(name) {
  const folder = path.join(root, 'apps', name);
  const stamp = path.join(folder, 'dist', '.built');
  if (existsSync(stamp) && newest([folder, ...sources]) <= statSync(stamp).mtimeMs) return;
  say(`Building apps/${name} ...`);
  // The build's own report goes to standard error: a command's output must stay clean.
  const status = run('vite', ['build', '--logLevel', 'warn'], { cwd: folder, stdio: ['ignore', 2, 2] });
  if (status !== 0) giveUp(`apps/${name} could not be built (see above). \`npm run check\` shows what is wrong.`);
  writeFileSync(stamp, '');
}

const sources = ['packages', 'public', 'package.json', 'pnpm-lock.yaml'].map((name) => path.join(root, name));

/** The latest change below some files and folders, in ms. */
function newest(places) {
  let latest = 0;
  for (const place of places) {
    const found = statSync(place, { throwIfNoEntry: false });
    if (!found) continue;
    if (!found.isDirectory()) {
      latest = Math.max(latest, found.mtimeMs);
      continue;
    }
    const inside = readdirSync(place).filter((name) => !skipped.has(name) && !name.includes('.test.'));
    latest = Math.max(latest, newest(inside.map((name) => path.join(place, name))));
  }
  return latest;
}
