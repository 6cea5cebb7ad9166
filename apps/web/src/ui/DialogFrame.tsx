/** The frame of every dialog: title, close button, focus kept inside, Escape and a press outside close it. */
import '../strings/later.ts';
import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef, type ReactNode, type RefObject } from 'react';
import { canvasElementId } from '../control/stage.ts';
import { t } from '../strings/t.ts';
import { Button } from './Button.tsx';
import styles from './Overlays.module.css';

interface Props {
  readonly title: string;
  readonly close: () => void;
  readonly size?: 'narrow' | 'wide' | 'page';
  /** The title is there for screen readers only: the content begins with its own. */
  readonly hideHead?: boolean;
  /** Where the focus goes first; the dialog itself unless told. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
}

export function DialogFrame({ title, close, size = 'narrow', hideHead = false, initialFocus, children }: Props) {
  const opener = useRef(document.activeElement as HTMLElement | null);
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : close())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup
          className={styles.dialog}
          data-size={size}
          finalFocus={() => whereToGo(opener.current)}
          ref={popup}
          tabIndex={-1}
          initialFocus={initialFocus ?? popup}
        >
          {hideHead ? (
            <Dialog.Title className="visually-hidden">{title}</Dialog.Title>
          ) : (
            <div className={styles.head}>
              <Dialog.Title className={styles.title}>{title}</Dialog.Title>
              <Dialog.Close render={<Button icon={<X aria-hidden="true" />} aria-label={t('dialog.close')} />} />
            </div>
          )}
          {hideHead ? children : <div className={styles.content}>{children}</div>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Back to what had the focus; where nothing had it (a dropped file opened the dialog) or it is gone, to the canvas. */
function whereToGo(opener: HTMLElement | null): HTMLElement | null {
  if (opener !== null && opener !== document.body && opener.isConnected) return opener;
  return document.getElementById(canvasElementId);
}
