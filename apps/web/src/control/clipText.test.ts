// @vitest-environment happy-dom
/** A clip as text: it comes back as it was, and what is no clip is refused in a sentence before anything is made of it. */
import { describe, expect, it, vi } from 'vitest';
import {
  allAtOnce,
  applyChange,
  blankNode,
  copyItems,
  emptyStudy,
  groupItems,
  type Clip,
  type Study,
} from '@weft/model';

// The engine starts a worker when it is imported; none of this needs one.
vi.mock('./engine.ts', () => ({ engine: {}, onEngineRestart: () => undefined }));

const { clipText, clipSteps } = await import('./clipText.ts');
const readClipText = (text: string) => allAtOnce(clipSteps(text));

const link = (id: string, from: string, to: string) => ({
  id,
  a: { at: from, port: null },
  z: { at: to, port: null },
  rate_Gbps: 400,
  medium: null,
  label: '',
});

/** A spine over two leaves, one link from each leaf up. */
function threeSwitches(): Study {
  const study = emptyStudy();
  const nodes = Object.fromEntries(
    ['n1', 'n2', 'n3'].map((id) => [id, { ...blankNode(id, 'switch', id), x: 0, y: 0 }]),
  );
  const links = { l1: link('l1', 'n2', 'n1'), l2: link('l2', 'n3', 'n1') };
  return { ...study, designs: [{ ...study.designs[0]!, nodes, links }] };
}

function copied(study: Study, ids: readonly string[]): Clip {
  const clip = copyItems(study, 'd1', ids);
  if (!clip.ok) throw new Error(clip.fault.message);
  return clip.value;
}
const refusal = (text: string): string => {
  const read = readClipText(text);
  return 'refused' in read ? read.refused : 'read';
};
const clipped = (records: object): string =>
  `Weft clip 1\n${JSON.stringify({ middle: null, blocks: [], nodes: [], groups: [], links: [], outward: [], overrides: [], ...records })}`;

describe('a clip as text', () => {
  it('comes back as it was, with links inside and outward', () => {
    const clip = copied(threeSwitches(), ['n1', 'n2']);
    const text = clipText({ clip, middle: { x: 1, y: 2 } })!;
    expect(text.split('\n')[0]).toBe('Weft clip 1');
    expect(readClipText(text)).toEqual({ clip: { clip, middle: { x: 1, y: 2 } } });
  });

  it('leaves groups behind that were not copied', () => {
    const grouped = groupItems(threeSwitches(), 'd1', ['n2', 'n3']);
    if (!grouped.ok) throw new Error(grouped.fault.message);
    const clip = copied(applyChange(threeSwitches(), grouped.value.change), ['n2']);
    const read = readClipText(clipText({ clip, middle: null })!);
    expect('clip' in read ? read.clip.clip.nodes[0]!.group : read.refused).toBeNull();
  });

  it.each([
    ['some words', /holds text, but no parts/],
    ['https://example.org/#1d.abc-_9', /holds a link to a study/],
    ['1j.abc', /holds a link to a study/],
    ['{"version":1,"designs":[]}', /holds a study/],
    ['Weft clip 2\n{}', /another version/],
    ['Weft clip 1\n{"nodes":', /not complete/],
    ['Weft clip 1\n[]', /not complete/],
    [clipped({}), /not complete/],
    [clipped({ nodes: [{ id: '__proto__' }] }), /cannot be read/],
    [clipped({ nodes: [{ id: 'n1', kind: 'toaster' }] }), /cannot be read/],
    [
      clipped({ nodes: Array.from({ length: 100_001 }, (_, i) => ({ id: `n${i}` })) }),
      /100,001 parts; at most 100,000/,
    ],
    ['x'.repeat(2 ** 26 + 1), /67,108,865 characters; at most 67,108,864/],
  ])('case %#', (text, expected) => {
    expect(refusal(text)).toMatch(expected);
  });
});
