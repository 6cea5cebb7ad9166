/** Share: the link, its length and how far it goes, what it means to give it away. */
import { Check, Copy, Download } from 'lucide-react';
import { formatCount } from '@weft/units';
import { useEffect, useRef, useState } from 'react';
import { saveStudyFile } from '../control/files.ts';
import { linkToStudy, type StudyLink } from '../control/links.ts';
import { useStudyDocument } from '../stores/hooks.ts';
import { announce } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { DialogFrame } from '../ui/DialogFrame.tsx';
import overlays from '../ui/Overlays.module.css';
import styles from './dialogs.module.css';

const words = {
  anywhere: { label: 'share.safe', badge: 'safe' },
  browsers: { label: 'share.long', badge: 'long' },
  file: { label: 'share.tooLong', badge: 'tooLong' },
} as const;

export default function ShareDialog({ close }: { close: () => void }) {
  const designs = useStudyDocument((d) => d.study.designs.length);
  const [link, setLink] = useState<StudyLink | null>(null);
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const copyButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    let gone = false;
    void linkToStudy().then((made) => {
      if (gone) return;
      setLink(made);
      announce(t('share.ready', { characters: formatCount(made.url.length), reach: t(words[made.reach].label) }));
    });
    return () => {
      gone = true;
    };
  }, []);
  const copy = async () => {
    if (link === null) return;
    field.current?.select();
    try {
      await navigator.clipboard.writeText(link.url);
    } catch {
      // Without permission the old way still works on the selected text.
      document.execCommand('copy');
    }
    setCopied(true);
    announce(t('share.copied'));
  };
  return (
    <DialogFrame title={t('share.title')} close={close} initialFocus={copyButton}>
      <p className={overlays.muted}>{t('share.what', { designs })}</p>
      <div className={styles.link}>
        <input
          ref={field}
          readOnly
          aria-label={t('share.link')}
          value={link?.url ?? t('share.making')}
          onFocus={(event) => event.target.select()}
        />
        <Button
          ref={copyButton}
          look="solid"
          icon={copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          aria-disabled={link === null}
          onClick={() => void copy()}
        >
          {t(copied ? 'share.copied' : 'share.copy')}
        </Button>
      </div>
      {link !== null ? (
        <p className={styles.size}>
          <span className={styles.badge} data-class={words[link.reach].badge}>
            {t('share.size', { characters: formatCount(link.url.length) })}
          </span>
          <span className={overlays.faint}>{t(words[link.reach].label)}</span>
        </p>
      ) : null}
      <p className={overlays.faint}>{t('share.privacy')}</p>
      <div className={overlays.buttons}>
        <Button look="outline" icon={<Download aria-hidden="true" />} onClick={() => void saveStudyFile()}>
          {t('share.file')}
        </Button>
      </div>
    </DialogFrame>
  );
}
