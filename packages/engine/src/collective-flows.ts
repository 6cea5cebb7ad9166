/**
 * Which accelerators form a scale-up domain, and the flows of the rings and trees that collective libraries lay over them.
 *
 * One ring or tree pair runs on each rail, between accelerators of the same place in their domains, so that every NIC is used. Rank order is by
 * domain, then by accelerator, as the topology has them.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import { roleOf, type ExplicitFlows, type Topology } from '@weft/topology';

/** Accelerators per domain, all domains of one size. */
export type Domains = readonly (readonly number[])[];

/** The sets of accelerators that scale-up links join, in the order of their first member; of `members` alone where they are given. O(nodes + links). */
export function domainSetsOf(topology: Topology, members: Iterable<number> | null = null): Domains {
  const parent = Int32Array.from({ length: topology.nodeCount }, (_, v) => v);
  const find = (v: number): number => {
    let root = v;
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!;
    return root;
  };
  const isScaleUp = topology.linkClasses.map(({ fabric }) => fabric === 'scale-up');
  for (let e = 0; e < topology.linkCount; e++) {
    if (isScaleUp[topology.linkClass[e]!]) parent[find(topology.linkA[e]!)] = find(topology.linkB[e]!);
  }
  const domains = new Map<number, number[]>();
  const put = (v: number): void => {
    const domain = domains.get(find(v));
    if (domain === undefined) domains.set(find(v), [v]);
    else domain.push(v);
  };
  if (members !== null) for (const v of members) put(v);
  else for (let v = 0; v < topology.nodeCount; v++) if (roleOf(topology, v) === 'accelerator') put(v);
  return [...domains.values()];
}

/** The same for a collective over all accelerators: a fault where they are fewer than two, or the sets of several sizes. */
export function domainsOf(topology: Topology): Outcome<Domains> {
  const found = domainSetsOf(topology);
  if (found.length === 0 || (found.length === 1 && found[0]!.length === 1)) {
    return failed('too-few-ranks', 'design', say`A collective needs two accelerators or more; the design has fewer.`);
  }
  const uneven = unevenIn(found);
  if (uneven !== null) {
    return failed(
      'uneven-domains',
      'design',
      say`The scale-up domains hold ${uneven}; expected equal ones, as rings over them are made.`,
    );
  }
  return done(found);
}

/** `4 and 8 accelerators` where domains differ in size; null where they are equal. */
export function unevenIn(domains: Domains): string | null {
  const sizes = new Set(domains.map((domain) => domain.length));
  return sizes.size > 1 ? say`${[...sizes].toSorted((a, b) => a - b).join(say` and `)} accelerators` : null;
}

/** Every accelerator to the one of its place in the next domain. */
export function ringsAcross(domains: Domains): ExplicitFlows {
  const n = domains.length;
  const pairs = domains.flatMap((domain, d) =>
    domain.map((node, i): [number, number] => [node, domains[(d + 1) % n]![i]!]),
  );
  return flowsFrom(say`ring across domains`, n > 1 ? pairs : []);
}

/** Every accelerator to the next one of its domain. */
export function ringsWithin(domains: Domains): ExplicitFlows {
  const pairs = domains.flatMap((domain) =>
    domain.length < 2 ? [] : domain.map((node, i): [number, number] => [node, domain[(i + 1) % domain.length]!]),
  );
  return flowsFrom(say`ring within domains`, pairs);
}

/** Both ways along every edge of two binary trees over the domains, on each rail; who is inside one tree is a leaf of the other. */
export function treesAcross(domains: Domains): ExplicitFlows {
  const n = domains.length;
  const pairs: [number, number][] = [];
  const second = (rank: number): number => (n % 2 === 0 ? n - 1 - rank : (rank + 1) % n);
  for (let rank = 1; rank < n; rank++) {
    const above = parentInTree(rank, n);
    for (const [child, up] of [
      [rank, above],
      [second(rank), second(above)],
    ] as const) {
      domains[child]!.forEach((node, i) => {
        const other = domains[up]![i]!;
        pairs.push([node, other], [other, node]);
      });
    }
  }
  return flowsFrom(say`double binary tree across domains`, pairs);
}

/**
 * The parent of a rank in the binary tree in order: odd ranks are leaves, a rank with k zero bits at its end stands k levels above them, 0 is the
 * root. Its parent is the neighbour one level up; where that is beyond the last rank, the next lower one.
 */
function parentInTree(rank: number, count: number): number {
  const level = rank & -rank;
  const above = (rank - level) | (2 * level);
  return above < count ? above : rank - level;
}

function flowsFrom(name: string, pairs: readonly (readonly [number, number])[]): ExplicitFlows {
  return {
    kind: 'explicit',
    name,
    source: Int32Array.from(pairs, ([source]) => source),
    target: Int32Array.from(pairs, ([, target]) => target),
    weight: null,
    cap_Gbps: null,
    size_B: null,
  };
}
