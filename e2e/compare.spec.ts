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
