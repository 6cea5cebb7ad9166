import { describe, expect, it } from 'vitest';
import { byId, link, node } from './fixtures.ts';
import { marked } from './marks.ts';

const drawn = {
  nodes: byId([node('a', 0, 0), node('b', 0, 0), node('c', 0, 0)]),
  links: byId([link('a', 'b'), link('b', 'c')]),
  buckets: new Map([['a~b', 6]]),
};
const lists = ({ dim, lit, faint }: ReturnType<typeof marked>) => ({ dim: [...dim], lit: [...lit], faint: [...faint] });

describe('what steps back', () => {
  it('is nothing without a highlight and a filter', () => {
    expect(lists(marked(drawn, null, null))).toEqual({ dim: [], lit: [], faint: [] });
  });

  it('is all that is off the path, and the bottleneck is on it', () => {
    const found = marked(drawn, { nodes: ['a', 'b'], links: [], bottleneck: 'a~b' }, null);
    expect(lists(found)).toEqual({ dim: ['c', 'b~c'], lit: ['a~b'], faint: [] });
  });

  it('is every link outside the chosen buckets; -1 stands for what was not solved', () => {
    expect(lists(marked(drawn, null, [6])).faint).toEqual(['b~c']);
    expect(lists(marked(drawn, null, [-1])).faint).toEqual(['a~b']);
    expect(lists(marked(drawn, null, [])).faint).toEqual(['a~b', 'b~c']);
  });
});
