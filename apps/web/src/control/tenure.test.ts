/** Which window writes: with locks, with messages alone, with neither. Windows are played by several tenures over one channel. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { patience_ms, Tenure } from './tenure.ts';

/** Locks as the browser's: one holder, a queue, steal. */
class Locks {
  readonly held = new Map<string, { readonly end: (fault: Error) => void }>();
  readonly queue: (() => void)[] = [];

  request(name: string, options: LockOptions, use: (lock: Lock | null) => Promise<void> | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const grant = () => {
        const mine = { end: reject };
        this.held.set(name, mine);
        void Promise.resolve(use({ name, mode: 'exclusive' })).then(() => {
          if (this.held.get(name) === mine) {
            this.held.delete(name);
            this.queue.shift()?.();
          }
          resolve();
        });
      };
      const holder = this.held.get(name);
      if (holder === undefined) grant();
      else if (options.steal) {
        this.held.delete(name);
        holder.end(new DOMException('stolen', 'AbortError'));
        grant();
      } else if (options.ifAvailable) void Promise.resolve(use(null)).then(resolve);
      else {
        this.queue.push(grant);
        options.signal?.addEventListener('abort', () => {
          this.queue.splice(this.queue.indexOf(grant), 1);
          reject(new DOMException('given up', 'AbortError'));
        });
      }
    });
  }
}

/** A channel all of whose ends hear the others, after a turn. */
class Ether {
  readonly ends: { readonly hear: (event: MessageEvent) => void; deaf: boolean }[] = [];

  join() {
    const end = { hear: (() => undefined) as (event: MessageEvent) => void, deaf: false };
    this.ends.push(end);
    const channel = {
      addEventListener: (_: string, hear: (event: MessageEvent) => void) => (end.hear = hear),
      postMessage: (data: unknown) => {
        for (const other of this.ends)
          if (other !== end) setTimeout(() => (other.deaf ? undefined : other.hear({ data } as MessageEvent)), 1);
      },
    };
    return { end, channel: channel as unknown as BroadcastChannel };
  }
}

interface Way {
  readonly locks: boolean;
  readonly channel: boolean;
}

function windowsOf({ locks, channel }: Way) {
  const shared = locks ? (new Locks() as unknown as LockManager) : null;
  const ether = new Ether();
  return (tab: string) => {
    const told: string[] = [];
    const { end, channel: mine } = ether.join();
    const tenure = new Tenure({
      locks: shared,
      channel: channel ? mine : null,
      tab,
      onGained: () => told.push('gained'),
      onLost: () => told.push('lost'),
      beforeYield: () => Promise.resolve(void told.push('saved')),
      onWritten: () => told.push('written'),
    });
    return { tenure, told, end };
  };
}

const settled = (work: Promise<boolean>) => vi.advanceTimersByTimeAsync(1000).then(() => work);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe.each([
  ['locks and messages', { locks: true, channel: true }],
  ['locks alone', { locks: true, channel: false }],
  ['messages alone', { locks: false, channel: true }],
] as const)('windows with %s', (_, way) => {
  it('let the first to ask write, and the next when it leaves', async () => {
    const open = windowsOf(way);
    const [a, b] = [open('a'), open('b')];
    expect(await settled(a.tenure.ask('d'))).toBe(true);
    expect(await settled(b.tenure.ask('d'))).toBe(false);
    expect([a.tenure.holds, b.tenure.holds]).toEqual([true, false]);
    a.tenure.leave();
    await vi.advanceTimersByTimeAsync(1000);
    expect([a.tenure.holds, b.tenure.holds, b.told]).toEqual([false, true, ['gained']]);
  });

  it('write different drafts side by side', async () => {
    const open = windowsOf(way);
    const [a, b] = [open('a'), open('b')];
    expect([await settled(a.tenure.ask('d')), await settled(b.tenure.ask('e'))]).toEqual([true, true]);
  });

  it('hand over: never two at once, even when the holder does not answer', async () => {
    for (const frozen of [false, true]) {
      const open = windowsOf(way);
      const [a, b] = [open('a'), open('b')];
      await settled(a.tenure.ask('d'));
      await settled(b.tenure.ask('d'));
      a.end.deaf = frozen;
      const taking = b.tenure.takeOver();
      await vi.advanceTimersByTimeAsync(patience_ms + 1000);
      await taking;
      expect([b.tenure.holds, b.told.at(-1)]).toEqual([true, 'gained']);
      // A window that answers saved first; one that does not loses its lock, or hears of it from the store.
      const answers = !frozen && way.channel;
      const toldOfLoss = way.locks ? ['lost'] : [];
      expect(a.told).toEqual(answers ? ['saved', 'lost'] : toldOfLoss);
      expect(a.tenure.holds).toBe(!answers && !way.locks);
    }
  });

  it('hand back and forth', async () => {
    const open = windowsOf(way);
    const [a, b] = [open('a'), open('b')];
    await settled(a.tenure.ask('d'));
    await settled(b.tenure.ask('d'));
    for (const [taker, other] of [
      [b, a],
      [a, b],
      [b, a],
    ] as const) {
      const taking = taker.tenure.takeOver();
      await vi.advanceTimersByTimeAsync(patience_ms + 1000);
      await taking;
      expect([taker.tenure.holds, other.tenure.holds]).toEqual([true, false]);
    }
  });
});

describe('a window', () => {
  it('hears of what another has written only while it looks on', async () => {
    const open = windowsOf({ locks: true, channel: true });
    const [a, b] = [open('a'), open('b')];
    await settled(a.tenure.ask('d'));
    await settled(b.tenure.ask('d'));
    a.tenure.tellWritten();
    b.tenure.tellWritten();
    await vi.advanceTimersByTimeAsync(10);
    expect([a.told, b.told]).toEqual([[], ['written']]);
  });

  it('of two that ask at the same moment without locks, one writes', async () => {
    const open = windowsOf({ locks: false, channel: true });
    const [a, b] = [open('a'), open('b')];
    const asked = Promise.all([a.tenure.ask('d'), b.tenure.ask('d')]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await asked).toEqual([true, false]);
  });

  it('alone, without locks and messages, writes', async () => {
    const a = windowsOf({ locks: false, channel: false })('a');
    expect(await settled(a.tenure.ask('d'))).toBe(true);
  });

  it('looks on when the store says that another has the draft', async () => {
    const a = windowsOf({ locks: false, channel: false })('a');
    await settled(a.tenure.ask('d'));
    a.tenure.lose();
    expect([a.tenure.holds, a.told]).toEqual([false, ['lost']]);
  });
});
