/** For everyone: no violation that axe finds on any surface, what is said aloud, where the focus goes, how large targets are. */
import type { Page } from '@playwright/test';
import { bringAxe, check } from './lib/accessible.ts';
import { dropFile, expect, openApp, placeOf, seam, solved, test } from './lib/app.ts';
import { command, focused, tabTo } from './lib/keys.ts';

// A trace of every step of axe would take longer than axe.
test.use({ trace: 'off' });

/** The inspector, without what lies beside it. */
const inspectorPart = 'aside[aria-label=Inspector]';

/** The page with the example solved, nothing moving, and axe beside it. */
async function openChecked(page: Page): Promise<void> {
  // About fifteen seconds on a quiet machine; every surface is measured three times.
  test.setTimeout(150_000);
  await bringAxe(page);
  await openApp(page);
  await solved(page);
}

const view = (page: Page, name: string, tabs = 'View') =>
  page.getByRole('tablist', { name: tabs }).getByRole('tab', { name, exact: true }).click();

/** Two switches and a link between them beside the example: what each panel of the inspector is about. */
async function drawPair(page: Page): Promise<void> {
  const canvas = page.getByRole('application', { name: 'Canvas' });
  await page.getByRole('searchbox', { name: /^Search parts/ }).fill('Switch');
  const item = page.getByRole('button', { name: /^Switch A switch/ });
  await item.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.getByRole('searchbox', { name: /^Search parts/ }).fill('');
  await expect.poll(() => seam(page, (weft) => Object.keys(weft.study().designs[0]!.nodes).length)).toBe(2);
  await canvas.focus();
}

test('no view has a violation that axe finds, and every target is large enough', async ({ page }) => {
  await openChecked(page);
  await check(page, 'canvas');
  await view(page, 'Table');
  await expect(page.getByRole('gridcell').first()).not.toBeEmpty();
  await check(page, 'table');
  await page.getByRole('gridcell').nth(1).click();
  await check(page, 'table, part selected');
  await page.getByRole('tab', { name: /^Links/ }).click();
  await expect(page.getByRole('gridcell').first()).not.toBeEmpty();
  await check(page, 'table of links', 'main');
  await view(page, 'Compare');
  await expect(page.getByRole('main').getByRole('table').first()).toBeVisible();
  await check(page, 'compare');
  await view(page, 'Cost');
  for (const tab of ['Bill', 'Media', 'Cabling', 'Openness', 'Protocols', 'Latency']) {
    await page.getByRole('tablist', { name: 'Cost' }).getByRole('tab', { name: tab }).click();
    await expect(page.getByRole('tabpanel', { name: tab })).not.toContainText('Adding up');
    await check(page, `cost, ${tab}`, tab === 'Bill' ? 'html' : 'main');
  }
  await view(page, 'Floor');
  await expect(page.getByRole('tabpanel', { name: 'Floor' })).toBeVisible();
  await check(page, 'floor');
  await view(page, 'Parts');
  await expect(page.getByRole('tabpanel', { name: 'Parts' })).toBeVisible();
  await check(page, 'parts');
});

test('no panel of the inspector has a violation that axe finds', async ({ page }) => {
  await openChecked(page);
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  const chip = await placeOf(page, 'b1');
  await page.mouse.click(chip.x, chip.y);
  await expect(inspector.getByRole('textbox', { name: 'Servers', exact: true })).toBeVisible();
  await check(page, 'block selected');
  await drawPair(page);
  await page.keyboard.press('Escape');
  const [one] = await seam(page, (weft) => Object.keys(weft.study().designs[0]!.nodes));
  const at = await placeOf(page, one!);
  await page.mouse.click(at.x, at.y);
  await expect(inspector.getByRole('textbox', { name: 'Rate per port' })).toBeVisible();
  await check(page, 'node selected', inspectorPart);
  await page.keyboard.press('l');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const label = inspector.getByPlaceholder('Label');
  await expect(label).toBeVisible();
  await check(page, 'link selected', inspectorPart);
  await page.keyboard.press('v');
  // A link is named in the inspector, from where Escape goes back; a part is named where it stands.
  const canvas = page.getByRole('application', { name: 'Canvas' });
  await canvas.focus();
  await page.keyboard.press('F2');
  await expect(label).toBeFocused();
  await page.keyboard.type('not this');
  await page.keyboard.press('Escape');
  await expect(canvas).toBeFocused();
  await expect(label).toHaveValue('');
  await page.mouse.click(at.x, at.y);
  await expect(inspector.getByRole('textbox', { name: 'Rate per port' })).toBeVisible();
  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true }).first()).toBeFocused();
  await check(page, 'a name typed on the canvas', 'main');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('application', { name: 'Canvas' })).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await check(page, 'menu of a thing', '[role=menu]');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  for (const [key, name] of [
    ['Alt+z', 'History'],
    ['Shift+V', 'Saved views'],
  ] as const) {
    await page.getByRole('application', { name: 'Canvas' }).focus();
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await check(page, name, '[role=dialog]');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.getByRole('application', { name: 'Canvas' }).focus();
  await page.keyboard.press('Control+a');
  await expect(inspector.getByText(/^\d+ selected$/)).toBeVisible();
  await check(page, 'many selected', inspectorPart);
  for (const tab of ['Analysis', 'Findings']) {
    await inspector.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
    await expect(inspector.getByRole('tabpanel', { name: new RegExp(`^${tab}`) })).not.toBeEmpty();
    await check(page, tab, inspectorPart);
  }
});

test('no dialog has a violation that axe finds', async ({ page }) => {
  await openChecked(page);
  const dialog = page.getByRole('dialog');
  for (const words of [
    'Start page',
    'Share a link',
    'Drafts',
    'Examples',
    'Export a picture',
    'Export lists',
    'Keyboard shortcuts',
    'Find on the canvas',
    'Settings',
  ]) {
    await command(page, words);
    await expect(dialog).toBeVisible();
    if (words === 'Share a link') await expect(dialog.getByRole('textbox', { name: 'Link' })).toHaveValue(/#1/);
    await check(page, words, '[role=dialog]');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
  // Of what is selected.
  await page.getByRole('application', { name: 'Canvas' }).focus();
  await page.keyboard.press('Control+a');
  for (const [key, name] of [
    ['Shift+L', 'Link many'],
    ['Shift+T', 'Make template'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await check(page, name, '[role=dialog]');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
  await page.keyboard.press('Control+k');
  await expect(dialog).toBeVisible();
  await check(page, 'command palette', '[role=dialog]');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Main menu' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await check(page, 'main menu', '[role=menu]');
  await page.keyboard.press('Escape');
  await dropFile(page, 'pair.out', cluster);
  await expect(page.getByRole('dialog', { name: /Imported/ })).toBeVisible();
  await check(page, 'import report', '[role=dialog]');
  await page.keyboard.press('Escape');
});

test('a phone has no violation that axe finds', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openChecked(page);
  await check(page, 'narrow');
  const sheet = page.getByRole('tablist', { name: 'Panels' });
  for (const tab of ['Design', 'Add', 'Inspect']) {
    await sheet.getByRole('tab', { name: tab }).click();
    await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible();
    await check(page, `sheet, ${tab}`, 'nav');
  }
  for (const words of ['Link many', 'History', 'Settings']) {
    await command(page, words);
    await expect(page.getByRole('dialog')).toBeVisible();
    await check(page, `${words}, narrow`, '[role=dialog]');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.getByRole('application', { name: 'Canvas' }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Shift+T');
  await expect(page.getByRole('dialog', { name: 'Make template' })).toBeVisible();
  await check(page, 'Make template, narrow', '[role=dialog]');
});

const cluster = [
  'vendid=0x2c9',
  'devid=0xd2f2',
  'switchguid=0x1(1)',
  'Switch\t65 "S-0000000000000001"\t\t# "MF0;leaf1:MQM9700/U1" enhanced port 0 lid 1 lmc 0',
  '[1]\t"H-0000000000000011"[1](11) \t\t# "node1 mlx5_0" lid 5 4xNDR',
  '[2]\t"H-0000000000000012"[1](12) \t\t# "node2 mlx5_0" lid 6 4xNDR',
  '',
].join('\n');

test('what happens is said aloud, and a dialog gives the focus back', async ({ page }) => {
  await openApp(page);
  await solved(page);
  const said = page.getByTestId('announcement');
  await expect(said).toContainText(/Solved: .*Gb\/s/);
  const canvas = page.getByRole('application', { name: 'Canvas' });
  await canvas.focus();
  await page.keyboard.press('Control+ArrowDown');
  await expect(said).not.toContainText('Solved');
  await expect(said).toHaveText(/\S/);
  await page.keyboard.press('Delete');
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeEnabled();
  await page.keyboard.press('Control+z');
  await expect(said).toContainText('Undid: ');

  for (const [opener, key] of [
    ['Share', 'Enter'],
    ['Main menu', 'Enter'],
  ] as const) {
    const button = page.getByRole('button', { name: opener, exact: true });
    await button.focus();
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog').or(page.getByRole('menu'))).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(button).toBeFocused();
  }
  const filter = page.getByRole('searchbox', { name: /^Search parts/ });
  await filter.focus();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(filter).toBeFocused();
});

test('the focus is always seen, and nothing lies over it', async ({ page }) => {
  await openApp(page);
  await solved(page);
  await page.getByRole('tab', { name: 'Table', exact: true }).click();
  await expect(page.getByRole('gridcell').first()).not.toBeEmpty();
  const hidden: string[] = [];
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const fault = await page.evaluate(async () => {
      const at = document.activeElement;
      if (!(at instanceof HTMLElement) || at === document.body) return null;
      const mayShow = at.parentElement === null ? [at] : [at, at.parentElement];
      if (mayShow.every((e) => getComputedStyle(e).outlineStyle === 'none'))
        return `no outline: ${at.outerHTML.slice(0, 100)}`;
      // The card of the figure before it goes when the focus has come: what stays over it is a fault.
      const until_ms = performance.now() + 3000;
      for (;;) {
        const box = at.getBoundingClientRect();
        const tops = [0.2, 0.5, 0.8].map((p) =>
          document.elementFromPoint(box.left + p * box.width, box.top + box.height / 2),
        );
        if (tops.some((top) => top !== null && (at.contains(top) || top.contains(at)))) return null;
        if (performance.now() > until_ms)
          return `covered: ${at.outerHTML.slice(0, 100)} by ${tops[1]?.outerHTML.slice(0, 100) ?? 'the edge of the window'}`;
        await new Promise((frame) => requestAnimationFrame(frame));
      }
    });
    if (fault !== null) hidden.push(fault);
    if ((await focused(page)) === '' && presses > 10) break;
  }
  expect(hidden).toEqual([]);
});

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

test('keys are given, taken from another and switched off in the settings, by key alone', async ({ page }) => {
  await openApp(page);
  await solved(page);
  const canvas = page.getByRole('application', { name: 'Canvas' });
  const settings = page.getByRole('dialog', { name: 'Settings' });
  const openKeys = async (): Promise<void> => {
    await canvas.focus();
    await page.keyboard.press('Control+,');
    await expect(settings).toBeVisible();
    await tabTo(page, /^General$/);
    await page.keyboard.press('ArrowRight');
    await expect(settings.getByRole('tabpanel', { name: 'Keys' })).toBeVisible();
  };
  await openKeys();
  await tabTo(page, /^Pan: H/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('v');
  await expect(settings.getByRole('alert')).toContainText('V already does “Select”.');
  await tabTo(page, /^Take it from there$/);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('announcement')).toHaveText('Pan is V now.');
  expect(await focused(page)).toMatch(/^Pan: V/);
  await expect(settings.getByRole('button', { name: /^Select: no key/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(settings).toHaveCount(0);

  const pan = page.getByRole('button', { name: 'Pan', exact: true });
  await expect(pan).toHaveAttribute('aria-keyshortcuts', 'V');
  await canvas.focus();
  await page.keyboard.press('v');
  await expect(pan).toHaveAttribute('aria-pressed', 'true');

  // They last; without single letters the key does nothing, and nothing shows it.
  await page.reload();
  await expect(canvas).toHaveAttribute('data-ready', '');
  await expect(pan).toHaveAttribute('aria-keyshortcuts', 'V');
  await openKeys();
  await tabTo(page, /^Single-letter keys$/);
  await page.keyboard.press('Space');
  await tabTo(page, /^All as they were$/);
  await page.keyboard.press('Enter');
  await expect(settings.getByRole('button', { name: /^Pan: H/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await canvas.focus();
  await page.keyboard.press('h');
  await expect(pan).toHaveAttribute('aria-pressed', 'false');
  await expect(pan).not.toHaveAttribute('aria-keyshortcuts');
});

test('a figure of the inspector says where it comes from, and many are changed at once', async ({ page }) => {
  await openApp(page);
  await solved(page);
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  const mean = inspector.getByRole('button', { name: /^Mean flow/ });
  await mean.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Mean flow' })).toContainText('Computed');
  await page.keyboard.press('Escape');
  await expect(mean).toBeFocused();

  await page.getByRole('searchbox', { name: /^Search parts/ }).fill('QM9700');
  await page
    .getByRole('button', { name: /QM9700/ })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect.poll(() => seam(page, (weft) => Object.keys(weft.study().designs[0]!.nodes).length)).toBe(2);
  await expect.poll(() => seam(page, (weft) => weft.selection().join())).toBe('n2');
  await inspector.getByRole('button', { name: 'Ports, where it comes from: Catalogue' }).press('Enter');
  const card = page.getByRole('dialog', { name: 'Ports' });
  await expect(card).toContainText('64 ports');
  await expect(card.getByRole('link').first()).toHaveAttribute('href', /^https:/);
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);

  const rate = inspector.getByRole('textbox', { name: 'Rate per port' });
  await rate.fill('50GB/s');
  await expect(inspector.getByText(/^Read as 400.Gb\/s/)).toBeVisible();
  await rate.fill('1.6T');
  await rate.press('Enter');
  await expect(inspector.getByRole('button', { name: 'Rate per port, where it comes from: Yours' })).toBeVisible();

  // The other has 400 Gb/s still: together they are mixed, and a relative edit keeps them apart.
  await view(page, 'Table');
  await page.getByRole('searchbox', { name: 'Filter by name' }).fill('QM9700');
  await expect(page.getByRole('grid', { name: 'Parts' })).toHaveAttribute('aria-rowcount', '3');
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(rate).toHaveAttribute('placeholder', 'Mixed');
  const rates = () =>
    page.evaluate(() =>
      Object.values((window as unknown as RatesSeam).weft.study().designs[0]!.nodes).map((node) => node.port_Gbps),
    );
  for (const [typed, expected] of [
    ['-25%', [300, 1200]],
    ['*2', [600, 2400]],
    ['+100', [700, 2500]],
    ['800G', [800, 800]],
  ] as const) {
    await rate.fill(typed);
    await rate.press('Enter');
    await expect.poll(rates).toEqual(expected);
  }
  await expect(rate).toHaveValue(/^800.Gb\/s$/);
});

test('lines are coloured by what is chosen, with a legend that filters, in system colours too', async ({ page }) => {
  await openApp(page);
  await solved(page);
  const by = page.getByLabel('Colour');
  for (const [choice, legend, entry] of [
    ['by tier', 'The tiers that each line joins', /^Leaf – spine: 32 lines/],
    ['by medium', 'The medium of each line, as the study chooses it', /^Passive copper \(DAC\): \d+ lines/],
    ['by protocol', 'The protocol of each line', /^InfiniBand NDR .*: \d+ lines/],
    ['by rail', 'The rail of each line', /^Rail 0: 36 lines/],
    ['by cost', 'The price of the cables of each line', /^\$1,000 – \$10.k: \d+ lines/],
    ['by load', 'Load of the busiest link in each line', /^90–100 %: \d+ lines/],
  ] as const) {
    await by.selectOption(choice);
    const button = page.getByRole('group', { name: legend }).getByRole('button', { name: entry });
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    await page.getByRole('button', { name: 'Show all', exact: true }).click();
    await expect(button).toHaveAttribute('aria-pressed', 'false');
  }
  // What was not computed is said, with the way to it.
  await by.selectOption('by failure impact');
  await expect(page.getByText('No single failures were computed for this design.')).toBeVisible();
  await page.getByRole('button', { name: 'To the analysis' }).click();
  await page.getByRole('region', { name: 'Single failures' }).getByRole('button').first().click();
  await expect(page.getByRole('group', { name: /^What the worst single failure/ })).toBeVisible({ timeout: 60_000 });
  await by.selectOption('by rail');
  await page.emulateMedia({ forcedColors: 'active' });
  const swatch = page.getByRole('group', { name: 'The rail of each line' }).locator('line').first();
  // The first of the palette, not a colour of the system.
  await expect(swatch).toHaveCSS('stroke', 'rgb(49, 82, 177)');
});

test('rows of the table are edited, added to the selection and copied by key', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openApp(page);
  await solved(page);
  await view(page, 'Table');
  const grid = page.getByRole('grid', { name: 'Parts' });
  await expect(grid).toHaveAttribute('aria-rowcount', /^\d{3,}$/);
  const rowAt = () => page.evaluate(() => document.activeElement?.closest('tr')?.getAttribute('aria-rowindex') ?? null);
  await grid.getByRole('gridcell').first().click();
  expect(await rowAt()).toBe('2');
  // By pages and to the ends of a list of which only what is seen exists.
  await page.keyboard.press('Control+End');
  await expect.poll(rowAt).toBe(await grid.getAttribute('aria-rowcount'));
  await page.keyboard.press('PageUp');
  await expect
    .poll(async () => Number(await rowAt()))
    .toBeLessThan(Number(await grid.getAttribute('aria-rowcount')) - 5);
  await page.keyboard.press('Control+Home');
  await expect.poll(rowAt).toBe('2');

  // Rows are asked of the worker as they come into sight.
  await expect(grid.getByRole('gridcell').first()).not.toBeEmpty();
  await page.keyboard.press('F2');
  const editor = grid.getByRole('textbox');
  await expect(editor).toBeFocused();
  await editor.fill('Renamed');
  await page.keyboard.press('Escape');
  await expect(editor).toHaveCount(0);
  await expect(page.getByText('Renamed')).toHaveCount(0);
  await page.keyboard.press('F2');
  await editor.fill('Renamed');
  await page.keyboard.press('Enter');
  await expect(grid.getByRole('gridcell', { name: 'Renamed', exact: true }).first()).toBeFocused();

  // The answer is the same after a new name, and is not said again.
  await solved(page);
  await expect(page.getByTestId('announcement')).toHaveText('Rename to Renamed');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(grid.getByRole('row', { selected: true })).toHaveCount(3);
  await expect(page.getByTestId('announcement')).toHaveText('3 selected');
  await page.keyboard.press('Control+Shift+c');
  await expect(page.getByTestId('announcement')).toHaveText('Copied 3 rows.');
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
  expect(lines.length).toBe(4);
  expect(lines[0]).toMatch(/^Name\t/);
  expect(lines[1]).toMatch(/^Renamed\t/);

  // Sorted by key: up, then down.
  const head = grid.getByRole('columnheader', { name: 'Name' });
  await head.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await page.keyboard.press('Enter');
  await expect(head).toHaveAttribute('aria-sort', 'descending');
});

test('every word of the page is of its catalogue, so that another language is another file', async ({ page }) => {
  // Each message of the catalogue is marked with brackets: what has none is a name, a figure, or a word that nobody could translate.
  await page.goto('./?test&marked');
  await expect(page.getByRole('application', { name: '⟦Canvas⟧' })).toHaveAttribute('data-ready', '');
  await solved(page);
  const bare = (within: string): Promise<readonly string[]> =>
    page.evaluate((selector) => {
      const roots = [...document.querySelectorAll(selector)];
      const said = roots.flatMap((root) => {
        const texts: string[] = [];
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        for (let at = walker.nextNode(); at !== null; at = walker.nextNode()) {
          if (at.parentElement?.closest('kbd, option[value=""], option[lang], [data-design]') === null)
            texts.push(at.textContent ?? '');
        }
        for (const e of [root, ...root.querySelectorAll('*')])
          for (const name of ['aria-label', 'placeholder', 'data-tip']) texts.push(e.getAttribute(name) ?? '');
        return texts;
      });
      // Figures with their units, and paths of parts, are the same in every language.
      const figure = /^[$\d.,\s–=%-]*[GMTk]?(?:b\/s|B\/s|B|W|s|Wh)?$/;
      return said
        .map((text) => text.trim())
        .filter(
          (text) =>
            /[A-Za-z]{2}/.test(text) && !/[⟦⟧]/.test(text) && !/^[^ ]+\d+ \/ |: \d+$/.test(text) && !figure.test(text),
        );
    }, within);
  for (const within of ['header', '[role=toolbar]', 'main fieldset', '[role=complementary], aside:last-of-type'])
    expect(await bare(within), within).toEqual([]);
  await page.getByRole('application').focus();
  for (const key of ['?', 'Control+,', 'Control+Shift+e']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await bare('[role=dialog]'), key).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await view(page, '⟦Table⟧', '⟦View⟧');
  await expect(page.getByRole('gridcell').first()).not.toBeEmpty();
  expect(await bare('thead'), 'headers').toEqual([]);
  expect(await bare('main div:has(> input[type=search])'), 'table').toEqual([]);
});

test('figures are written and read as the person chooses', async ({ page }) => {
  await openApp(page);
  await solved(page);
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByText('61,256')).toBeVisible();
  await page.keyboard.press('Control+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('combobox', { name: 'Numbers as in' }).selectOption('de');
  await expect(settings.getByText('16.384')).toBeVisible();
  await settings.getByRole('combobox', { name: 'Rates first in' }).selectOption('bytes');
  await page.keyboard.press('Escape');
  await solved(page);
  await expect(inspector.getByText('61.256')).toBeVisible();
  await expect(inspector.getByText(/^51,5.GB\/s$/)).toBeVisible();
  // A field takes what is printed.
  const chip = await placeOf(page, 'b1');
  await page.mouse.click(chip.x, chip.y);
  const taper = inspector.getByRole('textbox', { name: 'Taper', exact: true });
  await taper.fill('1,5');
  await taper.press('Enter');
  await expect(taper).toHaveValue('1,5');
  await expect
    .poll(() => seam(page, (weft) => JSON.stringify(weft.study().designs[0]!.blocks)))
    .toContain('"taper":1.5');
  // It is kept for the next visit.
  await page.reload();
  await expect(page.getByRole('application', { name: 'Canvas' })).toHaveAttribute('data-ready', '');
  await solved(page);
  await expect(inspector.getByText(/^\d+(,\d+)?.GB\/s$/).first()).toBeVisible();
});

test('a screen reader meets the page in the order in which it is used, and hears what is made', async ({ page }) => {
  await openApp(page);
  await solved(page);
  await expect(page.getByRole('banner')).toMatchAriaSnapshot(`
    - heading "Weft" [level=1]
    - button "Start page"
    - textbox "Name of the study"
    - button "Undo" [disabled]
    - button "Redo" [disabled]
    - navigation "Designs":
      - tablist "Designs":
        - tab "Rail-optimized" [selected]
    - button /Traffic.*All-to-all.*Spray/
    - group "Result":
      - strong: /412.Gb\\/s/
      - text: per accelerator
    - button "Export"
    - button "Share"
  `);
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - tablist "View":
      - tab "Canvas" [selected]
      - tab "Table"
    - tabpanel "Canvas":
      - application "Canvas"
      - paragraph: /248 accelerators, 544 parts, 1,008 links/
      - toolbar "Tools"
      - group "Zoom"
      - group "Load of the busiest link in each line"
  `);
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toMatchAriaSnapshot(`
    - tablist "Inspector":
      - tab "Details" [selected]
      - tab "Analysis"
      - tab /Findings/
    - tabpanel "Details":
      - region "Bandwidth"
      - region "Bottlenecks"
  `);
  const said = page.getByTestId('announcement');
  await command(page, 'New study');
  await expect.poll(() => seam(page, (weft) => weft.scene()?.nodes.length)).toBe(0);
  await page.getByRole('searchbox', { name: /^Search parts/ }).fill('Switch');
  await page.getByRole('button', { name: /^Switch A switch/ }).press('Enter');
  await expect(said).toHaveText('Add Switch 1');
});

interface RatesSeam {
  readonly weft: {
    study(): { readonly designs: readonly { readonly nodes: Record<string, { readonly port_Gbps: number }> }[] };
  };
}
