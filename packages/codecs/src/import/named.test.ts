import { describe, expect, it } from 'vitest';
import { portNumbers } from './named.ts';

describe('port names', () => {
  it.each([
    [
      ['swp1', 'swp51'],
      [0, 50],
    ],
    [
      ['Ethernet0', 'Ethernet4'],
      [0, 4],
    ],
    [
      ['e1-1', 'e1-2'],
      [0, 1],
    ],
    [
      ['eth2', 'swp1'],
      [0, 1],
    ],
    [
      ['Ethernet1/1', 'Ethernet2/1'],
      [0, 1],
    ],
    [
      ['p100000', 'p200000'],
      [0, 1],
    ],
    [
      ['up', 'down'],
      [1, 0],
    ],
  ])('%s are numbered %s', (names, numbers) => {
    const found = portNumbers(new Set(names));
    expect(names.map((name) => found.get(name))).toEqual(numbers);
  });
});
