/** The start page: the gallery, recent drafts, a fabric from a number of GPUs, a real cluster's file, an empty design. */
import { FilePlus2, Upload } from 'lucide-react';
import { useEffect, useState } from 'react';
import { numbersInForce } from '@weft/units';
import { listDrafts, newStudy, openDraft, settleDraft, type Draft } from '../control/drafts.ts';
import { chooseFile } from '../control/files.ts';
import { listExamples, openExample, type Example } from '../control/gallery.ts';
import { showSurface } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { DialogFrame } from '../ui/DialogFrame.tsx';
import { ExampleCards } from './ExampleCards.tsx';
import { SizesForm } from './SizesForm.tsx';
import styles from './Start.module.css';

/** As many drafts as are worth a glance; the list has the others. */
const glance = 4;
const when = () => new Intl.DateTimeFormat(numbersInForce().locale, { dateStyle: 'medium', timeStyle: 'short' });

export default function StartDialog({ close }: { close: () => void }) {
  const [drafts, setDrafts] = useState<readonly Draft[] | null>(null);
  const [examples, setExamples] = useState<readonly Example[] | 'failed' | null>(null);
  useEffect(() => {
    void settleDraft().then(listDrafts).then(setDrafts);
    listExamples().then(setExamples, () => setExamples('failed'));
  }, []);
  const then = (act: () => void) => () => {
    close();
    act();
  };
  return (
    <DialogFrame title={t('start.title')} close={close} size="page">
      <div className={styles.page}>
        <div className={styles.ways}>
          <section aria-labelledby="start-sizes" className={styles.panel}>
            <h3 id="start-sizes">{t('start.sizes')}</h3>
            <p className={styles.what}>{t('start.sizesWhat')}</p>
            <SizesForm close={close} />
          </section>
          <div className={styles.side}>
            <section aria-labelledby="start-other" className={styles.panel}>
              <h3 id="start-other">{t('start.other')}</h3>
              <button type="button" className={styles.way} onClick={then(chooseFile)}>
                <Upload aria-hidden="true" />
                <span>
                  <strong>{t('start.import')}</strong> <span>{t('start.importWhat')}</span>
                </span>
              </button>
              <button type="button" className={styles.way} onClick={then(newStudy)}>
                <FilePlus2 aria-hidden="true" />
                <span>
                  <strong>{t('start.empty')}</strong> <span>{t('start.emptyWhat')}</span>
                </span>
              </button>
            </section>
            <section aria-labelledby="start-drafts" className={styles.panel}>
              <div className={styles.head}>
                <h3 id="start-drafts">{t('start.drafts')}</h3>
                {drafts !== null && drafts.length > glance ? (
                  <Button onClick={() => showSurface({ kind: 'drafts' })}>{t('start.allDrafts')}</Button>
                ) : null}
              </div>
              {drafts?.length === 0 ? <p className={styles.what}>{t('start.noDrafts')}</p> : null}
              <ul>
                {drafts?.slice(0, glance).map((draft) => (
                  <li key={draft.key}>
                    <button type="button" className={styles.draft} onClick={then(() => openDraft(draft))}>
                      <strong>{draft.name}</strong> <span>{when().format(draft.saved)}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          </div>
        </div>
        <section aria-labelledby="start-gallery">
          <h3 id="start-gallery">{t('start.gallery')}</h3>
          <p className={styles.what}>{t('start.galleryWhat')}</p>
          <ExampleCards examples={examples} choose={(example) => then(() => void openExample(example))()} />
        </section>
      </div>
    </DialogFrame>
  );
}
