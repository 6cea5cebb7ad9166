/** The one button of the app: an action's icon, label or both, with its tooltip. */
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './Button.module.css';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon?: ReactNode;
  readonly look?: 'ghost' | 'outline' | 'solid' | 'danger';
  /** Shown on hover and focus of icon-only buttons; the accessible name comes from `aria-label` or the text. */
  readonly tip?: string | undefined;
  readonly tipSide?: 'bottom' | 'top' | 'left' | 'right';
  readonly pressed?: boolean | 'mixed' | undefined;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({
  icon,
  look = 'ghost',
  tip,
  tipSide = 'bottom',
  pressed,
  children,
  className,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      data-look={look}
      data-tip={tip}
      data-tip-side={tipSide}
      data-icon-only={children === undefined ? '' : undefined}
      aria-pressed={pressed}
      className={`${styles.button} ${className ?? ''}`}
      {...rest}
    >
      {icon}
      {children}
    </button>
  );
}
