/** The drafts this browser keeps: open one, or let it go. */
import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { numbersInForce } from '@weft/units';
import { deleteDraft, keepCopy, listDrafts, newStudy, openDraft, settleDraft, type Draft } from '../control/drafts.ts';
import { useStudyDocument } from '../stores/hooks.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { DialogFrame } from '../ui/DialogFrame.tsx';
import overlays from '../ui/Overlays.module.css';
import styles from './dialogs.module.css';

const when = () => new Intl.DateTimeFormat(numbersInForce().locale, { dateStyle: 'medium', timeStyle: 'short' });

export default function DraftsDialog({ close }: { close: () => void }) {
  const current = useStudyDocument((d) => d.draft);
  const name = useStudyDocument((d) => d.study.name);
  const [drafts, setDrafts] = useState<readonly Draft[] | null>(null);
  useEffect(() => {
    void settleDraft().then(listDrafts).then(setDrafts);
  }, []);
  return (
    <DialogFrame title={t('drafts.title')} close={close}>
      <p className={overlays.faint}>{t('drafts.what')}</p>
      {drafts?.length === 0 ? <p className={styles.none}>{t('drafts.none')}</p> : null}
      <ul className={styles.rows}>
        {drafts !== null && !drafts.some(({ key }) => key === current) ? (
          <li className={styles.row}>
            <span>
              <span className={styles.rowName}>{name}</span>
              <span className={overlays.faint}>{t('drafts.notKept')}</span>
            </span>
            <Button look="outline" onClick={() => void keepCopy().then(listDrafts).then(setDrafts)}>
              {t('notice.keepCopy')}
            </Button>
          </li>
        ) : null}
        {drafts?.map((draft) => (
          <li key={draft.key} className={styles.row}>
            <span>
              <span className={styles.rowName}>{draft.name}</span>
              <span className={overlays.faint}>
                {when().format(draft.saved)} · {t('drafts.designs', { designs: draft.designs })}
              </span>
            </span>
            {draft.key === current ? (
              <span className={overlays.faint}>{t('drafts.current')}</span>
            ) : (
              <Button
                look="outline"
                onClick={() => {
                  openDraft(draft);
                  close();
                }}
              >
                {t('drafts.open')}
              </Button>
            )}
            <Button
              icon={<Trash2 aria-hidden="true" />}
              aria-label={t('drafts.delete', { name: draft.name })}
              onClick={() => {
                void deleteDraft(draft.key);
                setDrafts(drafts.filter((d) => d !== draft));
              }}
            />
          </li>
        ))}
      </ul>
      <div className={overlays.buttons}>
        <Button
          look="solid"
          onClick={() => {
            newStudy();
            close();
          }}
        >
          {t('drafts.new')}
        </Button>
      </div>
    </DialogFrame>
  );
}
