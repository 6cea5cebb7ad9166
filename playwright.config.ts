import { defineConfig } from '@playwright/test';

const port = Number(process.env.WEFT_E2E_PORT ?? 4273);

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // Each journey opens a page of its own, so the two workers take them one by one: none waits for the other's long file.
  fullyParallel: true,
  workers: 2,
  retries: process.env.CI ? 1 : 0,
  outputDir: 'test-results',
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1440, height: 900 },
    // A trace of every step costs more than the steps: it is written where a journey is tried again. By hand: `--trace on`.
    trace: 'on-first-retry',
    // The service worker fetches the whole build into its cache at each first visit; offline.spec.ts lets it.
    serviceWorkers: 'block',
    launchOptions: {
      ...(process.env.WEFT_CHROMIUM ? { executablePath: process.env.WEFT_CHROMIUM } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  webServer: {
    command: `node scripts/start.mjs --port ${port}`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: !process.env.CI,
    timeout: 180_000,
  },
});
