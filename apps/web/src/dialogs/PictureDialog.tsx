/** PNG export: scale, background, legend; the size is said before it is made. */
import { useState } from 'react';
import { savePng } from '../control/pictures.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Select, Switch } from '../ui/Choice.tsx';
import { DialogFrame } from '../ui/DialogFrame.tsx';
import overlays from '../ui/Overlays.module.css';
import styles from './dialogs.module.css';

export default function PictureDialog({ close }: { close: () => void }) {
  const [scale, setScale] = useState('2');
  const [background, setBackground] = useState<'theme' | 'transparent'>('theme');
  const [legend, setLegend] = useState(true);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    const refused = await savePng({ scale: Number(scale), background, legend });
    setBusy(false);
    if (refused === null) close();
    else setFault(refused);
  };
  return (
    <DialogFrame title={t('picture.title')} close={close}>
      <div className={styles.form}>
        <Select
          label={t('picture.scale')}
          value={scale}
          options={['1', '2', '3', '4'].map((value) => ({ value, label: `${value} ×` }))}
          choose={(next) => {
            setScale(next);
            setFault(null);
          }}
        />
        <Select
          label={t('picture.background')}
          value={background}
          options={[
            { value: 'theme', label: t('picture.theme') },
            { value: 'transparent', label: t('picture.transparent') },
          ]}
          choose={setBackground}
        />
        <Switch label={t('picture.legend')} checked={legend} change={setLegend} />
      </div>
      {fault ? (
        <p role="alert" className={styles.fault}>
          {fault}
        </p>
      ) : null}
      <div className={overlays.buttons}>
        <Button look="solid" aria-disabled={busy} onClick={() => (busy ? undefined : void make())}>
          {t('picture.make')}
        </Button>
      </div>
    </DialogFrame>
  );
}
