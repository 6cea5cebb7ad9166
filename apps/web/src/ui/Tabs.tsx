/** Tabs by the book: one tab stop, arrows move and choose. */
import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import styles from './Tabs.module.css';

export interface Tab<V extends string> {
  readonly value: V;
  readonly label: ReactNode;
  /** The id of what it shows, where that is not a panel of these tabs. */
  readonly controls?: string | undefined;
}

export interface TabsProps<V extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<V>[];
  readonly value: V | null;
  readonly choose: (value: V) => void;
  /** Prefix of the ids that tie tabs to their panels: tab `ID-tab-VALUE`, panel `ID-panel-VALUE`. */
  readonly id: string;
  readonly look?: 'underline' | 'segmented' | 'bar';
}

export function Tabs<V extends string>({ label, tabs, value, choose, id, look = 'underline' }: TabsProps<V>) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = tabs.findIndex((tab) => tab.value === value);
    const next = tabs[(at + step + tabs.length) % tabs.length]!;
    choose(next.value);
    list.current?.querySelector<HTMLElement>(`[data-value="${next.value}"]`)?.focus();
  };
  const focusable = value ?? tabs[0]?.value;
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its tabs take the focus
    <div ref={list} role="tablist" aria-label={label} className={styles.tabs} data-look={look} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          id={`${id}-tab-${tab.value}`}
          data-value={tab.value}
          aria-selected={tab.value === value}
          aria-controls={tab.value === value ? (tab.controls ?? `${id}-panel-${tab.value}`) : undefined}
          tabIndex={tab.value === focusable ? 0 : -1}
          onClick={() => choose(tab.value)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}

/** What the ids of a panel must be, for `{...panelOf('inspector', 'facts')}`. */
export const panelOf = (id: string, value: string) =>
  ({ role: 'tabpanel', id: `${id}-panel-${value}`, 'aria-labelledby': `${id}-tab-${value}` }) as const;
