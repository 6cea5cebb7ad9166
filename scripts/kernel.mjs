// npm run kernel: compiles the filling kernel (packages/solver/kernel) to WebAssembly and writes the module as text beside the code that loads it.
//
// Needed only after a change of the C source, so that nobody else needs a compiler. It takes clang and wasm-ld (Debian: clang, lld).
// `--check` writes nothing: it ends with 0 when the committed module is what the source compiles to, with 1 when it is not, and with 3 when there is no compiler of the version that made it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const source = path.join(root, 'packages/solver/kernel/fill.c');
const target = path.join(root, 'packages/solver/src/maxmin/kernel-module.ts');
/** -Os: half the size of -O3, and as fast within what can be measured. */
const flags = [
  '--target=wasm32',
  '-Os',
  '-msimd128',
  '-mbulk-memory',
  '-nostdlib',
  '-fno-builtin',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-Wl,--no-entry',
  '-Wl,--strip-all',
  '-Wl,--stack-first',
  '-Wl,-z,stack-size=4096',
];

const check = process.argv.includes('--check');
const version = compilerVersion();
const committed = check ? readFileSync(target, 'utf8') : '';
if (version === null) {
  console.error('There is no clang with wasm-ld on this machine; the committed module stays as it is.');
  process.exit(3);
}
if (check && !committed.includes(`clang ${version}`)) {
  console.error(
    `The committed module was not made by clang ${version}: whether it is what the source says is not told here.`,
  );
  process.exit(3);
}
const text = moduleText(compiled(), version);
if (!check) {
  writeFileSync(target, text);
  console.log(`${path.relative(root, target)}: ${text.length} characters, by clang ${version}`);
} else if (text !== committed) {
  console.error('The committed module is not what packages/solver/kernel compiles to. Run: npm run kernel');
  process.exit(1);
}

function compilerVersion() {
  try {
    execFileSync('wasm-ld', ['--version'], { stdio: 'pipe' });
    const words = execFileSync('clang', ['--version'], { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
    return /clang version (\d+\.\d+\.\d+)/.exec(words)?.[1] ?? null;
  } catch {
    return null;
  }
}

function compiled() {
  const folder = mkdtempSync(path.join(tmpdir(), 'weft-kernel-'));
  const out = path.join(folder, 'fill.wasm');
  try {
    execFileSync('clang', [...flags, '-o', out, source], { stdio: ['ignore', 'inherit', 'inherit'] });
    return readFileSync(out);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function moduleText(bytes, by) {
  return `/**
 * The filling kernel as a WebAssembly module: packages/solver/kernel/fill.c by clang ${by}, in base64. Made by \`npm run kernel\`; not to be edited.
 */
export const kernelModule =
  '${bytes.toString('base64')}';
`;
}
