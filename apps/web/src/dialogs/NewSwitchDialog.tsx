/** A link was dropped on empty space: offer a switch there. */
import type { Point } from '../canvas/contract.ts';
import { newSwitchAt } from '../control/gestures.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { DialogFrame } from '../ui/DialogFrame.tsx';
import overlays from '../ui/Overlays.module.css';

interface Props {
  readonly source: string;
  readonly at: Point;
  readonly close: () => void;
}

export default function NewSwitchDialog({ source, at, close }: Props) {
  return (
    <DialogFrame title={t('newSwitch.title')} close={close}>
      <p className={overlays.muted}>{t('newSwitch.text')}</p>
      <div className={overlays.buttons}>
        <Button look="outline" onClick={close}>
          {t('dialog.cancel')}
        </Button>
        <Button
          look="solid"
          onClick={() => {
            close();
            newSwitchAt(source, at);
          }}
        >
          {t('newSwitch.make')}
        </Button>
      </div>
    </DialogFrame>
  );
}
