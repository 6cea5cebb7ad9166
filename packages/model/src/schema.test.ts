import type * as z from 'zod/mini';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { onlyDesign, studyOf, twoLeaves } from '@weft/testkit';
import { limits } from './limits.ts';
import { readStudy } from './read.ts';
import type { studySchema } from './schema.ts';
import { blankNode, emptyStudy } from './starter.ts';
import type { Study } from './study.ts';

type Deep<T> = T extends (infer I)[] | readonly (infer I)[]
  ? readonly Deep<I>[]
  : T extends object
    ? { readonly [K in keyof T]: Deep<T[K]> }
    : T;

const read = (value: unknown) => {
  const outcome = readStudy(value);
  return outcome.ok ? 'read' : `${outcome.fault.code} at ${outcome.fault.where}: ${outcome.fault.message}`;
};
const plain = (study: Study) => JSON.parse(JSON.stringify(study)) as Record<string, unknown>;
/** The study with one field set, by path. */
function withField(path: readonly string[], value: unknown): unknown {
  const study = plain(twoLeaves());
  let at = study;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string, unknown>;
  at[path.at(-1)!] = value;
  return study;
}

describe('the schema', () => {
  it('says the same as the types', () => {
    expectTypeOf<Deep<z.infer<typeof studySchema>>>().toEqualTypeOf<Deep<Study>>();
  });

  it.each([
    ['empty', emptyStudy()],
    ['drawn', twoLeaves()],
  ])('reads a study back: %s', (_, study) => {
    expect(readStudy(plain(study))).toEqual({ ok: true, value: study });
  });

  const n1 = ['designs', '0', 'nodes', 'n1'];
  it.each([
    [null, 'not-a-study at the study: This is not a study; expected a JSON object with a version.'],
    [[], 'not-a-study at the study: This is not a study; expected a JSON object with a version.'],
    ['text', 'not-a-study at the study: This is not a study; expected a JSON object with a version.'],
    [{}, 'not-a-study at version: This is not a study; expected a whole number as its version.'],
    [{ version: 0 }, 'not-a-study at version: This is not a study; expected a whole number as its version.'],
    [
      { version: 2, unknown: true },
      'newer-version at version: The study was made with a newer version of Weft (format 2); this one reads up to format 1. Nothing was loaded.',
    ],
    [{ version: 1 }, 'wrong-shape at name: The value has the wrong type; expected a string.'],
    [
      withField([...n1, 'x'], 'left'),
      'wrong-shape at designs[0].nodes.n1.x: The value has the wrong type; expected a number.',
    ],
    [
      withField([...n1, 'x'], 1e8),
      'wrong-shape at designs[0].nodes.n1.x: The value is too large; expected at most 10000000.',
    ],
    [
      withField([...n1, 'ports'], -1),
      'wrong-shape at designs[0].nodes.n1.ports: The value is too small; expected at least 0.',
    ],
    [
      withField([...n1, 'ports'], 1.5),
      'wrong-shape at designs[0].nodes.n1.ports: The value has the wrong type; expected an int.',
    ],
    [
      withField([...n1, 'kind'], 'toaster'),
      'wrong-shape at designs[0].nodes.n1.kind: The value is not one of those that are known; expected "server", "accelerator", "nic", "switch", "service".',
    ],
    [
      withField([...n1, 'colour'], 'red'),
      'wrong-shape at designs[0].nodes.n1: The field "colour" is not part of the format; expected only known fields.',
    ],
    [
      withField([...n1, 'name'], 'x'.repeat(201)),
      'wrong-shape at designs[0].nodes.n1.name: The value is too large; expected at most 200 characters.',
    ],
    [
      withField([...n1, 'name'], 'two\nlines'),
      'wrong-shape at designs[0].nodes.n1.name: The value is not allowed; expected text without control characters.',
    ],
    [
      withField(['workload', 'traffic'], { pattern: 'rumour' }),
      'wrong-shape at workload.traffic.pattern: The value is of no known kind; expected one that the format lists.',
    ],
    [
      withField(['workload', 'traffic', 'seed'], 3),
      'wrong-shape at workload.traffic: The field "seed" is not part of the format; expected only known fields.',
    ],
    [
      withField(['assumptions', 'figures'], { 'a b': 1 }),
      'wrong-shape at assumptions.figures["a b"]: The key is not allowed here; expected letters and digits, beginning with a letter.',
    ],
    [withField(['baseline'], 'd9'), 'contradiction at baseline: The baseline d9 is no design of this study.'],
    [
      withField([...n1, 'id'], 'n2'),
      'contradiction at designs[0].nodes.n1: The record under n1 says that its id is n2; expected the same.',
    ],
    [
      withField([...n1, 'group'], 'g4'),
      'contradiction at designs[0].nodes.n1.group: There is no group g4 in this design.',
    ],
  ])('refuses with a sentence %#', (value, expected) => {
    expect(read(value)).toBe(expected);
  });

  it('refuses ids that are used twice, groups inside themselves and groups without a parent', () => {
    const group = { name: 'g', layout: 'free', x: null, y: null } as const;
    const n1 = blankNode('n1', 'switch', 's');
    expect(read(studyOf({ nodes: { n1 }, groups: { n1: { ...group, id: 'n1', parent: null } } }))).toMatch(
      /used twice/,
    );
    const loop = { g1: { ...group, id: 'g1', parent: 'g2' }, g2: { ...group, id: 'g2', parent: 'g1' } };
    expect(read(studyOf({ groups: loop }))).toMatch(/Group g[12] is inside itself/);
    expect(read(studyOf({ groups: { g1: { ...group, id: 'g1', parent: 'g7' } } }))).toMatch(/no group g7/);
    const design = onlyDesign(twoLeaves());
    expect(read({ ...twoLeaves(), designs: [design, design] })).toMatch(/Two designs have the id d1/);
  });

  it('leaves prototypes clean and refuses inherited names wherever they stand', () => {
    const hostile = [
      '{"version":1,"__proto__":{"polluted":true}}',
      '{"version":1,"designs":[{"nodes":{"__proto__":{"polluted":true}}}]}',
      '{"version":1,"assumptions":{"figures":{"constructor":1}}}',
      '{"version":1,"designs":[{"blocks":{"b1":{"parameters":{"prototype":1}}}}]}',
    ];
    for (const text of hostile) expect(read(JSON.parse(text))).toMatch(/^wrong-shape .*not allowed/);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('refuses numbers that are not finite, deep nesting and too many records', () => {
    expect(read(withField([...n1, 'x'], NaN))).toMatch(/^wrong-shape at designs\[0\]\.nodes\.n1\.x/);
    let deep: unknown = 1;
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect(read({ version: 1, deep })).toMatch(/nested too deep/);
    const nodes: Record<string, unknown> = {};
    for (let i = 0; i <= limits.records; i++) nodes[`n${i}`] = 0;
    expect(read({ version: 1, designs: [{ nodes }] })).toMatch(/^too-much at designs: The study holds 200001 records/);
  });
});
