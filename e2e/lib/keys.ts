/**
 * The keyboard as the only hand: moves the focus by Tab, as a person without a mouse does, and says where it is.
 */
import type { Page } from '@playwright/test';
import { expect } from './app.ts';

/** Presses Tab until what has the focus is called so; its name is its label or its text. */
export async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${String(name)} is not reached by ${key}; the focus is on ${await focused(page)}`);
}

/** Presses Tab until the canvas has the focus; the tab of its view has the same name. */
export async function tabToCanvas(page: Page, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    if (await page.evaluate(() => document.activeElement?.getAttribute('role') === 'application')) return;
    await page.keyboard.press(key);
  }
  throw new Error(`The canvas is not reached by ${key}; the focus is on ${await focused(page)}`);
}

/** What has the focus, in words. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (at === null || at === document.body) return '';
    const labelled = at.getAttribute('aria-label') ?? at.closest('label')?.textContent;
    const label = at.id === '' ? null : document.querySelector(`label[for="${CSS.escape(at.id)}"]`)?.textContent;
    return (labelled ?? label ?? at.textContent ?? '').trim();
  });
}

/** Runs a command by its words in the command palette. */
export async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: /command/i });
  await expect(dialog).toBeVisible();
  await page.keyboard.type(words);
  await expect(dialog.getByRole('option').first()).toContainText(words);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

/** Goes to the palette and places a part from it by Enter, so many times. */
export async function addByKey(page: Page, name: string, times: number): Promise<void> {
  await page.keyboard.type(name);
  await tabTo(page, new RegExp(`^${name} (A switch|Eight)`));
  for (let i = 0; i < times; i++) await page.keyboard.press('Enter');
}

/** The link in the share dialog. */
export async function sharedLink(page: Page): Promise<string> {
  const box = page.getByRole('dialog', { name: 'Share this study' }).getByRole('textbox', { name: 'Link' });
  await expect(box).toHaveValue(/#1[a-z]\./);
  return box.inputValue();
}
