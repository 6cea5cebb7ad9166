/** Bundles `weft` into files that run on Node alone; the linear solver's WebAssembly lies beside them, as its loader looks for it there. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const solver = createRequire(path.resolve(import.meta.dirname, '../../packages/solver/package.json'));

const linearSolver: Plugin = {
  name: 'weft-linear-solver',
  generateBundle() {
    const source = readFileSync(solver.resolve('highs/runtime'));
    this.emitFile({ type: 'asset', fileName: 'highs.wasm', source });
  },
};

export default defineConfig({
  plugins: [linearSolver],
  build: {
    ssr: 'src/main.ts',
    target: 'node20',
    outDir: 'dist',
    rolldownOptions: { output: { entryFileNames: 'weft.mjs', chunkFileNames: '[name]-[hash].mjs' } },
  },
  ssr: { noExternal: true },
});
