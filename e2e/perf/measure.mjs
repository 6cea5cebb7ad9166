// What is measured in a browser: frames while something moves, and the time from an act to its picture. All times in ms.

/** Runs in the page: the gaps between frames while `act` of the outside is under way. */
export async function frames(page, act) {
  await page.evaluate(() => {
    const gaps = [];
    let last = performance.now();
    let on = true;
    const tick = (now) => {
      gaps.push(now - last);
      last = now;
      if (on) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    window.endFrames = () => ((on = false), gaps.slice(2));
  });
  await act();
  const gaps = (await page.evaluate(() => window.endFrames())).toSorted((a, b) => a - b);
  return { p50: quantile(gaps, 0.5), p95: quantile(gaps, 0.95) };
}

export function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export function median(values) {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

/** Pans by the wheel in a circle around a point of the page. */
export async function pan(page, at, steps = 90) {
  await page.mouse.move(at.x, at.y);
  for (let i = 0; i < steps; i++) {
    await page.mouse.wheel(24 * Math.cos(i / 8), 24 * Math.sin(i / 8));
    await page.waitForTimeout(8);
  }
}

/** Presses the left button (or the middle one) and drags in a circle. */
export async function drag(page, at, button = 'left', steps = 90) {
  await page.mouse.move(at.x, at.y);
  await page.mouse.down({ button });
  for (let i = 0; i < steps; i++) {
    await page.mouse.move(at.x + 90 * Math.sin(i / 8), at.y + 60 * (1 - Math.cos(i / 8)));
    await page.waitForTimeout(8);
  }
  await page.mouse.up({ button });
}

/** Zooms in and out by the wheel, with Control where the page pans without it. */
export async function zoom(page, at, key, steps = 80) {
  await page.mouse.move(at.x, at.y);
  if (key) await page.keyboard.down(key);
  for (let i = 0; i < steps; i++) {
    await page.mouse.wheel(0, i % 40 < 20 ? -12 : 12);
    await page.waitForTimeout(8);
  }
  if (key) await page.keyboard.up(key);
}

/** Runs in the page: from `act` (an expression) until `seen` (an expression) holds and the frame that shows it is out. */
export function untilPainted(page, act, seen, most_ms = 20_000) {
  return page.evaluate(
    async ({ act: actText, seen: seenText, most }) => {
      const begun = performance.now();
      const holds = new Function(`return (${seenText})`);
      const { port1, port2 } = new MessageChannel();
      port1.start();
      const task = () =>
        new Promise((next) => {
          port1.addEventListener('message', next, { once: true });
          port2.postMessage(null);
        });
      // The drawing asks for its frame in the task in which this does: both are in one frame, and the task after it comes when that is out.
      let shown = null;
      const look = () => {
        if (shown === null && holds()) shown = new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
        return shown;
      };
      // In the task that draws a picture: after it, a frame may come before the next look.
      const stop = window.weft?.watch(look);
      await new Function(`return (${actText})`)();
      while (look() === null) {
        if (performance.now() - begun > most) throw new Error(`waited in vain for ${seenText}`);
        await task();
      }
      await shown;
      const took = performance.now() - begun;
      stop?.();
      return took;
    },
    { act, seen, most: most_ms },
  );
}

/** The page's heap after a collection, MB; the worker's own heap is not in it. */
export async function heap(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  return metrics.find((one) => one.name === 'JSHeapUsedSize').value / 1e6;
}
