/**
 * Edits of a large design over a channel, with calls cancelled at any moment of their arrival and of their work: whatever was cancelled, the next answer is
 * that of an engine that was never asked before, and a design whose sending failed is sent anew.
 */
import { describe, expect, it } from 'vitest';
import { defaultWorkload, type Design } from '@weft/model';
import { readAny } from '@weft/codecs';
import { SeededRandom } from '@weft/testkit';
import { finish, type Steps } from '@weft/solver';
import { valueOf } from '@weft/units';
import { connectEngine, type EngineClient, type WorkerLike } from './client.ts';
import { exposeEngine } from './host.ts';
import { createPipeline } from './pipeline.ts';
import { EngineStop } from './stop.ts';

/** 160 servers of four cards on leaves and spines: 160 + 40 + 8 devices, 960 cables; more than one piece. */
function cluster(): Design {
  const rows = ['a_device,a_port,z_device,z_port'];
  for (let s = 0; s < 160; s++) {
    for (let n = 0; n < 4; n++) rows.push(`server${s},mlx5_${n},leaf${4 * Math.floor(s / 16) + n},${(s % 16) + 1}`);
  }
  for (let l = 0; l < 40; l++) {
    for (let u = 0; u < 8; u++) rows.push(`leaf${l},${17 + u},spine${u},${l + 1}`);
  }
  return valueOf(readAny('cabling.csv', new TextEncoder().encode(rows.join('\n')))).design!;
}

/** One link at another rate, one gone, or one switch moved. */
function edited(design: Design, random: SeededRandom): Design {
  const ids = Object.keys(design.links);
  const id = ids[random.int(ids.length)]!;
  const links = { ...design.links };
  switch (random.int(3)) {
    case 0:
      links[id] = { ...links[id]!, rate_Gbps: [100, 200, 400][random.int(3)]! };
      return { ...design, links };
    case 1:
      delete links[id];
      return { ...design, links };
    default: {
      const node = Object.values(design.nodes)[random.int(200)]!;
      return {
        ...design,
        nodes: { ...design.nodes, [node.id]: { ...node, x: random.int(1000), y: random.int(1000) } },
      };
    }
  }
}

/** A worker in the same realm, that can lose a message. */
class Channel implements WorkerLike {
  readonly #channel = new MessageChannel();
  losesNext = false;

  constructor() {
    exposeEngine(this.#channel.port2, { ...createPipeline(), warmUp: () => [] });
  }

  postMessage(message: unknown, transfer: never[] = []): void {
    if (this.losesNext) {
      this.losesNext = false;
      throw new Error('the message could not be posted');
    }
    this.#channel.port1.postMessage(message, transfer);
  }

  addEventListener(type: string, listener: never): void {
    if (type === 'message') this.#channel.port1.addEventListener(type, listener);
  }

  removeEventListener(type: string, listener: never): void {
    if (type === 'message') this.#channel.port1.removeEventListener(type, listener);
  }

  start(): void {
    this.#channel.port1.start();
  }

  terminate(): void {
    this.#channel.port1.close();
  }
}

const workload = {
  ...defaultWorkload,
  traffic: { pattern: 'permutation', seed: 3 },
  routing: { policy: 'spray', handOver: false },
} as const;

/** An answer as text, without how long it took. */
function timeless(answer: unknown): string {
  return JSON.stringify(answer, (key, value: unknown) => (key === 'time_ms' ? undefined : value));
}

async function stopped(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return false;
  } catch (error) {
    if (!(error instanceof EngineStop)) throw error;
    return true;
  }
}

function ask(engine: EngineClient, design: Design, method: number): Promise<unknown> {
  if (method === 0) return engine.facts(design);
  if (method === 1) return engine.scene({ design, open: ['g1'] });
  return engine.solve({ design, workload, failed: [] }, () => undefined);
}

/** The same asked of an engine that has answered nothing yet. */
function fresh(design: Design, method: number): unknown {
  const pipeline = createPipeline();
  const copy = structuredClone(design);
  if (method === 0) return finish(pipeline.facts(copy) as Steps<unknown>);
  if (method === 1) return finish(pipeline.scene({ design: copy, open: ['g1'] }) as Steps<unknown>);
  return finish(pipeline.solve({ design: copy, workload, failed: [] }) as Steps<unknown>);
}

describe('a large design that is edited while calls are cancelled', () => {
  it.each([1, 2, 3])('is answered as by a fresh engine, with seed %i', async (seed) => {
    const random = new SeededRandom(seed);
    const engine = connectEngine(() => new Channel());
    let design = cluster();
    for (let round = 0; round < 8; round++) {
      // Some calls are replaced by the next at once, some after a while.
      for (let k = random.int(4); k > 0; k--) {
        const call = stopped(ask(engine, design, random.int(3)));
        if (random.chance(0.5)) await new Promise((resolve) => setTimeout(resolve, random.int(12)));
        engine.cancel();
        await call;
        design = edited(design, random);
      }
      // A picture shows what was solved before; it is compared below.
      const method = random.chance(0.5) ? 0 : 2;
      expect(timeless(await ask(engine, design, method))).toBe(timeless(fresh(design, method)));
      design = edited(design, random);
    }
    engine.close();
    const another = connectEngine(() => new Channel());
    await stopped(Promise.race([ask(another, design, 1), new Promise((resolve) => setTimeout(resolve, 2))]));
    another.cancel();
    design = edited(design, random);
    expect(timeless(await ask(another, design, 1))).toBe(timeless(fresh(design, 1)));
    another.close();
  });

  it('is sent whole again after a message of it was lost', async () => {
    const workers: Channel[] = [];
    const engine = connectEngine(() => {
      const worker = new Channel();
      workers.push(worker);
      return worker;
    });
    const design = cluster();
    await engine.facts(design);
    const random = new SeededRandom(7);
    const next = edited(design, random);
    workers[0]!.losesNext = true;
    await expect(engine.facts(next)).rejects.toThrow('could not be posted');
    const after = edited(next, random);
    expect(timeless(await engine.facts(after))).toBe(timeless(fresh(after, 0)));
    engine.close();
  });
});
