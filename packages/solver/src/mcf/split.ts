/**
 * A maximum concurrent flow taken apart at the nodes by which alone its pieces hang together.
 *
 * A path from s to t passes every node that separates them, so a demand is one demand in each block between: server to its switch, switch to
 * switch, switch to server. Blocks share no arc, so the largest part that all demands can have is the least over the blocks, and nothing is lost.
 * A random graph of switches with eight accelerators on each is searched from its switches, among switches alone. Blocks that are the same but
 * for the numbers of their nodes have the same answer; one of them stays. Blocks without a demand go.
 *
 * Demands may stand for their orbits and arcs share pools (see `problem.ts`): what a demand loads still divides over the orbits of its paths.
 */
import { inSlices, type Steps } from '../steps.ts';
import { blockOfArc, blockSteps, type Blocks } from './blocks.ts';
import { islandSteps } from './islands.ts';
import type { Concurrent } from './problem.ts';

/** The arcs of a problem, each with one back. */
export type Graph = Omit<Concurrent, 'source' | 'target' | 'demand'>;

/** Demands as lists; `flows` says for how many flows each stands. */
export interface Rows {
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly demand: Float64Array;
  readonly flows: Float64Array;
}

export interface Split {
  readonly problem: Concurrent;
  /** Flows without a path; they are left out. */
  readonly disconnected: number;
}

/** Rows or nodes between two pauses. */
const slice = 5000;
/** Pieces likewise. */
const few = 20;

/** Takes a problem apart. Null when more than `limit` demands are left. O(arcs + rows x blocks between their ends). */
export function* splitSteps(graph: Graph, rows: Rows, limit: number): Steps<Split | null> {
  const blocks = yield* blockSteps(graph);
  const islands = yield* islandSteps(graph, graph.forwards);
  const demands = new Demands(graph.nodeCount, blocks);
  let disconnected = 0;
  const { source, target, demand, flows } = rows;
  yield* inSlices(source.length, slice, 'optimum', (from, to) => {
    for (let i = from; i < to; i++) {
      if (islands.joins(source[i]!, target[i]!)) demands.add(source[i]!, target[i]!, demand[i]!);
      else disconnected += flows[i]!;
    }
  });
  const pieces = yield* piecesOf(graph, blocks, demands);
  const seen = new Set<string>();
  // Arcs of one pool in several blocks tie these together.
  const tied = graph.poolCapacity.length < graph.outArc.length;
  const left: Piece[] = [];
  yield* inSlices(pieces.length, few, 'optimum', (from, to) => {
    for (let i = from; i < to; i++) {
      const piece = pieces[i]!;
      if (tied || seen.size < seen.add(likenessOf(graph, piece)).size) left.push(piece);
    }
  });
  if (left.reduce((sum, piece) => sum + piece.demands.length, 0) > limit) return null;
  yield { phase: 'optimum', fraction: 0 };
  return { problem: yield* together(graph, left), disconnected };
}

/** Demands within blocks, those of one pair added up. */
class Demands {
  /** By source and target in one number: a pair has one block at most. */
  readonly ofPair = new Map<number, number>();
  readonly #nodeCount: number;
  readonly #blocks: Blocks;

  constructor(nodeCount: number, blocks: Blocks) {
    this.#nodeCount = nodeCount;
    this.#blocks = blocks;
  }

  /** Adds a demand to every block between its ends. */
  add(source: number, target: number, amount: number): void {
    const { of, top, depth } = this.#blocks;
    let [s, t] = [source, target];
    while (s !== t) {
      const [b, c] = [of[s]!, of[t]!];
      if (b === c || (b >= 0 && top[b] === t) || (c >= 0 && top[c] === s)) {
        this.#put(s, t, amount);
        return;
      }
      if (depth[s]! >= depth[t]!) {
        this.#put(s, top[b]!, amount);
        s = top[b]!;
      } else {
        this.#put(top[c]!, t, amount);
        t = top[c]!;
      }
    }
  }

  #put(s: number, t: number, amount: number): void {
    const pair = s * this.#nodeCount + t;
    this.ofPair.set(pair, (this.ofPair.get(pair) ?? 0) + amount);
  }
}

/** A block with its demands, by the numbers of its own nodes: those of the graph in ascending order. */
interface Piece {
  readonly nodes: readonly number[];
  /** Arcs of the graph, with their ends in the piece. */
  readonly arcs: readonly number[];
  readonly tails: readonly number[];
  readonly heads: readonly number[];
  readonly demands: readonly (readonly [number, number, number])[];
}

/** The blocks that have demands, in the order of their first nodes. */
function* piecesOf(graph: Graph, blocks: Blocks, { ofPair }: Demands): Steps<Piece[]> {
  const { nodeCount, outOffset, outArc, head, pool } = graph;
  const { of, top } = blocks;
  const isAsked = new Uint8Array(blocks.count);
  const pairs = Float64Array.from(ofPair.keys()).toSorted();
  yield* inSlices(pairs.length, slice, 'optimum', (from, to) => {
    for (let i = from; i < to; i++) {
      const s = Math.floor(pairs[i]! / nodeCount);
      isAsked[blockOfArc(blocks, s, pairs[i]! - s * nodeCount)] = 1;
    }
  });
  yield { phase: 'optimum', fraction: 0 };
  const drafts = Array.from(top, (_, b) => (isAsked[b] === 1 ? draft() : null));
  yield* inSlices(nodeCount, slice, 'optimum', (from, to) => {
    for (let v = from; v < to; v++) if (of[v]! >= 0) drafts[of[v]!]?.nodes.push(v);
  });
  /** Per node: its number in the block in which it hangs; per block: that of its top. */
  const own = new Int32Array(nodeCount);
  const ofTop = new Int32Array(top.length);
  drafts.forEach((piece, b) => {
    if (piece === null) return;
    const at = piece.nodes.findIndex((v) => v > top[b]!);
    piece.nodes.splice(at < 0 ? piece.nodes.length : at, 0, top[b]!);
    piece.nodes.forEach((v, i) => {
      if (v === top[b]) ofTop[b] = i;
      else own[v] = i;
    });
  });
  const numberIn = (b: number, v: number): number => (of[v] === b ? own[v]! : ofTop[b]!);
  yield* inSlices(nodeCount, slice, 'optimum', (from, to) => {
    for (let v = from; v < to; v++) {
      for (let i = outOffset[v]!; i < outOffset[v + 1]!; i++) {
        const a = outArc[i]!;
        const u = head[a]!;
        if (pool[a]! < 0 || u === v) continue;
        const b = blockOfArc(blocks, v, u);
        const piece = drafts[b];
        if (piece === null || piece === undefined) continue;
        piece.arcs.push(a);
        piece.tails.push(numberIn(b, v));
        piece.heads.push(numberIn(b, u));
      }
    }
  });
  yield* inSlices(pairs.length, slice, 'optimum', (from, to) => {
    for (let i = from; i < to; i++) {
      const s = Math.floor(pairs[i]! / nodeCount);
      const t = pairs[i]! - s * nodeCount;
      const b = blockOfArc(blocks, s, t);
      drafts[b]!.demands.push([numberIn(b, s), numberIn(b, t), ofPair.get(pairs[i]!)!]);
    }
  });
  yield { phase: 'optimum', fraction: 0 };
  return drafts.filter((piece) => piece !== null).toSorted((p, q) => p.nodes[0]! - q.nodes[0]!);
}

interface Draft extends Piece {
  readonly nodes: number[];
  readonly arcs: number[];
  readonly tails: number[];
  readonly heads: number[];
  readonly demands: [number, number, number][];
}

function draft(): Draft {
  return { nodes: [], arcs: [], tails: [], heads: [], demands: [] };
}

/** The same for two blocks that are alike, node by node in the order of their numbers. */
function likenessOf({ pool, poolCapacity, forwards }: Graph, { nodes, arcs, tails, heads, demands }: Piece): string {
  const passes = nodes.map((v) => forwards[v]!);
  const capacities = arcs.map((a) => poolCapacity[pool[a]!]!);
  return [passes, tails, heads, capacities, demands].map((list) => list.join()).join(' ');
}

/** Pieces side by side as one problem, with the pools that they use. */
function* together({ pool, poolCapacity, forwards }: Graph, pieces: readonly Piece[]): Steps<Concurrent> {
  const nodeCount = pieces.reduce((sum, piece) => sum + piece.nodes.length, 0);
  const arcCount = pieces.reduce((sum, piece) => sum + piece.arcs.length, 0);
  const count = pieces.reduce((sum, piece) => sum + piece.demands.length, 0);
  const passes = new Uint8Array(nodeCount);
  const [tail, head, pools] = [new Int32Array(arcCount), new Int32Array(arcCount), new Int32Array(arcCount)];
  const outOffset = new Int32Array(nodeCount + 1);
  const [source, target, demand] = [new Int32Array(count), new Int32Array(count), new Float64Array(count)];
  const capacity: number[] = [];
  const numberOf = new Map<number, number>();
  let [node, arc, asked] = [0, 0, 0];
  for (const piece of pieces) {
    piece.nodes.forEach((v, i) => (passes[node + i] = forwards[v]!));
    piece.arcs.forEach((a, i) => {
      const known = numberOf.get(pool[a]!);
      const p = known ?? capacity.push(poolCapacity[pool[a]!]!) - 1;
      if (known === undefined) numberOf.set(pool[a]!, p);
      [tail[arc], head[arc], pools[arc]] = [node + piece.tails[i]!, node + piece.heads[i]!, p];
      outOffset[node + piece.tails[i]! + 1]!++;
      arc++;
    });
    for (const [s, t, amount] of piece.demands) {
      [source[asked], target[asked], demand[asked]] = [node + s, node + t, amount];
      asked++;
    }
    node += piece.nodes.length;
    yield { phase: 'optimum', fraction: 0 };
  }
  for (let v = 0; v < nodeCount; v++) outOffset[v + 1]! += outOffset[v]!;
  // Pieces list their arcs node by node.
  const outArc = Int32Array.from(tail.keys());
  const ends = { nodeCount, tail, head, pool: pools, poolCapacity: Float64Array.from(capacity), outOffset, outArc };
  return { ...ends, forwards: passes, source, target, demand };
}
