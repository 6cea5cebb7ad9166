/** Files dropped anywhere on the window are opened; the page says so while one is held over it. */
import { session } from '../stores/session.ts';

const holdsFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
const set = (dropping: boolean) => session.setState({ dropping });

export function startDrops(): void {
  let depth = 0;
  window.addEventListener('dragenter', (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    depth++;
    set(true);
  });
  window.addEventListener('dragover', (event) => {
    if (holdsFile(event)) event.preventDefault();
  });
  window.addEventListener('dragleave', (event) => {
    if (!holdsFile(event)) return;
    depth = Math.max(0, depth - 1);
    if (depth === 0) set(false);
  });
  window.addEventListener('drop', (event) => {
    depth = 0;
    set(false);
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    void import('./files.ts').then((m) => m.openFile(file));
  });
}
