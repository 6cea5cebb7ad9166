/** For everyone: no motion where none is wanted, system colours, and a page that holds together at 200 %. */
import { expect, openApp, seam, solved, test } from './lib/app.ts';

test('without motion nothing moves by itself; system colours and 200 % keep everything in reach', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
  await openApp(page);
  await solved(page);
  const longest_s = await page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll('*')].map((e) =>
        Math.max(...getComputedStyle(e).transitionDuration.split(',').map(Number.parseFloat)),
      ),
    ),
  );
  expect(longest_s).toBeLessThan(0.001);
  await page.screenshot({ path: 'test-results/forced-colours.png' });
  await page.emulateMedia({ forcedColors: 'none' });
  // 1440 x 900 at 200 %.
  await page.setViewportSize({ width: 720, height: 450 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720);
  await expect(page.getByRole('button', { name: 'Share' })).toBeInViewport();
  await expect(page.getByRole('application', { name: 'Canvas' })).toBeInViewport();
  expect(await seam(page, (weft) => weft.scene()!.nodes.length)).toBeGreaterThan(0);
  await page.screenshot({ path: 'test-results/zoomed-200.png' });
});
