import { describe, expect, it } from 'vitest';
import { checkInstance, explicitFlowLimit } from './instance.ts';

const faultAt = (input: unknown): string => {
  const checked = checkInstance(input);
  return checked.ok ? 'accepted' : `${checked.fault.code} ${checked.fault.where}`;
};

describe('an instance from outside', () => {
  it.each([
    [null, 'shape instance'],
    [{}, 'shape capacity'],
    [{ capacity: [1] }, 'shape flows'],
    [{ capacity: [1, -1], flows: [] }, 'capacity capacity[1]'],
    [{ capacity: [-1], flows: [] }, 'capacity capacity[0]'],
    [{ capacity: [NaN], flows: [] }, 'capacity capacity[0]'],
    [{ capacity: [Infinity], flows: [] }, 'capacity capacity[0]'],
    [{ capacity: ['1'], flows: [] }, 'capacity capacity[0]'],
    [{ capacity: [5e-324], flows: [] }, 'capacity capacity[0]'],
    [{ capacity: [1e308], flows: [] }, 'capacity capacity[0]'],
    [{ capacity: [1], flows: [{ links: [0], weight: 1e-308 }] }, 'weight flows[0].weight'],
    [{ capacity: [1], flows: [{ links: [0], cap: Infinity }] }, 'cap flows[0].cap'],
    [{ capacity: [1], flows: [7] }, 'shape flows[0]'],
    [{ capacity: [1], flows: [{ links: [0] }, { links: [0, 1] }] }, 'link flows[1].links[1]'],
    [{ capacity: [1], flows: [{ links: [-1] }] }, 'link flows[0].links[0]'],
    [{ capacity: [1], flows: [{ links: [0.5] }] }, 'link flows[0].links[0]'],
    [{ capacity: [], flows: [{ links: [0] }] }, 'link flows[0].links[0]'],
    [{ capacity: [1], flows: [{ links: [0], weight: 0 }] }, 'weight flows[0].weight'],
    [{ capacity: [1], flows: [{ links: [0], weight: NaN }] }, 'weight flows[0].weight'],
    [{ capacity: [1], flows: [{ links: [0], cap: -1 }] }, 'cap flows[0].cap'],
    [{ capacity: [1], flows: [{ links: [0], cap: 'x' }] }, 'cap flows[0].cap'],
    [{ capacity: [1], flows: Array.from({ length: explicitFlowLimit + 1 }) }, 'size flows'],
    [{ capacity: Array.from({ length: 20_000_000 }), flows: [] }, 'size capacity'],
  ])('%# names what is wrong', (input, fault) => {
    expect(faultAt(input)).toBe(fault);
  });

  it('says what was found and what was expected, in one sentence', () => {
    const checked = checkInstance({ capacity: [1, 2], flows: [{ links: [3] }] });
    expect(checked).toMatchObject({
      ok: false,
      fault: { message: 'Flow 0 crosses link 3; expected a whole number from 0 to 1.' },
    });
  });

  it('takes weights and caps only where one is set', () => {
    const checked = checkInstance({ capacity: [1], flows: [{ links: [0], weight: 1, cap: null }] });
    expect(checked).toMatchObject({ ok: true, value: { weight: null, cap: null } });
  });
});
