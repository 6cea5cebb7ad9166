/** The gallery: named designs served with the app; one press opens one. */
import { useEffect, useState } from 'react';
import { openFile } from '../control/files.ts';
import { t } from '../strings/t.ts';
import { DialogFrame } from '../ui/DialogFrame.tsx';
import overlays from '../ui/Overlays.module.css';
import styles from './dialogs.module.css';

interface Example {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly file: string;
}

const folder = './gallery/';

export default function ExamplesDialog({ close }: { close: () => void }) {
  const [examples, setExamples] = useState<readonly Example[] | 'failed' | null>(null);
  useEffect(() => {
    fetch(`${folder}index.json`)
      .then((answer) => answer.json() as Promise<readonly Example[]>)
      .then(setExamples, () => setExamples('failed'));
  }, []);
  const open = async (example: Example) => {
    close();
    const answer = await fetch(folder + example.file);
    await openFile(new File([await answer.blob()], example.file));
  };
  return (
    <DialogFrame title={t('examples.title')} close={close} size="wide">
      <p className={overlays.faint}>{t('examples.what')}</p>
      {examples === null ? <p className={styles.none}>{t('examples.loading')}</p> : null}
      {examples === 'failed' ? (
        <p role="alert" className={styles.fault}>
          {t('examples.failed')}
        </p>
      ) : null}
      {Array.isArray(examples) ? (
        <ul className={styles.cards}>
          {(examples as readonly Example[]).map((example) => (
            <li key={example.id}>
              <button type="button" className={styles.card} onClick={() => void open(example)}>
                <span className={styles.rowName}>{example.title}</span>{' '}
                <span className={overlays.faint}>{example.sentence}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </DialogFrame>
  );
}
