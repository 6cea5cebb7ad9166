import { bringAxe, check } from './lib/accessible.ts';
import { expect, openApp, seam, setServers, shareFragment, solved, test } from './lib/app.ts';

test('two designs of one study are compared, and the link carries both', async ({ page, context }) => {
  await openApp(page);
  await solved(page);
  await page.getByRole('button', { name: /^Menu of/ }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect.poll(() => seam(page, (weft) => weft.study().designs.length)).toBe(2);
  await setServers(page, 16);
  await solved(page);

  await page
    .getByRole('radio', { name: 'Compare' })
    .or(page.getByRole('tab', { name: 'Compare' }))
    .first()
    .click();
  const table = page.getByRole('table');
  await expect(table.getByRole('row', { name: /^Accelerators/ })).toContainText('128');
  for (const metric of [
    'All-to-all, mean',
    'All-to-all, slowest',
    'Permutation, mean',
    'Permutation, slowest',
    'Cables',
  ]) {
    await expect(table.getByRole('row', { name: new RegExp(`^${metric}`) }).first()).toContainText(/\d/);
  }

  const other = await context.newPage();
  await openApp(other, await shareFragment(page));
  await expect.poll(() => seam(other, (weft) => weft.study()?.designs.length)).toBe(2);
});

test('several designs stand against each other: the frontier is said, walked by key, and a point opens its design', async ({
  page,
}) => {
  await bringAxe(page);
  await openApp(page);
  await solved(page);
  for (const [at, servers] of [8, 16].entries()) {
    await page.getByRole('button', { name: /^Menu of/ }).click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await expect.poll(() => seam(page, (weft) => weft.study().designs.length)).toBe(at + 2);
    await setServers(page, servers);
    await solved(page);
  }
  await page.getByRole('tab', { name: 'Compare', exact: true }).click();
  await page.getByRole('tab', { name: 'Trade-off' }).click();
  const panel = page.getByRole('tabpanel', { name: 'Trade-off' });
  // With fewer servers more of the traffic stays inside them, and each pays for more of a switch.
  await expect(panel.getByRole('figure')).toContainText(
    'Rail-optimized, Rail-optimized 3, and Rail-optimized 2 stand on the frontier',
  );
  await check(page, 'trade-off of several designs', 'main');
  const point = (name: string) => panel.getByRole('button', { name: new RegExp(`^${name}: Network per accelerator`) });
  await point('Rail-optimized').focus();
  await page.keyboard.press('ArrowRight');
  await expect(point('Rail-optimized 3')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(point('Rail-optimized 2')).toBeFocused();

  // In one figure alone only the best is not beaten.
  await panel.getByRole('combobox', { name: 'Up' }).selectOption('Network per accelerator');
  await expect(panel.getByRole('row', { name: /no better than Rail-optimized in either$/ })).toHaveCount(2);
  await point('Rail-optimized 3').press('Enter');
  await expect(page.getByRole('application', { name: 'Canvas' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Rail-optimized 3' })).toHaveAttribute('aria-selected', 'true');
});
