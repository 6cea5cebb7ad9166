// @vitest-environment happy-dom
/** The sets that links can be drawn between, where parts stand in stacks: those are ends like all others. */
import type { Scene, SceneNode } from '@weft/scene';
import { blankNode, emptyDesign, emptyStudy } from '@weft/model';
import { describe, expect, it, vi } from 'vitest';
import { node } from '../canvas/fixtures.ts';
import '../strings/later.ts';

vi.mock('./engine.ts', () => ({ engine: {}, onEngineRestart: () => undefined }));
const { linkSets } = await import('./linkingMany.ts');
const { openStudy } = await import('../stores/document.ts');
const { result } = await import('../stores/result.ts');
const { session } = await import('../stores/session.ts');

const stack = (role: 'leaf' | 'server', records: readonly string[]): SceneNode =>
  node(`#${role}`, 0, 0, { kind: 'stack', role, label: role, count: records.length, records });

function show(selection: readonly string[]): void {
  const leaves = ['n1', 'n2'].map((id, i) => ({ ...blankNode(id, 'switch', `leaf ${i + 1}`), tier: 'leaf' as const }));
  const servers = ['n3', 'n4', 'n5'].map((id, i) => blankNode(id, 'server', `server ${i + 1}`));
  const nodes = Object.fromEntries([...leaves, ...servers].map((node) => [node.id, node]));
  openStudy({ ...emptyStudy(), designs: [{ ...emptyDesign('d1', 'D'), nodes }] });
  const scene: Scene = {
    nodes: [stack('leaf', ['n2', 'n1']), stack('server', ['n3', 'n4', 'n5'])],
    links: [],
    backdrops: [],
    bounds: { x: 0, y: 0, width: 0, height: 0 },
    refused: [],
  };
  result.setState({ scene });
  session.setState({ selection });
}
const endsOf = (key: string) => linkSets().sets.find((set) => set.key === key)?.ends;

describe('sets of parts in stacks', () => {
  it('are all of a role, by name', () => {
    show([]);
    expect(endsOf('all leaf')).toEqual(['n1', 'n2']);
    expect(endsOf('all server')).toEqual(['n3', 'n4', 'n5']);
  });

  it('are what is selected: all of a stack, or some of it', () => {
    show(['#leaf', 'n4']);
    expect(endsOf('selected leaf')).toEqual(['n1', 'n2']);
    expect(endsOf('selected server')).toEqual(['n4']);
    expect(linkSets()).toMatchObject({ from: 'selected server', to: 'selected leaf' });
  });
});
