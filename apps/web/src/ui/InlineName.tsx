/** A name that looks like text and is edited where it stands. */
import { useState } from 'react';
import styles from './InlineName.module.css';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly commit: (name: string) => void;
  /** Takes the focus as soon as it is there. */
  readonly beginNow?: boolean;
  /** Called when editing ends, changed or not. */
  readonly done?: () => void;
}

export function InlineName({ label, value, commit, beginNow, done }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const shown = draft ?? value;
  return (
    <span className={styles.name} data-sizer={shown || ' '}>
      <input
        aria-label={label}
        value={shown}
        size={1}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        ref={(input) => {
          if (beginNow && input && document.activeElement !== input && draft === null) {
            input.focus();
            input.select();
          }
        }}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => {
          const name = (draft ?? value).trim();
          if (name !== '' && name !== value) commit(name);
          setDraft(null);
          done?.();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') {
            event.stopPropagation();
            setDraft(null);
            const input = event.currentTarget;
            // After the old value is back, so that leaving commits nothing.
            queueMicrotask(() => input.blur());
          }
        }}
      />
    </span>
  );
}
