import type { Page } from '@playwright/test';
import { expect, openApp, placeOf, seam, shareFragment, solved, test } from './lib/app.ts';

const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name of the study' });
const nameIn = (page: Page) => seam(page, (weft) => weft.study().name);
const notice = (page: Page, text: string | RegExp) =>
  page.getByRole('region', { name: 'Notices' }).locator('p').filter({ hasText: text });

async function rename(page: Page, name: string): Promise<void> {
  await nameField(page).fill(name);
  await page.keyboard.press('Enter');
}

/** The names of all stored drafts; runs in the page. */
const storedNames = () =>
  new Promise<string[]>((resolve) => {
    const opening = indexedDB.open('weft');
    opening.addEventListener('success', () => {
      const all = opening.result.transaction('drafts').objectStore('drafts').getAll();
      all.addEventListener('success', () => {
        opening.result.close();
        resolve((all.result as { study: { name: string } }[]).map(({ study }) => study.name));
      });
    });
  });

/** Waits until the draft of this name is in the browser's store, by asking the store itself. */
async function kept(page: Page, name: string): Promise<void> {
  await expect.poll(() => page.evaluate(storedNames)).toContain(name);
}

test('the history lists the gestures and goes to any of them, by hand and by key', async ({ page }) => {
  await openApp(page);
  for (const name of ['one', 'two', 'three']) await rename(page, name);
  await page.getByRole('button', { name: 'History' }).click();
  const panel = page.getByRole('dialog', { name: 'History' });
  const states = panel.getByRole('listitem');
  await expect(states).toHaveCount(4);
  await expect(panel.locator('[aria-current]')).toContainText('Rename study to three');
  await panel.getByRole('button', { name: /^As it was opened/ }).click();
  await expect.poll(() => nameIn(page)).not.toBe('three');
  await expect(page.getByTestId('announcement')).toHaveText('3 steps back, to: As it was opened.');
  await expect(panel.getByRole('button', { name: /undone/ })).toHaveCount(3);

  // By key: up to the second state, Enter; then the usual undo, while the panel is open.
  await panel.locator('[aria-current]').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect.poll(() => nameIn(page)).toBe('two');
  await page.keyboard.press('Control+z');
  await expect.poll(() => nameIn(page)).toBe('one');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await page.keyboard.press('Alt+z');
  await expect(panel.locator('[aria-current]')).toBeFocused();
  await page.keyboard.press('Escape');

  // Another change after going back: what was undone is gone.
  await rename(page, 'another');
  await page.keyboard.press('Alt+z');
  await expect(states).toHaveCount(3);
});

test('a page killed in the middle of edits comes back as it was', async ({ page, context }) => {
  await openApp(page);
  await rename(page, 'before the crash');
  await kept(page, 'before the crash');
  await page.getByRole('application', { name: 'Canvas' }).focus();
  const block = await placeOf(page, 'b1');
  await page.mouse.move(block.x, block.y);
  await page.mouse.down();
  const cdp = await context.newCDPSession(page);
  await Promise.race([cdp.send('Page.crash').catch(() => undefined), page.waitForEvent('crash')]);

  const again = await context.newPage();
  await openApp(again);
  await expect.poll(() => nameIn(again)).toBe('before the crash');
  // The crashed page holds nothing any more.
  await rename(again, 'after the crash');
  await kept(again, 'after the crash');
});

for (const locks of [true, false]) {
  test(`two windows on one draft ${locks ? 'with' : 'without'} locks: one writes, the other looks on`, async ({
    page: first,
    context,
  }) => {
    if (!locks)
      await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }));
    await openApp(first);
    await rename(first, 'shared');
    await kept(first, 'shared');

    const second = await context.newPage();
    await openApp(second);
    const strip = second.getByRole('alert').filter({ hasText: 'here you look at it' });
    await expect(strip).toBeVisible();
    await rename(second, 'refused');
    await expect(notice(second, 'Nothing was changed')).toBeVisible();
    expect(await nameIn(second)).toBe('shared');
    // What is looked at can be copied, once the answer has been said; pasting says that nothing was changed, and nothing else.
    await solved(second);
    await second.getByRole('application', { name: 'Canvas' }).focus();
    await second.keyboard.press('Control+a');
    await second.keyboard.press('Control+c');
    const said = second.getByTestId('announcement');
    await expect(said).toHaveText(/^Copied/);
    await second.keyboard.press('Control+v');
    await expect(notice(second, 'Nothing was changed')).toBeVisible();
    await expect(said).toHaveText(/^Copied/);

    // What the first writes shows up in the second.
    await rename(first, 'changed there');
    await expect.poll(() => nameIn(second)).toBe('changed there');

    // Taking over: the last change of the first comes along though it was not written yet.
    await rename(first, 'the last word');
    await strip.getByRole('button', { name: 'Take over' }).click();
    await expect(strip).toBeHidden();
    await expect.poll(() => nameIn(second)).toBe('the last word');
    await expect(first.getByRole('alert').filter({ hasText: 'here you look at it' })).toBeVisible();
    await rename(second, 'mine now');
    await expect.poll(() => nameIn(first)).toBe('mine now');

    // A copy has a draft of its own.
    await first.getByRole('button', { name: 'Open a copy here' }).click();
    await expect(first.getByRole('alert').filter({ hasText: 'here you look at it' })).toBeHidden();
    await rename(first, 'a study of its own');
    await kept(first, 'a study of its own');
    await kept(first, 'mine now');
    expect(await nameIn(second)).toBe('mine now');
  });
}

test('without storage one sentence is said, editing goes on, and the file is offered', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      window.name = String(Number(window.name) + 1);
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
  });
  await openApp(page);
  await rename(page, 'kept nowhere');
  await expect(notice(page, 'This browser keeps no drafts here.')).toHaveCount(1);
  await rename(page, 'still here');
  await writes(page, 2);
  await expect(notice(page, 'This browser keeps no drafts here.')).toHaveCount(1);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save file' }).click();
  expect((await download).suggestedFilename()).toBe('still-here.weft.json');
  expect(await nameIn(page)).toBe('still here');
});

test('with a full storage the study stays, one sentence says so, and its file can be saved', async ({ page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      window.name = String(Number(window.name) + 1);
      throw new DOMException('No room is left.', 'QuotaExceededError');
    };
  });
  await openApp(page);
  for (const name of ['too much', 'and more']) {
    const before = await tried(page);
    await rename(page, name);
    await writes(page, before + 1);
    await expect(notice(page, 'storage is full')).toHaveCount(1);
    expect(await nameIn(page)).toBe(name);
  }
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save file' }).click();
  expect((await download).suggestedFilename()).toBe('and-more.weft.json');
});

test('a shared link opens beside the draft, never over it', async ({ page, context }) => {
  await openApp(page);
  await rename(page, 'from a colleague');
  const fragment = await shareFragment(page);
  await rename(page, 'my draft');
  await kept(page, 'my draft');
  await page.close();

  const other = await context.newPage();
  await openApp(other, fragment);
  await expect.poll(() => nameIn(other)).toBe('from a colleague');
  // Opened only, it is no draft; kept, it is one beside the other.
  expect(await other.evaluate(storedNames)).not.toContain('from a colleague');
  await other.getByRole('button', { name: 'Keep a copy' }).click();
  await kept(other, 'from a colleague');
  await kept(other, 'my draft');
  await other.getByRole('button', { name: 'Main menu' }).click();
  await other.getByRole('menuitem', { name: 'Drafts' }).click();
  const drafts = other.getByRole('dialog', { name: 'Drafts' });
  await drafts.getByRole('listitem').filter({ hasText: 'my draft' }).getByRole('button', { name: 'Open' }).click();
  await expect.poll(() => nameIn(other)).toBe('my draft');
});

/** How often the page has asked its storage; the test's own script counts. */
const tried = (page: Page) => page.evaluate(() => Number(window.name));
const writes = (page: Page, least: number) => expect.poll(() => tried(page)).toBeGreaterThanOrEqual(least);

/** Waits until something has been the same for a while: the camera glides, and zoom opens groups when it has rested. */
async function settled(page: Page, what: () => Promise<string>): Promise<void> {
  let [last, same] = ['', 0];
  await expect
    .poll(
      async () => {
        const now = await what();
        same = now === last ? same + 1 : 0;
        last = now;
        return same;
      },
      { intervals: [120] },
    )
    .toBeGreaterThanOrEqual(4);
}

const shown = (of: Page) => seam(of, (weft) => weft.scene()?.nodes.length ?? 0);
const canvas = (of: Page) => of.getByRole('application', { name: 'Canvas' });

test('a view is saved, gone to, renamed and deleted by key, and travels with the link', async ({ page, context }) => {
  interface Looking {
    camera(): { zoom: number; pan: { x: number; y: number } };
    open(groups: readonly string[], open: boolean): void;
  }
  const camera = (of: Page) => of.evaluate(() => (window as unknown as { weft: Looking }).weft.camera());
  await openApp(page);
  await expect.poll(() => shown(page)).toBeGreaterThan(0);
  await page.evaluate(() => (window as unknown as { weft: Looking }).weft.open(['b1/unit0/server0'], true));
  await canvas(page).focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('Control+Equal');
  await settled(page, async () => JSON.stringify([await camera(page), await shown(page)]));
  const [at, nodes] = [await camera(page), await shown(page)];
  await page.keyboard.press('Shift+S');
  await expect(page.getByTestId('announcement')).toHaveText('Saved View 1.');

  await page.evaluate(() => (window as unknown as { weft: Looking }).weft.open(['b1'], false));
  await expect.poll(() => shown(page)).toBeLessThan(nodes);
  await page.keyboard.press('Shift+1');
  await settled(page, async () => JSON.stringify(await camera(page)));
  await page.keyboard.press('g');
  await page.keyboard.press('1');
  await expect.poll(() => shown(page)).toBe(nodes);
  await expect.poll(async () => Math.abs((await camera(page)).pan.x - at.pan.x)).toBeLessThan(1);
  expect((await camera(page)).zoom).toBeCloseTo(at.zoom, 2);

  // Renamed in the list.
  await page.keyboard.press('Shift+V');
  const panel = page.getByRole('dialog', { name: 'Saved views' });
  await panel.getByRole('button', { name: 'View 1', exact: false }).first().focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('Server 0 from near');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: /Server 0 from near/ }).first()).toBeFocused();
  await page.keyboard.press('Escape');

  const other = await context.newPage();
  await openApp(other, await shareFragment(page));
  await other.getByRole('button', { name: 'Saved views' }).click();
  await other
    .getByRole('button', { name: /Server 0 from near/ })
    .first()
    .click();
  await expect.poll(() => shown(other)).toBe(nodes);
  await expect.poll(async () => (await camera(other)).zoom).toBeCloseTo(at.zoom, 2);
  await other
    .getByRole('button', { name: /Server 0 from near/ })
    .first()
    .focus();
  await other.keyboard.press('Delete');
  await expect(other.getByRole('dialog', { name: 'Saved views' }).getByRole('listitem')).toHaveCount(0);
});
