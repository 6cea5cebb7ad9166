/**
 * A pause between two pieces of work: one turn of the event loop, in which the messages that wait are handled.
 *
 * In a browser a MessageChannel serves (about 3 us; a timer costs at least a millisecond, a promise lets nothing in). Node drains up to a
 * thousand messages of one port before it looks at another, so there `setImmediate` serves.
 */
type Later = (act: () => void) => unknown;

const { setImmediate } = globalThis as { readonly setImmediate?: Later };
const later: Later = setImmediate ?? byChannel();

/** Resolves on the next turn of the event loop; pauses end in the order they began. */
export function tick(): Promise<void> {
  return new Promise((resolve) => {
    later(resolve);
  });
}

/** Resolves after a while, without work. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

function byChannel(): Later {
  let channel: InstanceType<typeof MessageChannel> | null = null;
  const paused: (() => void)[] = [];
  return (act) => {
    if (channel === null) {
      channel = new MessageChannel();
      channel.port1.addEventListener('message', () => paused.shift()?.());
      channel.port1.start();
    }
    paused.push(act);
    channel.port2.postMessage(null);
  };
}
