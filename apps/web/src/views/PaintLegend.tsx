/** The legend of a colouring other than load: the words of the lines, each with its colour and dashes; or what is missing to show it. */
import '../strings/later.ts';
import { dashPattern, paintColour, paintCounts, paintDash, paintWidth } from '@weft/scene';
import { useEffect, useMemo } from 'react';
import { themeInForce } from '../control/theme.ts';
import { useResult, useSession } from '../stores/hooks.ts';
import { session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { LegendBox, LegendEntry } from './LegendBox.tsx';
import styles from './Legend.module.css';

let started = false;

export default function PaintLegend() {
  useEffect(() => {
    if (started) return;
    started = true;
    void import('../control/painting.ts').then((m) => m.startPainting());
  }, []);
  const paint = useResult((r) => r.paint);
  const missing = useResult((r) => r.paintMissing);
  const by = useSession((s) => s.colouring);
  const theme = useSession(themeInForce);
  const counts = useMemo(() => (paint === null ? [] : paintCounts(paint)), [paint]);
  if (by === 'role') return null;
  const title = t(`legend.by.${by}`);
  if (missing !== null) {
    return (
      <LegendBox label={title} title={title}>
        <p className={styles.missing}>{t(`legend.missing.${missing}`)}</p>
        {missing !== 'site' ? (
          <Button
            look="outline"
            onClick={() => session.setState({ inspectorTab: 'analysis', rightPanel: true, sheet: 'inspect' })}
          >
            {t('legend.toAnalysis')}
          </Button>
        ) : null}
      </LegendBox>
    );
  }
  if (paint === null) return null;
  if (paint.words.length === 0) {
    return (
      <LegendBox label={title} title={title}>
        <p className={styles.missing}>{t('legend.none')}</p>
      </LegendBox>
    );
  }
  return (
    <LegendBox label={t(`legend.about.${by}`)} title={title}>
      {paint.words.map((word, at) => (
        <LegendEntry key={word} at={at} label={word} count={counts[at] ?? 0}>
          <svg className={styles.line} viewBox="0 0 44 8" preserveAspectRatio="none" aria-hidden="true">
            <line
              x1="0"
              x2="44"
              y1="4"
              y2="4"
              stroke={paintColour(theme, paint, at)}
              strokeWidth={1.6 * paintWidth(paint, at)}
              strokeDasharray={dashPattern(paintDash(paint, at)).join(' ')}
            />
          </svg>
        </LegendEntry>
      ))}
    </LegendBox>
  );
}
