/** What an importer found in a file, merged, dropped, left unnamed and inferred. */
import { formatCount } from '@weft/units';
import { useResult } from '../stores/hooks.ts';
import { session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { DialogFrame } from '../ui/DialogFrame.tsx';
import overlays from '../ui/Overlays.module.css';
import styles from './dialogs.module.css';

/** What asks for a look first. */
const kinds = ['warning', 'found', 'merged', 'dropped', 'unnamed', 'inferred'] as const;
const shownExamples = 4;

export default function ImportedDialog({ close }: { close: () => void }) {
  const imported = useResult((r) => r.imported);
  if (imported === null) return null;
  const { name, file } = imported;
  return (
    <DialogFrame title={t('imported.title', { name })} close={close}>
      <p className={overlays.muted}>
        {t('imported.format', { format: file.format })} {t('imported.added')}
      </p>
      <div className={styles.report}>
        {kinds.map((kind) => {
          const lines = file.report.filter((line) => line.kind === kind);
          if (lines.length === 0) return null;
          return (
            <section key={kind} data-kind={kind} aria-label={t(`imported.kind.${kind}`)}>
              <h3>{t(`imported.kind.${kind}`)}</h3>
              <ul>
                {lines.map((line) => (
                  <li key={line.message}>
                    {line.message}
                    {line.examples.length > 0 ? (
                      <p className={overlays.faint}>
                        {t('imported.examples', {
                          examples: `${line.examples.slice(0, shownExamples).join(', ')}${line.examples.length > shownExamples ? ` (${formatCount(line.examples.length)})` : ''}`,
                        })}
                      </p>
                    ) : null}
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      <div className={overlays.buttons}>
        {file.report.some(({ kind }) => kind === 'warning') ? (
          <Button
            look="outline"
            onClick={() => {
              session.setState({ view: 'canvas', inspectorTab: 'findings', rightPanel: true });
              close();
            }}
          >
            {t('imported.findings')}
          </Button>
        ) : null}
        <Button look="solid" onClick={close}>
          {t('imported.done')}
        </Button>
      </div>
    </DialogFrame>
  );
}
