/** The end of a dialog's form: the sentence that refuses it, and the two buttons. */
import '../strings/later.ts';
import { t } from '../strings/t.ts';
import { Button } from './Button.tsx';
import styles from './Overlays.module.css';

interface Props {
  /** What the submit button says. */
  readonly submit: string;
  /** There is nothing to do. */
  readonly idle?: boolean;
  readonly refused?: string | null;
  readonly close: () => void;
}

export function FormFooter({ submit, idle = false, refused, close }: Props) {
  return (
    <>
      {refused === undefined ? null : (
        <p role="alert" className={refused === null ? 'visually-hidden' : styles.refusal}>
          {refused}
        </p>
      )}
      <div className={styles.buttons}>
        <Button look="outline" onClick={close}>
          {t('dialog.cancel')}
        </Button>
        <Button look="solid" type="submit" disabled={idle}>
          {submit}
        </Button>
      </div>
    </>
  );
}
