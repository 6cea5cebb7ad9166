/** Lists and files for other programs, written in the engine and handed over. */
import { exportFormats } from '@weft/codecs';
import { EngineStop } from '@weft/engine';
import { useState } from 'react';
import { engine } from '../control/engine.ts';
import { download, fileName } from '../control/files.ts';
import { activeDesign, studyDocument } from '../stores/document.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { DialogFrame } from '../ui/DialogFrame.tsx';
import overlays from '../ui/Overlays.module.css';
import styles from './dialogs.module.css';

/** The cabling list of the site knows lengths and media; the one of the graph alone is left out. */
const formats = exportFormats.filter((format) => format.id !== 'cabling');

const list = (name: 'bill' | 'cabling') => async () => {
  const answer = await engine.list(activeDesign(), studyDocument.getState().study.assumptions, name);
  return answer.ok ? answer.value : { refused: answer.fault.message };
};

export default function ExportDialog({ close }: { close: () => void }) {
  const [busy, setBusy] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [notes, setNotes] = useState<readonly string[]>([]);
  const write = async (id: string, name: string, make: () => Promise<string | { readonly refused: string }>) => {
    setBusy(id);
    setFault(null);
    setNotes([]);
    try {
      const made = await make();
      if (typeof made === 'string') download(name, new Blob([made], { type: 'text/plain' }));
      else setFault(made.refused);
    } catch (stop) {
      if (!(stop instanceof EngineStop)) throw stop;
      setFault(stop.message);
    }
    setBusy(null);
  };
  const format = (id: string) => async () => {
    const answer = await engine.export(activeDesign(), id);
    if (answer.ok) setNotes(answer.value.notes);
    return answer.ok ? answer.value.text : { refused: answer.fault.message };
  };
  return (
    <DialogFrame title={t('export.title')} close={close}>
      <p className={overlays.faint}>{t('export.what', { name: activeDesign().name })}</p>
      {fault ? (
        <p role="alert" className={styles.fault}>
          {fault}
        </p>
      ) : null}
      {notes.map((note) => (
        <p key={note} className={overlays.faint}>
          {note}
        </p>
      ))}
      <div className={styles.report}>
        <section aria-label={t('export.lists')}>
          <h3>{t('export.lists')}</h3>
          <ul className={styles.rows}>
            {(['bill', 'cabling'] as const).map((name) => (
              <Line
                key={name}
                title={t(`export.${name}`)}
                busy={busy === name}
                start={() => void write(name, fileName(`${name}.csv`), list(name))}
              />
            ))}
          </ul>
        </section>
        <section aria-label={t('export.formats')}>
          <h3>{t('export.formats')}</h3>
          <ul className={styles.rows}>
            {formats.map(({ id, title, extension }) => (
              <Line
                key={id}
                title={title}
                busy={busy === id}
                start={() => void write(id, fileName(extension), format(id))}
              />
            ))}
          </ul>
        </section>
      </div>
    </DialogFrame>
  );
}

function Line({ title, busy, start }: { title: string; busy: boolean; start: () => void }) {
  return (
    <li className={styles.row}>
      <span>{title}</span>
      <Button look="outline" aria-label={`${t('export.download')} ${title}`} onClick={start}>
        {busy ? t('export.busy') : t('export.download')}
      </Button>
    </li>
  );
}
