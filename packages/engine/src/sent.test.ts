/**
 * Designs that travel by difference and in pieces arrive as they were sent: the same records in the same order, whatever was edited, taken back, opened
 * or cancelled between.
 */
import * as fc from 'fast-check';
import {
  applyChange,
  deleteItems,
  duplicateItems,
  emptyDesign,
  emptyStudy,
  invertChange,
  listed,
  blankNode,
  type Design,
  type Study,
} from '@weft/model';
import { arbitrarySeed, arbitraryStudy, randomChange, SeededRandom } from '@weft/testkit';
import { describe, expect, it } from 'vitest';
import { finish, type Steps } from '@weft/solver';
import { DesignReceiver } from './arriving.ts';
import { DesignSender, type SentDesign } from './sent.ts';

/** Sends over a wire that copies and hands over, as a worker's does. */
function wire() {
  const [sender, receiver] = [new DesignSender(), new DesignReceiver()];
  let last_B = 0;
  const post = (args: readonly unknown[]): Steps<readonly unknown[]> => {
    const packed = sender.pack(args);
    last_B = JSON.stringify(packed.args).length + packed.buffers.reduce((sum, { byteLength }) => sum + byteLength, 0);
    return receiver.take(structuredClone(packed.args, { transfer: packed.buffers }) as readonly unknown[]);
  };
  return {
    /** What has come, to be put together by steps. */
    post: (...args: readonly unknown[]) => post(args),
    send: (...args: readonly unknown[]) => finish(post(args)),
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
    // What an undo brings back stands where it stood, and no more than that is sent.
    expect(asText(send(moved))).toBe(asText([moved]));
    expect(last_B()).toBeLessThan(whole_B / 50);
  });

  it('takes what comes anywhere among what stays, goes and changes', () => {
    fc.assert(
      fc.property(arbitrarySeed, (seed) => {
        const random = new SeededRandom(seed);
        const { send } = wire();
        const all = Object.entries(many(60).nodes);
        for (let i = 0; i < 6; i++) {
          const some = all
            .filter(() => random.chance(0.7))
            .map(([id, node]) => [id, random.chance(0.2) ? { ...node, x: i } : node] as const);
          const design = { ...emptyDesign('d1', 'D'), nodes: Object.fromEntries(some) };
          expect(asText(send(design))).toBe(asText([design]));
        }
      }),
      { seed: 20261125, numRuns: 40 },
    );
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

/** Devices by the thousand, each linked to the next: more than a piece holds, by far. */
const long = (count: number, id = 'd1'): Design => {
  const design = { ...many(count), id };
  const links = Array.from({ length: count - 1 }, (_, i) => {
    const [a, z] = [i, i + 1].map((n) => ({ at: `n${n}`, port: null }));
    return [`l${i}`, { id: `l${i}`, a: a!, z: z!, rate_Gbps: 400, medium: null, label: '' }] as const;
  });
  return { ...design, links: Object.fromEntries(links) };
};

/** The same with another rate at some links, without others, and with new ones. */
function edited(design: Design, random: SeededRandom): Design {
  const links = { ...design.links };
  const ids = Object.keys(links);
  const first = ids[0]!;
  for (let i = 0; i < 5; i++) {
    const id = ids[random.int(ids.length)]!;
    if (random.chance(0.3)) delete links[id];
    else if (Object.hasOwn(links, id)) links[id] = { ...links[id]!, rate_Gbps: 1 + random.int(800) };
  }
  const fresh = random.chance(0.2) ? 1300 : 1;
  for (let i = 0; i < fresh; i++) {
    const id = `x${Object.keys(design.links).length}_${i}`;
    links[id] = { ...design.links[first]!, id };
  }
  return { ...design, links };
}

/** Takes so many steps and stops, as a cancelled call does. */
function stopAfter(steps: Steps<unknown>, count: number): void {
  for (let i = 0; i < count && !steps.next().done; i++);
  steps.return(undefined);
}

describe('a large design on its way', () => {
  it('arrives equal in steps, however it was edited, and whichever calls were cancelled while it came', () => {
    fc.assert(
      fc.property(arbitrarySeed, (seed) => {
        const random = new SeededRandom(seed);
        const { post, send } = wire();
        let design = long(400 + random.int(1600));
        for (let i = 0; i < 12; i++) {
          // One of five is waited for.
          stopAfter(post({ design, open: [] }), random.chance(0.8) ? random.int(10) : Infinity);
          if (random.chance(0.7)) design = edited(design, random);
        }
        const [arrived] = send(design) as [Design];
        expect(asText(arrived)).toBe(asText(design));
        expect(listed(arrived.links).records).toEqual(Object.values(arrived.links));
        // What did not change is the same record to the worker as well.
        const next = { ...design, nodes: { ...design.nodes, n3: { ...design.nodes['n3']!, x: 1 } } };
        const [after] = send(next) as [Design];
        expect(after.links).toBe(arrived.links);
        expect(after.nodes['n4']).toBe(arrived.nodes['n4']);
      }),
      { seed: 20261125, numRuns: 25 },
    );
  });

  it('lets calls that wait for one design take turns at putting it together', () => {
    const { post } = wire();
    const design = long(2000);
    const calls = [post(design), post({ design, open: [] }), post({ design, open: ['g'] })];
    const answers: unknown[] = [];
    calls[1]!.next();
    calls[1]!.return(undefined as never);
    while (answers.length < 2) {
      for (const call of [calls[0]!, calls[2]!]) {
        const step = call.next();
        if (step.done && step.value !== undefined) answers.push(step.value);
      }
    }
    expect(answers.map(asText)).toEqual([asText([design]), asText([{ design, open: ['g'] }])]);
  });

  it('pauses after a bounded number of records', () => {
    const { post } = wire();
    const steps = (count: number): number => {
      let taken = 0;
      for (const step of post(long(count, `d${count}`))) if (step.phase === 'design') taken++;
      return taken;
    };
    // A pause for each piece of 500 records.
    expect(steps(5000)).toBeGreaterThanOrEqual(20);
    expect(steps(100)).toBe(0);
  });

  it('is refused with a sentence when a piece of it is lost', () => {
    const [sender, receiver] = [new DesignSender(), new DesignReceiver()];
    const { args } = sender.pack([long(2001)]);
    const [{ sentDesign }] = structuredClone(args) as [{ sentDesign: SentDesign }];
    const links = sentDesign.edit!.tables.links!.put as { count: number; pieces: Uint8Array[] };
    links.pieces.splice(1, 1);
    const lost = '1500 of 2000 records of a design arrived in the worker; expected all of them';
    expect(() => finish(receiver.take([{ sentDesign }]))).toThrow(lost);
    // Whoever builds on it is told the same.
    expect(() => finish(receiver.take([{ sentDesign: { id: 'd1', again: true, edit: null } }]))).toThrow(lost);
    expect(() => receiver.take([{ sentDesign: { id: 'd9', again: true, edit: null } }])).toThrow(
      'the design d9 was sent before, but the worker does not have it',
    );
    // Sent anew it is there.
    const again = structuredClone(new DesignSender().pack([long(2001)]).args) as readonly unknown[];
    expect(asText(finish(receiver.take(again)))).toBe(asText([long(2001)]));
  });
});
