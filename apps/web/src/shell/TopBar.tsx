/** The bar: study, undo, designs, traffic, state of the solve, share, export. */
import { ChevronDown, Ellipsis, Moon, Share2, Sun } from 'lucide-react';
import { useRef } from 'react';
import { perform } from '../actions/table.ts';
import { withHand } from '../control/atHand.ts';
import { themeInForce } from '../control/theme.ts';
import { useSaid, useSession } from '../stores/hooks.ts';
import { showSurface } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { Button } from '../ui/Button.tsx';
import { WeftMark } from '../ui/WeftMark.tsx';
import { InlineName } from '../ui/InlineName.tsx';
import { DesignTabs } from './DesignTabs.tsx';
import { SolveStatus } from './SolveStatus.tsx';
import { TrafficButton } from './TrafficButton.tsx';
import { panelButtons } from './panelButtons.ts';
import styles from './TopBar.module.css';

export function TopBar() {
  const name = useSaid((s) => s.document.study.name);
  const canUndo = useSaid((s) => s.document.history.past.length > 0);
  const canRedo = useSaid((s) => s.document.history.future.length > 0);
  // Re-renders with the theme so that the icon says what a press gives.
  const theme = useSession(themeInForce);
  const panel = useSession((s) => s.panel);
  const exportButton = useRef<HTMLButtonElement>(null);
  const moreButton = useRef<HTMLButtonElement>(null);
  return (
    <header className={styles.bar}>
      <div className={styles.start}>
        <h1 className="visually-hidden">{t('app.name')}</h1>
        <Button
          className={styles.mark}
          icon={<WeftMark />}
          aria-label={t('action.file.start')}
          tip={t('action.file.start')}
          onClick={() => perform('file.start')}
        />
        <InlineName
          label={t('bar.studyName')}
          value={name}
          commit={(next) => withHand((hand) => hand.renameStudy(next))}
        />
        <span className={styles.rule} />
        <ActionButton action="edit.undo" disabled={!canUndo} />
        <ActionButton action="edit.redo" disabled={!canRedo} />
        <ActionButton
          action="edit.history"
          id={panelButtons.history}
          className={styles.wide ?? ''}
          aria-haspopup="dialog"
          aria-expanded={panel === 'history'}
        />
        <ActionButton
          action="view.saved"
          id={panelButtons.views}
          className={styles.wide ?? ''}
          aria-haspopup="dialog"
          aria-expanded={panel === 'views'}
        />
        <span className={styles.rule} />
      </div>
      <DesignTabs />
      <div className={styles.end}>
        <TrafficButton />
        <SolveStatus />
        <span className={styles.rule} />
        <Button
          ref={exportButton}
          className={styles.wide}
          aria-haspopup="menu"
          onClick={(event) =>
            showSurface({
              kind: 'menu',
              label: t('bar.export'),
              anchor: exportButton.current!,
              // Pressed by key: Enter takes the first entry.
              first: event.detail === 0,
              items: [
                { action: 'file.png' },
                { action: 'file.svg' },
                { action: 'file.save' },
                { action: 'file.export' },
                { separator: true },
                { action: 'file.open' },
              ],
            })
          }
        >
          {t('bar.export')}
          <ChevronDown aria-hidden="true" />
        </Button>
        <Button
          look="solid"
          icon={<Share2 aria-hidden="true" />}
          aria-label={t('bar.share')}
          className={styles.share}
          onClick={() => perform('file.share')}
        >
          <span>{t('bar.share')}</span>
        </Button>
        <Button
          className={styles.wide}
          icon={theme === 'dark' ? <Sun aria-hidden="true" /> : <Moon aria-hidden="true" />}
          aria-label={t('action.view.theme')}
          tip={t('action.view.theme')}
          tipSide="bottom"
          data-tip-end=""
          onClick={() => perform('view.theme')}
        />
        <Button
          ref={moreButton}
          id={panelButtons.fallback}
          icon={<Ellipsis aria-hidden="true" />}
          aria-label={t('bar.more')}
          aria-haspopup="menu"
          onClick={(event) =>
            showSurface({
              kind: 'menu',
              label: t('bar.more'),
              anchor: moreButton.current!,
              first: event.detail === 0,
              items: [
                { action: 'edit.history' },
                { action: 'view.saved' },
                { separator: true },
                { action: 'file.start' },
                { action: 'file.new' },
                { action: 'file.open' },
                { action: 'file.examples' },
                { action: 'file.drafts' },
                { action: 'file.save' },
                { separator: true },
                { action: 'file.png' },
                { action: 'file.svg' },
                { action: 'file.export' },
                { separator: true },
                { action: 'view.cost' },
                { action: 'view.floor' },
                { action: 'view.parts' },
                { separator: true },
                { action: 'view.find' },
                { action: 'view.leftPanel' },
                { action: 'view.rightPanel' },
                { action: 'view.scheme' },
                { action: 'view.theme' },
                { separator: true },
                { action: 'help.palette' },
                { action: 'help.shortcuts' },
                { action: 'help.settings' },
              ],
            })
          }
        />
      </div>
    </header>
  );
}
