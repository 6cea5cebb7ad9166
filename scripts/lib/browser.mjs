// Finds a Chromium for the browser tests: one on the machine, else Playwright's own, else the distribution's package.
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { giveUp, run, say } from './install.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The path of a Chromium, installing one if there is none; ends the process with a sentence when that fails. */
export async function ensureBrowser() {
  const present = onMachine() ?? (await playwrights());
  if (present) return present;
  say('No Chromium found: asking Playwright for its own ...');
  if (run('playwright', ['install', 'chromium'], { stdio: ['ignore', 2, 2] }) === 0) {
    const own = await playwrights();
    if (own) return own;
  }
  say("Playwright's browser could not be fetched: asking the distribution ...");
  if (existsSync('/usr/bin/apt-get')) {
    const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
    for (const step of [
      ['apt-get', 'update'],
      ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
    ]) {
      const [command, ...args] = [...asRoot, ...step];
      spawnSync(command, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    }
  }
  const installed = onMachine();
  if (installed) return installed;
  return giveUp(
    'No Chromium could be found or installed. Install one (Debian: `apt-get install chromium`) ' +
      'or name it: `WEFT_CHROMIUM=/path/to/chrome npm test`.',
  );
}

function onMachine() {
  const named = process.env.WEFT_CHROMIUM;
  if (named) return existsSync(named) ? named : giveUp(`WEFT_CHROMIUM names ${named}, which does not exist.`);
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of names) {
      const file = path.join(folder, name);
      if (existsSync(file)) return file;
    }
  }
  return applications.find((file) => existsSync(file)) ?? null;
}

async function playwrights() {
  const { chromium } = await import('@playwright/test');
  const file = chromium.executablePath();
  return file && existsSync(file) ? file : null;
}
