/**
 * Long work on the page's own thread, in quanta: between two of them the page draws, hears keys, and may stop it. In: work in stretches, and what it
 * is called; out: its value, or null when it was stopped.
 *
 * What takes longer than a moment is said in a notice with how far it is, and a button that stops it; so does Escape. Nothing is changed by work that
 * is stopped: it only reads.
 */
import '../strings/later.ts';
import type { Stretches } from '@weft/model';
import { announce, closeNotice, notify, session } from '../stores/session.ts';
import { t } from '../strings/t.ts';

/** Half a frame: the other half is the page's. */
const quantum_ms = 8;
/** Shorter work says nothing. */
const silent_ms = 300;
/** How often the bar moves. */
const tell_ms = 100;

export interface Naming {
  /** What is going on, with what and how many: "Pasting 10,000 parts." */
  readonly doing: string;
  /** What is said when it was stopped. */
  readonly stopped: string;
}

/** Does the work; `naming` is said when it is long. What has no name is nothing a person waits for: nothing is said of it, and nothing stops it. */
export async function stretched<T>(work: Stretches<T>, naming: Naming | null): Promise<T | null> {
  const begun_ms = performance.now();
  let notice: number | null = null;
  let told_ms = begun_ms;
  let given = false;
  let paused = false;
  const stop = (): void => void (given = true);
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || notice === null) return;
    event.preventDefault();
    event.stopPropagation();
    stop();
  };
  window.addEventListener('keydown', onKey, { capture: true });
  try {
    for (;;) {
      const until_ms = performance.now() + quantum_ms;
      let far = 0;
      do {
        const step = work.next();
        if (step.done) {
          // What is done with it is a task of its own.
          if (paused) await afterTask();
          return step.value;
        }
        far = step.value;
      } while (performance.now() < until_ms);
      await afterTask();
      paused = true;
      if (naming === null) continue;
      const { doing, stopped } = naming;
      if (given) {
        announce(stopped);
        notify({ tone: 'info', text: stopped });
        return null;
      }
      const now_ms = performance.now();
      if (notice === null && now_ms - begun_ms > silent_ms) {
        notice = notify({
          tone: 'info',
          text: doing,
          stays: true,
          progress: far,
          action: { label: t('busy.stop'), run: stop },
        });
        announce(doing);
      } else if (notice !== null && now_ms - told_ms > tell_ms) {
        told_ms = now_ms;
        moveBar(notice, far);
      }
    }
  } finally {
    window.removeEventListener('keydown', onKey, { capture: true });
    if (notice !== null) closeNotice(notice);
  }
}

function moveBar(id: number, progress: number): void {
  session.setState((s) => ({
    notices: s.notices.map((notice) => (notice.id === id ? { ...notice, progress } : notice)),
  }));
}

/** Once everything that waits has had its turn: a message is not held back as timers are. */
function afterTask(): Promise<void> {
  return new Promise((next) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener(
      'message',
      () => {
        port1.close();
        next();
      },
      { once: true },
    );
    port1.start();
    port2.postMessage(null);
  });
}
