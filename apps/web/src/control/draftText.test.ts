/** The text of a draft: what JSON says of the study, in stretches; and back. */
import { expect, it } from 'vitest';
import { allAtOnce, blankNode, emptyDesign, emptyStudy, type Design, type Study } from '@weft/model';
import { fromDraftText, textSteps } from './draftText.ts';

it('is the JSON of a study, whatever its designs hold', () => {
  const block = { id: 'b1', name: 'é "', recipe: 'torus', recipeVersion: 1, parameters: { shape: [4, 4] }, x: 0, y: 0 };
  const design = emptyDesign('d1', 'One');
  const templates = { t1: { id: 't1', name: 'Pair', blocks: {}, nodes: {}, links: {}, groups: {}, overrides: {} } };
  const overrides = { 'b1/x': { id: 'b1/x', removed: true } };
  for (const designs of [
    [],
    [design],
    [{ ...design, blocks: { b1: block }, overrides, templates } as unknown as Design, emptyDesign('d2', 'Two')],
  ]) {
    const study: Study = { ...emptyStudy(), designs };
    expect(JSON.parse(allAtOnce(textSteps(study)))).toEqual(JSON.parse(JSON.stringify(study)));
  }
});

it('keeps the order of records, and pauses among many', () => {
  const nodes = Object.fromEntries(
    Array.from({ length: 3000 }, (_, i) => [
      `n${3000 - i}`,
      { ...blankNode(`n${3000 - i}`, 'switch', ''), name: '"\\' },
    ]),
  );
  const study: Study = { ...emptyStudy(), designs: [{ ...emptyDesign('d1', 'Large'), nodes }] };
  const steps = textSteps(study);
  let pauses = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) pauses++;
  expect(pauses).toBeGreaterThanOrEqual(6);
  expect(fromDraftText(step.value)).toEqual(study);
  expect(Object.keys((fromDraftText(step.value) as Study).designs[0]!.nodes)).toEqual(Object.keys(nodes));
});

it('is told from a study itself, and from what cannot be read', () => {
  const study = emptyStudy();
  expect(fromDraftText(study)).toBe(study);
  expect(fromDraftText('{"name":')).toBeNull();
});
