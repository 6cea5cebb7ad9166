/**
 * A Vite plugin that makes the app work offline: it writes `sw.js`, a service worker that knows every file of this build.
 *
 * The page itself is asked of the network first, so that a new version is seen at once; all else has its content in its name and comes from
 * the cache. A new worker waits until the pages of the old one are closed, so that these keep the parts they have not loaded yet.
 */
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

/** Fetched when first used, not beforehand: exact solvers and maps are large. */
const largest_B = 1_500_000;

export function offline(): Plugin {
  let publicDir = '';
  return {
    name: 'weft-offline',
    apply: 'build',
    configResolved: (config) => {
      publicDir = config.publicDir;
    },
    generateBundle(_options, bundle) {
      const built = Object.entries(bundle)
        .filter(([, file]) => (file.type === 'chunk' ? file.code.length : file.source.length) <= largest_B)
        .map(([name]) => name)
        .filter((name) => name !== 'index.html' && !name.endsWith('.map'));
      const files = ['./', ...built, ...topFilesOf(publicDir)].toSorted();
      const version = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 12);
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: workerSource(version, files) });
    },
  };
}

/** Icons and the manifest; what lies deeper (the gallery) is fetched when it is looked at. */
function topFilesOf(folder: string): string[] {
  return readdirSync(folder).filter((name) => statSync(path.join(folder, name)).isFile());
}

function workerSource(version: string, files: readonly string[]): string {
  return `const cacheName = 'weft-${version}';
const files = ${JSON.stringify(files)};

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches.keys().then((names) =>
      Promise.all(names.filter((name) => name.startsWith('weft-') && name !== cacheName).map((name) => caches.delete(name))),
    ),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== location.origin) return;
  if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(() => caches.match('./', { ignoreVary: true })));
    return;
  }
  event.respondWith(caches.match(request, { ignoreVary: true }).then((found) => found ?? fetch(request)));
});
`;
}
