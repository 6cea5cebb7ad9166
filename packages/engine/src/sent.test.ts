/** Designs that travel by difference arrive as they were sent: the same records in the same order, whatever was edited, taken back or opened between. */
import * as fc from 'fast-check';
import {
  applyChange,
  deleteItems,
  duplicateItems,
  emptyDesign,
  emptyStudy,
  invertChange,
  blankNode,
  type Design,
  type Study,
} from '@weft/model';
import { arbitrarySeed, arbitraryStudy, randomChange, SeededRandom } from '@weft/testkit';
import { describe, expect, it } from 'vitest';
import { DesignReceiver, DesignSender } from './sent.ts';

/** Sends over a wire that copies, as a worker's does. */
function wire() {
  const [sender, receiver] = [new DesignSender(), new DesignReceiver()];
  let last_B = 0;
  return {
    send(...args: readonly unknown[]): readonly unknown[] {
      const packed = sender.pack(args);
      last_B = JSON.stringify(packed).length;
      return receiver.unpack(structuredClone(packed));
    },
    last_B: () => last_B,
  };
}

const asText = (value: unknown): string => JSON.stringify(value);

const many = (count: number): Design => ({
  ...emptyDesign('d1', 'D'),
  nodes: Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`n${i}`, blankNode(`n${i}`, 'switch', `switch ${i}`)]),
  ),
});

describe('a design on its way to the worker', () => {
  it('arrives as it is after any edits, there and back', () => {
    fc.assert(
      fc.property(arbitraryStudy(), arbitrarySeed, (start, seed) => {
        const random = new SeededRandom(seed);
        const { send } = wire();
        let study: Study = start;
        for (let i = 0; i < 8; i++) {
          const { change } = randomChange(study, random);
          const next = applyChange(study, change);
          for (const design of next.designs) {
            // As text: the order of records is a part of what a design says.
            expect(asText(send(design, 1))).toBe(asText([design, 1]));
            expect(asText(send({ design, open: [] }))).toBe(asText([{ design, open: [] }]));
          }
          expect(asText(send(next))).toBe(asText([next]));
          study = random.chance(0.3) ? applyChange(next, invertChange(change)) : next;
        }
      }),
      { seed: 20261124, numRuns: 60 },
    );
  });

  it('goes as its number when it is there already, as the edit when it was edited', () => {
    const { send, last_B } = wire();
    const design = many(400);
    send(design);
    const whole_B = last_B();
    send({ design, open: [] });
    expect(last_B()).toBeLessThan(80);
    const moved = { ...design, nodes: { ...design.nodes, n7: { ...design.nodes['n7']!, x: 3 } } };
    expect(send(moved)).toEqual([moved]);
    expect(last_B()).toBeLessThan(whole_B / 50);
    const { n7: _gone, ...rest } = moved.nodes;
    expect(send({ ...moved, nodes: rest })).toEqual([{ ...moved, nodes: rest }]);
    expect(last_B()).toBeLessThan(whole_B / 50);
  });

  it('goes whole where records changed their order', () => {
    const { send } = wire();
    const design = many(40);
    send(design);
    const turned = { ...design, nodes: Object.fromEntries(Object.entries(design.nodes).toReversed()) };
    expect(asText(send(turned))).toBe(asText([turned]));
  });

  it('is forgotten at both ends alike when many others went after it', () => {
    const { send } = wire();
    const designs = Array.from({ length: 40 }, (_, i) => ({ ...many(3), id: `d${i}` }));
    for (let round = 0; round < 3; round++)
      for (const design of designs.slice(0, 10 + 15 * round)) expect(send(design)).toEqual([design]);
  });

  it('takes a paste and its undo', () => {
    const { send } = wire();
    const before: Study = { ...emptyStudy(), designs: [many(50)] };
    const pasted = duplicateItems(before, 'd1', Object.keys(before.designs[0]!.nodes), {
      dx: 1,
      dy: 1,
      keepLinks: false,
    });
    if (!pasted.ok) throw new Error(pasted.fault.message);
    const after = applyChange(before, pasted.value.change);
    const back = applyChange(after, invertChange(pasted.value.change));
    const gone = deleteItems(back, 'd1', ['n3', 'n4']);
    if (!gone.ok) throw new Error(gone.fault.message);
    for (const study of [before, after, back, after, back, applyChange(back, gone.value.change), back])
      expect(asText(send(study.designs[0]))).toBe(asText([study.designs[0]]));
  });
});
