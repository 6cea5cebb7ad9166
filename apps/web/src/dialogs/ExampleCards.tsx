/** The gallery as cards: a picture, a title, a sentence. */
import type { Example } from '../control/gallery.ts';
import { pictureOf } from '../control/gallery.ts';
import { themeInForce } from '../control/theme.ts';
import { useSession } from '../stores/hooks.ts';
import { RecipePicture } from '../palette/RecipePicture.tsx';
import { t } from '../strings/t.ts';
import dialogs from './dialogs.module.css';
import styles from './Start.module.css';

interface Props {
  readonly examples: readonly Example[] | 'failed' | null;
  readonly choose: (example: Example) => void;
}

export function ExampleCards({ examples, choose }: Props) {
  if (examples === null) return <p className={dialogs.none}>{t('examples.loading')}</p>;
  if (examples === 'failed') {
    return (
      <p role="alert" className={dialogs.fault}>
        {t('examples.failed')}
      </p>
    );
  }
  return (
    <ul className={styles.cards}>
      {examples.map((example) => (
        <li key={example.id}>
          <button type="button" className={styles.card} onClick={() => choose(example)}>
            <span className={styles.picture}>
              <Picture example={example} />
            </span>
            <strong>{example.title}</strong> <span className={styles.sentence}>{example.sentence}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Picture({ example }: { example: Example }) {
  // Drawn anew when the theme changes.
  useSession((s) => s.theme);
  const served = pictureOf(example, themeInForce());
  if (served !== null) return <img src={served} alt="" loading="lazy" />;
  return <RecipePicture recipe={sketchOf(example.id)} />;
}

/** Which family an example looks like, by the words of its id. */
function sketchOf(id: string): string {
  const found = sketches.find(([word]) => id.includes(word));
  return found ? found[1] : 'leaf-spine';
}

const sketches: readonly (readonly [string, string])[] = [
  ['superpod', 'rail-optimized'],
  ['rail-only', 'rail-only'],
  ['dragonfly', 'dragonfly'],
  ['slim-fly', 'slim-fly'],
  ['jellyfish', 'jellyfish'],
  ['hammingmesh', 'hammingmesh'],
  ['tpu', 'torus'],
  ['mesh', 'hyperx'],
  ['hpn', 'multi-plane'],
  ['nvl72', 'scale-up'],
];
