// Brings node_modules in line with pnpm-lock.yaml, on a machine that has only Node and npm.
// Everything is printed on standard error, so that a command's own output stays clean.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const stamp = path.join(root, 'node_modules', '.weft-installed');
const oldestNode = [20, 19];

/** Installs what is missing; ends the process with a sentence when that fails. */
export function ensureInstalled() {
  expectNode();
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const { packageManager } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  say(`Installing Weft's libraries with ${packageManager} (once; about 150 MB) ...`);
  const ran = npm(['exec', '--yes', packageManager, '--', 'install', '--frozen-lockfile', '--reporter=append-only']);
  if (ran.status !== 0) {
    giveUp(
      'The libraries could not be installed: pnpm ended with an error (above). ' +
        'Check the connection to the npm registry (`npm ping`), free disk space, and run the command again.',
    );
  }
  writeFileSync(stamp, wanted);
}

/** Runs a program from node_modules/.bin with its output on ours; gives its exit status. */
export function run(command, args, options = {}) {
  const ran = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    ...options,
    env: withBin(options.env),
  });
  if (ran.error) giveUp(`${command} could not be started: ${ran.error.message}`);
  return ran.status ?? 1;
}

/** Runs a program from node_modules/.bin beside others; gives its exit status and all it printed. */
export function runBeside(command, args) {
  return new Promise((done) => {
    const ran = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      env: withBin(),
    });
    let output = '';
    for (const stream of [ran.stdout, ran.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    ran.on('error', (error) => giveUp(`${command} could not be started: ${error.message}`));
    ran.on('close', (status) => done({ status: status ?? 1, output }));
  });
}

function withBin(more) {
  const bin = path.join(root, 'node_modules', '.bin');
  return { ...process.env, ...more, PATH: bin + path.delimiter + process.env.PATH };
}

/** Prints a line on standard error. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Says what to do and ends with status 1. */
export function giveUp(sentence) {
  say(`\n${sentence}`);
  process.exit(1);
}

function npm(args) {
  return spawnSync('npm', args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']) {
    hash.update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

function expectNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = oldestNode;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  giveUp(`Weft needs Node ${oldestNode.join('.')} or newer; this is Node ${process.versions.node}.`);
}
