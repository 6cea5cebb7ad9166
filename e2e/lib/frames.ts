/**
 * Watches the page's frames while something happens: the gaps between requestAnimationFrame calls, in ms.
 */
import type { Page } from '@playwright/test';

export interface Frames {
  readonly count: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
  readonly longest_ms: number;
  readonly total_ms: number;
}

/** Starts to record the gaps between frames. */
export async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const gaps: number[] = [];
    let last = performance.now();
    let on = true;
    const tick = (): void => {
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      if (on) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    Object.assign(window, {
      weftFrames: () => {
        on = false;
        return gaps;
      },
    });
  });
}

/** Stops recording and sums the gaps up. */
export async function framesSince(page: Page): Promise<Frames> {
  const gaps = await page.evaluate(() => (window as unknown as { weftFrames: () => number[] }).weftFrames());
  const sorted = gaps.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return {
    count: gaps.length,
    p50_ms: at(0.5),
    p95_ms: at(0.95),
    longest_ms: sorted.at(-1) ?? 0,
    total_ms: gaps.reduce((sum, gap) => sum + gap, 0),
  };
}
