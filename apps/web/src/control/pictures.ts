/** Pictures of what is drawn: PNG from the canvas, SVG from the scene. */
import type { PictureOptions } from '../canvas/contract.ts';
import { activeDesign } from '../stores/document.ts';
import { result } from '../stores/result.ts';
import { notify } from '../stores/session.ts';
import { linkToStudy } from './links.ts';
import { download, fileName } from './files.ts';
import { stage } from './stage.ts';
import { themeInForce } from './theme.ts';

/** Makes and hands over a PNG; the sentence when it cannot be made. */
export async function savePng(options: PictureOptions): Promise<string | null> {
  if (stage.canvas === null) return null;
  try {
    download(fileName('png'), await stage.canvas.png(options));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export async function saveSvg(): Promise<void> {
  const { scene, loads } = result.getState();
  if (scene === null) return;
  try {
    const { sceneToSvg } = await import('./drawing.ts');
    const svg = sceneToSvg(scene, loads, {
      theme: themeInForce(),
      title: activeDesign().name,
      metadata: (await linkToStudy()).url,
    });
    download(fileName('svg'), new Blob([svg], { type: 'image/svg+xml' }));
  } catch (error) {
    notify({ tone: 'danger', text: error instanceof Error ? error.message : String(error) });
  }
}
