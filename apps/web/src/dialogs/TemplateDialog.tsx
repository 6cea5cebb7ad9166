/** A name for what is selected: it becomes a template. */
import '../strings/later.ts';
import { useId, useRef, useState, type FormEvent } from 'react';
import { makeTemplate } from '../control/templates.ts';
import { selected } from '../control/selection.ts';
import { t } from '../strings/t.ts';
import { DialogFrame } from '../ui/DialogFrame.tsx';
import field from '../ui/Field.module.css';
import { FormFooter } from '../ui/FormFooter.tsx';
import overlays from '../ui/Overlays.module.css';
import styles from './LinkManyDialog.module.css';

export default function TemplateDialog({ close }: { close: () => void }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [{ owners, groups }] = useState(selected);
  const [name, setName] = useState(groups.length === 1 && owners.length === 1 ? groups[0]!.name : '');
  const [refused, setRefused] = useState<string | null>(null);
  const make = (event: FormEvent): void => {
    event.preventDefault();
    const why = makeTemplate(name.trim() === '' ? t('template.usual') : name);
    setRefused(why);
    if (why === null) close();
  };
  return (
    <DialogFrame title={t('template.title')} close={close} initialFocus={input}>
      <form className={styles.form} onSubmit={make}>
        <p className={overlays.muted}>{t('template.text', { count: owners.length })}</p>
        <div className={field.field}>
          <label className={field.label} htmlFor={id}>
            {t('template.name')}
          </label>
          <span className={field.box} data-bad={refused === null ? undefined : ''}>
            <input
              ref={input}
              id={id}
              className={field.input}
              value={name}
              placeholder={t('template.usual')}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => {
                setName(event.target.value);
                setRefused(null);
              }}
            />
          </span>
        </div>
        <FormFooter submit={t('template.make')} refused={refused} close={close} />
      </form>
    </DialogFrame>
  );
}
