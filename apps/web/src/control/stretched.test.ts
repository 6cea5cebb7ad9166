// @vitest-environment happy-dom
/** Long work on the page: it ends in its value, says how far it is once it takes long, and is stopped by Escape or by its button. */
import type { Stretches } from '@weft/model';
import { beforeEach, describe, expect, it } from 'vitest';
import { session } from '../stores/session.ts';
import { stretched } from './stretched.ts';

const naming = { doing: 'Counting.', stopped: 'Stopped; nothing was counted.' };

/** Work of so many milliseconds, by the clock: what it does between two pauses is waiting. */
function* during(total_ms: number): Stretches<string> {
  const begun_ms = performance.now();
  for (;;) {
    const past_ms = performance.now() - begun_ms;
    if (past_ms >= total_ms) return 'done';
    yield past_ms / total_ms;
  }
}
const notices = () => session.getState().notices;
const press = () => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', cancelable: true }));
/** Waits until the work has said that it is going on. */
async function said(): Promise<void> {
  while (!notices().some((notice) => notice.progress !== undefined)) await new Promise((next) => setTimeout(next, 5));
}

beforeEach(() => session.setState({ notices: [], announcement: '' }));

describe('work in stretches', () => {
  it('that is short gives its value and says nothing', async () => {
    expect(await stretched(during(1), naming)).toBe('done');
    expect(notices()).toEqual([]);
    expect(session.getState().announcement).toBe('');
  });

  it('that is long says what it does and how far it is, and takes that away at its end', async () => {
    const work = stretched(during(900), naming);
    await said();
    const [notice] = notices();
    expect(notice).toMatchObject({ text: 'Counting.', stays: true });
    expect(notice!.progress).toBeGreaterThan(0);
    expect(session.getState().announcement).toBe('Counting.');
    expect(await work).toBe('done');
    expect(notices()).toEqual([]);
  });

  it.each([
    ['Escape', press],
    ['its button', () => notices()[0]!.action!.run()],
  ])('stops by %s, and says that', async (_, stop) => {
    const work = stretched(during(60_000), naming);
    await said();
    stop();
    expect(await work).toBeNull();
    expect(notices().map((notice) => notice.text)).toEqual(['Stopped; nothing was counted.']);
    // Escape is everyone's again.
    expect(press()).toBe(true);
  });
});
