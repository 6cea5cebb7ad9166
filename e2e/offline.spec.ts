/** After the first visit without the network: the page comes from the browser's cache, solves, and opens a view it has not shown yet. */
import { expect, openApp, solved, test } from './lib/app.ts';

test.use({ serviceWorkers: 'allow' });

test('after one visit the page opens, solves and shows another view without the network', async ({ page, context }) => {
  await openApp(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('application', { name: 'Canvas' })).toHaveAttribute('data-ready', '');
  expect((await solved(page)).certificate.ok).toBe(true);
  expect(await page.evaluate(() => navigator.onLine)).toBe(false);
  await page.getByRole('tab', { name: 'Table', exact: true }).click();
  await expect(page.getByRole('gridcell').first()).not.toBeEmpty();
});
