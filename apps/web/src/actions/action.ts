/**
 * An Action: one thing the person can do, as one record that feeds button, menu, key, palette and help sheet.
 */
import type { LucideIcon } from 'lucide-react';
import type { LabelId } from '../strings/t.ts';
import type { ActionId } from './ids.ts';

/**
 * Where an action's keys work. `page`: wherever no text is being typed (keys with Mod work in text fields too, unless the field needs
 * them); `canvas`: only with the focus on the canvas.
 */
export type KeyContext = 'page' | 'canvas';

export const actionGroups = [
  'tools',
  'edit',
  'arrange',
  'select',
  'blocks',
  'view',
  'designs',
  'solve',
  'file',
  'help',
] as const;
export type ActionGroup = (typeof actionGroups)[number];

export interface Action {
  readonly id: ActionId;
  readonly label: LabelId;
  /** The label for what is selected now, where one action does two things. */
  readonly labelNow?: () => LabelId;
  readonly group: ActionGroup;
  /** As `Mod+Shift+Z`, `G C` (one after the other); the first is the one that is shown. */
  readonly keys: readonly string[];
  readonly context: KeyContext;
  readonly icon?: LucideIcon;
  /** Offered only while this holds. */
  readonly when?: () => boolean;
  /** Says why not when its key is pressed while it is not offered; without it a general word is said. */
  readonly refuse?: () => void;
  /** For actions that are on or off. */
  readonly checked?: () => boolean;
  /** Not listed in the palette: plain movement. */
  readonly quiet?: boolean;
  /** Needs a key of its own even in text fields: undo of the study must not steal undo of the text. */
  readonly textKeepsKey?: boolean;
  readonly run: () => void;
  /** Its first key is the browser's own: it is left to the browser, which answers by an event of its own. */
  readonly native?: () => void;
}
