/** A picture of what is drawn: PNG or SVG, its size before it is made, as a file or on the clipboard. */
import { Check, Copy, Download } from 'lucide-react';
import { useState } from 'react';
import { copyPicture, savePicture, sizeOf, type PictureChoice } from '../control/pictures.ts';
import { announce } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Select, Switch } from '../ui/Choice.tsx';
import { DialogFrame } from '../ui/DialogFrame.tsx';
import overlays from '../ui/Overlays.module.css';
import { Tabs, panelOf } from '../ui/Tabs.tsx';
import styles from './dialogs.module.css';

const scales = ['1', '2', '3', '4'] as const;
const kinds = ['png', 'svg'] as const;

export default function PictureDialog({ kind: first, close }: { kind: 'png' | 'svg'; close: () => void }) {
  const [choice, setChoice] = useState<PictureChoice>({
    kind: first,
    scale: 2,
    detail: 'screen',
    background: 'theme',
    legend: true,
    study: true,
  });
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [copied, setCopied] = useState(false);
  const { kind } = choice;
  const size = kind === 'png' ? sizeOf(choice) : null;
  const set = (next: Partial<PictureChoice>) => {
    setChoice({ ...choice, ...next });
    setFault(null);
    setCopied(false);
  };
  const make = async (act: typeof savePicture): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    const refused = await act(choice);
    setBusy(false);
    setFault(refused);
    return refused === null;
  };
  const copy = async () => {
    const done = await make(copyPicture);
    setCopied(done);
    if (done) announce(t('share.copied'));
  };
  return (
    <DialogFrame title={t('picture.title')} close={close}>
      <Tabs
        label={t('picture.kind')}
        id="picture"
        look="segmented"
        value={kind}
        choose={(next) => set({ kind: next })}
        tabs={kinds.map((value) => ({ value, label: t(`picture.${value}`) }))}
      />
      <div {...panelOf('picture', kind)}>
        <p className={styles.about}>{t(`picture.${kind}Meaning`)}</p>
        <div className={styles.form}>
          <Select
            below
            label={t('picture.detail')}
            value={choice.detail}
            options={[
              { value: 'screen', label: t('picture.detail.screen') },
              { value: 'natural', label: t('picture.detail.natural') },
            ]}
            meaning={t('picture.detailMeaning')}
            choose={(detail) => set({ detail })}
          />
          {kind === 'png' ? (
            <Select
              label={t('picture.scale')}
              value={String(choice.scale) as (typeof scales)[number]}
              options={scales.map((value) => ({ value, label: `${value} ×` }))}
              meaning={size ? t('picture.size', size) : undefined}
              choose={(scale) => set({ scale: Number(scale) })}
            />
          ) : null}
          <Select
            label={t('picture.background')}
            value={choice.background}
            options={[
              { value: 'theme', label: t('picture.theme') },
              { value: 'transparent', label: t('picture.transparent') },
            ]}
            choose={(background) => set({ background })}
          />
          <Switch label={t('picture.legend')} checked={choice.legend} change={(legend) => set({ legend })} />
          <Switch
            label={t('picture.study')}
            meaning={t('picture.studyMeaning')}
            checked={choice.study}
            change={(study) => set({ study })}
          />
        </div>
      </div>
      {fault ? (
        <p role="alert" className={styles.fault}>
          {fault}
        </p>
      ) : null}
      <div className={overlays.buttons}>
        <Button
          look="outline"
          icon={copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          aria-disabled={busy}
          onClick={() => void copy()}
        >
          {t(copied ? 'share.copied' : 'picture.copy')}
        </Button>
        <Button
          look="solid"
          icon={<Download aria-hidden="true" />}
          aria-disabled={busy}
          onClick={() => void make(savePicture).then((done) => (done ? close() : undefined))}
        >
          {t(`picture.make.${kind}`)}
        </Button>
      </div>
    </DialogFrame>
  );
}
