/**
 * How large a number of an instance may be: the kernels add, multiply and divide a few of them, and no such result may overflow or lose its digits.
 */
const [least, most] = [1e-100, 1e100];

/** Whether a value from outside is a number that the kernels can work with, above 0. */
export function isMagnitude(value: unknown): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

/** How a bad number is called in a sentence. */
export function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return text === undefined ? 'nothing' : text.slice(0, 40);
}
