/** What the hand does to a design, in one piece that is loaded beside the canvas: see `atHand.ts`. */
import '../strings/later.ts';

export * from './clipboard.ts';
export * from './edits.ts';
export * from './gestures.ts';
export * from './moving.ts';
export * from './placing.ts';
export * from './saying.ts';
export * from './locks.ts';
export * from './templates.ts';
export * from './walking.ts';
export { groupSelected, removeSelected, toggleLocked, ungroupSelected } from './selectedEdits.ts';
