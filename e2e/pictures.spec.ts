import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { dropFile, expect, newStudy, openApp, seam, shareFragment, solved, test } from './lib/app.ts';

async function pictureDialog(page: Page, kind: 'PNG' | 'SVG') {
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: new RegExp(kind) }).click();
  return page.getByRole('dialog', { name: 'Export a picture' });
}

async function exported(page: Page, kind: 'PNG' | 'SVG', withStudy = true): Promise<Buffer> {
  const dialog = await pictureDialog(page, kind);
  if (!withStudy) await dialog.getByRole('switch', { name: 'With the study in it' }).uncheck();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: `Download ${kind}` }).click();
  const file = readFileSync((await (await download).path())!);
  await expect(dialog).toBeHidden();
  return file;
}

const widthOf = (svg: string): number => Number(/ width="(\d+)"/.exec(svg)![1]);

test('a picture holds the study: dropped on the page, it opens it again', async ({ page }) => {
  await openApp(page);
  await solved(page);
  await page.getByRole('textbox', { name: 'Name of the study' }).fill('In a picture');
  await page.keyboard.press('Enter');
  const fragment = await shareFragment(page);
  for (const kind of ['PNG', 'SVG'] as const) {
    const file = await exported(page, kind);
    await newStudy(page);
    await dropFile(page, `picture.${kind.toLowerCase()}`, file);
    await expect.poll(() => seam(page, (weft) => weft.study().name)).toBe('In a picture');
    expect(await shareFragment(page)).toBe(fragment);
    await solved(page);
  }

  // Without the study, and damaged, a picture is one sentence and changes nothing.
  const bare = await exported(page, 'PNG', false);
  await dropFile(page, 'bare.png', bare);
  await expect(page.getByText('This PNG holds no study', { exact: false })).toBeVisible();
  await dropFile(page, 'cut.png', bare.subarray(0, 500));
  await expect(page.getByText('The picture ends in the middle of a piece', { exact: false })).toBeVisible();
  expect(await shareFragment(page)).toBe(fragment);
});

test('the size is said before the picture is made, and is what it has', async ({ page }) => {
  await openApp(page);
  await solved(page);
  const dialog = await pictureDialog(page, 'PNG');
  await dialog.getByRole('combobox', { name: 'Scale' }).selectOption('3');
  const said = /([\d,]+) × ([\d,]+) pixels/.exec((await dialog.textContent())!)!;
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download PNG' }).click();
  const png = readFileSync((await (await download).path())!);
  const pixels = [1, 2].map((i) => Number(said[i]!.replace(',', '')));
  expect(Math.abs(png.readUInt32BE(16) - pixels[0]!)).toBeLessThanOrEqual(3);
  expect(Math.abs(png.readUInt32BE(20) - pixels[1]!)).toBeLessThanOrEqual(3);
});

test('a picture goes onto the clipboard, or a sentence says that it may not', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openApp(page);
  await solved(page);
  for (const kind of ['PNG', 'SVG'] as const) {
    const dialog = await pictureDialog(page, kind);
    await dialog.getByRole('button', { name: 'Copy' }).click();
    await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
    const types = await page.evaluate(async () => (await navigator.clipboard.read())[0]!.types);
    expect(types).toContain(kind === 'PNG' ? 'image/png' : 'text/plain');
    await page.keyboard.press('Escape');
  }
  await page.evaluate(() => {
    navigator.clipboard.write = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  const dialog = await pictureDialog(page, 'PNG');
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await expect(dialog.getByRole('alert')).toHaveText(
    'The browser did not let the picture onto the clipboard: download it instead.',
  );
});

test('an SVG has the texts of the picture as texts', async ({ page }) => {
  await openApp(page);
  await solved(page);
  const svg = (await exported(page, 'SVG')).toString('utf8');
  const labels = await seam(page, (weft) => weft.scene()!.nodes.map(({ label }) => label));
  for (const label of labels.slice(0, 12)) expect(svg).toContain(`>${label}</text>`);
});

test('a picture is as on the screen: seen from afar its nodes are beads', async ({ page }) => {
  await openApp(page);
  await solved(page);
  const near = (await exported(page, 'SVG')).toString('utf8');
  // The stroke of the first body is the colour of its role; a bead is filled with it.
  const ink = /<path d="[^"]+" fill="#\w+" stroke="(#\w+)"/.exec(near.slice(near.indexOf('<g id="nodes">')))![1]!;
  expect(near).not.toContain(`" fill="${ink}" fill-opacity="`);
  await page.evaluate(() => {
    const { weft } = window as unknown as { weft: { setCamera(camera: object): void } };
    weft.setCamera({ zoom: 0.2, pan: { x: 300, y: 300 } });
  });
  const far = (await exported(page, 'SVG')).toString('utf8');
  expect(far).toContain(`" fill="${ink}" fill-opacity="0.85"`);
  expect(widthOf(far)).toBeLessThan(widthOf(near));
});

test('a picture from which the study was taken out says so in one sentence', async ({ page }) => {
  await openApp(page);
  await solved(page);
  const svg = (await exported(page, 'SVG')).toString('utf8');
  await dropFile(page, 'bare.svg', svg.replace(/<metadata>.*?<\/metadata>/s, ''));
  await expect(page.getByText('This SVG holds no study', { exact: false })).toBeVisible();
  const png = await exported(page, 'PNG');
  // As messengers do: only what is needed to draw the pixels is kept.
  const kept: Buffer[] = [png.subarray(0, 8)];
  for (let at = 8; at < png.length;) {
    const end = at + 12 + png.readUInt32BE(at);
    if (/[A-Z]/.test(png.toString('latin1', at + 4, at + 5))) kept.push(png.subarray(at, end));
    at = end;
  }
  await dropFile(page, 'stripped.png', Buffer.concat(kept));
  await expect(page.getByText('This PNG holds no study', { exact: false })).toBeVisible();
});
