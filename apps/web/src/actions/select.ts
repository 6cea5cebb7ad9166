/** Choosing things by key, opening and closing them, failing links. */
import { carrying } from '../control/carrying.ts';
import { handNow, withHand } from '../control/atHand.ts';
import { startRename } from '../control/focus.ts';
import { allFailed, failable, toggleFailed } from '../control/failing.ts';
import { endLinkByKey, giveUpLink } from '../control/linking.ts';
import { openable, selected, toggleSelected } from '../control/selection.ts';
import { stage } from '../control/stage.ts';
import { activeDesign } from '../stores/document.ts';
import { announce, closeNotice, failedOf, closeAll, openOf, session, setOpen, zoomOpenOf } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import type { Action } from './action.ts';

const something = (): boolean => session.getState().selection.length > 0;
const opens = (): boolean => openable().length > 0;
const closes = (): boolean => selected().backdrops.length > 0 || selected().nodes.some((n) => n.group !== '');

const jumps = (direction: 'left' | 'right' | 'up' | 'down', key: string): Action => ({
  id: `jump.${direction}`,
  label: `action.jump.${direction}`,
  group: 'select',
  keys: [`Mod+${key}`],
  context: 'canvas',
  quiet: true,
  run: () => withHand((hand) => hand.jump(direction)),
});

export const selectActions: readonly Action[] = [
  {
    id: 'select.all',
    label: 'action.select.all',
    group: 'select',
    keys: ['Mod+A'],
    context: 'canvas',
    run: () => withHand((hand) => hand.selectAll()),
  },
  {
    id: 'select.none',
    label: 'action.select.none',
    group: 'select',
    keys: ['Escape'],
    context: 'page',
    quiet: true,
    run: () => {
      if (carrying.giveUp !== null) return carrying.giveUp();
      // The first Escape gives up what the hand is doing, the next one the tool, the next one the selection, the last the notices.
      const gaveUp = stage.canvas?.cancel() ?? false;
      if (giveUpLink() || gaveUp) return;
      const s = session.getState();
      if (s.placing !== null) session.setState({ placing: null });
      else if (s.tool !== 'select') session.setState({ tool: 'select' });
      else if (s.buckets !== null) session.setState({ buckets: null });
      else if (s.selection.length > 0) {
        session.setState({ selection: [] });
        announce(t('canvas.noneSelected'), 'selection');
      } else if (s.notices.length > 0) closeNotice(s.notices.at(-1)!.id);
    },
  },
  {
    id: 'select.next',
    label: 'action.select.next',
    group: 'select',
    keys: ['Tab'],
    context: 'canvas',
    quiet: true,
    // With nothing selected, and past the last thing, Tab leaves the canvas, as everywhere.
    when: () => something() && handNow()?.hasNext(1) === true,
    run: () => withHand((hand) => hand.nextThing(1)),
  },
  {
    id: 'select.previous',
    label: 'action.select.previous',
    group: 'select',
    keys: ['Shift+Tab'],
    context: 'canvas',
    quiet: true,
    when: () => something() && handNow()?.hasNext(-1) === true,
    run: () => withHand((hand) => hand.nextThing(-1)),
  },
  {
    id: 'select.connected',
    label: 'action.select.connected',
    group: 'select',
    keys: ['G C'],
    context: 'canvas',
    when: something,
    run: () => withHand((hand) => hand.selectConnected('all')),
  },
  {
    id: 'select.up',
    label: 'action.select.up',
    group: 'select',
    keys: ['G U'],
    context: 'canvas',
    when: something,
    run: () => withHand((hand) => hand.selectConnected('up')),
  },
  {
    id: 'select.down',
    label: 'action.select.down',
    group: 'select',
    keys: ['G D'],
    context: 'canvas',
    when: something,
    run: () => withHand((hand) => hand.selectConnected('down')),
  },
  jumps('left', 'ArrowLeft'),
  jumps('right', 'ArrowRight'),
  jumps('up', 'ArrowUp'),
  jumps('down', 'ArrowDown'),
  {
    id: 'edit.enter',
    label: 'action.edit.enter',
    group: 'blocks',
    keys: ['Enter'],
    context: 'canvas',
    quiet: true,
    when: something,
    run: () => {
      if (endLinkByKey()) return;
      if (selected().nodes.some((n) => n.opens !== null)) toggleSelected(true);
      else if (selected().owners.length === 1) startRename();
    },
  },
  {
    id: 'block.open',
    label: 'action.block.open',
    group: 'blocks',
    keys: [']'],
    context: 'canvas',
    when: opens,
    run: () => toggleSelected(true),
  },
  {
    id: 'block.close',
    label: 'action.block.close',
    group: 'blocks',
    keys: ['['],
    context: 'canvas',
    when: closes,
    run: () => toggleSelected(false),
  },
  {
    id: 'select.parent',
    label: 'action.select.parent',
    group: 'select',
    keys: ['Shift+Enter'],
    context: 'canvas',
    when: () => selected().nodes.some((n) => n.group !== ''),
    run: () => withHand((hand) => hand.selectParent()),
  },
  {
    id: 'block.openAll',
    label: 'action.block.openAll',
    group: 'blocks',
    keys: ['Shift+]'],
    context: 'canvas',
    run: () => {
      const { blocks, groups } = activeDesign();
      setOpen([...Object.keys(blocks), ...Object.keys(groups)], true);
    },
  },
  {
    id: 'block.closeAll',
    label: 'action.block.closeAll',
    group: 'blocks',
    keys: ['Shift+['],
    context: 'canvas',
    when: () => openOf(session.getState()).length + zoomOpenOf(session.getState()).length > 0,
    run: closeAll,
  },
  {
    id: 'link.fail',
    label: 'action.link.fail',
    labelNow: () => (allFailed() ? 'what.mend' : 'what.fail'),
    group: 'blocks',
    keys: ['F'],
    context: 'canvas',
    when: () => failable().length > 0,
    run: toggleFailed,
  },
  {
    id: 'link.mendAll',
    label: 'action.link.mendAll',
    group: 'blocks',
    keys: [],
    context: 'page',
    when: () => failedOf(session.getState()).length > 0,
    run: () => session.setState((s) => ({ failed: { ...s.failed, [s.design]: [] } })),
  },
];
