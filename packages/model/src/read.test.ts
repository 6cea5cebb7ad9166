/** Long tables are read in stretches: what comes out is what reading at once gives, and a fault in one has the same place and sentence. */
import { describe, expect, it } from 'vitest';
import { studySchema } from './schema.ts';
import { readSteps, readStudy } from './read.ts';
import { blankNode, emptyStudy } from './starter.ts';
import type { NodeRecord, Study } from './study.ts';

const long = (count: number, change: (node: NodeRecord, i: number) => unknown = (node) => node): unknown => {
  const study = emptyStudy();
  const nodes = Array.from({ length: count }, (_, i): [string, unknown] => [
    `n${i}`,
    change(blankNode(`n${i}`, 'switch', `switch ${i}`), i),
  ]);
  return JSON.parse(
    JSON.stringify({ ...study, designs: [{ ...study.designs[0]!, nodes: Object.fromEntries(nodes) }] }),
  ) as unknown;
};

const fault = (count: number) => {
  const read = readStudy(long(count, (node, i) => (i === 199 ? { ...node, ports: 1.5 } : node)));
  return read.ok ? null : `${read.fault.where}: ${read.fault.message}`;
};

describe('a study with long tables', () => {
  it.each([0, 1, 250, 251, 1200])('of %i nodes is read as the schema reads it', (count) => {
    const value = long(count);
    const read = readStudy(value);
    expect(read).toEqual({ ok: true, value: studySchema.parse(value) });
    expect(read.ok && Object.keys(read.value.designs[0]!.nodes)).toEqual(
      Object.keys((value as Study).designs[0]!.nodes),
    );
  });

  it('stops now and then, and says how far it is', () => {
    const steps = readSteps(long(1200));
    const told: number[] = [];
    for (let step = steps.next(); !step.done; step = steps.next()) told.push(step.value);
    // Before the schema, after each stretch of 250, and before records are held against each other.
    expect(told).toEqual([0, 250 / 1200, 500 / 1200, 750 / 1200, 1000 / 1200, 1, 1]);
  });

  it('has its fault where it is', () => {
    expect(fault(1200)).toMatch(/^designs\[0\]\.nodes\.n199\.ports: /);
    expect(fault(1200)).toBe(fault(200));
  });

  it('is refused where a long table is none', () => {
    const study = emptyStudy();
    const list = Array.from({ length: 300 }, () => 1);
    const read = readStudy({ ...study, designs: [{ ...study.designs[0]!, nodes: list }] });
    expect(read.ok ? null : read.fault.where).toBe('designs[0].nodes');
  });
});
