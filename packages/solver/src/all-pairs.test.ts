import { describe, expect, it } from 'vitest';
import type { ExplicitFlows } from '@weft/topology';
import { asUniform as asUniformSteps } from './all-pairs.ts';
import { finish } from './steps.ts';

const asUniform = (listed: ExplicitFlows) => finish(asUniformSteps(listed));

const flows = (pairs: readonly (readonly [number, number])[], more: Partial<ExplicitFlows> = {}): ExplicitFlows => ({
  kind: 'explicit',
  name: 'some',
  source: Int32Array.from(pairs, ([s]) => s),
  target: Int32Array.from(pairs, ([, t]) => t),
  weight: null,
  cap_Gbps: null,
  size_B: null,
  ...more,
});
const all = [5, 2, 9].flatMap((s) => [2, 9, 5].filter((t) => t !== s).map((t) => [s, t] as const));

describe('all-to-all traffic in a list', () => {
  it('is recognised in whatever order', () => {
    expect(asUniform(flows(all))).toEqual({
      kind: 'uniform',
      name: 'some',
      endpoints: Int32Array.of(2, 5, 9),
      size_B: null,
    });
    expect(asUniform(flows(all.toReversed(), { size_B: new Float64Array(6).fill(7) }))?.size_B).toBe(7);
  });
  it.each([
    ['a pair is missing', flows(all.slice(1))],
    ['a pair stands twice', flows([...all.slice(1), all[1]!])],
    ['one sends to itself', flows([...all.slice(1), [5, 5]])],
    ['one sends to a stranger', flows([...all.slice(1), [5, 3]])],
    ['flows have weights', flows(all, { weight: new Float64Array(6).fill(1) })],
    ['flows have caps', flows(all, { cap_Gbps: new Float64Array(6).fill(1) })],
    ['sizes differ', flows(all, { size_B: Float64Array.of(1, 1, 1, 1, 1, 2) })],
    ['there is none', flows([])],
  ])('is not when %s', (_, listed) => expect(asUniform(listed)).toBeNull());
});
