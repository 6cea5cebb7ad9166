import { describe, expect, it } from 'vitest';
import { clos, hallOf } from './testing.ts';

describe('small', () => {
  it('prints', () => {
    const hall = hallOf(clos());
    console.log(
      hall.bill.lines
        .map(
          (l) =>
            `${l.kind} ${l.name} x${l.quantity} ${JSON.stringify(l.price.band)} ${JSON.stringify(l.power.band)} ${l.remark ?? ''}`,
        )
        .join('\n'),
    );
    console.log(
      hall.bill.price,
      hall.bill.power,
      hall.bill.findings,
      hall.plan.runs.length_m.filter((x) => x > 0).slice(0, 5),
      hall.placement.rackCount,
    );
    const t0 = performance.now();
    const big = clos({
      servers: 2048,
      leaves: 512,
      spines: 512,
      cores: 256,
      pods: 16,
      trunk: 1,
      serverPart: 'dgx-h100',
    });
    const t1 = performance.now();
    const h = hallOf(big);
    const t2 = performance.now();
    console.log(t1 - t0, t2 - t1, big.linkCount, h.bill.cables);
    console.log(
      h.bill.lines
        .map(
          (l) =>
            `${l.kind} ${l.name} x${l.quantity} ${JSON.stringify(l.price.band?.typical)} ${JSON.stringify(l.power.band?.typical)} ${l.remark ?? ''}`,
        )
        .join('\n'),
      h.bill.findings,
    );
    expect(1).toBe(1);
  });
});
