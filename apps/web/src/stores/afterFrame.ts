/**
 * Work that waits until the next frame is out: what is drawn comes first, what is said about it in the frame after. Where no frames are drawn (a
 * hidden page), it comes at the next turn.
 */
export function afterFrame(act: () => void): void {
  if (document.visibilityState === 'hidden') setTimeout(act);
  else requestAnimationFrame(() => requestAnimationFrame(act));
}
