import { describe, expect, it } from 'vitest';
import { addBlock } from './commands/blocks.ts';
import { addNode, renameItem } from './commands/items.ts';
import { moveItems } from './commands/move.ts';
import { setOverrides } from './commands/blocks.ts';
import type { Command } from './commands/command.ts';
import { applyChange } from './apply.ts';
import { isOnlyMoved } from './same-places.ts';
import { emptyStudy } from './starter.ts';
import type { Study } from './study.ts';

const design = 'd1';
const done = (study: Study, command: Command): Study => {
  if (!command.ok) throw new Error(command.fault.message);
  return applyChange(study, command.value.change);
};
const start = (): Study => {
  let study = emptyStudy();
  study = done(
    study,
    addBlock(study, design, { recipe: 'leaf-spine', recipeVersion: 1, parameters: {}, x: 0, y: 0, name: 'Block' }),
  );
  study = done(study, addNode(study, design, 'switch', { name: 'Switch 1', x: 10, y: 20 }));
  return done(study, addNode(study, design, 'server', { name: 'Server 1', x: 30, y: 40 }));
};
const first = ({ designs }: Study) => designs[0]!;

describe('what only moved', () => {
  const study = start();
  const [block] = Object.keys(first(study).blocks);
  const [node] = Object.keys(first(study).nodes);

  it('is a design after moves of blocks, nodes and parts inside blocks', () => {
    for (const id of [block!, node!]) {
      const moved = done(study, moveItems(study, design, [{ id, x: 500, y: -7 }]));
      expect(first(moved)).not.toEqual(first(study));
      expect(isOnlyMoved(first(study), first(moved))).toBe(true);
    }
    const inside = done(study, setOverrides(study, design, [`${block}/leaf0`], { x: 3, y: 4 }));
    expect(isOnlyMoved(first(study), first(inside))).toBe(true);
  });

  it('is none with another name, another order, one more record or an override that edits', () => {
    const others = [
      done(study, renameItem(study, design, node!, 'Another')),
      done(study, addNode(study, design, 'switch', { name: 'Switch 2', x: 0, y: 0 })),
      done(study, setOverrides(study, design, [`${block}/leaf0`], { name: 'x' })),
      done(study, setOverrides(study, design, [`${block}/leaf0`], { removed: true })),
    ];
    for (const other of others) expect(isOnlyMoved(first(study), first(other))).toBe(false);
    const nodes = Object.fromEntries(Object.entries(first(study).nodes).toReversed());
    expect(isOnlyMoved(first(study), { ...first(study), nodes })).toBe(false);
  });
});
