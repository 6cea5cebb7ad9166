/** What the hand does to a design, in one piece that is loaded beside the canvas: see `atHand.ts`. */
export * from './clipboard.ts';
export * from './edits.ts';
export * from './gestures.ts';
export * from './moving.ts';
export * from './placing.ts';
export { groupSelected, removeSelected, ungroupSelected } from './selectedEdits.ts';
