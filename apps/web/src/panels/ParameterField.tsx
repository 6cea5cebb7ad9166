/** One parameter of a recipe: a text field, a choice or a switch, by the kind its spec names. */
import type { Library, PartKind } from '@weft/catalogue';
import type { ParameterValue } from '@weft/model';
import {
  formatCount,
  formatNumber,
  formatRateBoth_Gbps,
  formatRate_Gbps,
  parseCount,
  parseNumber,
  parseRate_Gbps,
  sayText,
  type Outcome,
} from '@weft/units';
import { useState, type ReactNode } from 'react';
import { useLibrary } from '../control/catalogue.ts';
import type { RecipeSpec } from '../stores/result.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Select, Switch } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import styles from './Inspector.module.css';

export type ParameterSpec = RecipeSpec['parameters'][number];

interface Props {
  readonly spec: ParameterSpec;
  readonly value: ParameterValue;
  /** Where the value comes from. */
  readonly source?: ReactNode;
  /** The value while it is being typed, null when the text cannot be read or typing ended. */
  readonly typing: (value: ParameterValue | null) => void;
  /** Takes the value; or refuses it, with what would do instead where that is known. */
  readonly commit: (value: ParameterValue) => Promise<Refusal | null>;
}

export interface Refusal {
  readonly message: string;
  readonly instead: { readonly words: string; readonly take: () => void } | null;
}

export function ParameterField({ spec, value, source, typing, commit }: Props) {
  const library = useLibrary();
  const [refused, setRefused] = useState<Refusal | null>(null);
  const take = (next: ParameterValue) => void commit(next).then(setRefused);
  const label = labelOf(spec.key);
  const note = refused?.message ?? (spec.kind === 'part' ? meaningOfPart(spec) : meaningOf(spec));
  if (spec.kind === 'flag') {
    return <Switch label={label} meaning={note} source={source} checked={value === true} change={take} />;
  }
  if (spec.choices !== null) {
    return (
      <Select
        label={label}
        source={source}
        below={spec.kind === 'part'}
        value={String(value)}
        options={spec.choices.map((choice) => ({ value: choice, label: choiceLabel(spec, choice, library) }))}
        meaning={note}
        choose={take}
      />
    );
  }
  const read = (text: string) => readParameter(spec, text);
  return (
    <div className={styles.parameter}>
      <Field
        key={refused === null ? 'fine' : 'refused'}
        label={label}
        source={source}
        value={printParameter(spec, value)}
        unit={spec.kind === 'rate' ? null : spec.unit}
        meaning={meaningOf(spec)}
        echo={(text) => {
          const parsed = read(text);
          if (!parsed.ok) return { text: parsed.fault.message, ok: false };
          return spec.kind === 'rate' && typeof parsed.value === 'number'
            ? { text: t('field.readAs', { value: formatRateBoth_Gbps(parsed.value) }), ok: true }
            : null;
        }}
        typing={(text) => {
          setRefused(null);
          const parsed = read(text);
          typing(parsed.ok ? parsed.value : null);
        }}
        commit={(text) => {
          const parsed = read(text);
          if (!parsed.ok) return parsed.fault.message;
          take(parsed.value);
          return null;
        }}
      />
      {refused ? (
        <p role="alert" className={styles.refused}>
          {refused.message}
        </p>
      ) : null}
      {refused?.instead ? (
        <Button
          className={styles.instead}
          onClick={() => {
            setRefused(null);
            refused.instead!.take();
          }}
        >
          {refused.instead.words}
        </Button>
      ) : null}
    </div>
  );
}

/** What a choice is called: a part by its name. */
function choiceLabel({ key, kind }: ParameterSpec, choice: string, library: Library | null): string {
  if (kind !== 'part') return sayText(choice);
  if (choice === '') return t('field.noPart');
  return library?.partOf((key === 'scaleUpProtocol' ? 'protocol' : key) as PartKind, choice)?.name ?? choice;
}

/** `serversPerUnit` as `Servers per unit`; another language names it by its key. */
export function labelOf(key: string): string {
  const own = sayText(key);
  if (own !== key) return own;
  const words = key
    .replace(/_(Gbps|GBps|B|ns|m)$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\b(nic|gpu)(s?)\b/g, (_, word: string, s: string) => word.toUpperCase() + s);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The list of parts says what it lists; a remark after that is kept. */
function meaningOfPart({ meaning }: ParameterSpec): string | undefined {
  const remark = /;\s*(.+)$/.exec(meaning)?.[1];
  return remark === undefined ? undefined : `${remark.charAt(0).toUpperCase()}${remark.slice(1)}.`;
}

function meaningOf(spec: ParameterSpec): string {
  if (spec.range === null) return `${spec.meaning.replace(/\.$/, '')}.`;
  const range = t('field.range', { min: printNumber(spec, spec.range.min), max: printNumber(spec, spec.range.max) });
  return `${spec.meaning.replace(/\.$/, '')}. ${range}.`;
}

function printNumber(spec: ParameterSpec, n: number): string {
  if (spec.kind === 'rate') return formatRate_Gbps(n, { digits: 6 });
  return spec.kind === 'count' || spec.kind === 'list' ? formatCount(n) : formatNumber(n, { digits: 6 });
}

/** A value as the field shows it. */
export function printParameter(spec: ParameterSpec, value: ParameterValue): string {
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'number' ? printNumber(spec, value) : String(value);
}

/** The text as a value of the parameter's kind. What is possible the recipe says, which knows the other parameters as well. */
export function readParameter(spec: ParameterSpec, text: string): Outcome<ParameterValue> {
  const fault = (message: string) => ({ ok: false, fault: { code: 'bad-value', where: spec.key, message } }) as const;
  switch (spec.kind) {
    case 'count':
      return parseCount(text, spec.key);
    case 'rate':
      return parseRate_Gbps(text, spec.key);
    case 'ratio': {
      const [over, under, more] = text.split(':').map((part) => parseNumber(part));
      if (!over?.ok || under?.ok === false || more !== undefined) return fault(t('field.needsNumber'));
      const n = over.value / (under?.ok ? under.value : 1);
      return Number.isFinite(n) ? { ok: true, value: n } : fault(t('field.needsNumber'));
    }
    case 'list': {
      const numbers = text
        .split(/[,x×\s]+/)
        .filter(Boolean)
        .map(Number);
      // An empty list is a list: where a recipe needs members it says so itself.
      if (numbers.some((n) => !Number.isFinite(n))) return fault(t('field.needsList'));
      return { ok: true, value: numbers };
    }
    default:
      return { ok: true, value: text.trim() };
  }
}
