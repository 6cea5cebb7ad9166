/** What is said about the thing under the pointer: its rate, its load and why, beside it. */
import { useLayoutEffect, useRef } from 'react';
import { stage } from '../control/stage.ts';
import { useResult, useSession } from '../stores/hooks.ts';
import styles from './HoverCard.module.css';

const gap_px = 10;

export default function HoverCard() {
  const hover = useSession((s) => s.hover);
  const explanation = useResult((r) => r.hovered);
  // Of what is selected alone, the inspector says the same.
  const covered = useSession(
    (s) =>
      s.surface !== null ||
      s.placing !== null ||
      (s.rightPanel && s.inspectorTab === 'inspect' && s.selection.length === 1 && s.selection[0] === s.hover),
  );
  const card = useRef<HTMLDivElement>(null);
  const shown = hover !== null && explanation?.target === hover ? explanation.value : null;
  useLayoutEffect(() => {
    const place = hover === null ? null : stage.canvas?.placeOf(hover);
    const view = card.current?.parentElement?.getBoundingClientRect();
    if (!card.current || !place || !view || shown === null) return;
    const { width, height } = card.current.getBoundingClientRect();
    // Links are wide boxes: stand at their middle. Stay inside the canvas, and off the thing itself where there is room.
    const middle = { x: place.x + place.width / 2, y: place.y + place.height / 2 };
    const below = place.y + place.height + gap_px;
    const top = below + height < view.bottom ? below : place.y - height - gap_px;
    const y = place.height > view.height / 3 ? middle.y + gap_px : top;
    card.current.style.left = `${clamp(middle.x - width / 2 - view.left, 8, view.width - width - 8)}px`;
    card.current.style.top = `${clamp(y - view.top, 8, view.height - height - 8)}px`;
  }, [hover, shown]);
  if (shown === null || covered) return null;
  return (
    <div ref={card} className={styles.card} role="tooltip">
      <p className={styles.title}>{shown.title}</p>
      <dl>
        {shown.lines.map((line) => (
          <div key={line.label}>
            <dt>{line.label}</dt>
            <dd>{line.value}</dd>
          </div>
        ))}
      </dl>
      {shown.reason ? <p className={styles.reason}>{shown.reason}</p> : null}
    </div>
  );
}

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(value, Math.max(least, most)));
