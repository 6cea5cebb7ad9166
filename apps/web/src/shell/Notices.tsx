/** Notices over the view, the polite live region, and the hint while a file is held over the window. */
import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react';
import { useEffect } from 'react';
import { useSaid, useSession } from '../stores/hooks.ts';
import { closeNotice, type Notice } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import styles from './Notices.module.css';

const icons = { info: Info, warning: TriangleAlert, danger: CircleAlert } as const;
/** Long enough to read two sentences. */
const leaves_ms = 8000;

export function Notices() {
  const notices = useSession((s) => s.notices);
  return (
    <section className={styles.notices} aria-label={t('notice.label')}>
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function NoticeLine({ notice }: { notice: Notice }) {
  const { id, tone, text, action, stays, progress } = notice;
  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(() => closeNotice(id), leaves_ms);
    return () => clearTimeout(timer);
  }, [id, stays]);
  const Icon = icons[tone];
  return (
    <div className={styles.notice} data-tone={tone} role={tone === 'info' ? 'status' : 'alert'}>
      <Icon aria-hidden="true" />
      <p>
        {text}
        {progress === undefined ? null : <progress value={progress} aria-label={text} />}
      </p>
      {action ? (
        <Button
          onClick={() => {
            action.run();
            closeNotice(id);
          }}
        >
          {action.label}
        </Button>
      ) : null}
      <Button icon={<X aria-hidden="true" />} aria-label={t('notice.close')} onClick={() => closeNotice(id)} />
    </div>
  );
}

export function LiveRegion() {
  const announcement = useSaid((s) => s.announcement);
  return (
    <div className="visually-hidden" aria-live="polite" data-testid="announcement">
      {announcement}
    </div>
  );
}

export function DropHint() {
  const dropping = useSession((s) => s.dropping);
  if (!dropping) return null;
  return (
    <div className={styles.drop}>
      <p>
        <strong>{t('drop.title')}</strong>
        {t('drop.hint')}
      </p>
    </div>
  );
}
