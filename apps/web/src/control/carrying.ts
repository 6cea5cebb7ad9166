/** What is being carried from beside the canvas, as far as the keys must know: Escape gives it up before anything else. */
export const carrying: { giveUp: (() => void) | null } = { giveUp: null };
