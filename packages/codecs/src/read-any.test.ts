import { describe, expect, it } from 'vitest';
import { emptyStudy, readStudy } from '@weft/model';
import { SeededRandom, twoLeaves } from '@weft/testkit';
import { why } from './import/reading.ts';
import { importFormats, readAny, readAsFormat } from './read-any.ts';
import { writeStudyFile } from './study-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('any file', () => {
  it('that is a study is read as one', () => {
    const outcome = readAny('s.json', writeStudyFile(twoLeaves()));
    expect(outcome).toEqual({ ok: true, value: { study: twoLeaves(), design: null, format: 'study', report: [] } });
  });

  it('of no known format says which are', () => {
    expect(why('')).toMatch(/^unknown-format at x: The file is empty/);
    expect(why('Dear all, please find attached the plan.')).toMatch(/study file, or one of: ibnetdiscover, GraphML/);
    expect(why(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1]))).toMatch(/^not-text/);
    expect(why('x', 'visio')).toMatch(/There is no reader for visio; expected one of: ibnetdiscover/);
  });

  it('of random bytes or cut-off text is read or refused by every reader, never a crash', () => {
    const random = new SeededRandom(81);
    const seeds = [
      'graph { a -- b [x=1] }',
      '<system version="1"><cpu><pci class="0x0302" busid="1"/></cpu></system>',
      '<graphml><graph><node id="a"/><edge source="a" target="a"/></graph></graphml>',
      'SwitchName=a Switches=b[1-2] Nodes=c',
      '- topology: x\n  tree: { switches: [ { switch: a, nodes: b } ] }',
      'topology:\n  nodes: { a: {}, b: {} }\n  links: [ { endpoints: ["a:1", "b:1"] } ]',
      'manufacturer: a\nmodel: b\nslug: c\ninterfaces: [ { type: 400gbase } ]',
      'M a\n\tP1 -4x-100G-> M b P1',
      'a_device,a_port,z_device,z_port\nx,1,y,2\n"q,1',
    ];
    const letters = [...'{}[]<>"\'=:;,-\n\t ab1&*!|>%#'];
    let tried = 0;
    for (const seed of seeds) {
      for (let i = 0; i < 40; i++) {
        const text = [...seed];
        for (let c = 0; c < 4; c++) text[random.int(text.length)] = random.pick(letters);
        const file = bytes(text.join('').slice(0, 1 + random.int(text.length)));
        for (const format of importFormats) {
          const outcome = readAsFormat(format.id, 'x', file);
          const sound = outcome.ok
            ? readStudy({ ...emptyStudy(), designs: [outcome.value.design] }).ok
            : outcome.fault.message.length > 20;
          if (!sound) throw new Error(`${format.id} of ${JSON.stringify(text.join(''))}`);
          tried++;
        }
      }
    }
    expect(tried).toBe(seeds.length * 40 * importFormats.length);
  });
});
