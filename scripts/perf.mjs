// npm run perf: how fast the canvas is in a real browser, beside plain Cytoscape drawing the same graph. Builds, serves, measures, prints a table.
//
// Times are those of this machine at this moment: run it when nothing else runs. `--repeat 5` takes medians of more runs, `--dist DIR` a build that exists.
import { createServer } from 'node:http';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { ensureBrowser } from './lib/browser.mjs';
import { root, say } from './lib/install.mjs';
import { measureApp } from '../e2e/perf/app.mjs';
import { measurePlain } from '../e2e/perf/plain.mjs';
import { median } from '../e2e/perf/measure.mjs';

const { values } = parseArgs({ options: { repeat: { type: 'string', default: '3' }, dist: { type: 'string' } } });
const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};
const own = values.dist === undefined ? mkdtempSync(path.join(tmpdir(), 'weft-perf-')) : null;
const dist = values.dist ?? own;
if (own !== null) {
  await build({
    root: path.join(root, 'apps/web'),
    configFile: path.join(root, 'apps/web/vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: own },
  });
}
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const name = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
  const file =
    name === '/plain/index.html'
      ? path.join(root, 'e2e/perf/plain.html')
      : name === '/plain/cytoscape.min.js'
        ? path.join(root, 'apps/web/node_modules/cytoscape/dist/cytoscape.min.js')
        : path.join(dist, name);
  try {
    const body = readFileSync(file);
    response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, ready));
const address = `http://localhost:${server.address().port}/`;
const browser = await chromium.launch({
  executablePath: await ensureBrowser(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
});
say(
  `Load of the machine before: ${loadavg()
    .map((load) => load.toFixed(2))
    .join(' ')}`,
);

const rows = new Map();
for (let run = 0; run < Number(values.repeat); run++) {
  const { figures, scene } = await measureApp(browser, address);
  const plain = await measurePlain(browser, `${address}plain/`, scene);
  for (const [name, figure] of Object.entries(figures)) {
    const row = rows.get(name) ?? { limit: figure.limit, unit: figure.unit ?? 'ms', app: [], plain: [] };
    row.app.push(figure.value);
    if (plain[name] !== undefined) row.plain.push(plain[name]);
    rows.set(name, row);
  }
}
await browser.close();
server.close();
if (own !== null) rmSync(own, { recursive: true });

say(`${'measured'.padEnd(58)}${'Weft'.padStart(9)}${'plain'.padStart(9)}${'limit'.padStart(9)}`);
for (const [name, { limit, unit, app, plain }] of rows) {
  const value = median(app);
  const beside = plain.length === 0 ? '' : median(plain).toFixed(1);
  say(
    `${name.padEnd(58)}${value.toFixed(1).padStart(9)}${beside.padStart(9)}${String(limit).padStart(9)} ${unit}${value > limit ? '  over' : ''}`,
  );
}
say(
  `Medians of ${values.repeat} runs. Load of the machine after: ${loadavg()
    .map((load) => load.toFixed(2))
    .join(' ')}`,
);
