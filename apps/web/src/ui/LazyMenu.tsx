/** A menu beside an element or at a point. Loaded when first opened. */
import { Menu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { keysNow } from '../actions/bindings.ts';
import type { ActionId } from '../actions/ids.ts';
import { keyCaps } from '../actions/keys.ts';
import { actionOf } from '../actions/table.ts';
import type { Anchor, MenuEntry } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import styles from './Overlays.module.css';

interface Props {
  readonly label: string;
  readonly items: readonly MenuEntry[];
  readonly anchor: Anchor;
  readonly first?: boolean;
  readonly close: () => void;
}

export default function LazyMenu({ label, items, anchor, first = false, close }: Props) {
  const [open, setOpen] = useState(true);
  // What an entry does may open another surface: run it after this one is gone.
  const chosen = useRef<(() => void) | null>(null);
  const target = useMemo(
    () =>
      anchor instanceof Element
        ? anchor
        : { getBoundingClientRect: () => DOMRect.fromRect({ x: anchor.x, y: anchor.y, width: 0, height: 0 }) },
    [anchor],
  );
  const opener = useRef(document.activeElement as HTMLElement | null);
  return (
    <Menu.Root
      open={open}
      modal={false}
      onOpenChange={(next) => setOpen(next)}
      onOpenChangeComplete={(now) => {
        if (now) return;
        close();
        chosen.current?.();
      }}
    >
      <Menu.Portal container={document.querySelector('main')}>
        <Menu.Positioner
          anchor={target}
          side="bottom"
          align={
            anchor instanceof Element && anchor.getBoundingClientRect().left > window.innerWidth / 2 ? 'end' : 'start'
          }
          sideOffset={anchor instanceof Element ? 6 : 2}
          collisionPadding={8}
          className={styles.positioner}
        >
          <Menu.Popup
            ref={first ? focusFirst : undefined}
            className={styles.menu}
            aria-label={label}
            finalFocus={opener}
          >
            {tidy(items).map((item, i) => {
              if ('separator' in item) {
                // oxlint-disable-next-line react/no-array-index-key -- a menu's entries do not move while it is open
                return <Menu.Separator key={i} className={styles.separator} />;
              }
              const entry = 'action' in item ? fromAction(item.action, item.run) : item;
              return (
                <Menu.Item
                  // oxlint-disable-next-line react/no-array-index-key -- as above
                  key={i}
                  className={styles.item}
                  data-danger={'danger' in entry && entry.danger ? '' : undefined}
                  onClick={() => (chosen.current = entry.run)}
                >
                  <span className={styles.check}>
                    {entry.checked ? <Check size={14} aria-label={t('menu.on')} /> : null}
                  </span>
                  <span className={styles.label}>{entry.label}</span>
                  {'keys' in entry && entry.keys ? (
                    <span className={styles.keys} aria-hidden="true">
                      {keyCaps(entry.keys).join(' ')}
                    </span>
                  ) : null}
                </Menu.Item>
              );
            })}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

interface Entry {
  readonly label: string;
  readonly checked?: boolean | undefined;
  readonly keys?: string | undefined;
  readonly danger?: boolean;
  readonly run: () => void;
}

/** After the menu has taken the focus itself. */
function focusFirst(popup: HTMLElement | null): void {
  requestAnimationFrame(() => popup?.querySelector<HTMLElement>('[role^=menuitem]')?.focus());
}

function fromAction(id: ActionId, run: Entry['run'] | undefined): Entry {
  const action = actionOf(id);
  return {
    label: t(action.labelNow?.() ?? action.label),
    checked: action.checked?.(),
    keys: keysNow(action)[0],
    danger: id === 'edit.delete',
    run: run ?? action.run,
  };
}

/** Leaves out what does not apply now, and the lines that would then stand alone. */
function tidy(items: readonly MenuEntry[]): readonly MenuEntry[] {
  const offered = items.filter((item) => !('action' in item) || (actionOf(item.action).when?.() ?? true));
  return offered.filter(
    (item, i) => !('separator' in item) || (i > 0 && i < offered.length - 1 && !('separator' in offered[i + 1]!)),
  );
}
