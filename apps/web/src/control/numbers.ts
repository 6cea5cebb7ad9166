/**
 * How figures are written on the page and in its worker: the preference of the session, told to both in one place, at the start and when it
 * changes. What the worker said before is asked again.
 */
import { plainNumbers, writeNumbers, type Numbers } from '@weft/units';
import { session, type Session } from '../stores/session.ts';
import { askAgain, engine } from './engine.ts';

const keys = ['locale', 'rates', 'lengths'] as const;

const numbersOf = ({ locale, rates, lengths }: Session): Numbers => ({
  locale: locale === 'auto' ? navigator.language : locale,
  rates,
  lengths,
});

/** One word for how figures are written: what shows some is made anew under another. */
export const numbersWord = (s: Session): string => keys.map((key) => s[key]).join(' ');

export function startNumbers(): void {
  const first = numbersOf(session.getState());
  if (keys.some((key) => first[key] !== plainNumbers[key])) tell(first);
  session.subscribe((now, before) => {
    if (keys.every((key) => now[key] === before[key])) return;
    tell(numbersOf(now));
    askAgain();
  });
}

function tell(numbers: Numbers): void {
  writeNumbers(numbers);
  engine.writeNumbers(numbers);
}
