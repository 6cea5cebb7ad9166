/** Many links at once, by pattern: two sets, how they are joined, and what that makes, before it is made. */
import '../strings/later.ts';
import { linkPatterns, type LinkPattern, type PatternPlan } from '@weft/model';
import { parseCount, parseRate_Gbps, type Outcome } from '@weft/units';
import { useMemo, useState, type FormEvent } from 'react';
import { drawMany, endsNamed, linkSets, planFor, type LinkSets } from '../control/linkingMany.ts';
import { t } from '../strings/t.ts';
import { Select } from '../ui/Choice.tsx';
import { DialogFrame } from '../ui/DialogFrame.tsx';
import { Field } from '../ui/Field.tsx';
import { FormFooter } from '../ui/FormFooter.tsx';
import overlays from '../ui/Overlays.module.css';
import styles from './LinkManyDialog.module.css';

const named = 'named';
/** Pairs and full parts that are listed one by one. */
const listed = 3;

export default function LinkManyDialog({ close }: { close: () => void }) {
  const [found] = useState(linkSets);
  const [from, setFrom] = useState<Side>({ key: found.from || named, names: '' });
  const [to, setTo] = useState<Side>({ key: found.to || named, names: '' });
  const [how, setHow] = useState<LinkPattern['how']>('each');
  const [inTurn, setInTurn] = useState('2');
  const [perPair, setPerPair] = useState('1');
  const [rate, setRate] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const wanted = useMemo(
    () => patternOf(found, from, to, how, inTurn, perPair, rate),
    [found, from, to, how, inTurn, perPair, rate],
  );
  const plan = useMemo(() => (wanted.ok ? planFor(wanted.value) : null), [wanted]);
  const count = plan?.ok ? plan.value.pairs.length : 0;
  const fault = refused ?? (wanted.ok ? (plan !== null && !plan.ok ? plan.fault.message : null) : wanted.fault.message);

  // What to type is no fault before anything is typed.
  const isUntyped = [from, to].some((side) => side.key === named && side.names.trim() === '');

  const make = (event: FormEvent): void => {
    event.preventDefault();
    if (!wanted.ok) return;
    const sentence = drawMany(wanted.value);
    setRefused(sentence);
    if (sentence === null) close();
  };
  return (
    <DialogFrame title={t('linkMany.title')} close={close}>
      <form className={styles.form} onSubmit={make} onChange={() => setRefused(null)}>
        <p className={overlays.muted}>{t('linkMany.text')}</p>
        <SideFields
          label={t('linkMany.from')}
          names={t('linkMany.namesFrom')}
          found={found}
          side={from}
          set={setFrom}
        />
        <SideFields label={t('linkMany.to')} names={t('linkMany.namesTo')} found={found} side={to} set={setTo} />
        <Select
          label={t('linkMany.how')}
          value={how}
          options={linkPatterns.map((value) => ({ value, label: t(`linkMany.${value}`) }))}
          choose={setHow}
        />
        {how === 'in-turn' ? (
          <Field
            label={t('linkMany.turns')}
            value={inTurn}
            inputMode="numeric"
            typing={setInTurn}
            commit={(text) => {
              setInTurn(text);
              return null;
            }}
          />
        ) : null}
        <Field
          label={t('linkMany.perPair')}
          value={perPair}
          inputMode="numeric"
          typing={setPerPair}
          commit={(text) => {
            setPerPair(text);
            return null;
          }}
        />
        <Field
          label={t('field.rate')}
          value={rate}
          placeholder={t('field.rateAuto')}
          typing={setRate}
          commit={(text) => {
            setRate(text);
            return null;
          }}
        />
        <output className={styles.sum} aria-live="polite">
          {fault === null && plan?.ok && wanted.ok ? (
            <Preview plan={plan.value} pattern={wanted.value} names={found.names} />
          ) : (
            <span className={isUntyped ? styles.pairs : styles.refusal}>{fault}</span>
          )}
        </output>
        <FormFooter submit={t('linkMany.make', { count })} idle={count === 0} close={close} />
      </form>
    </DialogFrame>
  );
}

interface Side {
  /** The key of a set, or `named`. */
  readonly key: string;
  readonly names: string;
}

interface SideProps {
  readonly label: string;
  readonly names: string;
  readonly found: LinkSets;
  readonly side: Side;
  readonly set: (side: Side) => void;
}

function SideFields({ label, names, found, side, set }: SideProps) {
  return (
    <>
      <Select
        label={label}
        value={side.key}
        options={[
          ...found.sets.map((one) => ({
            value: one.key,
            label: t('linkMany.choice', { name: one.label, count: one.ends.length }),
          })),
          { value: named, label: t('linkMany.names') },
        ]}
        choose={(key) => set({ ...side, key })}
      />
      {side.key === named ? (
        <Field
          label={names}
          value={side.names}
          placeholder="leaf*"
          meaning={t('linkMany.namesHelp')}
          typing={(text) => set({ ...side, names: text })}
          commit={(text) => {
            set({ ...side, names: text });
            return null;
          }}
        />
      ) : null}
    </>
  );
}

function Preview({ plan, pattern, names }: { plan: PatternPlan; pattern: LinkPattern; names: LinkSets['names'] }) {
  const name = (end: string): string => names.get(end) ?? end;
  const full = [...plan.full];
  const more = full.slice(listed);
  return (
    <>
      <strong>
        {t('linkMany.sum', { from: pattern.from.length, to: pattern.to.length, links: plan.pairs.length })}
      </strong>
      {plan.pairs.length > 0 ? (
        <span className={styles.pairs}>
          {plan.pairs
            .slice(0, listed)
            .map(([a, z]) => `${name(a)} – ${name(z)}`)
            .join(', ')}
          {plan.pairs.length > listed ? ' …' : ''}
        </span>
      ) : null}
      {full.slice(0, listed).map(([end, count]) => (
        <span key={end} className={styles.why}>
          {t('linkMany.full', { name: name(end), count })}
        </span>
      ))}
      {more.length > 0 ? (
        <span className={styles.why}>
          {t('linkMany.moreFull', { count: more.length, links: more.reduce((sum, [, links]) => sum + links, 0) })}
        </span>
      ) : null}
      {plan.alone > 0 ? <span className={styles.why}>{t('linkMany.alone', { count: plan.alone })}</span> : null}
    </>
  );
}

function patternOf(
  found: LinkSets,
  from: Side,
  to: Side,
  how: LinkPattern['how'],
  inTurn: string,
  perPair: string,
  rate: string,
): Outcome<LinkPattern> {
  const ends = (side: Side): Outcome<readonly string[]> => {
    if (side.key !== named) return { ok: true, value: found.sets.find((set) => set.key === side.key)?.ends ?? [] };
    const called = endsNamed(side.names, found.names);
    if (!called.ok || called.value.length > 0) return called;
    return { ok: false, fault: { code: 'none', where: 'names', message: t('linkMany.none') } };
  };
  const [a, z] = [ends(from), ends(to)];
  if (!a.ok) return a;
  if (!z.ok) return z;
  const turns = how === 'in-turn' ? parseCount(inTurn) : null;
  if (turns !== null && !turns.ok) return turns;
  const count = parseCount(perPair);
  if (!count.ok) return count;
  const fast = rate.trim() === '' ? null : parseRate_Gbps(rate);
  if (fast !== null && !fast.ok) return fast;
  return {
    ok: true,
    value: {
      from: a.value,
      to: z.value,
      how,
      ...(turns === null ? {} : { inTurn: turns.value }),
      perPair: count.value,
      rate_Gbps: fast === null ? null : fast.value,
    },
  };
}
