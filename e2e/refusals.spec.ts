/** Bad input: each gives a sentence, and nothing is lost. */
import type { Page } from '@playwright/test';
import { dropFile, expect, newStudy, openApp, paletteItem, seam, test } from './lib/app.ts';

const studyText = (page: Page) => seam(page, (weft) => JSON.stringify(weft.study()));

test('what cannot be read is refused with a sentence beside its field, and the study stays as it was', async ({
  page,
}) => {
  await openApp(page);
  await newStudy(page);
  for (const part of ['Switch', 'Server']) {
    await paletteItem(page, part).focus();
    await page.keyboard.press('Enter');
  }
  await expect.poll(() => seam(page, (weft) => Object.keys(weft.study().designs[0]!.nodes).length)).toBe(2);
  const before = await studyText(page);
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  for (const [field, text, sentence] of [
    ['Rate per port', '400 Gigaflops', /is not a unit/],
    ['Rate per port', '-900', /at least 0/],
    ['Rate per port', '<img src=x onerror=alert(1)>', /does not begin with a number/],
    ['Ports', 'many', /does not begin with a number/],
    ['Ports', '1.5', /whole/],
    ['Ports', '99999999', /out of range/],
    ['Accelerators', '', /Expected a number/],
  ] as const) {
    const box = inspector.getByRole('textbox', { name: field, exact: true });
    await box.fill(text);
    await box.press('Enter');
    await expect(inspector.getByText(sentence)).toBeVisible();
    await expect(box).toHaveAttribute('aria-invalid', 'true');
    // What was typed stays to be mended; Escape brings the value back.
    await expect(box).toHaveValue(text);
    await box.press('Escape');
    expect(await studyText(page)).toBe(before);
  }

  // Units as they are typed, and echoed as they are read.
  const rate = inspector.getByRole('textbox', { name: 'Rate per port', exact: true });
  for (const [text, echo] of [
    ['50GB/s', /400\sGb\/s/],
    ['1.6T', /1\.6\sTb\/s/],
    ['200G', /200\sGb\/s/],
  ] as const) {
    await rate.fill(text);
    await expect(inspector.getByText(/Read as/)).toContainText(echo);
  }
  await rate.press('Escape');

  // Markup in a name is a name.
  const name = inspector.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('<b>bold</b> & "quoted"');
  await name.press('Enter');
  await expect.poll(() => studyText(page)).toContain('<b>bold</b>');
  await page.getByRole('tab', { name: 'Table', exact: true }).click();
  await expect(page.getByRole('gridcell', { name: '<b>bold</b> & "quoted"' }).first()).toBeVisible();

  // Links to nowhere, and to too many.
  const named = await studyText(page);
  await page.getByRole('button', { name: 'Add link' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add link' });
  for (const [to, sentence] of [
    ['Atlantis', /No part is called “Atlantis”/],
    ['', /Expected the name of a part/],
    ['<b>bold</b> & "quoted"', /two different parts/],
  ] as const) {
    await dialog.getByRole('combobox', { name: 'From' }).fill('<b>bold</b> & "quoted"');
    await dialog.getByRole('combobox', { name: 'To' }).fill(to);
    await dialog.getByRole('button', { name: 'Add the link' }).click();
    await expect(dialog.getByRole('alert')).toHaveText(sentence);
  }
  await page.keyboard.press('Escape');
  expect(await studyText(page)).toBe(named);
});

const node = (id: string, kind: string, x: number, port_Gbps: number) => ({
  id,
  kind,
  name: `${kind} ${id.slice(1)}`,
  part: null,
  x,
  y: 0,
  group: null,
  ports: 8,
  port_Gbps,
  tier: null,
  accelerators: kind === 'server' ? 8 : 0,
  scaleUp_Gbps: null,
});
const link = (id: string, a: string, z: string, more: object = {}) => ({
  id,
  a: { at: a, port: null },
  z: { at: z, port: null },
  rate_Gbps: null,
  medium: null,
  label: '',
  ...more,
});

test('findings of a drawn design lead to their places, and fixes take them away', async ({ page }) => {
  await openApp(page);
  await newStudy(page);
  const study = await seam(page, (weft) => weft.study());
  const faulty = {
    ...study,
    designs: [
      {
        ...study.designs[0]!,
        nodes: {
          n1: node('n1', 'switch', 0, 400),
          n2: node('n2', 'server', 300, 400),
          n3: node('n3', 'server', 600, 400),
        },
        links: {
          l1: link('l1', 'n1', 'n2', { rate_Gbps: 800 }),
          l2: link('l2', 'n1', 'n2', { a: { at: 'n1', port: 5 } }),
          l3: link('l3', 'n2', 'n1', { z: { at: 'n1', port: 5 } }),
        },
      },
    ],
  };
  await dropFile(page, 'faulty.weft.json', JSON.stringify(faulty));
  await expect.poll(() => seam(page, (weft) => weft.scene()?.nodes.length)).toBe(3);
  await page.getByRole('tab', { name: /^Findings/ }).click();
  const list = page.getByRole('tabpanel', { name: /^Findings/ });
  for (const [words, place] of [
    [/has no path|have\) no path|no path to the other/, /^n[23]/],
    [/is to run at 800 Gb\/s/, /n1.*n2|n2.*n1/],
    [/already carries another link/, /n1/],
  ] as const) {
    await list.getByRole('button', { name: words }).first().click();
    await expect.poll(async () => (await seam(page, (weft) => weft.selection())).join(' ')).toMatch(place);
  }
  await list.getByRole('button', { name: 'Take the rate of its ports' }).click();
  await expect(list.getByText(/is to run at 800/)).toHaveCount(0);
  await list.getByRole('button', { name: 'Move to the next free port' }).first().click();
  await expect(list.getByText(/already carries another link/)).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(list.getByText(/already carries another link/).first()).toBeVisible();
});
