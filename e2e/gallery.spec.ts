/**
 * Every study of the gallery, opened from the start page as a person does: drawn, solved, and its picture served.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, openApp, seam, test } from './lib/app.ts';
import { command } from './lib/keys.ts';

const index = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../public/gallery/index.json'), 'utf8'),
) as readonly { readonly title: string }[];

test('every study of the gallery opens from the start page, is drawn and solved', async ({ page }) => {
  // Fifteen studies one after the other.
  test.slow();
  await openApp(page);
  for (const { title } of index) {
    await command(page, 'Start page');
    const card = page.getByRole('dialog').getByRole('button', { name: title });
    const picture = card.locator('img');
    await picture.scrollIntoViewIfNeeded();
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), `the picture of ${title}`)
      .toBeGreaterThan(0);
    await card.click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect.poll(() => seam(page, (weft) => weft.study().name), title).toBe(title);
    await expect
      .poll(() => seam(page, (weft) => weft.solved()?.certificate.ok), {
        message: `the answer for ${title}`,
        timeout: 30_000,
      })
      .toBe(true);
    await expect.poll(() => seam(page, (weft) => weft.scene() !== null), title).toBe(true);
    const scene = await seam(page, (weft) => weft.scene());
    expect(scene!.nodes.length, title).toBeGreaterThan(3);
    expect(scene!.links.length, title).toBeGreaterThan(3);
    expect(await inks(page), `colours on the canvas of ${title}`).toBeGreaterThan(3);
  }
});

/** How many colours the layers of the canvas hold, sampled: a blank one has none, or the ground and its dots. */
function inks(page: Page): Promise<number> {
  return page.getByRole('application', { name: 'Canvas' }).evaluate((host) => {
    const seen = new Set<number>();
    for (const layer of host.querySelectorAll('canvas')) {
      const brush = layer.getContext('2d');
      if (brush === null || layer.width === 0 || layer.height === 0) continue;
      const pixels = new Uint32Array(brush.getImageData(0, 0, layer.width, layer.height).data.buffer);
      for (let i = 0; i < pixels.length; i += 7) if (pixels[i] !== 0) seen.add(pixels[i]!);
    }
    return seen.size;
  });
}
