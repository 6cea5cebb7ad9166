import { describe, expect, it } from 'vitest';
import { Keep } from './keep.ts';

describe('Keep', () => {
  it('forgets what was used longest ago when the budget is spent', () => {
    const keep = new Keep<string>(10);
    keep.set('a', 'A', 4);
    keep.set('b', 'B', 4);
    keep.get('a');
    // 12 > 10, and b was used longest ago.
    keep.set('c', 'C', 4);
    expect([keep.get('a'), keep.get('b'), keep.get('c')]).toEqual(['A', undefined, 'C']);
  });

  it('holds one thing dearer than the budget, and nothing beside it', () => {
    const keep = new Keep<string>(10);
    keep.set('a', 'A', 4);
    keep.set('b', 'B', 40);
    expect([keep.get('a'), keep.get('b')]).toEqual([undefined, 'B']);
    keep.set('c', 'C', 1);
    expect([keep.get('b'), keep.get('c')]).toEqual([undefined, 'C']);
  });

  it('counts a replaced value once', () => {
    const keep = new Keep<string>(10);
    keep.set('a', 'A', 8);
    keep.set('a', 'A2', 8);
    keep.set('b', 'B', 2);
    expect([keep.get('a'), keep.get('b')]).toEqual(['A2', 'B']);
  });
});
