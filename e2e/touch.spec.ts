/** A phone in the hand: fingers zoom, pan, ask for a menu and link; what is pressed is large enough, and the picture stays beside an open sheet. */
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test';
import { expect, openApp, placeOf, seam, solved, test } from './lib/app.ts';

interface At {
  readonly x: number;
  readonly y: number;
}

interface Phone {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Puts fingers down, moves them there in steps, and lifts them. */
  fingers(from: readonly At[], to: readonly At[], hold_ms?: number): Promise<void>;
}

async function phone(browser: Browser): Promise<Phone> {
  const context = await browser.newContext({
    hasTouch: true,
    isMobile: true,
    viewport: { width: 390, height: 844 },
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await openApp(page);
  await solved(page);
  return { page, context, fingers: (from, to, hold_ms = 0) => move(cdp, page, from, to, hold_ms) };
}

async function move(
  cdp: CDPSession,
  page: Page,
  from: readonly At[],
  to: readonly At[],
  hold_ms: number,
): Promise<void> {
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly At[]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(({ x, y }, id) => ({ x, y, id })) });
  for (let n = 1; n <= from.length; n++) await send('touchStart', from.slice(0, n));
  if (hold_ms > 0) await page.waitForTimeout(hold_ms);
  const steps = 8;
  for (let i = 1; i <= steps; i++)
    await send(
      'touchMove',
      from.map((a, n) => ({ x: a.x + ((to[n]!.x - a.x) * i) / steps, y: a.y + ((to[n]!.y - a.y) * i) / steps })),
    );
  await send('touchEnd', []);
}

interface Camera {
  readonly zoom: number;
  readonly pan: At;
}
const camera = (page: Page): Promise<Camera> =>
  page.evaluate(() => (window as unknown as { weft: { camera(): Camera } }).weft.camera());
const first = (page: Page) => seam(page, (weft) => weft.scene()!.nodes[0]!.id);

test('two fingers zoom about the point between them, and carry the picture along', async ({ browser }) => {
  const { page, context, fingers } = await phone(browser);
  const id = await first(page);
  const [before, place] = [await camera(page), await placeOf(page, id)];
  const beside = (dx: number): readonly At[] => [
    { x: place.x - dx, y: place.y },
    { x: place.x + dx, y: place.y },
  ];
  await fingers(beside(20), beside(40));
  await expect.poll(async () => (await camera(page)).zoom / before.zoom).toBeCloseTo(2, 1);
  const after = await placeOf(page, id);
  expect(Math.hypot(after.x - place.x, after.y - place.y)).toBeLessThan(3);

  const still = await camera(page);
  const lower = beside(30).map(({ x, y }) => ({ x: x + 12, y: y + 60 }));
  await fingers(beside(30), lower);
  await expect.poll(async () => (await camera(page)).pan.y - still.pan.y).toBeCloseTo(60, 0);
  expect((await camera(page)).pan.x - still.pan.x).toBeCloseTo(12, 0);
  expect((await camera(page)).zoom).toBeCloseTo(still.zoom, 3);
  // The page itself is not zoomed by any of it.
  expect(await page.evaluate(() => window.visualViewport!.scale)).toBe(1);
  await context.close();
});

test('a long press asks for the menu of a thing, whose entries a finger can hit', async ({ browser }) => {
  const { page, context, fingers } = await phone(browser);
  const at = await placeOf(page, await first(page));
  await fingers([at], [at], 800);
  const menu = page.getByRole('menu');
  await expect(menu).toBeVisible();
  for (const item of await menu.getByRole('menuitem').all()) {
    expect((await item.boundingBox())!.height).toBeGreaterThanOrEqual(44);
  }
  const box = (await menu.boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(390);
  await menu.getByRole('menuitem').first().tap();
  await expect(menu).toBeHidden();
  await context.close();
});

test('two taps link what they hit', async ({ browser }) => {
  const { page, context } = await phone(browser);
  await page.getByRole('button', { name: 'Main menu' }).tap();
  await page.getByRole('menuitem', { name: 'New study' }).tap();
  const sheet = page.getByRole('tablist', { name: 'Panels' });
  for (const y of [260, 460]) {
    await sheet.getByRole('tab', { name: 'Add' }).tap();
    await page.getByRole('searchbox', { name: /^Search parts/ }).fill('Switch');
    await page.getByRole('button', { name: /^Switch A switch/ }).tap();
    await page.touchscreen.tap(180, y);
  }
  const ids = () => seam(page, (weft) => Object.keys(weft.study().designs[0]!.nodes));
  await expect.poll(async () => (await ids()).length).toBe(2);
  await page.getByRole('button', { name: 'Draw links' }).tap();
  for (const id of await ids()) {
    await expect
      .poll(() =>
        page.evaluate(
          (of) => (window as unknown as { weft: { placeOf(id: string): unknown } }).weft.placeOf(of) !== null,
          id,
        ),
      )
      .toBe(true);
    const { x, y } = await placeOf(page, id);
    await page.touchscreen.tap(x, y);
  }
  await expect.poll(() => seam(page, (weft) => Object.keys(weft.study().designs[0]!.links).length)).toBe(1);
  await context.close();
});

test('the picture stands beside a sheet that is opened, and comes back when it is closed', async ({ browser }) => {
  const { page, context } = await phone(browser);
  const seen = () =>
    page.evaluate(() => {
      const { weft } = window as unknown as {
        weft: { scene(): { nodes: { id: string }[] }; placeOf(id: string): { y: number; height: number } | null };
      };
      const places = weft.scene().nodes.map(({ id }) => weft.placeOf(id)!);
      return {
        top: Math.min(...places.map(({ y }) => y)),
        foot: Math.max(...places.map(({ y, height }) => y + height)),
      };
    });
  const views = (await page.getByRole('tablist', { name: 'View' }).boundingBox())!;
  const sheet = page.getByRole('tablist', { name: 'Panels' });
  for (const name of ['Design', 'Add', 'Inspect']) {
    await sheet.getByRole('tab', { name }).tap();
    const panel = (await page.getByRole('tabpanel', { name }).boundingBox())!;
    await expect.poll(async () => (await seen()).foot).toBeLessThan(panel.y);
    expect((await seen()).top).toBeGreaterThan(views.y + views.height);
    await sheet.getByRole('tab', { name }).tap();
    await expect.poll(async () => (await seen()).foot).toBeGreaterThan(panel.y);
  }
  await context.close();
});

test('what is pressed is 44 pixels high, and no page scrolls sideways', async ({ browser }) => {
  const { page, context } = await phone(browser);
  const small = () =>
    page.evaluate(() => {
      const found: string[] = [];
      for (const one of document.querySelectorAll<HTMLElement>(
        'button, select, summary, [role=tab], [role=menuitem]',
      )) {
        const box = one.getBoundingClientRect();
        const hidden = one.closest('[inert], [aria-hidden=true], .visually-hidden') !== null || box.width < 2;
        if (hidden || getComputedStyle(one).visibility === 'hidden' || box.height >= 43.9) continue;
        found.push(`${one.getAttribute('aria-label') ?? one.textContent}: ${Math.round(box.height)}`);
      }
      if (document.documentElement.scrollWidth > window.innerWidth) found.push('the page scrolls sideways');
      return found;
    });
  for (const view of ['Canvas', 'Table', 'Compare', 'Cost', 'Floor', 'Parts']) {
    await page.getByRole('tablist', { name: 'View' }).getByRole('tab', { name: view }).tap();
    await expect(page.getByRole('tabpanel', { name: view })).toBeVisible();
    await page.waitForTimeout(500);
    expect(await small(), view).toEqual([]);
  }
  const sheet = page.getByRole('tablist', { name: 'Panels' });
  for (const name of ['Design', 'Add', 'Inspect']) {
    await sheet.getByRole('tab', { name }).tap();
    await expect(page.getByRole('tabpanel', { name })).toBeVisible();
    await page.waitForTimeout(300);
    expect(await small(), name).toEqual([]);
  }
  await context.close();
});

test('the same refusal again is one notice with a count; Escape takes it away', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openApp(page);
  await solved(page);
  await page.evaluate(() => navigator.clipboard.writeText('just words'));
  await page.getByRole('application', { name: 'Canvas' }).focus();
  const notices = page.getByRole('region', { name: 'Notices' }).locator('p');
  for (let i = 1; i <= 3; i++) {
    await page.keyboard.press('Control+v');
    await expect(notices).toHaveCount(1);
    if (i > 1) await expect(notices).toContainText(`${i} times.`);
  }
  await page.keyboard.press('Escape');
  await expect(notices).toHaveCount(0);
});
