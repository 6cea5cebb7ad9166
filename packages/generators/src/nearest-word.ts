/**
 * The word that was probably meant: the one that takes the fewest single-letter changes to reach, capitals not counted.
 *
 * A word of which half the letters would have to change is not near. A word that begins with what was written, or the other way round, is
 * two changes away at most. Cost: O(words x length^2).
 */

/** The nearest of some words; null when none is near. The first in order wins a tie. */
export function nearestWord(written: string, words: readonly string[]): string | null {
  const small = written.toLowerCase();
  let found: string | null = null;
  let fewest = Math.floor(written.length / 2) + 1;
  for (const word of words) {
    const other = word.toLowerCase();
    const begins = small.length >= 3 && (other.startsWith(small) || small.startsWith(other));
    const changes = Math.min(changesBetween(small, other), begins ? 2 : Infinity);
    if (changes >= fewest) continue;
    fewest = changes;
    found = word;
  }
  return found;
}

/** Letters put in, left out or exchanged (Levenshtein's distance). */
function changesBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}
