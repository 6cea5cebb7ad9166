// npm start [-- --port 4173 --host]: installs what is missing, builds, serves, and prints the address.
import { parseArgs } from 'node:util';
import path from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled, root, say } from './lib/install.mjs';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '4173' }, host: { type: 'boolean', default: false } },
});

ensureInstalled();
ensureBuilt('web');
const { preview } = await import('vite');
const server = await preview({
  root: path.join(root, 'apps/web'),
  configFile: path.join(root, 'apps/web/vite.config.ts'),
  logLevel: 'warn',
  preview: { port: Number(values.port), host: values.host ? true : 'localhost' },
});
const { local = [], network = [] } = server.resolvedUrls ?? {};
say(`\n  Weft is ready:  ${[...local, ...network].join('  ')}\n  Stop with Ctrl+C.\n`);
