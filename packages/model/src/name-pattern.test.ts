import { describe, expect, it } from 'vitest';
import { namePattern } from './name-pattern.ts';

const names = ['leaf 1', 'leaf 2', 'Leaf 10', 'spine 1', 'a.b', 'storage'];
const found = (pattern: string) => {
  const test = namePattern(pattern);
  return test.ok ? names.filter(test.value) : test.fault.message;
};

describe('names by pattern', () => {
  it.each([
    ['leaf*', ['leaf 1', 'leaf 2', 'Leaf 10']],
    ['leaf ?', ['leaf 1', 'leaf 2']],
    ['{leaf,spine} 1', ['leaf 1', 'spine 1']],
    // A dot is a dot, outside slashes.
    ['a.b', ['a.b']],
    ['a?b', ['a.b']],
    ['/^leaf \\d$/', ['leaf 1', 'leaf 2']],
    ['/1/', ['leaf 1', 'Leaf 10', 'spine 1']],
    ['*', names],
  ])('%s', (pattern, expected) => {
    expect(found(pattern)).toEqual(expected);
  });

  it.each(['', '/(/', '/(a+)+$/', '/(a|a)*$/', '/.*.*.*.*x/', '/(a)\\1/', 'x'.repeat(201)])(
    'refuses %s with a sentence',
    (pattern) => {
      expect(found(pattern)).toMatch(/\.$/);
    },
  );
});
