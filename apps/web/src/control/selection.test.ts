// @vitest-environment happy-dom
/** What a selection stands for where parts are drawn together: all records of a stack, or those that were chosen. */
import type { Scene, SceneNode } from '@weft/scene';
import { blankNode, emptyDesign, type Design } from '@weft/model';
import { describe, expect, it, vi } from 'vitest';
import { node } from '../canvas/fixtures.ts';

vi.mock('./engine.ts', () => ({ engine: {}, onEngineRestart: () => undefined }));
const { chosenAs, drawnAs, litFor, sortSelection } = await import('./selection.ts');

const drawn = (id: string, more: Partial<SceneNode> = {}): SceneNode => node(id, 0, 0, more);
const design: Design = {
  ...emptyDesign('d1', 'D'),
  nodes: Object.fromEntries(['n1', 'n2', 'n3', 'n4'].map((id) => [id, blankNode(id, 'switch', id)])),
};
const stack = drawn('#leaf', { kind: 'stack', count: 3, records: ['n1', 'n2', 'n3'] });
const scene: Scene = {
  nodes: [stack, drawn('n4', { role: 'spine' })],
  links: [],
  backdrops: [],
  bounds: { x: 0, y: 0, width: 0, height: 0 },
  refused: [],
};

describe('a stack of parts drawn by hand', () => {
  it('stands for all its records', () => {
    const { owners, records, nodes } = sortSelection(design, scene, ['#leaf', 'n4']);
    expect(owners).toEqual(['n1', 'n2', 'n3', 'n4']);
    expect(records.map((record) => record.id)).toEqual(owners);
    expect(nodes).toEqual(scene.nodes);
  });

  it('is chosen when all of it was made, else the records by themselves', () => {
    expect(chosenAs(scene, ['n3', 'n1', 'n2', 'n4'])).toEqual(['#leaf', 'n4']);
    expect(chosenAs(scene, ['n1', 'n2'])).toEqual(['n1', 'n2']);
    expect(sortSelection(design, scene, chosenAs(scene, ['n1', 'n2'])).owners).toEqual(['n1', 'n2']);
    expect(chosenAs(scene, ['nowhere'])).toEqual([]);
  });

  it('lights up for any of its records', () => {
    expect(litFor(scene, ['n2', 'n4', 'n3'])).toEqual(['#leaf', 'n4']);
    expect(drawnAs(scene, 'n2')).toEqual(['#leaf']);
  });
});
