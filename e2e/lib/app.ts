/**
 * The application as a journey uses it: open it, wait for an answer, drop a file, read the document behind the page.
 */
import { expect, test as base, type Locator, type Page } from '@playwright/test';

/** What the app offers to tests when opened with `?test`; see apps/web/src/control/testSeam.ts. */
interface Seam {
  crash(): void;
  study(): StudyLike;
  counts(): CountsLike | null;
  solved(): SolvedLike | null;
  solveState(): string;
  scene(): SceneLike | null;
  selection(): readonly string[];
  camera(): { readonly zoom: number; readonly pan: { readonly x: number; readonly y: number } };
  placeOf(id: string): { x: number; y: number; width: number; height: number } | null;
}

export interface StudyLike {
  readonly name: string;
  readonly designs: readonly {
    readonly id: string;
    readonly name: string;
    readonly blocks: Readonly<Record<string, { readonly id: string; readonly x: number; readonly y: number }>>;
    readonly nodes: Readonly<Record<string, { readonly id: string; readonly kind: string; readonly x: number | null }>>;
    readonly links: Readonly<Record<string, { readonly id: string }>>;
  }[];
}

export interface CountsLike {
  readonly accelerators: number;
  readonly servers: number;
  readonly nics: number;
  readonly switches: Readonly<Record<string, number>>;
  readonly links: Readonly<Record<string, number>>;
}

export interface SolvedLike {
  readonly flows: number;
  readonly disconnected: number;
  readonly rate_Gbps: { readonly min: number; readonly mean: number; readonly max: number };
  readonly certificate: { readonly ok: boolean };
}

export interface SceneLike {
  readonly nodes: readonly {
    readonly id: string;
    readonly kind: string;
    readonly label: string;
    readonly opens: string | null;
  }[];
  readonly links: readonly {
    readonly id: string;
    readonly source: string;
    readonly target: string;
    readonly count: number;
  }[];
  readonly backdrops: readonly { readonly id: string }[];
}

/** A test that fails when the page logs an error or throws. */
export const test = base.extend<{ quiet: void }>({
  quiet: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await use();
      expect(errors, 'errors on the page').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Opens the app, with a share fragment if one is given, and waits until the canvas is there. */
export async function openApp(page: Page, fragment = ''): Promise<void> {
  await page.goto(`./?test${fragment === '' ? '' : `#${fragment}`}`);
  await expect(page.getByRole('application', { name: 'Canvas' })).toHaveAttribute('data-ready', '');
}

/** Waits until the solver has answered for what is on the screen. */
export async function solved(page: Page, timeout = 30_000): Promise<SolvedLike> {
  // The page says it two frames later than it is: just after an edit it may still say that the last answer is there.
  await expect.poll(() => seam(page, (weft) => weft.solveState()), { timeout }).toBe('done');
  await expect(page.getByTestId('solve-status')).toHaveAttribute('data-state', 'done', { timeout });
  const answer = await seam(page, (weft) => weft.solved());
  if (answer === null) throw new Error('the status says solved but there is no answer');
  return answer;
}

/** Runs a function on the seam in the page; arguments must be JSON. */
export function seam<T>(page: Page, body: (weft: Seam) => T): Promise<T> {
  return page.evaluate(`(${body.toString()})(window.weft)`);
}

/** Where something is drawn, in CSS pixels of the window. */
export async function placeOf(page: Page, id: string): Promise<{ x: number; y: number }> {
  const place = await page.evaluate((wanted) => (window as unknown as { weft: Seam }).weft.placeOf(wanted), id);
  if (place === null) throw new Error(`${id} is not drawn`);
  return { x: place.x + place.width / 2, y: place.y + place.height / 2 };
}

/** Where something stands once the view has come to rest: a view that follows a sheet glides. */
export async function restingPlaceOf(page: Page, id: string): Promise<{ x: number; y: number }> {
  const place = async () => {
    const { x, y } = await placeOf(page, id);
    return [Math.round(x), Math.round(y)];
  };
  await expect(async () => {
    const before = await place();
    await page.evaluate(async () => {
      for (let frame = 0; frame < 8; frame++) await new Promise(requestAnimationFrame);
    });
    expect(await place()).toEqual(before);
  }).toPass();
  return placeOf(page, id);
}

/** Drops a file on the window as a person would. */
export async function dropFile(page: Page, name: string, content: string | Uint8Array): Promise<void> {
  const base64 = Buffer.from(content).toString('base64');
  await page.evaluate(
    ({ file, data }) => {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], file));
      for (const type of ['dragenter', 'dragover', 'drop']) {
        window.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }
    },
    { file: name, data: base64 },
  );
}

/** Starts an empty study: the menu's "New study". */
export async function newStudy(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Main menu' }).click();
  await page.getByRole('menuitem', { name: 'New study' }).click();
  await expect(page.getByText('This design is empty')).toBeVisible();
}

/** Chooses a part or block in the palette and clicks where it goes, in the canvas's own pixels. */
export async function place(page: Page, name: string, at: { x: number; y: number }): Promise<void> {
  await paletteItem(page, name).click();
  await page.mouse.click(at.x, at.y);
}

/** A part or block of the palette by the first words of its button: what follows them describes it. */
export function paletteItem(page: Page, name: string): Locator {
  return page
    .getByRole('complementary', { name: 'Add' })
    .getByRole('button', { name: new RegExp(`^${name}(?=[ :,.]|$)`) })
    .first();
}

/** Selects the block b1, open or closed, and sets its number of servers through its form. */
export async function setServers(page: Page, servers: number): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Servers', exact: true });
  if (!(await field.isVisible())) {
    const chip = await placeOf(page, 'b1');
    await page.mouse.click(chip.x, chip.y);
  }
  await field.fill(String(servers));
  await field.press('Enter');
}

/** The fragment of the link that shares what is open: equal studies give equal links. */
export async function shareFragment(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this study' });
  const box = dialog.getByRole('textbox', { name: 'Link' });
  await expect(box).toHaveValue(/#1[a-z]\./);
  const link = await box.inputValue();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return new URL(link).hash.slice(1);
}
