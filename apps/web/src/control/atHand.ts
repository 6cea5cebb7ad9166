/**
 * The way from the shell to the hand: commands and gestures are no part of the first paint, they come beside the canvas.
 *
 * Once they are there (they come by themselves) a use is run at once, so that keys pressed one after the other take effect in order.
 */
export type Hand = typeof import('./hand.ts');

let hand: Hand | null = null;

export async function loadHand(): Promise<Hand> {
  hand ??= await import('./hand.ts');
  return hand;
}

/** The hand, if it is there already: for questions that cannot wait. */
export const handNow = (): Hand | null => hand;

export function withHand(use: (hand: Hand) => void): void {
  if (hand !== null) use(hand);
  else void loadHand().then(use);
}
