// Runs the solver's bench: bundles packages/solver/bench/main.ts and runs it in one Node process.
//
// `npm run bench` for all rows, `npm run bench -- R1 R9` for some, `--long` for the slow peers too.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '..');
// Below the package, so that its dependencies are found from there.
const out = path.join(root, 'packages/solver/.cache/bench');

await build({
  configFile: false,
  root: path.join(root, 'packages/solver'),
  logLevel: 'warn',
  ssr: { noExternal: [/^@weft\//] },
  build: { ssr: 'bench/main.ts', outDir: out, emptyOutDir: true, minify: false, target: 'node20' },
});

const flags = ['--expose-gc', '--max-old-space-size=6000'];
const bench = spawn(process.execPath, [...flags, path.join(out, 'main.js'), ...process.argv.slice(2)], {
  cwd: path.join(root, 'packages/solver'),
  stdio: 'inherit',
});
bench.on('exit', (code) => process.exit(code ?? 1));
