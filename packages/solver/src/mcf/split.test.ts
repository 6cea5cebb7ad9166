import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { finish } from '../steps.ts';
import { demandsApart } from './apart.ts';
import { blockOfArc, blockSteps } from './blocks.ts';
import { concurrentFlow, type Interval } from './concurrent.ts';
import { islandSteps } from './islands.ts';
import { checkConcurrent, type Concurrent } from './problem.ts';
import { splitSteps, type Split } from './split.ts';

type Triple = readonly [number, number, number];

function problemOf(nodes: number, edges: readonly Triple[], demands: readonly Triple[]): Concurrent {
  const arcs = edges.flatMap(([u, v, c]) => [
    [u, v, c],
    [v, u, c],
  ]);
  return valueOf(checkConcurrent({ nodes, arcs, demands }));
}

function splitOf(problem: Concurrent): Split {
  const { source, target, demand } = problem;
  return finish(splitSteps(problem, { source, target, demand, flows: demand.map(() => 1) }, Infinity))!;
}

const answer = (problem: Concurrent): Interval => finish(concurrentFlow(problem, { gap: 1e-3, sweeps: 2000 }));

/** Few edges for their nodes, so that many nodes hold pieces together and some have no way to others; some pass nothing on. */
const graphs = fc
  .record({
    nodes: fc.integer({ min: 2, max: 12 }),
    ends: fc.array(fc.tuple(fc.nat(999), fc.nat(999), fc.integer({ min: 1, max: 5 })), { maxLength: 18 }),
    asks: fc.array(fc.tuple(fc.nat(999), fc.nat(999), fc.integer({ min: 1, max: 5 })), { maxLength: 8 }),
    mute: fc.array(fc.nat(999), { maxLength: 3 }),
  })
  .map(({ nodes, ends, asks, mute }) => {
    const within = (list: readonly Triple[]): Triple[] => list.map(([u, v, x]) => [u % nodes, v % nodes, x]);
    const problem = problemOf(nodes, within(ends), within(asks));
    for (const v of mute) problem.forwards[v % nodes] = 0;
    return problem;
  });

describe('blocks', () => {
  it('of two triangles at a node, with an arm: three, all at the node in the middle but the arm', () => {
    //  0 - 1     3      Node 2 holds the triangles together, node 4 the arm 4 - 5.
    //   \ /    /   \
    //    2 - - - - - 4 - 5
    const { nodeCount, outOffset, outArc, head } = problemOf(
      6,
      [
        [0, 1, 1],
        [1, 2, 1],
        [0, 2, 1],
        [2, 3, 1],
        [3, 4, 1],
        [2, 4, 1],
        [4, 5, 1],
      ],
      [],
    );
    const blocks = finish(blockSteps({ nodeCount, outOffset, outArc, head }));
    expect(blocks.count).toBe(3);
    const of = (u: number, v: number): number => blockOfArc(blocks, u, v);
    expect(new Set([of(0, 1), of(1, 2), of(2, 0)]).size).toBe(1);
    expect(new Set([of(2, 3), of(3, 4), of(4, 2)]).size).toBe(1);
    expect(new Set([of(0, 1), of(2, 3), of(4, 5)]).size).toBe(3);
    expect([...blocks.top].toSorted()).toEqual([0, 2, 4]);
    expect([...blocks.depth]).toEqual([0, 1, 1, 2, 2, 3]);
  });

  it('that share two nodes are one: without any single node, the ends of a block stay joined', () => {
    fc.assert(
      fc.property(graphs, (problem) => {
        const { nodeCount, tail, head } = problem;
        const blocks = finish(blockSteps(problem));
        tail.forEach((u, a) => {
          tail.forEach((s, b) => {
            const [v, t] = [head[a]!, head[b]!];
            if (blockOfArc(blocks, u, v) !== blockOfArc(blocks, s, t)) return;
            for (let out = 0; out < nodeCount; out++) {
              if ([u, v, s, t].includes(out)) continue;
              expect(isJoined(problem, u, s, out)).toBe(true);
            }
          });
        });
      }),
      { seed: 5, numRuns: 60 },
    );
  });
});

function isJoined({ nodeCount, tail, head }: Concurrent, s: number, t: number, without: number): boolean {
  const seen = new Set([s]);
  for (let round = 0; round < nodeCount; round++) {
    tail.forEach((u, a) => {
      if (seen.has(u) && head[a] !== without) seen.add(head[a]!);
    });
  }
  return seen.has(t);
}

describe('islands', () => {
  it('join what a search from each source reaches', () => {
    fc.assert(
      fc.property(graphs, (problem) => {
        const islands = finish(islandSteps(problem, problem.forwards));
        const apart = new Set(demandsApart(problem).map(([s, t]) => `${s} ${t}`));
        problem.source.forEach((s, k) => {
          const t = problem.target[k]!;
          expect(islands.joins(s, t)).toBe(!apart.has(`${s} ${t}`));
        });
      }),
      { seed: 6, numRuns: 400 },
    );
  });
});

describe('a problem taken apart', () => {
  it('has the same answer', () => {
    fc.assert(
      fc.property(graphs, (problem) => {
        const { problem: split, disconnected } = splitOf(problem);
        expect(disconnected).toBe(demandsApart(problem).length);
        if (disconnected > 0 || problem.demand.length === 0) return;
        const [whole, parts] = [answer(problem), answer(split)];
        expect([whole.certificate.ok, parts.certificate.ok]).toEqual([true, true]);
        expect(parts.gap).toBeLessThanOrEqual(1e-3);
        expect(parts.low).toBeLessThanOrEqual(whole.high * (1 + 1e-9));
        expect(whole.low).toBeLessThanOrEqual(parts.high * (1 + 1e-9));
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('keeps one of the blocks that are alike, and none without a demand', () => {
    // A ring of four switches; a host on each of two links, and a switch 12 that nobody asks for. Each host to one of the next switch.
    const ring: Triple[] = [0, 1, 2, 3].map((r) => [r, (r + 1) % 4, 10]);
    const hosts: Triple[] = [0, 1, 2, 3].flatMap((r) => [4, 8].map((from): Triple => [r, from + r, 1]));
    const asks: Triple[] = [0, 1, 2, 3].map((r) => [4 + r, 8 + ((r + 1) % 4), 1]);
    const { problem } = splitOf(problemOf(13, [...ring, ...hosts, [12, 0, 1]], asks));
    // The ring with four demands; of the hosts' links one that sends and one that receives.
    expect([problem.nodeCount, problem.demand.length, problem.outArc.length]).toEqual([4 + 2 + 2, 4 + 2, 8 + 2 + 2]);
    expect(answer(problem).low).toBeCloseTo(1, 6);
  });
});
