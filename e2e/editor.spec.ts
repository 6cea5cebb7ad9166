/** Editing by hand: pasting, many links at once, locks, templates, copies by dragging, the marquee, both pointer schemes. */
import type { Page } from '@playwright/test';
import { expect, newStudy, openApp, paletteItem, place, placeOf, restingPlaceOf, seam, test } from './lib/app.ts';
import { command } from './lib/keys.ts';

interface Records {
  readonly nodes: Readonly<Record<string, { readonly x: number; readonly y: number; readonly locked?: true }>>;
  readonly links: Readonly<Record<string, unknown>>;
  readonly blocks: Readonly<Record<string, unknown>>;
  readonly groups: Readonly<Record<string, { readonly template?: unknown }>>;
  readonly templates?: Readonly<Record<string, { readonly nodes: Readonly<Record<string, { readonly x: number }>> }>>;
}

const design = (page: Page): Promise<Records> =>
  seam(page, (weft) => weft.study().designs[0]!) as unknown as Promise<Records>;
const counts = async (page: Page) => {
  const { nodes, links } = await design(page);
  return [Object.keys(nodes).length, Object.keys(links).length];
};
const selection = (page: Page) => seam(page, (weft) => weft.selection());
const canvas = (page: Page) => page.getByRole('application', { name: 'Canvas' });

/** Where the parts stand, in pixels of the window: two above, four below. */
const spots = [
  [560, 260],
  [800, 260],
  [480, 480],
  [620, 480],
  [760, 480],
  [900, 480],
] as const;

/** An empty study with so many switches on it, in the order of the spots. */
async function switches(page: Page, count: number): Promise<readonly string[]> {
  await openApp(page);
  await newStudy(page);
  for (const [x, y] of spots.slice(0, count)) await place(page, 'Switch', { x, y });
  await expect.poll(() => seam(page, (weft) => weft.scene()?.nodes.length)).toBe(count);
  return Object.keys((await design(page)).nodes);
}

async function drag(page: Page, id: string, dx: number, dy: number): Promise<void> {
  const at = await placeOf(page, id);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + dx / 2, at.y + dy / 2, { steps: 3 });
  await page.mouse.move(at.x + dx, at.y + dy, { steps: 3 });
  await page.mouse.up();
}

async function click(page: Page, id: string, key?: 'Shift'): Promise<void> {
  const at = await placeOf(page, id);
  if (key) await page.keyboard.down(key);
  await page.mouse.click(at.x, at.y);
  if (key) await page.keyboard.up(key);
}

test('many links are drawn by one pattern, and pasting keeps them when asked to', async ({ page }) => {
  const ids = await switches(page, 6);
  await canvas(page).focus();
  await page.keyboard.press('Shift+L');
  const dialog = page.getByRole('dialog', { name: 'Link many' });
  for (const [side, names, pattern] of [
    ['From', 'Names on the first side', '/[3-6]$/'],
    ['To', 'Names on the second side', '{switch 1,switch 2}'],
  ] as const) {
    await dialog.getByLabel(side, { exact: true }).selectOption({ label: 'By name' });
    await dialog.getByLabel(names).fill(pattern);
  }
  await dialog.getByLabel('Pattern').selectOption({ label: 'Each to some, in turn' });
  await dialog.getByLabel('Partners of each').fill('1');
  await expect(dialog.getByRole('status')).toContainText('4 parts to 2 parts: 4 links.');
  await expect(dialog.getByRole('status')).toContainText(
    'Switch 3 – Switch 1, Switch 4 – Switch 2, Switch 5 – Switch 1',
  );
  await dialog.getByLabel('Pattern').selectOption({ label: 'Each to each' });
  await expect(dialog.getByRole('status')).toContainText('4 parts to 2 parts: 8 links.');
  await dialog.getByRole('button', { name: 'Draw 8 links' }).click();
  await expect.poll(() => counts(page)).toEqual([6, 8]);
  await page.keyboard.press('Control+z');
  await expect.poll(() => counts(page)).toEqual([6, 0]);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => counts(page)).toEqual([6, 8]);

  await click(page, ids[2]!);
  await expect.poll(() => selection(page)).toEqual([ids[2]]);
  await page.keyboard.press('Control+c');
  await page.mouse.move(1000, 640);
  await page.keyboard.press('Control+v');
  await expect.poll(() => counts(page)).toEqual([7, 8]);
  const pasted = Object.keys((await design(page)).nodes).at(-1)!;
  await expect.poll(async () => Math.round((await placeOf(page, pasted)).x)).toBe(1000);
  expect(Math.round((await placeOf(page, pasted)).y)).toBe(640);
  await page.mouse.move(700, 680);
  await page.keyboard.press('Control+Shift+v');
  await expect.poll(() => counts(page)).toEqual([8, 10]);
});

test('a drag with Alt copies, a marquee selects what it touches, and the other scheme pans', async ({ page }) => {
  const ids = await switches(page, 4);
  await page.keyboard.down('Alt');
  await drag(page, ids[0]!, 40, -90);
  await page.keyboard.up('Alt');
  await expect.poll(() => counts(page)).toEqual([5, 0]);
  await page.keyboard.press('Control+z');
  await expect.poll(() => counts(page)).toEqual([4, 0]);

  // From beside the lower two up to the edge of the first one above.
  await page.mouse.move(430, 540);
  await page.mouse.down();
  await page.mouse.move(560, 268, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => (await selection(page)).toSorted()).toEqual([ids[0], ids[2]]);

  const camera = () => page.evaluate(() => (window as unknown as { weft: Viewing }).weft.camera());
  const before = await camera();
  await page.mouse.move(980, 640);
  await page.mouse.wheel(0, 60);
  await expect.poll(async () => Math.round((await camera()).pan.y - before.pan.y)).toBe(-60);
  await command(page, 'Wheel zooms');
  const start = await camera();
  await page.mouse.move(980, 640);
  await page.mouse.down();
  await page.mouse.move(1030, 660, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Math.round((await camera()).pan.x - start.pan.x)).toBe(50);
  await page.mouse.wheel(0, -60);
  await expect.poll(async () => (await camera()).zoom).toBeGreaterThan(start.zoom);
});

test('a gesture keeps to itself: no key changes what is held, other buttons pan or give up, a loose end is offered parts', async ({
  page,
}) => {
  const ids = await switches(page, 4);
  const from = await placeOf(page, ids[0]!);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y - 60, { steps: 4 });
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Delete');
  expect(await counts(page)).toEqual([4, 0]);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect.poll(async () => Math.round((await placeOf(page, ids[0]!)).x)).toBe(Math.round(from.x));

  // A link begun by a click: the middle button pans under it, the right one gives it up.
  const port = { x: from.x, y: from.y + 32 };
  const begin = async (): Promise<void> => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.move(port.x, port.y, { steps: 3 });
    await page.mouse.down();
    await page.mouse.up();
  };
  const camera = () => page.evaluate(() => (window as unknown as { weft: Viewing }).weft.camera().pan.x);
  const [x, target] = [await camera(), await placeOf(page, ids[2]!)];
  await begin();
  await page.mouse.move(900, 640);
  await page.mouse.down({ button: 'middle' });
  await page.mouse.move(940, 640, { steps: 3 });
  await page.mouse.move(900, 640, { steps: 3 });
  await page.mouse.move(930, 640, { steps: 3 });
  await page.mouse.up({ button: 'middle' });
  await expect.poll(async () => Math.round((await camera()) - x)).toBe(30);
  await page.mouse.click(target.x + 30, target.y, { button: 'right' });
  await page.mouse.click(target.x + 30, target.y);
  expect(await counts(page)).toEqual([4, 0]);
  await expect.poll(() => selection(page)).toEqual([ids[2]]);

  // Let go over nothing: Enter takes the first of what is offered, linked, as one step.
  const start = await placeOf(page, ids[0]!);
  await page.mouse.move(start.x, start.y);
  await page.mouse.move(start.x, start.y + 32, { steps: 3 });
  await page.mouse.down();
  await page.mouse.move(1000, 640, { steps: 6 });
  await page.mouse.up();
  await expect(page.getByRole('menuitem', { name: 'New switch here' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => counts(page)).toEqual([5, 1]);
  await page.keyboard.press('Control+z');
  await expect.poll(() => counts(page)).toEqual([4, 0]);

  // A press on a tool leaves the keys with the canvas; a menu pastes where it was opened.
  await page.getByRole('button', { name: 'Pan', exact: true }).click();
  await page.keyboard.press('v');
  await click(page, ids[1]!);
  await page.keyboard.press('Control+c');
  await page.mouse.click(1010, 330, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Paste', exact: true }).click();
  await expect.poll(() => counts(page)).toEqual([5, 0]);
  const pasted = Object.keys((await design(page)).nodes).at(-1)!;
  await expect.poll(async () => Math.round((await placeOf(page, pasted)).x)).toBe(1010);

  // What stands for one thing is lined up as one: a closed group and a part.
  await click(page, ids[2]!);
  await click(page, ids[3]!, 'Shift');
  await page.keyboard.press('Control+g');
  await expect(page.getByTestId('announcement')).toHaveText('Group 2 parts');
  await page.keyboard.press('[');
  await expect(page.getByTestId('announcement')).toHaveText('Closed: Group 1.');
  await expect.poll(() => seam(page, (weft) => weft.scene()?.nodes.length)).toBe(4);
  await page.keyboard.press('Control+a');
  await expect(page.getByTestId('announcement')).toHaveText('4 selected');
  await page.keyboard.press('Alt+a');
  await expect(page.getByTestId('announcement')).toHaveText('Move 4 parts');
});

test('what is dragged keeps to the grid, to one axis and to groups; Escape puts a pan back, a wrong end says why', async ({
  page,
}) => {
  const ids = await switches(page, 4);
  // Let go from the palette, a part stands on the grid, and the keys are the canvas's.
  const card = (await paletteItem(page, 'Server').boundingBox())!;
  await page.mouse.move(card.x + 20, card.y + 12);
  await page.mouse.down();
  await page.mouse.move(903, 643, { steps: 6 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await counts(page)).toEqual([4, 0]);
  await page.mouse.move(card.x + 20, card.y + 12);
  await page.mouse.down();
  await page.mouse.move(1043, 643, { steps: 6 });
  await page.mouse.up();
  await expect.poll(() => counts(page)).toEqual([5, 0]);
  const server = Object.keys((await design(page)).nodes).at(-1)!;
  const placed = (await design(page)).nodes[server]!;
  expect([placed.x % 8, placed.y % 8].map(Math.abs)).toEqual([0, 0]);
  await expect(canvas(page)).toBeFocused();
  await expect.poll(() => selection(page)).toEqual([server]);

  const camera = () => page.evaluate(() => (window as unknown as { weft: Viewing }).weft.camera());
  const before = await camera();
  await page.mouse.move(1000, 330);
  await page.keyboard.down('Space');
  await page.mouse.down();
  await page.mouse.move(940, 380, { steps: 4 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await page.keyboard.up('Space');
  expect(await camera()).toEqual(before);

  const stood = (await design(page)).nodes[ids[1]!]!;
  const from = await placeOf(page, ids[1]!);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 20, from.y + 2, { steps: 3 });
  await page.keyboard.down('Shift');
  await page.mouse.move(from.x + 90, from.y + 30, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect.poll(async () => (await design(page)).nodes[ids[1]!]!.x).toBeGreaterThan(stood.x + 60);
  expect((await design(page)).nodes[ids[1]!]!.y).toBe(stood.y);

  // Into an open group, and out of it again.
  await click(page, ids[2]!);
  await click(page, ids[3]!, 'Shift');
  await page.keyboard.press('Control+g');
  await expect.poll(() => drawn(page, `g1/${ids[2]!}`)).toBe(true);
  const group = async () => ((await design(page)).nodes[ids[0]!] as unknown as { readonly group: string | null }).group;
  const [a, b] = [await placeOf(page, `g1/${ids[2]!}`), await placeOf(page, `g1/${ids[3]!}`)];
  const first = await placeOf(page, ids[0]!);
  await drag(page, ids[0]!, (a.x + b.x) / 2 - first.x, a.y - first.y);
  await expect.poll(group).toBe('g1');
  await expect(page.getByTestId('announcement')).toHaveText('Put 1 part into Group 1');
  await expect.poll(() => selection(page)).toEqual([`g1/${ids[0]!}`]);
  await expect.poll(() => drawn(page, `g1/${ids[0]!}`)).toBe(true);
  await drag(page, `g1/${ids[0]!}`, 0, 200);
  await expect.poll(group).toBe(null);
  await page.keyboard.press('Control+z');
  await expect.poll(group).toBe('g1');

  // A closed group takes no link: it says so.
  await page.keyboard.press('Escape');
  await page.keyboard.press('[');
  await expect.poll(() => drawn(page, `g1/${ids[0]!}`)).toBe(true);
  await click(page, `g1/${ids[0]!}`);
  await page.keyboard.press('[');
  await expect.poll(() => drawn(page, `g1/${ids[0]!}`)).toBe(false);
  const stack = await seam(page, (weft) => weft.scene()!.nodes.find((node) => node.kind === 'stack')!.id);
  const [source, target] = [await placeOf(page, server), await placeOf(page, stack)];
  await page.mouse.move(source.x, source.y);
  await page.mouse.move(source.x, source.y + 32, { steps: 3 });
  await page.mouse.down();
  await page.mouse.move(target.x, target.y, { steps: 6 });
  await page.mouse.up();
  await expect(page.getByText(/^Open Group 1/)).toBeVisible();
  expect((await counts(page))[1]).toBe(0);
});

test('a finger draws from a port of what it chose; what is shown stands beside the sheet', async ({ browser }) => {
  const context = await browser.newContext({ hasTouch: true, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await openApp(page);
  await expect.poll(() => seam(page, (weft) => weft.solved()?.flows ?? 0)).toBeGreaterThan(0);
  const sheet = page.getByRole('tablist', { name: 'Panels' });
  await sheet.getByRole('tab', { name: 'Design' }).tap();
  const panel = page.getByRole('tabpanel', { name: 'Design' });
  await panel
    .getByRole('button', { name: /server 0 .* nic 0/ })
    .first()
    .tap();
  await expect.poll(() => selection(page)).toEqual(['b1/unit0/server0']);
  const top = (await panel.boundingBox())!.y;
  await expect.poll(async () => (await placeOf(page, 'b1/unit0/server0')).y).toBeLessThan(top - 20);

  await command(page, 'New study');
  for (const y of [260, 460]) {
    await sheet.getByRole('tab', { name: 'Add' }).tap();
    await page.getByRole('searchbox', { name: /^Search parts/ }).fill('Switch');
    await page.getByRole('button', { name: /^Switch A switch/ }).tap();
    await page.touchscreen.tap(180, y);
  }
  await expect.poll(() => counts(page)).toEqual([2, 0]);
  const ids = Object.keys((await design(page)).nodes);
  await expect.poll(() => drawn(page, ids[1]!)).toBe(true);
  const [a, z] = [await restingPlaceOf(page, ids[0]!), await restingPlaceOf(page, ids[1]!)];
  await page.touchscreen.tap(a.x, a.y);
  await expect.poll(() => selection(page)).toEqual([ids[0]]);
  const cdp = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: a.x, y }] });
  await touch('touchStart', a.y + 34);
  for (const part of [0.3, 0.6, 1]) await touch('touchMove', a.y + 34 + part * (z.y - a.y - 34));
  await touch('touchEnd');
  await expect.poll(() => counts(page)).toEqual([2, 1]);
  await context.close();
});

test('what is locked stays where it is until it is unlocked', async ({ page }) => {
  const ids = await switches(page, 2);
  await click(page, ids[0]!);
  await page.keyboard.press('Control+Shift+l');
  await expect.poll(async () => (await design(page)).nodes[ids[0]!]!.locked).toBe(true);
  const stood = (await design(page)).nodes[ids[0]!]!;
  await drag(page, ids[0]!, 70, 40);
  await expect(page.getByText('This is locked; unlock it first.')).toBeVisible();
  await page.keyboard.press('Delete');
  expect((await design(page)).nodes[ids[0]!]).toEqual(stood);
  // The panel's toggle tells of it, and takes it back by key.
  const toggle = page
    .getByRole('complementary', { name: 'Inspector' })
    .getByRole('button', { name: 'Lock', exact: true });
  await expect(toggle).toHaveAttribute('aria-pressed', 'true');
  await toggle.press('Enter');
  await expect.poll(async () => (await design(page)).nodes[ids[0]!]!.locked).toBeUndefined();
  await expect(toggle).toBeFocused();
  await expect(toggle).toHaveAttribute('aria-pressed', 'false');
  await drag(page, ids[0]!, 70, 40);
  await expect.poll(async () => (await design(page)).nodes[ids[0]!]!.x).toBeGreaterThan(stood.x);
});

test('instances follow their template until they are detached', async ({ page }) => {
  const ids = await switches(page, 3);
  await click(page, ids[0]!);
  await click(page, ids[2]!, 'Shift');
  await expect.poll(async () => (await selection(page)).length).toBe(2);
  await page.keyboard.press('Shift+T');
  const dialog = page.getByRole('dialog', { name: 'Make template' });
  await dialog.getByLabel('Name').fill('Pair');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect.poll(async () => Object.keys((await design(page)).blocks)).toEqual(['b1']);
  await paletteItem(page, 'Pair').click();
  await page.mouse.click(980, 520);
  await expect.poll(async () => Object.keys((await design(page)).blocks)).toEqual(['b1', 'b2']);
  await expect.poll(() => drawn(page, 'b2/n1')).toBe(true);

  await canvas(page).focus();
  await expect.poll(() => selection(page)).toEqual(['b2']);
  await page.keyboard.press('t');
  await expect(page.getByText('Editing the template Pair: 1 other instance follows.')).toBeVisible();
  const templateX = async () => (await design(page)).templates!['t1']!.nodes['n1']!.x;
  const [x, first] = [await templateX(), await placeOf(page, 'b1/n1')];
  const [group] = Object.entries((await design(page)).groups).find(([, one]) => one.template)!;
  const member = await page.evaluate(
    ([id]) =>
      (window as unknown as { weft: { scene(): { nodes: { id: string; group: string }[] } } }).weft
        .scene()
        .nodes.find((node) => node.group === id)?.id,
    [group],
  );
  await drag(page, member!, -64, 0);
  await expect.poll(templateX).toBeLessThan(x - 40);
  await expect.poll(async () => (await placeOf(page, 'b1/n1')).x).not.toBe(first.x);
  await page.getByRole('button', { name: 'Finish template' }).click();
  await expect.poll(async () => Object.keys((await design(page)).blocks).length).toBe(2);

  await command(page, 'Detach from template');
  await expect.poll(async () => Object.keys((await design(page)).blocks)).toEqual(['b1']);
  expect(Object.keys((await design(page)).nodes)).toHaveLength(3);
});

interface Viewing {
  camera(): { readonly zoom: number; readonly pan: { readonly x: number; readonly y: number } };
}

/** Whether a thing is drawn. */
function drawn(page: Page, id: string): Promise<boolean> {
  return page.evaluate((of) => (window as unknown as { weft: Drawing }).weft.placeOf(of) !== null, id);
}

interface Drawing {
  placeOf(id: string): unknown;
}
