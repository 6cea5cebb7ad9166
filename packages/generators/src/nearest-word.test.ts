import { describe, expect, it } from 'vitest';
import { nearestWord } from './nearest-word.ts';
import { recipes } from './recipes.ts';

const words = ['servers', 'switchPorts', 'serversPerUnit', 'taper', 'q'];

describe('the nearest word', () => {
  it.each([
    ['server', 'servers'],
    ['Servers', 'servers'],
    ['srevers', 'servers'],
    ['switch_ports', 'switchPorts'],
    ['serversPerUnits', 'serversPerUnit'],
    // Four letters of six differ from every word.
    ['colour', null],
    ['', null],
    ['switch', 'switchPorts'],
    ['z', null],
    ['Q', 'q'],
  ])('of %j is %j', (written, wanted) => {
    expect(nearestWord(written, words)).toBe(wanted);
  });

  it('of a key without one letter is that key, in every recipe', () => {
    for (const { name, parameters, check } of recipes) {
      for (const { key } of parameters.filter((spec) => spec.key.length > 6)) {
        const written = key.slice(0, 4) + key.slice(5);
        expect(check({ [written]: 1 }), `${name} ${written}`).toMatchObject({
          ok: false,
          fault: { message: expect.stringContaining(`the nearest is ${key};`) as string },
        });
      }
    }
  });
});

describe('letters', () => {
  it('are one letter each, and one parameter each in a recipe', () => {
    for (const { parameters } of recipes) {
      const letters = parameters.flatMap(({ symbol }) => (symbol === undefined ? [] : [symbol]));
      expect(letters.filter((letter) => !/^[a-zA-Z]$/.test(letter))).toEqual([]);
      expect(new Set(letters).size).toBe(letters.length);
    }
  });
});
