import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitrarySeed, arbitraryStudy, SeededRandom } from '@weft/testkit';
import { applyChange } from '../apply.ts';
import { canonicalJson } from '../canonical.ts';
import { invertChange } from '../change.ts';
import { readStudy } from '../read.ts';
import type { Study } from '../study.ts';
import type { Command, Commanded } from './command.ts';
import { setOverrides } from './blocks.ts';
import { duplicateItems } from './clipboard.ts';
import { addDesign, duplicateDesign, moveDesign, removeDesign, setBaseline } from './designs.ts';
import { groupItems, ungroupItems } from './groups.ts';
import { addNode, deleteItems, renameItem } from './items.ts';
import { addLink } from './links.ts';
import { lockItems } from './lock.ts';
import { moveItems } from './move.ts';
import { closeTemplate, detachInstances, makeTemplate, openTemplate } from './templates.ts';

describe('any sequence of commands', () => {
  it('keeps the study readable and is taken back byte for byte', () => {
    fc.assert(
      fc.property(arbitraryStudy(), arbitrarySeed, (start, seed) => {
        const random = new SeededRandom(seed);
        let study = start;
        const changes: Commanded[] = [];
        for (let step = 0; step < 12; step++) {
          const command = randomCommand(study, random);
          if (!command.ok) continue;
          changes.push(command.value);
          study = applyChange(study, command.value.change);
        }
        const read = readStudy(structuredClone(study));
        expect(read.ok ? '' : `${read.fault.where}: ${read.fault.message}`).toBe('');
        for (const { change } of changes.toReversed()) study = applyChange(study, invertChange(change));
        expect(canonicalJson(study)).toBe(canonicalJson(start));
        expect(rowsOf(study)).toEqual(rowsOf(start));
      }),
      { seed: 74, numRuns: 300 },
    );
  });
});

/** The ids of all records in the order of their tables, which equal texts do not show. */
const rowsOf = (study: Study): readonly (readonly string[])[] =>
  study.designs.flatMap(({ blocks, nodes, links, groups, overrides, templates = {} }) =>
    [blocks, nodes, links, groups, overrides, templates].map((table) => Object.keys(table)),
  );

function randomCommand(study: Study, random: SeededRandom): Command {
  const design = random.pick(study.designs);
  const id = design.id;
  const all = [...Object.keys(design.nodes), ...Object.keys(design.groups), ...Object.keys(design.blocks)];
  const some = random.shuffled([...all, ...Object.keys(design.links)]).slice(0, 1 + random.int(4));
  const end = () => ({ at: random.pick([...all, 'b1/unit0/leaf0']), port: random.pick([null, random.int(64)]) });
  const commands: readonly (() => Command)[] = [
    () => addDesign(study),
    () => duplicateDesign(study, id),
    () => removeDesign(study, id),
    () => moveDesign(study, id, random.int(4)),
    () => setBaseline(study, id),
    () => addNode(study, id, 'switch', { ports: 8 }),
    () => addLink(study, id, { a: end(), z: end() }),
    () => deleteItems(study, id, some),
    () =>
      moveItems(
        study,
        id,
        all.slice(0, 3).map((item) => ({ id: item, x: random.int(9), y: 1 })),
      ),
    () => groupItems(study, id, some),
    () => ungroupItems(study, id, some),
    () => duplicateItems(study, id, some, { dx: 10, dy: 10, keepLinks: random.chance(0.5) }),
    () => renameItem(study, id, random.pick([...all, 'zz']), 'renamed'),
    () => lockItems(study, id, some, random.chance(0.5)),
    () => makeTemplate(study, id, some, 'Rack'),
    () => openTemplate(study, id, random.pick([...Object.keys(design.blocks), 'zz'])),
    () => closeTemplate(study, id, random.pick([...Object.keys(design.groups), 'zz'])),
    () => detachInstances(study, id, some),
    () => setOverrides(study, id, ['b1/unit0/leaf0'], { removed: true, x: random.int(4) }),
  ];
  return random.pick(commands)();
}
