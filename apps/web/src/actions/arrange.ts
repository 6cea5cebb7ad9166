/** Aligning, distributing and moving by key. */
import { withHand } from '../control/atHand.ts';
import type { Edge } from '../control/moving.ts';
import { selected } from '../control/selection.ts';
import { session } from '../stores/session.ts';
import type { Action } from './action.ts';

/** Stacks of one closed block are one thing; how many there really are the hand finds out. */
const movable = (least: number): boolean => {
  const { nodes, backdrops, records } = selected();
  if (records.length >= least) return true;
  return new Set([...nodes.map((n) => n.owner), ...backdrops.map((b) => b.id)]).size >= least;
};

const align = (edge: Edge, key: string): Action => ({
  id: `align.${edge}`,
  label: `action.align.${edge}`,
  group: 'arrange',
  keys: [key],
  context: 'page',
  when: () => movable(2),
  run: () =>
    withHand((hand) => {
      const units = hand.selectedUnits();
      hand.moveUnits(units, hand.aligned(units, edge));
    }),
});

const distribute = (axis: 'x' | 'y', key: string): Action => ({
  id: `distribute.${axis}`,
  label: `action.distribute.${axis}`,
  group: 'arrange',
  keys: [key],
  context: 'page',
  when: () => movable(3),
  run: () =>
    withHand((hand) => {
      const units = hand.selectedUnits();
      hand.moveUnits(units, hand.distributed(units, axis));
    }),
});

/** One step of the grid, and ten. */
const step = 8;

const move = (
  name: 'left' | 'right' | 'up' | 'down' | 'farLeft' | 'farRight' | 'farUp' | 'farDown',
  key: string,
  dx: number,
  dy: number,
): Action => ({
  id: `nudge.${name}`,
  label: `action.nudge.${name}`,
  group: 'arrange',
  keys: [key],
  context: 'canvas',
  quiet: true,
  run: () => {
    const first = session.getState().selection.length === 0;
    withHand((hand) => (first ? hand.selectFirst() : hand.nudge(dx * step, dy * step)));
  },
});

export const arrangeActions: readonly Action[] = [
  align('left', 'Alt+A'),
  align('right', 'Alt+D'),
  align('top', 'Alt+W'),
  align('bottom', 'Alt+S'),
  align('centreX', 'Alt+H'),
  align('centreY', 'Alt+V'),
  distribute('x', 'Alt+Shift+H'),
  distribute('y', 'Alt+Shift+V'),
  move('left', 'ArrowLeft', -1, 0),
  move('right', 'ArrowRight', 1, 0),
  move('up', 'ArrowUp', 0, -1),
  move('down', 'ArrowDown', 0, 1),
  move('farLeft', 'Shift+ArrowLeft', -10, 0),
  move('farRight', 'Shift+ArrowRight', 10, 0),
  move('farUp', 'Shift+ArrowUp', 0, -10),
  move('farDown', 'Shift+ArrowDown', 0, 10),
];
