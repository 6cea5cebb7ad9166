/** A cell while it is edited: a field or a choice that takes the place of its text. Enter commits, Escape gives up, a refusal stays with its sentence. */
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { endsLike, type NamedEnd } from '../control/ends.ts';
import type { CellEdit } from './tableColumns.ts';
import styles from './TableView.module.css';

interface Props {
  readonly label: string;
  readonly edit: CellEdit;
  /** Replaces the value at once: the key that began the editing. */
  readonly typed: string | null;
  readonly done: (focusCell: boolean) => void;
  readonly refuse: (sentence: string | null) => void;
  /** Id of the element that says the refusal. */
  readonly refusalId: string;
  readonly refused: boolean;
}

export function TableCell(props: Props) {
  const { edit, label, done, refuse } = props;
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const [text, setText] = useState(props.typed ?? edit.value);
  const over = useRef(false);
  useEffect(() => {
    field.current?.focus();
    if (edit.is === 'text' && props.typed === null) field.current?.select();
    // Only when the editing begins.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  const finish = async (value: string, focusCell: boolean): Promise<void> => {
    if (over.current) return;
    over.current = true;
    const sentence = value === edit.value ? null : await (edit.is === 'text' ? edit.commit(value) : edit.choose(value));
    refuse(sentence);
    if (sentence === null) done(focusCell);
    else {
      over.current = false;
      field.current?.focus();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter') {
      event.preventDefault();
      void finish(text, true);
    } else if (event.key === 'Escape') {
      over.current = true;
      refuse(null);
      done(true);
    }
  };
  const common = {
    ref: field,
    className: styles.editor,
    'aria-label': label,
    'aria-invalid': props.refused || undefined,
    'aria-describedby': props.refused ? props.refusalId : undefined,
    value: text,
    onKeyDown,
    onBlur: () => void leave(),
  } as const;
  /** Leaving commits what was typed; what would be refused is given up, so that nobody is held in a cell. */
  const leave = async (): Promise<void> => {
    if (over.current) return;
    over.current = true;
    if (!props.refused && text !== edit.value) {
      refuse(await (edit.is === 'text' ? edit.commit(text) : edit.choose(text)));
    } else refuse(null);
    done(false);
  };
  if (edit.is === 'choice') {
    return (
      <select {...common} onChange={(event) => setText(event.target.value)}>
        {edit.options.some((o) => o.value === edit.value) ? null : <option value={edit.value}>{edit.value}</option>}
        {edit.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  const change = (value: string) => {
    setText(value);
    if (props.refused) refuse(null);
  };
  return edit.ends === true ? (
    <EndInput {...common} change={change} />
  ) : (
    <input {...common} spellCheck={false} autoComplete="off" onChange={(event) => change(event.target.value)} />
  );
}

interface EndProps extends React.InputHTMLAttributes<HTMLInputElement> {
  readonly value: string;
  readonly change: (value: string) => void;
  readonly ref?: React.Ref<HTMLInputElement>;
}

/** A field for the name of a part, with those that fit below it. */
export function EndInput({ change, value, ...rest }: EndProps) {
  const list = useId();
  const [ends, setEnds] = useState<readonly NamedEnd[]>([]);
  useEffect(() => {
    let gone = false;
    void endsLike(value).then((found) => {
      if (!gone) setEnds(found);
    });
    return () => {
      gone = true;
    };
  }, [value]);
  const names = ends.map((end) => end.name);
  return (
    <>
      <input
        {...rest}
        value={value}
        list={list}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => change(event.target.value)}
      />
      <datalist id={list}>
        {ends.map((end) => (
          // A name that several have is told by its id.
          <option key={end.at} value={names.filter((name) => name === end.name).length > 1 ? end.at : end.name}>
            {end.at}
          </option>
        ))}
      </datalist>
    </>
  );
}
