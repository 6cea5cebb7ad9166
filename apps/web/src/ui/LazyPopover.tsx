/** A panel beside its button. Loaded when first opened. */
import { Popover } from '@base-ui/react/popover';
import { useState, type ReactNode, type RefObject } from 'react';
import styles from './Overlays.module.css';

interface Props {
  readonly label: string;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly close: () => void;
  readonly children: ReactNode;
}

export default function LazyPopover({ label, anchor, close, children }: Props) {
  const [cameFrom] = useState(() => {
    const at = document.activeElement;
    return at instanceof HTMLElement && at !== document.body ? at : null;
  });
  return (
    <Popover.Root
      open
      onOpenChange={(open, details) => {
        // A press on the button is the button's own business: it would close here and open again there.
        const pressed = details.event.target;
        if (
          !open &&
          !(pressed instanceof Node && anchor.current?.contains(pressed) && details.reason === 'outside-press')
        )
          close();
      }}
    >
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} side="bottom" align="end" sideOffset={6} className={styles.positioner}>
          <Popover.Popup
            className={styles.popover}
            data-covers=""
            // Opened by a key from elsewhere, the focus goes back there.
            finalFocus={() => (cameFrom?.isConnected ? cameFrom : anchor.current)}
            aria-label={label}
          >
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
