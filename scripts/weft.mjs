// npm run -s weft -- ARGUMENTS: the command line. Installs and builds what is missing first, on standard error only.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled, root } from './lib/install.mjs';
import { alone } from './lib/lock.mjs';

alone(() => {
  ensureInstalled();
  ensureBuilt('cli');
});
// npm runs scripts in the root; file names on the command line are meant from where npm was called.
if (process.env.npm_lifecycle_event === 'weft' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
await import(pathToFileURL(path.join(root, 'apps/cli/dist/weft.mjs')).href);
