/** The traffic in force, and the button that opens its form. */
import { ChevronDown } from 'lucide-react';
import { Suspense, lazy, useRef, useState } from 'react';
import { useStudyDocument } from '../stores/hooks.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { WorkloadForm } from './panels.ts';
import styles from './TrafficButton.module.css';

const LazyPopover = lazy(() => import('../ui/LazyPopover.tsx'));

export function TrafficButton() {
  const workload = useStudyDocument((d) => d.study.workload);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button
        ref={button}
        className={styles.button}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen((now) => !now)}
      >
        <span className={styles.label} data-spare="">
          {t('traffic.title')}
          <span className="visually-hidden">: </span>
        </span>
        <span className={styles.value}>
          {t(`traffic.${workload.traffic.pattern}`)}
          <span className={styles.dot} aria-hidden="true">
            ·
          </span>
          <span className="visually-hidden">, </span>
          {t(`routing.${workload.routing.policy}`)}
        </span>
        <ChevronDown aria-hidden="true" />
      </Button>
      {open ? (
        <Suspense>
          <LazyPopover label={t('traffic.title')} anchor={button} close={() => setOpen(false)}>
            <WorkloadForm />
          </LazyPopover>
        </Suspense>
      ) : null}
    </>
  );
}
