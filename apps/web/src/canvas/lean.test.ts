import { expect, test } from 'vitest';
import cytoscape, { type Core } from 'cytoscape';
import { isStyled, keepStyles } from './lean.ts';

/** Two nodes and their link under a sheet that counts how often it is asked for a width. */
function counted(): { readonly cy: Core; readonly asked: () => number } {
  let asked = 0;
  const cy = cytoscape({
    headless: true,
    styleEnabled: true,
    elements: [
      { data: { id: 'a' } },
      { data: { id: 'b' } },
      { data: { id: 'a>b', source: 'a', target: 'b', width: 3 } },
    ],
    style: [
      { selector: 'edge', style: { width: (edge: cytoscape.EdgeSingular) => (asked++, edge.data('width') as number) } },
      { selector: 'edge.quiet', style: { opacity: 0.5 } },
    ],
  });
  return { cy, asked: () => asked };
}

test('what comes back as it was keeps its style without being styled again', () => {
  const { cy, asked } = counted();
  const link = cy.getElementById('a>b');
  expect(link.numericStyle('width')).toBe(3);
  const before = asked();
  link.remove();
  expect(isStyled(link)).toBe(true);
  cy.batch(() => link.restore());
  keepStyles([link]);
  expect(link.numericStyle('width')).toBe(3);
  expect(link.numericStyle('opacity')).toBe(1);
  expect(asked()).toBe(before);
});

test('an element that was never styled, or is about to be, does not count as styled', () => {
  const { cy } = counted();
  const link = cy.getElementById('a>b');
  link.numericStyle('width');
  link.data({ width: 5 });
  expect(isStyled(link)).toBe(false);
  expect(link.numericStyle('width')).toBe(5);
  expect(isStyled(link)).toBe(true);
  expect(isStyled(cy.collection())).toBe(false);
});

test('what is changed after it came back is styled as ever', () => {
  const { cy } = counted();
  const link = cy.getElementById('a>b');
  link.numericStyle('width');
  link.remove();
  cy.batch(() => link.restore());
  keepStyles([link]);
  link.addClass('quiet');
  link.data({ width: 8 });
  expect(link.numericStyle('opacity')).toBe(0.5);
  expect(link.numericStyle('width')).toBe(8);
});
