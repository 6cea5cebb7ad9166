import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { applyChange } from '../apply.ts';
import { canonicalJson } from '../canonical.ts';
import { invertChange } from '../change.ts';
import { readStudy } from '../read.ts';
import { emptyStudy } from '../starter.ts';
import type { Study } from '../study.ts';
import { addDesign, removeDesign } from './designs.ts';
import type { Command } from './command.ts';
import { addView, removeView, renameView, setView, type Look } from './views.ts';

const look: Look = {
  design: 'd1',
  x: 12.5,
  y: -40,
  zoom: 1.5,
  open: ['b1', 'b1/unit0'],
  colouring: 'rail',
  hidden: { roles: ['nic'], rails: [0], planes: [], fabrics: [] },
};
const after = (study: Study, command: (study: Study) => Command): Study =>
  applyChange(study, valueOf(command(study)).change);
const namesOf = (study: Study) => (study.views ?? []).map(({ id, name }) => `${id} ${name}`);
const why = (command: Command) => (command.ok ? 'done' : command.fault.code);

const one = after(emptyStudy(), (s) => addView(s, 'Spine', look));
const two = after(one, (s) => addView(s, 'Rails', { ...look, zoom: 2 }));

describe('saved views', () => {
  it('are kept, renamed, set anew and let go, each as a change that can be taken back', () => {
    const steps: readonly ((study: Study) => Command)[] = [
      (s) => addView(s, 'Third', look),
      (s) => renameView(s, 'v1', 'Spines'),
      (s) => setView(s, 'v2', { ...look, colouring: 'plane' }),
      (s) => removeView(s, 'v1'),
    ];
    let study = two;
    for (const step of steps) {
      const { change } = valueOf(step(study));
      const next = applyChange(study, change);
      expect(canonicalJson(applyChange(next, invertChange(change)))).toBe(canonicalJson(study));
      study = next;
    }
    expect(namesOf(study)).toEqual(['v2 Rails', 'v3 Third']);
    expect(study.views![0]).toMatchObject({ colouring: 'plane', zoom: 1.5 });
  });

  it('leave a study without a list when there are none, as every study was before', () => {
    const none = after(one, (s) => removeView(s, 'v1'));
    expect('views' in none).toBe(false);
    expect(canonicalJson(none)).toBe(canonicalJson(emptyStudy()));
  });

  it('go with the design they look at, and come back with it', () => {
    const more = after(two, (s) => addDesign(s));
    const other = after(more, (s) => addView(s, 'Other', { ...look, design: 'd2' }));
    const { change } = valueOf(removeDesign(other, 'd1'));
    const without = applyChange(other, change);
    expect(namesOf(without)).toEqual(['v3 Other']);
    expect(namesOf(applyChange(without, invertChange(change)))).toEqual(['v1 Spine', 'v2 Rails', 'v3 Other']);
  });

  it('that are not there, or of no design, are refused', () => {
    expect(why(renameView(one, 'v9', 'x'))).toBe('no-record');
    expect(why(removeView(one, 'v9'))).toBe('no-record');
    expect(why(setView(one, 'v9', look))).toBe('no-record');
    expect(why(addView(one, 'x', { ...look, design: 'd9' }))).toBe('no-design');
    expect(why(addView(one, 'x'.repeat(300), look))).toBe('bad-value');
    expect(why(renameView(one, 'v1', 'Spine'))).toBe('nothing-changes');
  });

  it('are read back as they were, and hostile ones are not', () => {
    expect(readStudy(JSON.parse(canonicalJson(two)))).toEqual({ ok: true, value: two });
    const withView = (fields: object) => readStudy({ ...two, views: [{ ...two.views![0]!, ...fields }] });
    for (const fields of [{ zoom: 0 }, { zoom: 1e9 }, { x: 1e300 }, { colouring: '<b>' }, { extra: 1 }, { open: [7] }])
      expect(withView(fields).ok).toBe(false);
    expect(readStudy({ ...two, views: [two.views![0], two.views![0]] })).toMatchObject({
      ok: false,
      fault: { code: 'contradiction', where: 'views[1].id' },
    });
  });
});
