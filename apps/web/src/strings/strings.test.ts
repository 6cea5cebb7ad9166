/**
 * The words are there when they are said: what the frame needs is in the first load, and every part that is loaded later brings the rest.
 *
 * Follows the imports of the sources: static ones from `main.tsx` are the first load, dynamic ones begin a part.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { first } from './en.ts';
import { later } from './later.ts';

const root = path.resolve(import.meta.dirname, '..');
const laterFile = path.join(root, 'strings/later.ts');

interface Source {
  readonly statics: readonly string[];
  readonly dynamics: readonly string[];
  readonly text: string;
}

const known = new Map<string, Source>();

function sourceOf(file: string): Source {
  const found = known.get(file);
  if (found) return found;
  const text = readFileSync(file, 'utf8');
  const resolve = (from: string) => path.resolve(path.dirname(file), from);
  // Imports of types alone load nothing.
  const withoutTypes = text.replace(/import type [^;]+;/g, '').replace(/export type [^;]+ from [^;]+;/g, '');
  const statics = [...withoutTypes.matchAll(/(?:from|import)\s+'(\.{1,2}\/[^']+\.tsx?)'/g)].map((m) => resolve(m[1]!));
  const dynamics = [...text.matchAll(/import\('(\.{1,2}\/[^']+\.tsx?)'\)/g)].map((m) => resolve(m[1]!));
  const source = { statics, dynamics, text };
  known.set(file, source);
  return source;
}

function closure(start: string): Set<string> {
  const seen = new Set<string>();
  const queue = [start];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file) || !existsSync(file)) continue;
    seen.add(file);
    queue.push(...sourceOf(file).statics);
  }
  return seen;
}

/** Ids said in a file: whole ones, and the beginnings of those made from a value. */
function saidIn(file: string): { readonly ids: readonly string[]; readonly beginnings: readonly string[] } {
  const { text } = sourceOf(file);
  const ids = [...text.matchAll(/\bt\(\s*'([^']+)'/g), ...text.matchAll(/\blabel: '([a-z]+\.[^']+)'/g)].map(
    (m) => m[1]!,
  );
  const beginnings = [...text.matchAll(/\bt\(\s*`([^`$]+)\$\{/g)].map((m) => m[1]!);
  return { ids, beginnings };
}

const firstLoad = closure(path.join(root, 'main.tsx'));

describe('words', () => {
  it('has no id in both halves', () => {
    expect(Object.keys(first).filter((id) => id in later)).toEqual([]);
  });

  it('keeps the later half out of the first load', () => {
    expect([...firstLoad]).not.toContain(laterFile);
  });

  it('says in the first load only what is in its half', () => {
    const missing: string[] = [];
    for (const file of firstLoad) {
      if (file.includes('/strings/')) continue;
      const { ids, beginnings } = saidIn(file);
      const where = path.relative(root, file);
      missing.push(...ids.filter((id) => !(id in first)).map((id) => `${where}: ${id}`));
      missing.push(
        ...beginnings.filter((b) => !Object.keys(first).some((id) => id.startsWith(b))).map((b) => `${where}: ${b}…`),
      );
    }
    expect(missing).toEqual([]);
  });

  it('brings the later half with every part that says any of it', () => {
    const parts = new Set<string>();
    const queue = [...firstLoad];
    const visited = new Set(queue);
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
      for (const part of sourceOf(file).dynamics) {
        parts.add(part);
        for (const inner of closure(part)) {
          if (visited.has(inner)) continue;
          visited.add(inner);
          queue.push(inner);
        }
      }
    }
    const silent: string[] = [];
    for (const part of parts) {
      const files = closure(part);
      const says = [...files].some((file) => saidIn(file).ids.some((id) => id in later));
      if (says && !files.has(laterFile)) silent.push(path.relative(root, part));
    }
    expect(parts.size).toBeGreaterThan(10);
    expect(silent).toEqual([]);
  });
});
