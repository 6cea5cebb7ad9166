/** Notices over the view, the polite live region, and the hint while a file is held over the window. */
import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
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
  const { id, tone, text, action, progress, times } = notice;
  /** Who points at it or is in it reads it, or is about to answer. */
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (notice.stays || held) return;
    const timer = setTimeout(() => closeNotice(notice.id), leaves_ms);
    return () => clearTimeout(timer);
  }, [notice, held]);
  const Icon = icons[tone];
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-static-element-interactions -- its buttons are what is pressed
    <div
      className={styles.notice}
      data-tone={tone}
      role={tone === 'info' ? undefined : 'alert'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        closeNotice(id);
      }}
    >
      <Icon aria-hidden="true" />
      <p>
        {text}
        {times > 1 ? <span className={styles.times}> {t('notice.times', { times })}</span> : null}
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
