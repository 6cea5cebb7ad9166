/** Sharing, files, pictures, drafts; help. */
import { newStudy } from '../control/drafts.ts';
import { showSurface, type Surface } from '../stores/session.ts';
import type { Action } from './action.ts';

const opens =
  (kind: 'start' | 'share' | 'picture' | 'export' | 'examples' | 'drafts' | 'palette' | 'shortcuts' | 'settings') =>
  () =>
    showSurface({ kind } satisfies Surface);

export const fileActions: readonly Action[] = [
  {
    id: 'file.start',
    label: 'action.file.start',
    group: 'file',
    keys: [],
    context: 'page',
    run: opens('start'),
  },
  {
    id: 'file.share',
    label: 'action.file.share',
    group: 'file',
    keys: [],
    context: 'page',
    run: opens('share'),
  },
  {
    id: 'file.save',
    label: 'action.file.save',
    group: 'file',
    keys: ['Mod+S'],
    context: 'page',
    run: () => void import('../control/files.ts').then((m) => m.saveStudyFile()),
  },
  {
    id: 'file.open',
    label: 'action.file.open',
    group: 'file',
    keys: ['Mod+O'],
    context: 'page',
    run: () => void import('../control/files.ts').then((m) => m.chooseFile()),
  },
  {
    id: 'file.png',
    label: 'action.file.png',
    group: 'file',
    keys: ['Mod+Shift+E'],
    context: 'page',
    run: opens('picture'),
  },
  {
    id: 'file.svg',
    label: 'action.file.svg',
    group: 'file',
    keys: [],
    context: 'page',
    run: () => showSurface({ kind: 'picture', format: 'svg' }),
  },
  {
    id: 'file.export',
    label: 'action.file.export',
    group: 'file',
    keys: [],
    context: 'page',
    run: opens('export'),
  },
  {
    id: 'file.examples',
    label: 'action.file.examples',
    group: 'file',
    keys: [],
    context: 'page',
    run: opens('examples'),
  },
  {
    id: 'file.drafts',
    label: 'action.file.drafts',
    group: 'file',
    keys: [],
    context: 'page',
    run: opens('drafts'),
  },
  {
    id: 'file.new',
    label: 'action.file.new',
    group: 'file',
    keys: [],
    context: 'page',
    run: newStudy,
  },
  {
    id: 'help.palette',
    label: 'action.help.palette',
    group: 'help',
    keys: ['Mod+K', 'Mod+/'],
    context: 'page',
    run: opens('palette'),
  },
  {
    id: 'help.shortcuts',
    label: 'action.help.shortcuts',
    group: 'help',
    keys: ['?'],
    context: 'page',
    textKeepsKey: true,
    run: opens('shortcuts'),
  },
  {
    id: 'help.settings',
    label: 'action.help.settings',
    group: 'help',
    keys: ['Mod+,'],
    context: 'page',
    run: opens('settings'),
  },
];
