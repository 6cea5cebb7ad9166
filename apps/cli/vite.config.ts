/** Bundles `weft` into one file that runs on Node alone. */
import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    ssr: 'src/main.ts',
    target: 'node20',
    outDir: 'dist',
    rolldownOptions: { output: { entryFileNames: 'weft.mjs' } },
  },
  ssr: { noExternal: true },
});
