/**
 * Fields for one or many values at once: counts and rates. Equal values are shown, different ones say `Mixed`; typing sets all, `+8` or `*2`
 * changes each. An empty field means that the value is not known.
 */
import { formatCount, formatRateBoth_Gbps, formatRate_Gbps, parseCount, parseRate_Gbps } from '@weft/units';
import type { ReactNode } from 'react';
import { t } from '../strings/t.ts';
import { Field } from '../ui/Field.tsx';
import { commitParsed, echoOf, relativeEdit, sharedValue } from './parsing.ts';

interface Props {
  readonly label: string;
  /** The values in force this moment: asked for again when a text is committed. */
  readonly values: () => readonly (number | null)[];
  readonly meaning?: string | undefined;
  readonly placeholder?: string | undefined;
  /** Where the value comes from. */
  readonly source?: ReactNode;
  /** Takes one value for each of `values`; the answer refuses them. */
  readonly set: (values: readonly (number | null)[]) => string | null;
}

export function CountField(props: Props) {
  return <NumberField {...props} parse={parseCount} format={(n) => formatCount(n)} echo={undefined} whole />;
}

export function RateField(props: Props) {
  return (
    <NumberField
      {...props}
      parse={parseRate_Gbps}
      format={(n) => formatRate_Gbps(n, { digits: 6 })}
      echo={echoOf(parseRate_Gbps, formatRateBoth_Gbps)}
      whole={false}
    />
  );
}

interface NumberFieldProps extends Props {
  readonly parse: typeof parseCount;
  readonly format: (value: number) => string;
  readonly echo: ReturnType<typeof echoOf> | undefined;
  readonly whole: boolean;
}

function NumberField({
  label,
  values,
  meaning,
  placeholder,
  source,
  set,
  parse,
  format,
  echo,
  whole,
}: NumberFieldProps) {
  const shared = sharedValue(values());
  const mixed = shared === 'mixed';
  const value = mixed || shared === undefined || shared.value === null ? '' : format(shared.value);
  const commit = (text: string): string | null => {
    if (text.trim() === '') return placeholder === undefined ? t('field.needsNumber') : set(values().map(() => null));
    const change = relativeEdit(text);
    if (change !== null) {
      const next = values().map((v) => (v === null ? null : whole ? Math.round(change(v)) : change(v)));
      return next.some((v) => v !== null && v < 0) ? t('field.needsAtLeast', { min: '0' }) : set(next);
    }
    return commitParsed(parse(text), (n) => set(values().map(() => n)));
  };
  return (
    <Field
      label={label}
      value={value}
      source={source}
      placeholder={mixed ? t('field.mixed') : placeholder}
      meaning={mixed ? t('field.mixedMeaning') : meaning}
      echo={echo ? (text) => (relativeEdit(text) === null ? echo(text) : null) : undefined}
      commit={commit}
    />
  );
}
