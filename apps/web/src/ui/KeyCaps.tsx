/** The keys of a chord, each as its cap: `Ctrl` `Shift` `P`. */
import { keyCaps } from '../actions/keys.ts';
import styles from './KeyCaps.module.css';

export function KeyCaps({ keys }: { keys: string }) {
  return (
    <span className={styles.caps}>
      {keyCaps(keys).map((cap, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- caps of one chord
        <kbd key={i}>{cap}</kbd>
      ))}
    </span>
  );
}
