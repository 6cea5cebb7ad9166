/** A search field with its results below: for commands and for things on the canvas. */
import { Autocomplete } from '@base-ui/react/autocomplete';
import type { ReactNode } from 'react';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { takeTyped } from '../control/typeAhead.ts';
import { DialogFrame } from '../ui/DialogFrame.tsx';
import { KeyCaps } from '../ui/KeyCaps.tsx';
import styles from './dialogs.module.css';

export interface Hit {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  /** What tells it from others of the same name. */
  readonly detail?: string;
  readonly icon?: ReactNode;
  readonly keys?: string | undefined;
  readonly run: () => void;
}

interface Props {
  readonly title: string;
  readonly placeholder: string;
  readonly none: string;
  /** More hits are on their way: nothing is said of there being none. */
  readonly pending?: boolean;
  readonly hits: readonly Hit[];
  /** Told what is typed, where more hits can be fetched for it. */
  readonly typed?: (text: string) => void;
  readonly close: () => void;
}

/** More results than these are not read; typing narrows them. */
const most = 120;

export function SearchDialog({ title, placeholder, none, pending = false, hits, typed, close }: Props) {
  const [text, setText] = useState('');
  // Room for icons is left only where some have one.
  const hasIcons = useMemo(() => hits.some((hit) => hit.icon !== undefined), [hits]);
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const early = takeTyped();
    if (early === '') return;
    setText(early);
    typed?.(early);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the field comes
  }, []);
  const found = useMemo(() => ranked(hits, text).slice(0, most), [hits, text]);
  const run = (hit: Hit) => {
    close();
    // After the dialog has given the focus back.
    requestAnimationFrame(() => hit.run());
  };
  return (
    <DialogFrame title={title} close={close} hideHead initialFocus={input}>
      <Autocomplete.Root
        open
        inline
        items={found}
        mode="none"
        autoHighlight="always"
        keepHighlight
        value={text}
        itemToStringValue={(hit: Hit) => hit.label}
        onValueChange={(value, details) => {
          // Choosing an item runs it; it does not become the text.
          if (details.reason === 'item-press') return;
          setText(value);
          typed?.(value);
        }}
      >
        <Autocomplete.Input ref={input} className={styles.search} placeholder={placeholder} aria-label={placeholder} />
        <Autocomplete.Empty className={styles.none}>{found.length === 0 && !pending ? none : null}</Autocomplete.Empty>
        <Autocomplete.List className={styles.results} aria-label={title}>
          {(hit: Hit) => (
            <Autocomplete.Item key={hit.id} value={hit} className={styles.result} onClick={() => run(hit)}>
              {hit.icon ?? (hasIcons ? <span className={styles.iconSpace} /> : null)}
              <span className={styles.resultLabel}>
                {hit.label}
                {hit.detail === undefined ? null : <span className={styles.detail}> {hit.detail}</span>}
              </span>
              {hit.keys ? <KeyCaps keys={hit.keys} /> : <span className={styles.groupLabel}>{hit.group}</span>}
            </Autocomplete.Item>
          )}
        </Autocomplete.List>
      </Autocomplete.Root>
    </DialogFrame>
  );
}

/** Hits that hold every word; those whose label begins with the text first. */
export function ranked(hits: readonly Hit[], text: string): readonly Hit[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return hits;
  const words = wanted.split(/\s+/);
  const score = (hit: Hit): number => {
    const label = hit.label.toLowerCase();
    const hay = `${label} ${(hit.detail ?? '').toLowerCase()} ${hit.group.toLowerCase()}`;
    if (!words.every((word) => hay.includes(word))) return -1;
    if (label.startsWith(wanted)) return 3;
    return words.every((word) => label.split(/\s+/).some((part) => part.startsWith(word))) ? 2 : 1;
  };
  return hits
    .map((hit) => ({ hit, score: score(hit) }))
    .filter((one) => one.score >= 0)
    .toSorted((a, b) => b.score - a.score)
    .map((one) => one.hit);
}
