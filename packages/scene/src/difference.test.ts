import { expect, test } from 'vitest';
import { isSame, sceneDifference, sharedScene } from './difference.ts';
import { sceneOf } from './drawing.ts';
import { podFabric } from './fabrics.testing.ts';
import type { Scene } from './scene.ts';

const topology = podFabric({ pods: 3, servers: 4, accelerators: 2, leaves: 2, spines: 2, planes: 0 });

/** Does what a view does with a difference: takes away, puts in, replaces. */
function patched<T extends { readonly id: string }>(
  before: readonly T[],
  { added, removed, changed }: { added: readonly string[]; removed: readonly string[]; changed: readonly string[] },
  after: readonly T[],
): Map<string, T> {
  const parts = new Map(before.map((part) => [part.id, part]));
  for (const id of removed) expect(parts.delete(id)).toBe(true);
  for (const id of added) expect(parts.has(id)).toBe(false);
  for (const id of changed) expect(parts.has(id)).toBe(true);
  for (const id of [...added, ...changed])
    parts.set(
      id,
      after.find((part) => part.id === id)!,
    );
  return parts;
}

test('a patched scene is the next scene', () => {
  const scenes: (Scene | null)[] = [
    null,
    ...[[], ['b1'], ['b1/pod1'], ['b1/pod1/server2'], ['b1/pod0', 'b1/pod2']].map((o) => sceneOf(topology, new Set(o))),
    sceneOf(topology, new Set(), { failedLinks: [topology.linkCount - 1] }),
  ];
  for (const before of scenes) {
    for (const after of scenes) {
      if (!after) continue;
      const difference = sceneDifference(before, after);
      for (const table of ['nodes', 'links', 'backdrops'] as const) {
        const parts = patched<{ readonly id: string }>(before?.[table] ?? [], difference[table], after[table]);
        expect([...parts.values()].toSorted(byId)).toEqual([...after[table]].toSorted(byId));
      }
      expect(isSame(difference)).toBe(before === after);
    }
  }
});

test('opening a pod leaves the links of the others as they are', () => {
  const { links } = sceneDifference(sceneOf(topology, new Set(['b1'])), sceneOf(topology, new Set(['b1/pod0'])));
  // 2 spines to the pod's leaves, and those to its servers
  expect(links.removed).toHaveLength(3);
  expect(links.added).toHaveLength(2 * 2 + 2 * 4);
  expect(links.changed).toEqual([]);
});

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}

test('a shared scene equals the next one, and keeps what did not change', () => {
  const open = [[], ['b1'], ['b1/pod1'], ['b1/pod1/server2'], ['b1/pod0', 'b1/pod2'], []];
  let held: Scene | null = null;
  for (const groups of open) {
    const next = sceneOf(topology, new Set(groups));
    const shared = sharedScene(held, next);
    expect(shared).toEqual(next);
    const kept = new Set<unknown>(held === null ? [] : [...held.nodes, ...held.links, ...held.backdrops]);
    const { nodes, links, backdrops } = sceneDifference(held, next);
    const other = new Set([nodes, links, backdrops].flatMap((parts) => [...parts.added, ...parts.changed]));
    for (const part of [...shared.nodes, ...shared.links, ...shared.backdrops])
      expect(kept.has(part)).toBe(!other.has(part.id));
    expect(sharedScene(shared, sceneOf(topology, new Set(groups)))).toBe(shared);
    held = shared;
  }
});
