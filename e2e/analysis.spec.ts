/** Questions asked on demand: each asked, answered and acted on, by pointer and by key alone. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { dropFile, expect, openApp, seam, solved, test } from './lib/app.ts';
import { tabTo } from './lib/keys.ts';

const question = (page: Page, title: string): Locator => page.getByRole('region', { name: title });
const said = (page: Page): Locator => page.getByTestId('announcement');
const slowest = async (page: Page): Promise<number> => (await solved(page)).rate_Gbps.min;

/** Opens the example and its analysis by pointer. */
async function openAnalysis(page: Page): Promise<void> {
  await openApp(page);
  await solved(page);
  await page.getByRole('tab', { name: 'Analysis' }).click();
}

/** The same by key. */
async function openAnalysisByKey(page: Page): Promise<void> {
  await openApp(page);
  await solved(page);
  await tabTo(page, /^Details$/);
  await page.keyboard.press('ArrowRight');
  await expect(question(page, 'Best of all routings')).toBeVisible();
}

async function pressAt(page: Page, name: RegExp): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

test('by key: the best routing closed by HiGHS, the cut of the bisection, the worst failure shown and made', async ({
  page,
}) => {
  const loaded: number[] = [];
  page.on('response', (response) => {
    if (/highs.*\.wasm/.test(response.url())) loaded.push(response.status());
  });
  await openAnalysisByKey(page);
  await pressAt(page, /^Compute: Best of all routings$/);
  const best = question(page, 'Best of all routings');
  await expect(best.getByText('Both ends are checked')).toBeVisible();
  expect(loaded).toEqual([]);
  await pressAt(page, /^Compute exactly$/);
  await expect(best.getByText('Closed by a linear program (HiGHS).')).toBeVisible({ timeout: 30_000 });
  // Fetched and compiled under the policy that the built page carries.
  expect(loaded).toEqual([200]);
  // 240 of the 247 flows of an accelerator leave its server over its NIC of 400 Gb/s: 400 x 247 / 240, reached and not exceeded.
  await expect(
    best.getByRole('img', { name: 'Of 412 Gb/s at most, 412 Gb/s is proven and 412 Gb/s reached.' }),
  ).toBeVisible();

  await pressAt(page, /^Compute: Bounds of the fabric$/);
  await expect(question(page, 'Bounds of the fabric').getByText('Bisection, each way')).toBeVisible();
  await pressAt(page, /^Show the cut/);
  await expect(said(page)).toHaveText(/^The cut is lit on \d+ lines?\.$/);

  const whole = await slowest(page);
  await pressAt(page, /^Compute: Single failures$/);
  await expect(question(page, 'Single failures').getByRole('listitem').first()).toBeVisible({ timeout: 30_000 });
  await pressAt(page, /^NIC – leaf cable/);
  await expect.poll(() => seam(page, (weft) => weft.selection().length)).toBe(1);
  expect(await slowest(page)).toBe(whole);
  await pressAt(page, /^Fail this cable$/);
  await expect.poll(() => slowest(page)).toBeLessThan(0.9 * whole);
});

test('by key: many failures drawn by a seed, and a job added and run', async ({ page }) => {
  await openAnalysisByKey(page);
  const many = question(page, 'Many failures at once');
  await tabTo(page, /^Cables that fail$/);
  await page.keyboard.press('Control+a');
  // Of 508 cables.
  await page.keyboard.type('1 %');
  await page.keyboard.press('Enter');
  await expect(many.getByRole('textbox', { name: 'Cables that fail' })).toHaveValue('5');
  await tabTo(page, /^Draws$/);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('50');
  await page.keyboard.press('Enter');
  await tabTo(page, /^Compute: Many failures at once$/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(many.getByRole('img', { name: /^Share of the rate kept over all draws/ })).toBeVisible({
    timeout: 60_000,
  });
  const first = await many.getByRole('definition').allTextContents();
  await pressAt(page, /^Show them$/);
  await expect.poll(() => seam(page, (weft) => weft.selection().length)).toBeGreaterThan(0);
  // Equal seeds draw equal failures.
  await tabTo(page, /^Compute again: Many failures at once$/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(said(page)).toHaveText('Many failures at once: computed.');
  expect(await many.getByRole('definition').allTextContents()).toEqual(first);

  const jobs = question(page, 'Jobs in time');
  await pressAt(page, /^Add a job$/);
  await expect(jobs.getByRole('textbox', { name: 'Size' })).toBeVisible();
  await tabTo(page, /^Size$/, 'Shift+Tab');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('2 GiB');
  await page.keyboard.press('Enter');
  await expect(jobs.getByText('All-reduce of 2 GiB on 0-247')).toBeVisible();
  await tabTo(page, /^Compute: Jobs in time$/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(jobs.getByRole('row')).toHaveCount(2);
  await expect(jobs.getByText('All done after')).toBeVisible();
});

test('by pointer: a failure shown, made and taken back, and two jobs that meet', async ({ page }) => {
  await openAnalysis(page);
  const whole = await slowest(page);
  const failures = question(page, 'Single failures');
  await failures.getByRole('button', { name: 'Compute' }).click();
  // A switch of the leaves costs as much.
  const worst = failures.getByRole('listitem').filter({ hasText: 'NIC – leaf cable' }).first();
  await worst.getByRole('button').first().click();
  await expect.poll(() => seam(page, (weft) => weft.selection().join())).toMatch(/leaf0>.*server0/);
  expect(await slowest(page)).toBe(whole);
  await worst.getByRole('button', { name: 'Fail this cable' }).click();
  await expect.poll(() => slowest(page)).toBeLessThan(0.9 * whole);
  await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => slowest(page)).toBe(whole);
  // The ranking is that of the whole fabric again, and need not be computed anew.
  await expect(failures.getByRole('listitem').first()).toContainText('12.5');

  const jobs = question(page, 'Jobs in time');
  await jobs.getByRole('button', { name: 'Add two jobs on half each' }).click();
  await jobs.getByRole('button', { name: 'Compute: Jobs in time' }).click();
  const table = jobs.getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(3);
  await expect(table.getByRole('row').nth(2)).toContainText('1×');
  // Each has NICs of its own.
  const by = page.getByRole('combobox', { name: 'Colour' });
  await by.selectOption('by job');
  const legend = page.getByRole('group', { name: 'The job that carries most bytes over each line' });
  await expect(legend.getByRole('button', { name: /^Job 1: \d+ lines/ })).toBeVisible();
  await expect(legend.getByRole('button', { name: /^Job 2: \d+ lines/ })).toBeVisible();
  // On the same accelerators they share every NIC.
  await jobs.getByRole('button', { name: 'Edit Job 2' }).click();
  const ranks = jobs.getByRole('textbox', { name: 'Accelerators' });
  await ranks.fill('0-246/2');
  await ranks.press('Enter');
  await expect(table).toBeHidden();
  await jobs.getByRole('button', { name: 'Compute: Jobs in time' }).click();
  await expect(jobs.getByRole('img', { name: /^Timeline of 2 jobs/ })).toBeVisible();
  await expect(table.getByRole('row').nth(2)).toContainText(/1\.[5-9]\d*×|2×/);
  const undo = page.getByRole('banner').getByRole('button', { name: 'Undo', exact: true });
  await undo.click();
  await undo.click();
  await expect(jobs.getByText('No jobs yet.')).toBeVisible();
  await expect(page.getByText('No jobs were run on this design.')).toBeVisible();
});

test('an interval narrows before the eye, and what was proven stays when it is stopped', async ({ page }) => {
  await openApp(page);
  // A permutation without symmetry takes the better part of a minute.
  const file = path.resolve(import.meta.dirname, '../public/gallery/slim-fly-11.json');
  await dropFile(page, 'slim-fly-11.json', readFileSync(file));
  await expect.poll(() => seam(page, (weft) => weft.counts()?.accelerators)).toBe(2176);
  await page.getByRole('tab', { name: 'Analysis' }).click();
  const best = question(page, 'Best of all routings');
  await best.getByRole('button', { name: 'Compute' }).click();
  await expect(best.getByRole('progressbar')).toBeVisible();
  await expect(best.getByText(/Per flow between .* so far/)).toBeVisible({ timeout: 30_000 });
  await best.getByRole('button', { name: 'Stop' }).click();
  await expect(best.getByText(/^Stopped at .*Per flow between .* so far/)).toBeVisible();
  // The worker is free for the next question.
  expect((await solved(page)).certificate.ok).toBe(true);
});
