/**
 * The floor plan as a test: which room may import which, by front doors only, without cycles, without a DOM below apps.
 *
 * The two absences that matter most: the solver never sees a design, so it can be held against a simulator; the scene never sees
 * one either, so what is drawn is what was computed.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = import.meta.dirname;

/** Room -> rooms it may import, type imports included. */
const plan: Record<string, readonly string[]> = {
  units: [],
  catalogue: ['units'],
  topology: ['units'],
  model: ['units', 'catalogue'],
  generators: ['units', 'catalogue', 'topology', 'model'],
  solver: ['units', 'topology'],
  site: ['units', 'catalogue', 'topology', 'model'],
  training: ['units', 'catalogue', 'topology', 'model', 'solver'],
  scene: ['units', 'topology', 'solver'],
  codecs: ['units', 'catalogue', 'topology', 'model'],
  testkit: ['units', 'topology', 'model'],
  engine: ['units', 'catalogue', 'topology', 'model', 'generators', 'solver', 'site', 'training', 'scene', 'codecs'],
};
/** An app asks the engine, never the solver or a generator itself. */
const appPlan = new Set(['units', 'catalogue', 'model', 'scene', 'codecs', 'engine']);

interface Import {
  readonly file: string;
  readonly line: number;
  readonly from: string;
}

const rooms = readdirSync(path.join(root, 'packages'));
const apps = readdirSync(path.join(root, 'apps'));

describe('the house', () => {
  it('has a row in the plan for every room', () => {
    expect(rooms.filter((room) => !(room in plan))).toEqual([]);
  });

  it.each(rooms)('packages/%s imports only what the plan allows', (room) => {
    const allowed = plan[room] ?? [];
    const wrong = importsBelow(`packages/${room}`).filter(({ file, from }) => {
      const wanted = /^@weft\/([^/]+)(\/.*)?$/.exec(from);
      if (!wanted) return from.includes('/packages/') || escapes(`packages/${room}`, file, from);
      // A room's tests may use the test kit, and a room's tests only.
      if (wanted[1] === 'testkit' && isTest(file)) return wanted[2] !== undefined;
      return wanted[2] !== undefined || !allowed.includes(wanted[1]!);
    });
    expect(wrong.map(describeImport)).toEqual([]);
  });

  it.each(apps)('apps/%s asks the engine, never the solver or a generator', (app) => {
    const wrong = importsBelow(`apps/${app}`).filter(({ file, from }) => {
      const wanted = /^@weft\/([^/]+)(\/.*)?$/.exec(from);
      if (!wanted) return from.includes('/packages/') || escapes(`apps/${app}`, file, from);
      if (wanted[1] === 'testkit' && isTest(file)) return wanted[2] !== undefined;
      return wanted[2] !== undefined || !appPlan.has(wanted[1]!);
    });
    expect(wrong.map(describeImport)).toEqual([]);
  });

  it('has no cycle in the plan', () => {
    const visit = (room: string, above: readonly string[]): void => {
      if (above.includes(room)) throw new Error(`cycle: ${[...above, room].join(' > ')}`);
      for (const next of plan[room] ?? []) visit(next, [...above, room]);
    };
    expect(() => Object.keys(plan).forEach((room) => visit(room, []))).not.toThrow();
  });

  it('declares in package.json exactly the rooms it imports', () => {
    const wrong: string[] = [];
    for (const room of [...rooms.map((r) => `packages/${r}`), ...apps.map((a) => `apps/${a}`)]) {
      const manifest = JSON.parse(readFileSync(path.join(root, room, 'package.json'), 'utf8')) as {
        dependencies?: Record<string, string>;
        devDependencies?: Record<string, string>;
      };
      const declared = new Set(Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }));
      const used = new Set(
        importsBelow(room)
          .map(({ from }) => from)
          .filter((from) => from.startsWith('@weft/')),
      );
      for (const name of used) if (!declared.has(name)) wrong.push(`${room} imports ${name} without declaring it`);
    }
    expect(wrong).toEqual([]);
  });

  it('keeps the DOM out of everything below apps', () => {
    const base = JSON.parse(readFileSync(path.join(root, 'tsconfig.base.json'), 'utf8')) as {
      compilerOptions: { lib: string[] };
    };
    expect(base.compilerOptions.lib.filter((lib) => /dom|worker/i.test(lib))).toEqual([]);
    const wrong = rooms.flatMap((room) =>
      importsBelow(`packages/${room}`).filter(({ from }) => /^(react|react-dom|cytoscape|zustand)(\/|$)/.test(from)),
    );
    expect(wrong.map(describeImport)).toEqual([]);
  });

  it('names no registry in the lock file', () => {
    const lock = readFileSync(path.join(root, 'pnpm-lock.yaml'), 'utf8');
    expect(lock.split('\n').filter((line) => /https?:\/\//.test(line))).toEqual([]);
  });

  it('pins every dependency to an exact version', () => {
    const loose: string[] = [];
    for (const folder of ['.', ...rooms.map((r) => `packages/${r}`), ...apps.map((a) => `apps/${a}`)]) {
      const manifest = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')) as {
        dependencies?: Record<string, string>;
        devDependencies?: Record<string, string>;
      };
      for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
        if (version !== 'workspace:*' && !/^\d+\.\d+\.\d+$/.test(version)) loose.push(`${folder}: ${name} ${version}`);
      }
    }
    expect(loose).toEqual([]);
  });
});

function importsBelow(folder: string): Import[] {
  const found: Import[] = [];
  for (const file of sourcesBelow(path.join(root, folder))) {
    const text = readFileSync(file, 'utf8');
    for (const match of text.matchAll(
      /(?:^|[\s;}])(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|^\s*import\s*['"]([^'"]+)['"]/gm,
    )) {
      const from = match[1] ?? match[2] ?? match[3]!;
      found.push({ file: path.relative(root, file), line: text.slice(0, match.index).split('\n').length, from });
    }
  }
  return found;
}

function sourcesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return sourcesBelow(full);
    return /\.tsx?$/.test(entry.name) ? [full] : [];
  });
}

/** A relative import that leaves its room goes through a wall. */
function escapes(room: string, file: string, from: string): boolean {
  if (!from.startsWith('.')) return false;
  const target = path.resolve(root, path.dirname(file), from);
  return !target.startsWith(path.join(root, room) + path.sep);
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file);
}

function describeImport({ file, line, from }: Import): string {
  return `${file}:${line} imports ${from}`;
}
