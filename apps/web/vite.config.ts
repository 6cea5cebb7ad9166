/**
 * How the app is built and served: relative paths so that it runs from any folder, one worker, static files from the root's `public/`.
 *
 * The built page carries a content security policy that allows its own files only; the development server needs inline scripts and goes without.
 */
import { defineConfig, type Plugin } from 'vite';
import react from '@vitejs/plugin-react';
import { offline } from './build/offline.ts';

const policy = [
  "default-src 'self'",
  // The exact solver is WebAssembly, compiled by the page itself.
  "script-src 'self' 'wasm-unsafe-eval'",
  // The canvas library and the primitives write style elements.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const contentSecurityPolicy: Plugin = {
  name: 'weft-content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
      injectTo: 'head-prepend',
    },
  ],
};

export default defineConfig({
  base: './',
  publicDir: '../../public',
  plugins: [react(), contentSecurityPolicy, offline()],
  worker: { format: 'es' },
  build: {
    target: ['chrome111', 'firefox114', 'safari16.4'],
    // Cytoscape alone has 430 kB before compression.
    chunkSizeWarningLimit: 500,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'cytoscape', test: /node_modules[\\/].*cytoscape/, priority: 2 },
            // What every visit needs, in one piece: it compresses better than the crumbs that sharing would make of it.
            { name: 'shell', tags: ['$initial'], priority: 1 },
          ],
        },
      },
    },
  },
});
