/** Never blank: when drawing the page fails, the study can still be downloaded. */
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { studyDocument } from '../stores/document.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import styles from './ErrorBoundary.module.css';

export class ErrorBoundary extends Component<{ children: ReactNode }, { reason: string | null }> {
  override state = { reason: null };

  static getDerivedStateFromError(error: unknown): { reason: string } {
    return { reason: error instanceof Error ? error.message : String(error) };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    if (this.state.reason === null) return this.props.children;
    return (
      <main className={styles.page} role="alert">
        <h1>{t('error.title')}</h1>
        <p>{t('error.text')}</p>
        <p className={styles.reason}>{this.state.reason}</p>
        <div className={styles.buttons}>
          <Button look="solid" onClick={download}>
            {t('error.download')}
          </Button>
          <Button look="outline" onClick={() => location.reload()}>
            {t('error.reload')}
          </Button>
        </div>
      </main>
    );
  }
}

/** Plain JSON with nothing between: what failed may be anything else. */
function download(): void {
  const link = document.createElement('a');
  const text = JSON.stringify(studyDocument.getState().study, null, 1);
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = 'study.weft.json';
  link.click();
}
