import { describe, expect, it } from 'vitest';
import { billOf } from './bill.ts';
import { planOf } from './plan.ts';
import { partOfDevice } from './brought.ts';
import { figuresOf } from './figures.ts';
import { clos } from './halls.testing.ts';
import { siteDefaults } from './options.ts';
import { placementOf } from './placement.ts';

const device = {
  manufacturer: 'Acme',
  model: 'X-64',
  rackUnits: 2,
  maximumDraw_W: 3000,
  ports: [
    { rate_Gbps: 800, count: 64 },
    { rate_Gbps: 25, count: 2 },
  ],
};

describe('a device the study brought along', () => {
  it('is placed, cabled and billed by what its file says', () => {
    const figures = figuresOf({}, [partOfDevice('acme-x-64', device)]);
    const topology = clos({ leafPart: 'acme-x-64', nicPart: 'connectx-8', rate_Gbps: 800, protocol: 'rocev2-800' });
    const placement = placementOf(topology, figures, siteDefaults);
    const bill = billOf(planOf(topology, placement, figures, 'dsp'));
    const line = bill.lines.find(({ kind }) => kind === 'switch')!;
    expect(line).toMatchObject({ name: 'Acme X-64', vendor: 'Acme', units: 2, rate_Gbps: 800 });
    // Only a power with everything in it is known: it counts, and the modules in the switch draw nothing more.
    expect(bill.powerByKind.switch!.typical).toBe(3 * 3000);
    expect(bill.price.missing).toContainEqual({
      path: 'switches.acme-x-64.price_usd',
      name: 'price of Acme X-64',
      quantity: 3,
    });
    expect(bill.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('leaves unknown what the file does not say', () => {
    const part = partOfDevice('bare', {
      manufacturer: 'Acme',
      model: 'bare',
      rackUnits: null,
      maximumDraw_W: null,
      ports: [],
    });
    expect(Object.values(part.figures).map(({ confidence }) => confidence)).toEqual(
      Array.from({ length: 5 }, () => 'not_found'),
    );
  });
});
