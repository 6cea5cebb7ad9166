/** What a design costs, where it stands and what it is made of: figures are the person's to change, and say whose they are. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { dropFile, expect, openApp, seam, shareFragment, solved, test } from './lib/app.ts';

const view = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();

/** The typical capital that the bill shows, in USD. */
async function capital(page: Page): Promise<number> {
  return Number(await page.getByTestId('total-capital').getAttribute('data-value'));
}

/** The cells of a CSV line. */
const cellsOf = (line: string) =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell!.replaceAll(/^"|"$/g, ''));

test.beforeEach(async ({ page }) => {
  await openApp(page);
  await solved(page);
});

test('a price is overridden, marked, shared and reset', async ({ page, context }) => {
  await view(page, 'Cost');
  const price = page.getByRole('button', { name: /^price of NVIDIA Quantum/ }).first();
  await expect(price).toBeVisible();
  const before = await capital(page);
  await price.click();
  const card = page.getByRole('dialog', { name: /price of NVIDIA Quantum/ });
  await expect(card.getByText('Confidence')).toBeVisible();
  await expect(card.getByRole('list', { name: 'Sources' }).getByRole('listitem').first()).toBeVisible();

  const own = card.getByRole('textbox', { name: 'Your figure' });
  await own.fill('-5');
  await own.press('Enter');
  await expect(card.getByRole('alert')).toContainText('zero or more');
  await own.fill('$12k');
  await own.press('Enter');
  await expect(price).toContainText('yours');
  await expect.poll(() => capital(page)).not.toBe(before);
  const after = await capital(page);

  const other = await context.newPage();
  await openApp(other, await shareFragment(page));
  await view(other, 'Cost');
  await expect(other.getByRole('button', { name: /^price of NVIDIA Quantum/ }).first()).toContainText('yours');
  expect(await capital(other)).toBeCloseTo(after, 3);
  await other.close();

  await price.click();
  await card.getByRole('button', { name: 'Use the published figure' }).click();
  await expect(price).not.toContainText('yours');
  await expect.poll(() => capital(page)).toBeCloseTo(before, 3);
});

test('the sums of the bill as a file are those on the screen', async ({ page }) => {
  await view(page, 'Cost');
  await expect(page.getByTestId('total-capital')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the bill (CSV)' }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  const [head, ...rows] = csv.trim().split(/\r?\n/).map(cellsOf);
  const column = head!.indexOf('price_total_usd');
  const lines = rows.filter(([kind]) => kind !== 'total' && kind !== 'missing');
  const sum = lines.reduce((total, row) => total + Number(row[column] || 0), 0);
  const shown = await capital(page);
  expect(Math.abs(sum - shown)).toBeLessThan(1e-6 * shown);
  expect(Math.abs(Number(rows.find(([kind]) => kind === 'total')![column]) - shown)).toBeLessThan(1e-6 * shown);
  // What nobody published is named in the file as on the screen.
  const missing = rows.filter(([kind]) => kind === 'missing');
  await expect(page.getByRole('region', { name: /^Not in the totals/ }).getByRole('listitem')).toHaveCount(
    new Set(missing.map((row) => row[3])).size,
  );
});

test('every medium is compared with one press, and one is chosen', async ({ page }) => {
  await view(page, 'Cost');
  await view(page, 'Media');
  await page.getByRole('button', { name: 'Compare every medium' }).click();
  const table = page.getByRole('table');
  await expect(table.getByRole('row', { name: /^This study/ })).toContainText('serves all');
  await expect(table.getByRole('row', { name: /^Passive copper/ })).toContainText('beyond reach');
  await table.getByRole('button', { name: 'Use Lowest failure rate' }).click();
  await expect(page.getByRole('combobox', { name: 'Choose each cable for' })).toHaveValue('lowest-failure');
  await expect
    .poll(() => seam(page, (weft) => (weft.study() as unknown as { assumptions: unknown }).assumptions))
    .toMatchObject({ figures: { 'site.media.lowest-failure': 1 } });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('combobox', { name: 'Choose each cable for' })).toHaveValue('cheapest');
});

test('the floor plan opens, is walked by key and follows its limits', async ({ page }) => {
  await view(page, 'Floor');
  const racks = page.getByRole('group', { name: /^Floor plan/ });
  const first = racks.getByRole('button', { name: /^Rack A01/ });
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await expect(racks.getByRole('button', { name: /^Rack A02/ })).toBeFocused();
  const elevation = page.getByRole('complementary', { name: 'Rack A02' });
  await elevation.getByRole('group').getByRole('button').first().click();
  await expect(elevation.getByRole('button', { name: 'Show on the canvas' })).toBeEnabled();
  const count = await racks.getByRole('button').count();

  const units = page.getByRole('textbox', { name: 'Units of a rack' });
  await units.fill('2');
  await units.press('Enter');
  await expect(page.getByRole('alert')).toContainText('between');
  await units.fill('20');
  await units.press('Enter');
  await expect.poll(() => racks.getByRole('button').count()).toBeGreaterThan(count);
  await page.getByRole('textbox', { name: 'Power limit of a rack' }).fill('5 kW');
  await page.getByRole('textbox', { name: 'Power limit of a rack' }).press('Enter');
  await expect(page.getByRole('region', { name: 'Findings' })).toContainText(/Rack A01 draws .* its limit is 5 kW/);
});

test('a device-type file brings a part along; one that is none changes nothing', async ({ page }) => {
  const before = await seam(page, (weft) => JSON.stringify(weft.study()));
  await dropFile(page, 'notes.yaml', 'manufacturer:\nmodel:\nslug: x\n');
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('names no manufacturer');
  expect(await seam(page, (weft) => JSON.stringify(weft.study()))).toBe(before);

  const ports = Array.from({ length: 4 }, (_, i) => `  - name: Ethernet${i}\n    type: 400gbase-x-osfp\n`).join('');
  const yaml = `---\nmanufacturer: Acme\nmodel: Box 3000\nslug: acme-box-3000\nu_height: 2\ninterfaces:\n${ports}`;
  await dropFile(page, 'box.yaml', yaml);
  await expect
    .poll(() => seam(page, (weft) => Object.values(weft.study().designs[0]!.nodes).map(({ kind }) => kind)))
    .toEqual(['switch']);

  await view(page, 'Cost');
  await page
    .getByRole('button', { name: /^price of Acme Box 3000/ })
    .first()
    .click();
  const own = page.getByRole('dialog').getByRole('textbox', { name: 'Your figure' });
  await own.fill('7000');
  await own.press('Enter');
  await page.keyboard.press('Escape');
  await view(page, 'Parts');
  await page.getByRole('searchbox').fill('acme');
  await expect(page.getByRole('list').getByRole('listitem')).toHaveCount(1);
  await expect(page.getByRole('row', { name: /^Price/ })).toContainText('$7,000');
  await expect(page.getByRole('row', { name: /^Largest power/ })).toContainText('unknown');
});

test('parts are found and seen side by side, each figure with its source', async ({ page }) => {
  await view(page, 'Parts');
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('switch');
  await page.getByRole('searchbox').fill('quantum');
  await page.getByRole('checkbox').nth(1).check();
  const heads = page.getByRole('columnheader');
  await expect(heads).toHaveCount(2);
  await page
    .getByRole('row', { name: /^Rate of a port/ })
    .getByRole('button')
    .first()
    .hover();
  await expect(page.getByRole('tooltip')).toContainText('datasheet');
});
