/** Whether the screen is too narrow for panels beside the canvas. */
import { useSyncExternalStore } from 'react';

const query = window.matchMedia('(max-width: 860px)');

export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => query.matches,
  );
}
