import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import type { ExplicitFlows } from '@weft/topology';
import { finish } from '../steps.ts';
import { leafSpine, torus, type Made } from '../testing/fabrics.ts';
import { simulateFlows, type FlowTimeline } from './flows.ts';
import { flowsOfJobs, type Job, type Waiting } from './steps.ts';

const routing = { policy: 'single-path', seed: 0, handOver: true } as const;

function shift(nodes: readonly number[], by: number, size_B: number): ExplicitFlows {
  const n = nodes.length;
  return {
    kind: 'explicit',
    name: 'shift',
    source: Int32Array.from(nodes),
    target: Int32Array.from(nodes, (_, i) => nodes[(i + by) % n]!),
    weight: null,
    cap_Gbps: null,
    size_B: new Float64Array(n).fill(size_B),
  };
}

function run(made: Made, jobs: readonly Job[]): FlowTimeline {
  const timeline = valueOf(finish(simulateFlows(made.topology, flowsOfJobs(jobs), routing)));
  expect(timeline.certificate.worst).toBeLessThan(1e-9);
  return timeline;
}

/** A ring all-reduce: 2 (n - 1) steps of size / n to the next. */
function allReduce(nodes: readonly number[], size_B: number, waiting: Waiting, start_ns = 0): Job {
  const n = nodes.length;
  return { steps: Array.from({ length: 2 * (n - 1) }, () => shift(nodes, 1, size_B / n)), start_ns, waiting };
}

/** One flow of 1000 B. */
const one = (s: number, t: number, start_ns: number): Job => ({
  steps: [{ ...shift([s], 0, 1000), target: Int32Array.of(t) }],
  start_ns,
  waiting: 'all',
});

describe('jobs on one fabric', () => {
  it.each(['all', 'data'] as const)(
    'an all-reduce of 8 KB on a ring of 8 at 1 Gb/s takes 14 steps of 8 us, waiting for %s',
    (waiting) => {
      const made = torus([8]);
      expect(run(made, [allReduce([...made.endpoints], 8000, waiting)]).makespan).toBeCloseTo(14 * 8000, 6);
    },
  );

  it('two jobs that share a link take turns at half speed until one is done', () => {
    // Both jobs send 1000 B over the one uplink of 1 Gb/s: the first from 0, the second from 4 us on.
    const made = leafSpine(2, 2, 1, 1, 10);
    const [a, b, c, d] = [...made.endpoints] as [number, number, number, number];
    const { finished } = run(made, [one(a, c, 0), one(b, d, 4000)]);
    // 4 of 8 kb alone, the other 4 at half speed to 12 us; then the second has 4 kb left.
    expect(finished[0]).toBeCloseTo(12000, 6);
    expect(finished[1]).toBeCloseTo(16000, 6);
  });

  it('a barrier makes fast flows wait, data alone does not', () => {
    const made = leafSpine(1, 4, 1, 1, 1);
    const [a, b, c, d] = [...made.endpoints] as [number, number, number, number];
    const uneven: ExplicitFlows = {
      ...shift([a, c], 1, 1000),
      target: Int32Array.of(b, d),
      size_B: Float64Array.of(1000, 3000),
    };
    const second: ExplicitFlows = { ...shift([b], 0, 1000), target: Int32Array.of(a) };
    const job = (waiting: Waiting): Job => ({ steps: [uneven, second], start_ns: 0, waiting });
    expect(run(made, [job('all')]).makespan).toBeCloseTo(32000, 6);
    expect(run(made, [job('data')]).makespan).toBeCloseTo(24000, 6);
  });

  it('steps without sizes are refused', () => {
    const made = torus([4]);
    const bare = { ...shift([...made.endpoints], 1, 1), size_B: null };
    expect(() => flowsOfJobs([{ steps: [bare], start_ns: 0, waiting: 'all' }])).toThrow('no sizes');
  });
});
