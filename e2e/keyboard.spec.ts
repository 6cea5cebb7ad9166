/** Everything without a mouse: a fabric drawn on the canvas and in the table by key alone, and the keys themselves. */
import type { Page } from '@playwright/test';
import { expect, openApp, seam, solved, test } from './lib/app.ts';
import { addByKey, command, focused, sharedLink, tabTo, tabToCanvas } from './lib/keys.ts';

const linkCount = (page: Page) => seam(page, (weft) => Object.keys(weft.study().designs[0]!.links).length);
const nodes = (page: Page) =>
  seam(page, (weft) => Object.values(weft.study().designs[0]!.nodes).map((node) => [node.kind, node.id] as const));

async function emptyByKey(page: Page): Promise<void> {
  await openApp(page);
  await command(page, 'New study');
  await expect.poll(async () => (await nodes(page)).length).toBe(0);
}

test('a two-leaf fabric is built, linked, solved and shared by the keys of the canvas', async ({ page }) => {
  await emptyByKey(page);
  await tabToCanvas(page);
  await page.keyboard.press('n');
  await expect.poll(() => focused(page)).toMatch(/^Search parts/);
  await addByKey(page, 'Switch', 2);
  await tabTo(page, /^Search parts/, 'Shift+Tab');
  await page.keyboard.press('Control+a');
  await addByKey(page, 'Server', 2);
  await expect.poll(async () => (await nodes(page)).length).toBe(4);
  await expect.poll(() => seam(page, (weft) => weft.scene()?.nodes.length)).toBe(4);

  const ids = await nodes(page);
  const [leaf0, leaf1] = ids.filter(([kind]) => kind === 'switch').map(([, id]) => id);
  const [server0, server1] = ids.filter(([kind]) => kind === 'server').map(([, id]) => id);
  /** Tab goes on in reading order; past the last thing it leaves the canvas. */
  const selectByTab = async (id: string): Promise<void> => {
    for (let presses = 0; presses < 8; presses++) {
      if ((await seam(page, (weft) => weft.selection())).join() === id) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`${id} is not reached by Tab; the focus is on ${await focused(page)}`);
  };
  await tabToCanvas(page);
  let made = 0;
  for (const [from, to] of [
    [leaf0!, server0!],
    [leaf1!, server1!],
    [leaf0!, leaf1!],
  ] as const) {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+ArrowDown');
    await selectByTab(from);
    await page.keyboard.press('l');
    await selectByTab(to);
    await page.keyboard.press('Enter');
    await expect.poll(() => linkCount(page)).toBe(++made);
  }
  await page.keyboard.press('Control+Enter');
  const answer = await solved(page);
  expect(answer.disconnected).toBe(0);
  expect(answer.flows).toBe(16 * 15);
  await command(page, 'Share');
  expect(await sharedLink(page)).toMatch(/#1/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await focused(page)).toBe('Canvas');
});

test('the same fabric is built, linked, solved and shared in the table', async ({ page }) => {
  await emptyByKey(page);
  await command(page, 'Show as tables');
  await tabTo(page, /^Add part$/);
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toMatch(/^Search parts/);
  await addByKey(page, 'Switch', 2);
  await tabTo(page, /^Search parts/, 'Shift+Tab');
  await page.keyboard.press('Control+a');
  await addByKey(page, 'Server', 2);
  await expect.poll(async () => (await nodes(page)).length).toBe(4);

  await tabTo(page, /^Add link$/);
  let made = 0;
  for (const [from, to] of [
    ['Server 1', 'Switch 1'],
    ['Server 2', 'Switch 2'],
    ['Switch 1', 'Switch 2'],
  ] as const) {
    await page.keyboard.press('Enter');
    await tabTo(page, /^From$/);
    await page.keyboard.press('Control+a');
    await page.keyboard.type(from);
    await tabTo(page, /^To$/);
    await page.keyboard.type(to);
    await page.keyboard.press('Enter');
    await expect.poll(() => linkCount(page)).toBe(++made);
    await expect.poll(() => focused(page)).toBe('Add link');
  }
  const answer = await solved(page);
  expect(answer.disconnected).toBe(0);

  // A cell is edited where it stands, and Delete and undo work on its row.
  const grid = page.getByRole('grid', { name: 'Parts' });
  await expect(grid).toHaveAttribute('aria-rowcount', /\d\d/);
  await tabTo(page, /^Server 1$/);
  await page.keyboard.press('Enter');
  await page.keyboard.type('Head node');
  await page.keyboard.press('Enter');
  await expect(grid.getByRole('gridcell', { name: 'Head node', exact: true }).first()).toBeFocused();
  await page.keyboard.press('Delete');
  await expect.poll(() => linkCount(page)).toBe(2);
  await page.keyboard.press('Control+z');
  await expect.poll(() => linkCount(page)).toBe(3);
  await command(page, 'Share');
  expect(await sharedLink(page)).toMatch(/#1/);
});

test('each key does what the list of keys says', async ({ page }) => {
  await openApp(page);
  await solved(page);
  const canvas = page.getByRole('application', { name: 'Canvas' });
  await canvas.focus();
  const zoom = () => page.evaluate(() => (window as unknown as Zooming).weft.camera().zoom);
  const selection = () => seam(page, (weft) => weft.selection().length);
  const pressed = (name: string) => page.getByRole('button', { name, exact: true });

  for (const [key, tool] of [
    ['h', 'Pan'],
    ['l', 'Draw links'],
    ['v', 'Select'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(pressed(tool)).toHaveAttribute('aria-pressed', 'true');
  }
  for (const [key, dialog] of [
    ['Control+k', /command/i],
    ['Control+/', /command/i],
    ['Control+f', /find/i],
    ['?', /keyboard|shortcuts/i],
    ['Control+Shift+e', /export/i],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(canvas).toBeFocused();
  }
  // All there is: the open block as a whole.
  const said = page.getByTestId('announcement');
  await page.keyboard.press('Control+a');
  expect(await seam(page, (weft) => weft.selection())).toEqual(['b1']);
  await expect(said).toHaveText('1 selected');
  await page.keyboard.press('Escape');
  expect(await selection()).toBe(0);
  await expect(said).toHaveText('Nothing is selected.');
  // What does not apply says so; what is switched is said.
  await page.keyboard.press('Alt+a');
  await expect(said).toHaveText('Align left: nothing is selected.');
  await page.keyboard.press('Shift+G');
  await expect(said).toHaveText('Snap to the grid: off.');
  await page.keyboard.press('Shift+G');

  const before = await zoom();
  await page.keyboard.press('Control+=');
  await expect.poll(zoom).toBeGreaterThan(before);
  await page.keyboard.press('Control+-');
  await expect.poll(zoom).toBeCloseTo(before, 3);
  await page.keyboard.press('Control+0');
  await expect.poll(zoom).toBeCloseTo(1, 9);
  await page.keyboard.press('Shift+1');
  await expect.poll(zoom).not.toBeCloseTo(1, 3);

  const theme = () => page.evaluate(() => document.documentElement.dataset['theme']);
  const now = await theme();
  await page.keyboard.press('Alt+Shift+d');
  expect(await theme()).not.toBe(now);

  const shown = () => seam(page, (weft) => weft.scene()!.nodes.length);
  const closed = await shown();
  await page.keyboard.press('Control+ArrowDown');
  expect(await selection()).toBe(1);
  await page.keyboard.press('Control+a');
  await page.keyboard.press(']');
  await expect.poll(shown).toBeGreaterThan(closed);
  await page.keyboard.press('Shift+[');
  await expect.poll(shown).toBeLessThanOrEqual(closed);

  const blocks = () => seam(page, (weft) => Object.keys(weft.study().designs[0]!.blocks).length);
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Control+d');
  await expect.poll(blocks).toBe(2);
  await page.keyboard.press('Control+z');
  await expect.poll(blocks).toBe(1);
  await page.keyboard.press('Control+y');
  await expect.poll(blocks).toBe(2);
  await expect.poll(selection).toBeGreaterThan(0);
  const place = () =>
    seam(page, (weft) => JSON.stringify(Object.values(weft.study().designs[0]!.blocks).map((b) => b.x)));
  const stood = await place();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(place).not.toBe(stood);
  await page.keyboard.press('F2');
  await expect.poll(() => focused(page)).toBe('Name');
  await canvas.focus();
  await page.keyboard.press('Delete');
  await expect.poll(blocks).toBe(1);
});

interface Zooming {
  readonly weft: { camera(): { zoom: number } };
}
