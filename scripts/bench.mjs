// Runs the solver's bench: bundles packages/solver/bench/main.ts and runs it in one Node process, then that of the worker.
//
// `npm run bench` for all rows, `npm run bench -- R1 R9` for some, `--peer simgrid|highs|naive` for those against a peer, `--long` for the
// slow peers too, `--json` for rows as JSON (without the worker's).
import { spawn } from 'node:child_process';
import path from 'node:path';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '..');
const words = process.argv.slice(2);

/** Bundles files of a package's bench below the package, so that its dependencies are found from there; runs the first. */
async function run(name, files, noExternal) {
  const folder = path.join(root, 'packages', name);
  const out = path.join(folder, '.cache/bench');
  await build({
    configFile: false,
    root: folder,
    logLevel: 'warn',
    ssr: { noExternal },
    build: {
      ssr: true,
      outDir: out,
      emptyOutDir: true,
      minify: false,
      target: 'node20',
      rolldownOptions: { input: Object.fromEntries(files.map((file) => [file, `bench/${file}.ts`])) },
    },
  });
  const flags = ['--expose-gc', '--max-old-space-size=6000'];
  const bench = spawn(process.execPath, [...flags, path.join(out, `${files[0]}.js`), ...words], {
    cwd: folder,
    stdio: 'inherit',
  });
  const code = await new Promise((resolve) => bench.on('exit', (status) => resolve(status ?? 1)));
  if (code !== 0) process.exit(code);
}

await run('solver', ['main', 'worker'], [/^@weft\//]);
const rows = words.filter((word) => /^R\d+$/.test(word));
const wantsWorker = rows.length === 0 ? !words.includes('--peer') : rows.includes('R15');
if (wantsWorker && !words.includes('--json')) await run('engine', ['cancel', 'host'], true);
