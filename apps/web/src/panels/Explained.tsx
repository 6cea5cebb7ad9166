/** Rate, load and reason of the selected thing, as the engine explains it. */
import type { Scene } from '@weft/scene';
import { usePanelled, useResult } from '../stores/hooks.ts';
import { t } from '../strings/t.ts';
import { Section } from '../ui/Section.tsx';
import { SourcedFacts } from './SourcedFacts.tsx';
import styles from './Inspector.module.css';

/** What only the table shows has no place on the canvas to be explained at. */
const isDrawnIn = (scene: Scene, id: string): boolean =>
  [scene.nodes, scene.links, scene.backdrops].some((things) => things.some((thing) => thing.id === id));

export function Explained() {
  const target = usePanelled(({ selection }) => (selection.length === 1 ? selection[0]! : null));
  const explanation = useResult((r) => r.explained);
  const solved = useResult((r) => r.solved !== null);
  const isDrawn = useResult((r) => target !== null && r.scene !== null && isDrawnIn(r.scene, target));
  if (target === null || !isDrawn) return null;
  if (explanation?.target !== target) {
    return solved ? (
      <Section title={t('what.load')}>
        <p className={styles.quiet}>{t('what.waiting')}</p>
      </Section>
    ) : null;
  }
  const { title, lines, reason } = explanation.value;
  return (
    <>
      {lines.length === 0 ? null : (
        <Section title={title}>
          <SourcedFacts
            lines={lines}
            told={{ is: 'computed', how: t(solved ? 'source.explained' : 'source.unsolved') }}
          />
        </Section>
      )}
      {reason ? (
        <Section title={t('what.why')}>
          <p className={styles.why}>{reason}</p>
        </Section>
      ) : null}
    </>
  );
}
