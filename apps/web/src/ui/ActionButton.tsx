/** A button that performs an action of the table: icon, name, tooltip with keys, pressed state. */
import { keysNow } from '../actions/bindings.ts';
import { ariaKeys, printKeys } from '../actions/keys.ts';
import type { ActionId } from '../actions/ids.ts';
import { actionOf, perform } from '../actions/table.ts';
import { canvasElementId } from '../control/stage.ts';
import { useSession } from '../stores/hooks.ts';
import { session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button, type ButtonProps } from './Button.tsx';

/** A press by pointer leaves the keys with the canvas, unless it opened something. */
function backToCanvas(button: HTMLElement): void {
  const { view, surface, panel } = session.getState();
  const at = document.activeElement;
  if (view !== 'canvas' || surface !== null || panel !== null || (at !== button && at !== document.body)) return;
  document.getElementById(canvasElementId)?.focus({ preventScroll: true });
}

interface Props extends Omit<ButtonProps, 'tip' | 'onClick' | 'pressed'> {
  readonly action: ActionId;
  readonly withLabel?: boolean;
  /** A toggle keeps its name, whether it is pressed or not. */
  readonly pressed?: ButtonProps['pressed'];
  readonly disabled?: boolean | undefined;
}

export function ActionButton({ action: id, withLabel = false, ...rest }: Props) {
  const action = actionOf(id);
  const label = t((rest.pressed === undefined ? action.labelNow?.() : undefined) ?? action.label);
  const key = useSession((s) => keysNow(action, s)[0]);
  const Icon = action.icon;
  return (
    <Button
      icon={Icon ? <Icon aria-hidden="true" /> : undefined}
      aria-label={withLabel ? undefined : label}
      aria-keyshortcuts={key ? ariaKeys(key) : undefined}
      tip={withLabel && !key ? undefined : withLabel ? printKeys(key!) : key ? `${label}  ${printKeys(key)}` : label}
      onClick={(event) => {
        perform(id);
        if (event.detail > 0) backToCanvas(event.currentTarget);
      }}
      {...rest}
    >
      {withLabel ? label : undefined}
    </Button>
  );
}
