// The sizes of the built page against its budgets, compressed as it is served. Run by `npm test` after the build, and by hand: node scripts/size.mjs [folder]
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const budgets_kB = { shell: 120, cytoscape: 145, lazy: 60 };

/** What is over its budget, in sentences; empty when all is well. */
export function oversized(dist) {
  const page = readFileSync(path.join(dist, 'index.html'), 'utf8');
  // What the page names is loaded at once; the worker and its parts come beside it and hold up nothing.
  const atOnce = new Set([...page.matchAll(/assets\/([\w.-]+\.js)/g)].map(([, name]) => name));
  const scripts = readdirSync(path.join(dist, 'assets')).filter(
    (name) => name.endsWith('.js') && !name.startsWith('worker-'),
  );
  const sizes = scripts.map((name) => ({
    name,
    kB: gzipSync(readFileSync(path.join(dist, 'assets', name))).length / 1000,
  }));
  const shell = sizes.filter(({ name }) => atOnce.has(name)).reduce((sum, { kB }) => sum + kB, 0);
  const over = shell > budgets_kB.shell ? [`The shell has ${shell.toFixed(1)} kB, more than ${budgets_kB.shell}.`] : [];
  for (const { name, kB } of sizes) {
    if (atOnce.has(name)) continue;
    const limit = name.startsWith('cytoscape-') ? budgets_kB.cytoscape : budgets_kB.lazy;
    if (kB > limit) over.push(`${name} has ${kB.toFixed(1)} kB, more than ${limit}.`);
  }
  return over;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const over = oversized(process.argv[2] ?? path.join(import.meta.dirname, '../apps/web/dist'));
  console.log(over.length === 0 ? 'All parts of the page are within their budgets.' : over.join('\n'));
  process.exit(over.length === 0 ? 0 : 1);
}
