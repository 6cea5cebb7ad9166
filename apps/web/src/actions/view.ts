/** What is shown and how: view, zoom, panels, theme; and the designs. */
import { Bookmark, Maximize, Minus, Plus } from 'lucide-react';
import { withHand } from '../control/atHand.ts';
import { cancelSolve, solveNow } from '../control/controller.ts';
import { isNarrow } from '../control/focus.ts';
import { stage } from '../control/stage.ts';
import { themeInForce } from '../control/theme.ts';
import { activeDesign, studyDocument } from '../stores/document.ts';
import { result } from '../stores/result.ts';
import { session, setLetterKeys, setTheme, showSurface, togglePanel, type View } from '../stores/session.ts';
import type { Action } from './action.ts';

const zoomStep = 1.25;

function zoomBy(factor: number): void {
  stage.canvas?.zoomBy(factor);
  withHand((hand) => hand.sayZoom());
}

const show = (view: View): Action => ({
  id: `view.${view}`,
  label: `action.view.${view}`,
  group: 'view',
  keys: [],
  context: 'page',
  checked: () => session.getState().view === view,
  run: () => session.setState({ view, sheet: null }),
});

/** `G 1` ... `G 9`: the saved views in the order of their list. */
const goTo = (number: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9): Action => ({
  id: `view.go${number}`,
  label: `action.view.go${number}`,
  group: 'view',
  keys: [`G ${number}`],
  context: 'canvas',
  when: () => (studyDocument.getState().study.views?.length ?? 0) >= number,
  run: () =>
    void import('../control/savedViews.ts').then((m) => {
      const view = m.viewsShown()[number - 1];
      if (view !== undefined) m.goToView(view);
    }),
});

export const viewActions: readonly Action[] = [
  show('canvas'),
  show('table'),
  show('compare'),
  show('cost'),
  show('floor'),
  show('parts'),
  {
    id: 'view.zoomIn',
    label: 'action.view.zoomIn',
    group: 'view',
    keys: ['Mod++', 'Mod+='],
    context: 'page',
    icon: Plus,
    run: () => zoomBy(zoomStep),
  },
  {
    id: 'view.zoomOut',
    label: 'action.view.zoomOut',
    group: 'view',
    keys: ['Mod+-'],
    context: 'page',
    icon: Minus,
    run: () => zoomBy(1 / zoomStep),
  },
  {
    id: 'view.zoomReset',
    label: 'action.view.zoomReset',
    group: 'view',
    keys: ['Mod+0'],
    context: 'page',
    run: () => zoomBy(1 / (stage.canvas?.camera().zoom ?? 1)),
  },
  {
    id: 'view.fit',
    label: 'action.view.fit',
    group: 'view',
    keys: ['Shift+1'],
    context: 'canvas',
    icon: Maximize,
    run: () => stage.canvas?.fit(),
  },
  {
    id: 'view.fitSelection',
    label: 'action.view.fitSelection',
    group: 'view',
    keys: ['Shift+2'],
    context: 'canvas',
    when: () => session.getState().selection.length > 0,
    run: () => stage.canvas?.fit(session.getState().selection),
  },
  {
    id: 'view.find',
    label: 'action.view.find',
    group: 'view',
    keys: ['Mod+F'],
    context: 'page',
    run: () => showSurface({ kind: 'find' }),
  },
  {
    id: 'view.saved',
    label: 'action.view.saved',
    group: 'view',
    keys: ['Shift+V'],
    context: 'canvas',
    icon: Bookmark,
    checked: () => session.getState().panel === 'views',
    run: () => togglePanel('views'),
  },
  {
    id: 'view.save',
    label: 'action.view.save',
    group: 'view',
    keys: ['Shift+S'],
    context: 'canvas',
    run: () => void import('../control/savedViews.ts').then((m) => m.saveView()),
  },
  ...([1, 2, 3, 4, 5, 6, 7, 8, 9] as const).map(goTo),
  {
    id: 'view.grid',
    label: 'action.view.grid',
    group: 'view',
    keys: ["Mod+'"],
    context: 'page',
    checked: () => session.getState().grid,
    run: () => session.setState((s) => ({ grid: !s.grid })),
  },
  {
    id: 'view.snap',
    label: 'action.view.snap',
    group: 'view',
    keys: ['Shift+G'],
    context: 'canvas',
    checked: () => session.getState().snap,
    run: () => session.setState((s) => ({ snap: !s.snap })),
  },
  {
    id: 'view.theme',
    label: 'action.view.theme',
    group: 'view',
    keys: ['Alt+Shift+D'],
    context: 'page',
    run: () => setTheme(themeInForce() === 'dark' ? 'light' : 'dark'),
  },
  {
    id: 'view.scheme',
    label: 'action.view.scheme',
    group: 'view',
    keys: [],
    context: 'page',
    checked: () => session.getState().scheme === 'map',
    run: () => session.setState((s) => ({ scheme: s.scheme === 'map' ? 'design-tool' : 'map' })),
  },
  {
    id: 'view.leftPanel',
    label: 'action.view.leftPanel',
    group: 'view',
    keys: [],
    context: 'page',
    // On a narrow screen a sheet takes the place of the panels.
    when: () => !isNarrow(),
    checked: () => session.getState().leftPanel,
    run: () => session.setState((s) => ({ leftPanel: !s.leftPanel })),
  },
  {
    id: 'view.rightPanel',
    label: 'action.view.rightPanel',
    group: 'view',
    keys: [],
    context: 'page',
    when: () => !isNarrow(),
    checked: () => session.getState().rightPanel,
    run: () => session.setState((s) => ({ rightPanel: !s.rightPanel })),
  },
  {
    id: 'view.letterKeys',
    label: 'action.view.letterKeys',
    group: 'view',
    keys: [],
    context: 'page',
    checked: () => session.getState().letterKeys,
    run: () => setLetterKeys(!session.getState().letterKeys),
  },
  {
    id: 'design.add',
    label: 'action.design.add',
    group: 'designs',
    keys: [],
    context: 'page',
    run: () => withHand((hand) => hand.addDesign()),
  },
  {
    id: 'design.duplicate',
    label: 'action.design.duplicate',
    group: 'designs',
    keys: [],
    context: 'page',
    run: () => withHand((hand) => hand.duplicateDesign(activeDesign().id)),
  },
  {
    id: 'design.rename',
    label: 'action.design.rename',
    group: 'designs',
    keys: [],
    context: 'page',
    run: () => session.setState({ renamingDesign: activeDesign().id }),
  },
  {
    id: 'design.remove',
    label: 'action.design.remove',
    group: 'designs',
    keys: [],
    context: 'page',
    when: () => studyDocument.getState().study.designs.length > 1,
    run: () => withHand((hand) => hand.removeDesign(activeDesign().id)),
  },
  {
    id: 'design.baseline',
    label: 'action.design.baseline',
    group: 'designs',
    keys: [],
    context: 'page',
    run: () => withHand((hand) => hand.makeBaseline(activeDesign().id)),
  },
  {
    id: 'solve.now',
    label: 'action.solve.now',
    group: 'solve',
    keys: ['Mod+Enter'],
    context: 'page',
    run: () => void solveNow(true),
  },
  {
    id: 'solve.cancel',
    label: 'action.solve.cancel',
    group: 'solve',
    keys: [],
    context: 'page',
    when: () => result.getState().solve.is === 'running' || result.getState().solve.is === 'waiting',
    run: cancelSolve,
  },
];
