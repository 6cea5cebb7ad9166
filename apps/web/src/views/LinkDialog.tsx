/** Adding links without the canvas: two ends by name, how many, how fast. */
import * as model from '@weft/model';
import { parseCount, parseRate_Gbps } from '@weft/units';
import { useId, useState, type FormEvent } from 'react';
import { edit } from '../control/edits.ts';
import { endCalled } from '../control/ends.ts';
import { activeDesign, studyDocument } from '../stores/document.ts';
import { announce } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { DialogFrame } from '../ui/DialogFrame.tsx';
import field from '../ui/Field.module.css';
import { FormFooter } from '../ui/FormFooter.tsx';
import overlays from '../ui/Overlays.module.css';
import { EndInput } from './TableCell.tsx';
import styles from './TableView.module.css';

export function LinkDialog({ from: first, close }: { from: string; close: () => void }) {
  const id = useId();
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState('');
  const [count, setCount] = useState('1');
  const [rate, setRate] = useState('');
  const [refused, setRefused] = useState<string | null>(null);

  const make = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const sentence = await addLinks(from, to, count, rate);
    setRefused(sentence);
    if (sentence === null) close();
  };
  const line = (
    name: string,
    label: string,
    input: (props: { id: string; className: string | undefined }) => React.ReactNode,
  ) => (
    <div className={field.field}>
      <label className={field.label} htmlFor={`${id}-${name}`}>
        {label}
      </label>
      <span className={field.box}>{input({ id: `${id}-${name}`, className: field.input })}</span>
    </div>
  );
  return (
    <DialogFrame title={t('table.addLink')} close={close}>
      <form className={styles.form} onSubmit={(event) => void make(event)}>
        <p className={overlays.muted}>{t('table.linkText')}</p>
        {line('from', t('field.from'), (props) => (
          <EndInput {...props} value={from} change={setFrom} />
        ))}
        {line('to', t('field.to'), (props) => (
          <EndInput {...props} value={to} change={setTo} />
        ))}
        {line('count', t('table.linkCount'), (props) => (
          <input {...props} inputMode="numeric" value={count} onChange={(event) => setCount(event.target.value)} />
        ))}
        {line('rate', t('field.rate'), (props) => (
          <input
            {...props}
            placeholder={t('field.rateAuto')}
            value={rate}
            onChange={(event) => setRate(event.target.value)}
          />
        ))}
        <FormFooter submit={t('table.linkMake')} refused={refused} close={close} />
      </form>
    </DialogFrame>
  );
}

/** The sentence that refuses them, or null when they are there. */
async function addLinks(from: string, to: string, count: string, rate: string): Promise<string | null> {
  const a = await endCalled(from);
  if ('refused' in a) return a.refused;
  const z = await endCalled(to);
  if ('refused' in z) return z.refused;
  const many = parseCount(count);
  if (!many.ok) return many.fault.message;
  const fast = rate.trim() === '' ? null : parseRate_Gbps(rate);
  if (fast !== null && !fast.ok) return fast.fault.message;
  const wanted = {
    a: { at: a.at, port: null },
    z: { at: z.at, port: null },
    rate_Gbps: fast === null ? null : fast.value,
  };
  const command = model.addLink(studyDocument.getState().study, activeDesign().id, wanted, many.value);
  if (!command.ok) return command.fault.message;
  edit(() => command, { selectMade: true });
  announce(command.value.change.label);
  return null;
}
