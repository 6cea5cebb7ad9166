import { readFileSync } from 'node:fs';
import { dropFile, expect, newStudy, openApp, seam, shareFragment, solved, test } from './lib/app.ts';

test('a link holds the whole study and opens to the same bytes, beside the draft', async ({ page, context }) => {
  await openApp(page);
  await solved(page);
  await page.getByRole('textbox', { name: 'Name of the study' }).fill('Shared by link');
  await page.keyboard.press('Enter');
  const fragment = await shareFragment(page);
  const other = await context.newPage();
  await openApp(other, fragment);
  await expect.poll(() => seam(other, (weft) => weft.study().name)).toBe('Shared by link');
  await solved(other);
  // Equal studies give equal links, so the same link again means the same bytes.
  expect(await shareFragment(other)).toBe(fragment);
});

test('a broken or hostile link gives a sentence and leaves the study alone', async ({ page }) => {
  for (const fragment of ['1d.AAAA', '1d.%00', '9d.abcd', '1j.eyJfX3Byb3RvX18iOnt9fQ', `1d.${'A'.repeat(70_000)}`]) {
    await page.goto('about:blank');
    await openApp(page, fragment);
    await expect(page.getByText('The link could not be read.', { exact: false })).toBeVisible();
    await solved(page);
    expect(await seam(page, (weft) => weft.study().designs.length)).toBe(1);
  }
  // A sound link with letters after its end, in the browser's own words for it as in those of the command line.
  const fragment = await shareFragment(page);
  for (const more of ['AA', 'AAA', 'AAAA']) {
    await page.goto('about:blank');
    await openApp(page, fragment + more);
    await expect(page.getByText('something added to it', { exact: false })).toBeVisible();
  }
});

test('a study goes out as a file and comes back in', async ({ page }) => {
  await openApp(page);
  await solved(page);
  const before = await shareFragment(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /Save as a file/ }).click();
  const file = readFileSync((await (await download).path())!, 'utf8');

  await dropFile(page, 'broken.json', file.slice(0, file.length / 2));
  await expect(page.getByText(/could not be read/)).toBeVisible();
  expect(await shareFragment(page)).toBe(before);

  await newStudy(page);
  await dropFile(page, 'again.json', file);
  await expect.poll(() => seam(page, (weft) => weft.counts()?.accelerators ?? 0)).toBeGreaterThan(0);
  expect(await shareFragment(page)).toBe(before);
});

test('the diagram goes out as a PNG at a chosen scale', async ({ page }) => {
  await openApp(page);
  await solved(page);
  const widths: number[] = [];
  for (const scale of ['1', '2']) {
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: /PNG/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Export a picture' });
    await dialog.getByRole('combobox', { name: 'Scale' }).selectOption(scale);
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Download PNG' }).click();
    const png = readFileSync((await (await download).path())!);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    widths.push(png.readUInt32BE(16));
    if (await dialog.isVisible()) await page.keyboard.press('Escape');
  }
  expect(Math.abs(widths[1]! - 2 * widths[0]!)).toBeLessThanOrEqual(4);
});
