import { expect, test } from 'vitest';
import cytoscape from 'cytoscape';
import { removedElements } from './removed.ts';

test('what was removed comes back once, as the same element with its data and its links', () => {
  const cy = cytoscape({ headless: true, styleEnabled: true });
  cy.add([{ data: { id: 'a' } }, { data: { id: 'b' } }, { data: { id: 'a>b', source: 'a', target: 'b' } }]);
  const kept = removedElements(10);
  const before = cy.getElementById('a>b');
  for (const id of ['a', 'b', 'a>b']) kept.keep(id, { element: cy.getElementById(id), data: { of: id } });
  cy.elements().remove();
  expect(cy.elements().length).toBe(0);

  const back = ['a', 'b', 'a>b'].map((id) => kept.take(id)!);
  for (const { element } of back) element.restore();
  expect(cy.getElementById('a>b')[0]).toBe(before[0]);
  expect(cy.getElementById('a').connectedEdges().length).toBe(1);
  expect(back[2]!.data).toEqual({ of: 'a>b' });
  expect(kept.take('a')).toBeNull();
});

test('the newest are kept, and none of another style', () => {
  const cy = cytoscape({ headless: true, elements: [{ data: { id: 'x' } }] });
  const element = cy.getElementById('x');
  const kept = removedElements(2);
  for (const id of ['first', 'second', 'first', 'third']) kept.keep(id, { element, data: {} });
  // `second` is the one kept longest ago: `first` was kept again after it.
  expect(['first', 'second', 'third'].map((id) => kept.take(id) !== null)).toEqual([true, false, true]);
  kept.keep('x', { element, data: {} });
  kept.clear();
  expect(kept.take('x')).toBeNull();
});
