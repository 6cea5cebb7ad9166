/** Actions that change the design: tools, undo, clipboard, groups, rename, delete. */
import { Hand, History, MousePointer2, Redo2, Spline, Trash2, Undo2, CopyPlus } from 'lucide-react';
import { withHand } from '../control/atHand.ts';
import { takeLinkTool } from '../control/linking.ts';
import { expectPaste } from '../control/pasting.ts';
import { lockedNow, openTemplateGroups, selected, selectedInstances } from '../control/selection.ts';
import { startRename } from '../control/focus.ts';
import { redoNext, studyDocument, undoLast } from '../stores/document.ts';
import { announce, session, showSurface, togglePanel } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import type { Action } from './action.ts';

export const something = (): boolean => session.getState().selection.length > 0;
const copyable = (): boolean => {
  const { blocks, records, groups } = selected();
  return blocks.length + records.length + groups.length > 0;
};
const notCopied = (): void => withHand((hand) => hand.sayNotCopied());
const onlyDesign = (): boolean => ['canvas', 'table'].includes(session.getState().view);

const tool = (name: 'select' | 'hand' | 'link', key: string, icon: Action['icon']): Action => ({
  id: `tool.${name}`,
  label: `action.tool.${name}`,
  group: 'tools',
  keys: [key],
  context: 'canvas',
  ...(icon ? { icon } : {}),
  checked: () => session.getState().tool === name,
  run: () => (name === 'link' ? takeLinkTool() : session.setState({ tool: name, linkFrom: null })),
});

export const editActions: readonly Action[] = [
  tool('select', 'V', MousePointer2),
  tool('hand', 'H', Hand),
  tool('link', 'L', Spline),
  {
    id: 'add.open',
    label: 'action.add.open',
    group: 'tools',
    keys: ['N'],
    context: 'canvas',
    run: () => withHand((hand) => hand.aimAt(null)),
  },
  {
    id: 'edit.undo',
    label: 'action.edit.undo',
    group: 'edit',
    keys: ['Mod+Z'],
    context: 'page',
    icon: Undo2,
    textKeepsKey: true,
    when: () => studyDocument.getState().history.past.length > 0,
    run: () => {
      const what = undoLast();
      if (what !== null) announce(t('notice.undid', { what }));
    },
  },
  {
    id: 'edit.redo',
    label: 'action.edit.redo',
    group: 'edit',
    keys: ['Mod+Shift+Z', 'Ctrl+Y'],
    context: 'page',
    icon: Redo2,
    textKeepsKey: true,
    when: () => studyDocument.getState().history.future.length > 0,
    run: () => {
      const what = redoNext();
      if (what !== null) announce(t('notice.redid', { what }));
    },
  },
  {
    id: 'edit.history',
    label: 'action.edit.history',
    group: 'edit',
    keys: ['Alt+Z'],
    context: 'page',
    icon: History,
    checked: () => session.getState().panel === 'history',
    run: () => togglePanel('history'),
  },
  {
    id: 'edit.cut',
    label: 'action.edit.cut',
    group: 'edit',
    keys: ['Mod+X'],
    context: 'page',
    textKeepsKey: true,
    when: copyable,
    refuse: notCopied,
    run: () => withHand((hand) => hand.cutSelection()),
  },
  {
    id: 'edit.copy',
    label: 'action.edit.copy',
    group: 'edit',
    keys: ['Mod+C'],
    context: 'page',
    textKeepsKey: true,
    when: copyable,
    refuse: notCopied,
    run: () => withHand((hand) => hand.copySelection()),
  },
  {
    id: 'edit.paste',
    label: 'action.edit.paste',
    group: 'edit',
    keys: ['Mod+V'],
    context: 'page',
    textKeepsKey: true,
    when: onlyDesign,
    run: () => withHand((hand) => hand.paste(false)),
    native: () => expectPaste(false),
  },
  {
    id: 'edit.pasteLinked',
    label: 'action.edit.pasteLinked',
    group: 'edit',
    keys: ['Mod+Shift+V'],
    context: 'page',
    textKeepsKey: true,
    when: onlyDesign,
    run: () => withHand((hand) => hand.paste(true)),
    native: () => expectPaste(true),
  },
  {
    id: 'edit.duplicate',
    label: 'action.edit.duplicate',
    group: 'edit',
    keys: ['Mod+D'],
    context: 'page',
    icon: CopyPlus,
    when: copyable,
    refuse: notCopied,
    run: () => withHand((hand) => hand.duplicateSelection()),
  },
  {
    id: 'edit.delete',
    label: 'action.edit.delete',
    group: 'edit',
    keys: ['Delete', 'Backspace'],
    context: 'page',
    icon: Trash2,
    textKeepsKey: true,
    when: something,
    run: () => withHand((hand) => hand.removeSelected()),
  },
  {
    id: 'edit.rename',
    label: 'action.edit.rename',
    group: 'edit',
    keys: ['F2'],
    context: 'page',
    when: () => selected().owners.length === 1,
    run: startRename,
  },
  {
    id: 'edit.group',
    label: 'action.edit.group',
    group: 'arrange',
    keys: ['Mod+G'],
    context: 'page',
    when: () => selected().records.length + selected().groups.length > 0,
    run: () => withHand((hand) => hand.groupSelected()),
  },
  {
    id: 'edit.ungroup',
    label: 'action.edit.ungroup',
    group: 'arrange',
    keys: ['Mod+Shift+G'],
    context: 'page',
    when: () => selected().groups.length > 0,
    run: () => withHand((hand) => hand.ungroupSelected()),
  },
  {
    id: 'edit.lock',
    label: 'action.edit.lock',
    labelNow: () => (lockedNow() === true ? 'action.edit.unlock' : 'action.edit.lock'),
    group: 'arrange',
    keys: ['Mod+Shift+L'],
    context: 'page',
    when: () => selected().owners.length > 0,
    run: () => withHand((hand) => hand.toggleLocked()),
  },
  {
    id: 'edit.linkMany',
    label: 'action.edit.linkMany',
    group: 'edit',
    keys: ['Shift+L'],
    context: 'canvas',
    when: onlyDesign,
    run: () => showSurface({ kind: 'linkMany' }),
  },
  {
    id: 'template.make',
    label: 'action.template.make',
    group: 'blocks',
    keys: ['Shift+T'],
    context: 'canvas',
    // A template holds no other.
    when: () => copyable() && selectedInstances().length === 0,
    run: () => showSurface({ kind: 'makeTemplate' }),
  },
  {
    id: 'template.edit',
    label: 'action.template.edit',
    group: 'blocks',
    keys: ['T'],
    context: 'canvas',
    when: () => selectedInstances().length === 1,
    run: () => withHand((hand) => hand.editTemplate()),
  },
  {
    id: 'template.finish',
    label: 'action.template.finish',
    group: 'blocks',
    keys: [],
    context: 'page',
    when: () => openTemplateGroups().length > 0,
    run: () => withHand((hand) => hand.finishTemplate()),
  },
  {
    id: 'template.detach',
    label: 'action.template.detach',
    group: 'blocks',
    keys: [],
    context: 'page',
    when: () => selectedInstances().length > 0,
    run: () => withHand((hand) => hand.detachSelected()),
  },
  {
    id: 'block.dissolve',
    label: 'action.block.dissolve',
    group: 'blocks',
    keys: [],
    context: 'page',
    when: () => selected().blocks.length === 1 && selectedInstances().length === 0,
    run: () => void import('../control/dissolving.ts').then((m) => m.dissolveSelected()),
  },
];
