// @vitest-environment happy-dom
/** The table of actions keeps its promises: every action is there, and no two equal keys share a context. */
import { describe, expect, it, vi } from 'vitest';

// The engine starts a worker when it is imported; none of this needs one.
vi.mock('../control/engine.ts', () => ({ engine: {}, onEngineRestart: () => undefined }));

const { actions } = await import('./table.ts');
const { actionIds } = await import('./ids.ts');
const { actionGroups } = await import('./action.ts');
const { t } = await import('../strings/t.ts');

describe('the table of actions', () => {
  it('defines every id once, in order', () => {
    expect(actions.map((a) => a.id)).toEqual(actionIds);
    expect(new Set(actionIds).size).toBe(actionIds.length);
  });

  it('gives every action words', () => {
    for (const action of actions) expect(t(action.label)).toMatch(/^[A-Z]/);
  });

  it('has no two equal keys in one context', () => {
    // A key of the page works on the canvas too, so the contexts overlap: keys must differ across both.
    const owners = new Map<string, string[]>();
    for (const action of actions)
      for (const key of action.keys) owners.set(key, [...(owners.get(key) ?? []), action.id]);
    expect([...owners].filter(([, ids]) => ids.length > 1)).toEqual([]);
  });

  it('has no key that is the first step of another one', () => {
    const single = new Set(actions.flatMap((a) => a.keys.filter((k) => !k.includes(' '))));
    const prefixes = actions.flatMap((a) => a.keys.filter((k) => k.includes(' ')).map((k) => k.split(' ')[0]!));
    expect(prefixes.filter((p) => single.has(p))).toEqual([]);
  });

  it('lists every group', () => {
    for (const action of actions) expect(actionGroups).toContain(action.group);
  });
});
