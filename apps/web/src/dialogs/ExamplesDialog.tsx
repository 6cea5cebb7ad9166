/** The gallery alone: one press opens a design. */
import { useEffect, useState } from 'react';
import { listExamples, openExample, type Example } from '../control/gallery.ts';
import { t } from '../strings/t.ts';
import { DialogFrame } from '../ui/DialogFrame.tsx';
import overlays from '../ui/Overlays.module.css';
import { ExampleCards } from './ExampleCards.tsx';

export default function ExamplesDialog({ close }: { close: () => void }) {
  const [examples, setExamples] = useState<readonly Example[] | 'failed' | null>(null);
  useEffect(() => {
    listExamples().then(setExamples, () => setExamples('failed'));
  }, []);
  return (
    <DialogFrame title={t('examples.title')} close={close} size="page">
      <p className={overlays.faint}>{t('examples.what')}</p>
      <ExampleCards
        examples={examples}
        choose={(example) => {
          close();
          void openExample(example);
        }}
      />
    </DialogFrame>
  );
}
