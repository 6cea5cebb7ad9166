/** The link tool by key: taken up with one thing selected, ended by Enter on another. */
import { announce, session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { withHand } from './atHand.ts';
import { selected } from './selection.ts';
import { stage } from './stage.ts';

/** Takes up the link tool; with one thing selected, the link begins there and Enter on another ends it. */
export function takeLinkTool(): void {
  const { nodes } = selected();
  const from = nodes.length === 1 && nodes[0]!.kind !== 'stack' ? nodes[0]!.id : null;
  session.setState({ tool: 'link', linkFrom: from });
  if (from === null) return;
  stage.canvas?.startLink(from);
  announce(t('canvas.linkFrom', { name: nodes[0]!.label }));
}

/** Gives up the link begun by key, and the tool with it; false when none was begun. */
export function giveUpLink(): boolean {
  if (session.getState().linkFrom === null) return false;
  session.setState({ tool: 'select', linkFrom: null });
  announce(t('canvas.linkGivenUp'));
  return true;
}

/** Ends the link begun by key at what is selected now; false when none was begun. */
export function endLinkByKey(): boolean {
  const { tool, linkFrom, selection } = session.getState();
  const target = selection.length === 1 ? selection[0]! : null;
  if (tool !== 'link' || linkFrom === null || target === null || target === linkFrom) return false;
  session.setState({ tool: 'select', linkFrom: null });
  withHand((hand) => hand.linkBetween(linkFrom, target));
  return true;
}
