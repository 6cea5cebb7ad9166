/** Up, Down, Home and End move the focus among the rows of a list: those of its elements that match a selector. For a row's `onKeyDown`. */
import type { KeyboardEvent } from 'react';

export function walkRows(event: KeyboardEvent<HTMLElement>, rows: string): void {
  const list = event.currentTarget.closest('ol, ul');
  const all = [...(list?.querySelectorAll<HTMLElement>(rows) ?? [])];
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
  if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const row = all[Math.min(Math.max(next, 0), all.length - 1)];
  row?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}
