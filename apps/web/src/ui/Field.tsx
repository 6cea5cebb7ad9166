/**
 * A text field that is parsed when it is committed: on Enter or when it is left. Escape takes the old value back.
 *
 * While it is being typed, `echo` may say how the text is read; a fault stays beside the field, and the old value stays in force.
 */
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { drawnFirst, onceTold } from '../stores/later.ts';
import styles from './Field.module.css';

export interface FieldProps {
  readonly label: string;
  /** The value in force, as text. */
  readonly value: string;
  readonly unit?: string | null | undefined;
  /** What it means, in a sentence. */
  readonly meaning?: string | undefined;
  /** Shown when the field holds nothing: `Mixed`, `Next free`. */
  readonly placeholder?: string | undefined;
  readonly hideLabel?: boolean | undefined;
  /** Beside the label: where the value comes from. */
  readonly source?: ReactNode;
  readonly inputMode?: 'decimal' | 'numeric' | 'text' | undefined;
  readonly disabled?: boolean | undefined;
  /** How the text so far is read, or the fault in it. */
  readonly echo?: ((text: string) => { readonly text: string; readonly ok: boolean } | null) | undefined;
  /** Takes the text; a sentence means that it was refused. */
  readonly commit: (text: string) => string | null;
  /** Called while typing with every text. */
  readonly typing?: ((text: string) => void) | undefined;
}

/** A value that is told no other by then is the one that was in force: it says the same as the text. */
const mostTaken_ms = 400;

export function Field(props: FieldProps) {
  const { label, value, unit, meaning, echo, commit } = props;
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  // What was handed in stands in the field until the value in force is told, which is when its picture is out.
  const [taken, setTaken] = useState<{ readonly text: string; readonly before: string } | null>(null);
  const [refused, setRefused] = useState<{ readonly value: string; readonly why: string } | null>(null);
  const input = useRef<HTMLInputElement>(null);
  /** Counts what was typed. */
  const letters = useRef(0);
  // A value that changed from outside (undo, another field) makes an old fault meaningless.
  const fault = refused?.value === value ? refused.why : null;

  const finish = () => {
    if (draft === null) return;
    if (draft === value) return drop();
    const why = drawnFirst(() => commit(draft));
    setRefused(why === null ? null : { value, why });
    if (why !== null) return;
    setDraft(null);
    setTaken({ text: draft, before: value });
    setTimeout(setTaken, mostTaken_ms, null);
  };
  const drop = () => {
    setDraft(null);
    setRefused(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') {
      finish();
      const seen = letters.current;
      onceTold(() => {
        // Who types on by then, here or in another field, would lose letters to a selection here.
        if (letters.current === seen && input.current === document.activeElement) input.current?.select();
      });
    } else if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      drop();
      props.typing?.(value);
    }
  };

  const reading = draft !== null && draft !== value && fault === null ? (echo?.(draft) ?? null) : null;
  const note = fault ?? reading?.text ?? meaning;
  const bad = fault !== null || reading?.ok === false;
  return (
    <div className={styles.field} data-wide={props.hideLabel ? '' : undefined}>
      <span className={props.hideLabel ? 'visually-hidden' : styles.label}>
        <label htmlFor={id}>{label}</label>
        {props.source}
      </span>
      <span className={styles.box} data-bad={bad ? '' : undefined}>
        <input
          ref={input}
          id={id}
          className={styles.input}
          value={draft ?? (taken?.before === value ? taken.text : value)}
          placeholder={props.placeholder}
          inputMode={props.inputMode}
          disabled={props.disabled}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={bad || undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          onChange={(event) => {
            letters.current++;
            setDraft(event.target.value);
            setRefused(null);
            props.typing?.(event.target.value);
          }}
          onBlur={finish}
          onKeyDown={onKeyDown}
        />
        {unit ? <span className={styles.unit}>{unit}</span> : null}
      </span>
      {note ? (
        <p id={`${id}-note`} className={styles.note} data-bad={bad ? '' : undefined} role={fault ? 'alert' : undefined}>
          {note}
        </p>
      ) : null}
    </div>
  );
}
