import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryStudyAndChange, onlyDesign, twoLeaves } from '@weft/testkit';
import { applyChange } from './apply.ts';
import { canonicalJson } from './canonical.ts';
import { composeChanges, invertChange, type Change } from './change.ts';
import { listed } from './listed.ts';
import type { Design, Study } from './study.ts';

/** The tables of a study as they are listed, and as an engine lists their fields. */
const listsOf = (study: Study) => tablesOf(study).map((table) => listed<unknown>(table));
const fieldsOf = (study: Study) =>
  tablesOf(study).map((table) => ({ ids: Object.keys(table), records: Object.values<unknown>(table) }));

function tablesOf({ designs }: Study) {
  return designs.flatMap(({ blocks, nodes, groups, links, overrides, templates = {} }) => [
    blocks,
    nodes,
    groups,
    links,
    overrides,
    templates,
  ]);
}

const runs = { numRuns: 300, seed: 71 };

describe('the laws of changes', () => {
  it('apply gives what a slow copy gives', () => {
    fc.assert(
      fc.property(arbitraryStudyAndChange(), ({ study, first }) => {
        expect(canonicalJson(applyChange(study, first.change))).toBe(canonicalJson(first.after));
      }),
      runs,
    );
  });

  it('apply leaves its input as it was', () => {
    fc.assert(
      fc.property(arbitraryStudyAndChange(), ({ study, first }) => {
        const before = canonicalJson(study);
        applyChange(study, first.change);
        expect(canonicalJson(study)).toBe(before);
      }),
      runs,
    );
  });

  it('lists each table in its order, there and back', () => {
    fc.assert(
      fc.property(arbitraryStudyAndChange(), ({ study, first, second }) => {
        const there = applyChange(study, first.change);
        for (const one of [there, applyChange(there, invertChange(first.change)), applyChange(there, second.change)])
          expect(listsOf(one)).toEqual(fieldsOf(one));
      }),
      runs,
    );
  });

  it('lists what went and came again in one change where it stands', () => {
    const study = twoLeaves();
    const { id: design, nodes } = onlyDesign(study);
    const n1 = nodes['n1']!;
    const one = (id: string, before: typeof n1 | null, after: typeof n1 | null) =>
      ({ on: 'record', design, table: 'nodes', id, before, after }) as const;
    for (const id of ['n9', '9']) {
      const added = { ...n1, id };
      const there = applyChange(study, {
        label: 'There and back',
        edits: [
          one(id, null, added),
          one('n1', n1, null),
          one(id, added, null),
          one('n1', null, n1),
          one(id, null, added),
        ],
      });
      expect(listsOf(there)).toEqual(fieldsOf(there));
      expect(listed(onlyDesign(there).nodes).ids).toContain(id);
    }
  });

  it('invert takes back', () => {
    fc.assert(
      fc.property(arbitraryStudyAndChange(), ({ study, first }) => {
        const back = applyChange(applyChange(study, first.change), invertChange(first.change));
        expect(canonicalJson(back)).toBe(canonicalJson(study));
      }),
      runs,
    );
  });

  it('compose does both, one after the other', () => {
    fc.assert(
      fc.property(arbitraryStudyAndChange(), ({ study, first, second }) => {
        const both = composeChanges(first.change, second.change);
        expect(canonicalJson(applyChange(study, both))).toBe(canonicalJson(second.after));
        expect(canonicalJson(applyChange(second.after, invertChange(both)))).toBe(canonicalJson(study));
      }),
      runs,
    );
  });

  it('a change and its inverse compose to edits of designs alone', () => {
    fc.assert(
      fc.property(arbitraryStudyAndChange(), ({ first }) => {
        if (first.change.edits.some((edit) => edit.on === 'design')) return;
        expect(composeChanges(first.change, invertChange(first.change)).edits).toEqual([]);
      }),
      runs,
    );
  });

  it('survives JSON', () => {
    fc.assert(
      fc.property(arbitraryStudyAndChange(), ({ study, first }) => {
        const sent = JSON.parse(JSON.stringify(first.change)) as Change;
        expect(canonicalJson(applyChange(study, sent))).toBe(canonicalJson(first.after));
      }),
      runs,
    );
  });
});

describe('changes that do not fit', () => {
  const study = twoLeaves();
  const design = onlyDesign(study);
  const n1 = design.nodes['n1']!;
  const wrong: readonly (readonly [string, Change['edits'][number], RegExp])[] = [
    [
      'another record before',
      {
        on: 'record',
        design: 'd1',
        table: 'nodes',
        id: 'n1',
        before: { ...n1, name: 'x' },
        after: null,
      },
      /nodes\.n1 of design d1/,
    ],
    ['an absent record', { on: 'record', design: 'd1', table: 'nodes', id: 'n99', before: n1, after: null }, /n99/],
    ['a record that is there', { on: 'record', design: 'd1', table: 'nodes', id: 'n1', before: null, after: n1 }, /n1/],
    ['a wrong id', { on: 'record', design: 'd1', table: 'nodes', id: 'n9', before: null, after: n1 }, /cannot stand/],
    [
      'an inherited name',
      { on: 'record', design: 'd1', table: 'nodes', id: 'toString', before: n1, after: null },
      /is null/,
    ],
    ['an absent design', { on: 'designName', design: 'd7', before: 'a', after: 'b' }, /no design d7/],
    ['a design twice', { on: 'design', id: 'd1', before: null, after: { index: 1, design } }, /already/],
    [
      'a place beyond the end',
      { on: 'design', id: 'd5', before: null, after: { index: 9, design: named(design, 'd5') } },
      /9 of 1/,
    ],
    ['a wrong place', { on: 'design', id: 'd1', before: { index: 4, design }, after: null }, /place of design d1/],
    ['another study name', { on: 'name', before: 'other', after: 'x' }, /name is "Untitled study"/],
  ];

  it.each(wrong)('%s throws and says what was expected', (_, edit, message) => {
    expect(() => applyChange(study, { label: 'test', edits: [edit] })).toThrow(message);
  });

  it('do not compose either', () => {
    expect(composeChanges(rename('a', 'b'), rename('b', 'c')).edits).toEqual([{ on: 'name', before: 'a', after: 'c' }]);
    expect(() => composeChanges(rename('a', 'b'), rename('x', 'c'))).toThrow(/do not follow/);
  });
});

function named(design: Design, id: string): Design {
  return { ...design, id };
}

function rename(before: string, after: string): Change {
  return { label: 'r', edits: [{ on: 'name', before, after }] };
}
