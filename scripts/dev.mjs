// npm run dev: the contributor's loop. Serves apps/web from its sources and reloads as they change.
import { ensureInstalled, root, run } from './lib/install.mjs';
import path from 'node:path';

ensureInstalled();
process.exit(run('vite', process.argv.slice(2), { cwd: path.join(root, 'apps/web'), stdio: 'inherit' }));
