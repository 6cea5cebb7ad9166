/** What axe finds wrong on a surface, and targets that are too small: in both themes. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { expect } from './app.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/** What axe finds wrong within a part of the page; in another theme nothing but the contrast can differ. */
async function violationsOn(page: Page, rules: 'all' | 'contrast', within: string): Promise<readonly string[]> {
  const only = rules === 'contrast' ? ", runOnly: ['color-contrast']" : '';
  const violations = await page.evaluate<readonly Violation[]>(
    // The ends of a menu that hand the focus back are hidden and take it for an instant: by design. Without motion a frame is enough for what is coming or going, which would be measured half transparent.
    `new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)))
      .then(() => axe.run({ include: ['${within}'], exclude: ['[data-base-ui-focus-guard]'] }, { resultTypes: ['violations'], preload: false${only} }))
      .then(({ violations }) => violations)`,
  );
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id} ${n.target.join(' ')}: ${n.failureSummary}`));
}

/** Targets below 24 CSS pixels with another target too near: 2.5.8. */
function smallTargets(page: Page, within: string): Promise<readonly string[]> {
  return page.evaluate((part) => {
    const controls = document
      .querySelector(part)!
      .querySelectorAll<HTMLElement>('button, [role=tab], select, input, a[href]');
    const boxes = [...controls]
      .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('[inert], [aria-hidden=true]'))
      .map((e) => ({ e, box: e.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 2 && box.bottom > 0 && box.top < innerHeight);
    // 24 px, or room for a circle of 24 px around the middle that meets no other target; a switch is as large as its ::before.
    return boxes
      .filter(({ e, box }) => Math.min(box.width, box.height) < 23.5 && e.getAttribute('role') !== 'switch')
      .filter(({ e, box }) => {
        const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
        return boxes.some(({ e: other, box: b }) => {
          if (other === e) return false;
          const dx = Math.max(b.left - middle.x, 0, middle.x - b.right);
          const dy = Math.max(b.top - middle.y, 0, middle.y - b.bottom);
          return Math.hypot(dx, dy) < 12;
        });
      })
      .map(({ e, box }) => `${e.outerHTML.slice(0, 90)} ${Math.round(box.width)}x${Math.round(box.height)}`);
  }, within);
}

/**
 * Nothing wrong with a surface, in both themes: all rules in the theme that is on, the contrast in the other one, which stays on for the next surface.
 * What lies over the page, and what alone changed of it, is measured alone: the page has been.
 */
export async function check(page: Page, where: string, within = 'html'): Promise<void> {
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  expect.soft(await violationsOn(page, 'all', within), where).toEqual([]);
  expect.soft(await smallTargets(page, within), `${where}: targets`).toEqual([]);
  await page.emulateMedia({ colorScheme: isDark ? 'light' : 'dark' });
  expect.soft(await violationsOn(page, 'contrast', within), `${where}, ${isDark ? 'light' : 'dark'}`).toEqual([]);
}

/** Puts axe beside every page that is opened from now on; nothing moves, so that nothing is measured while it comes or goes. */
export async function bringAxe(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.addInitScript({ content: axe });
}
