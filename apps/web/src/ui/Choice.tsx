/** A native select and a switch, labelled as the fields are. */
import { useId, type ReactNode } from 'react';
import styles from './Field.module.css';

export interface SelectProps<V extends string> {
  readonly label: string;
  readonly value: V | '';
  readonly options: readonly {
    readonly value: V;
    readonly label: string;
    readonly disabled?: boolean;
    /** The language of the label, where it is not the page's. */
    readonly lang?: string | undefined;
  }[];
  readonly meaning?: string | undefined;
  readonly hideLabel?: boolean | undefined;
  /** Below its label and as wide as the form: for names that are long. */
  readonly below?: boolean | undefined;
  /** Shown when the value is none of the options. */
  readonly placeholder?: string | undefined;
  /** Beside the label: where the value comes from. */
  readonly source?: ReactNode;
  readonly choose: (value: V) => void;
}

export function Select<V extends string>(props: SelectProps<V>) {
  const { label, value, options, meaning, choose } = props;
  const id = useId();
  return (
    <div className={styles.field} data-wide={props.hideLabel || props.below ? '' : undefined}>
      <span className={props.hideLabel ? 'visually-hidden' : styles.label}>
        <label htmlFor={id}>{label}</label>
        {props.source}
      </span>
      <select
        id={id}
        className={styles.select}
        value={value}
        aria-describedby={meaning ? `${id}-note` : undefined}
        onChange={(event) => choose(event.target.value as V)}
      >
        {props.placeholder !== undefined && !options.some((o) => o.value === value) ? (
          <option value="" disabled>
            {props.placeholder}
          </option>
        ) : null}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled} lang={option.lang}>
            {option.label}
          </option>
        ))}
      </select>
      {meaning ? (
        <p id={`${id}-note`} className={styles.note}>
          {meaning}
        </p>
      ) : null}
    </div>
  );
}

export interface SwitchProps {
  readonly label: string;
  readonly checked: boolean;
  readonly meaning?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly source?: ReactNode;
  readonly change: (checked: boolean) => void;
}

export function Switch({ label, checked, meaning, disabled, source, change }: SwitchProps) {
  const id = useId();
  return (
    <div>
      <div className={styles.switch}>
        <span className={styles.label}>
          <label htmlFor={id}>{label}</label>
          {source}
        </span>
        <input
          id={id}
          type="checkbox"
          role="switch"
          checked={checked}
          aria-checked={checked}
          disabled={disabled}
          aria-describedby={meaning ? `${id}-note` : undefined}
          onChange={(event) => change(event.target.checked)}
        />
      </div>
      {meaning ? (
        <p id={`${id}-note`} className={styles.note}>
          {meaning}
        </p>
      ) : null}
    </div>
  );
}
