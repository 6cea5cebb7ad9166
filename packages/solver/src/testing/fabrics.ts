/**
 * Small fabrics for the solver's own tests and bench, node by node, without the generators.
 *
 * Endpoints are `accelerator` nodes. Every function gives the topology and its endpoints in a natural order.
 */
import {
  TopologyBuilder,
  type Forwarding,
  type LinkClass,
  type NodeClass,
  type NodeRole,
  type Symmetry,
  type Topology,
} from '@weft/topology';

export interface Made {
  readonly topology: Topology;
  readonly endpoints: Int32Array;
}

export function nodeClass(role: NodeRole, forwards: Forwarding = 'always'): NodeClass {
  return { role, word: role, part: null, ports: null, forwards };
}

export function linkClass(kind: string): LinkClass {
  return { kind, fabric: 'compute', protocol: null, medium: null };
}

const host = nodeClass('accelerator', 'handOver');
const nic = nodeClass('nic');
const leaf = nodeClass('leaf');
const spine = nodeClass('spine');
const core = nodeClass('core');
const router = nodeClass('router');
const scaleUp = nodeClass('scaleUp');

/** Any graph: `hosts[i]` is the router of endpoint i, `links` are pairs of routers with a capacity. */
export function graphFabric(
  routers: number,
  hosts: readonly number[],
  links: readonly (readonly [number, number, number])[],
  hostCapacity: number,
): Made {
  const b = new TopologyBuilder();
  for (let r = 0; r < routers; r++) b.node(0, router);
  for (const [u, v, c] of links) b.link(u, v, linkClass('local'), c);
  const endpoints = hosts.map((r) => {
    const h = b.node(0, host);
    b.link(h, r, linkClass('accelerator-router'), hostCapacity);
    return h;
  });
  return { topology: b.build(), endpoints: Int32Array.from(endpoints) };
}

/** Leaves with hosts below and spines above; each leaf has one link of `uplink` to each spine. */
export function leafSpine(
  leaves: number,
  hostsPerLeaf: number,
  spines: number,
  uplink: number,
  hostCapacity = 1,
): Made {
  const b = new TopologyBuilder();
  const tops = Array.from({ length: spines }, () => b.node(0, spine));
  const endpoints: number[] = [];
  for (let l = 0; l < leaves; l++) {
    const node = b.node(0, leaf);
    for (const top of tops) b.link(node, top, linkClass('leaf-spine'), uplink);
    for (let h = 0; h < hostsPerLeaf; h++) {
      const e = b.node(0, host);
      b.link(e, node, linkClass('accelerator-leaf'), hostCapacity);
      endpoints.push(e);
    }
  }
  return { topology: b.build(), endpoints: Int32Array.from(endpoints) };
}

/** The k-ary fat-tree: k pods of k/2 leaves and k/2 spines, (k/2)^2 cores, all links alike; ships swaps of neighbours. */
export function fatTree(k: number, capacity = 1): Made {
  const half = k / 2;
  const b = new TopologyBuilder();
  const cores = Array.from({ length: half * half }, () => b.node(0, core));
  const pods = Array.from({ length: k }, () => {
    const spines = Array.from({ length: half }, () => b.node(0, spine));
    const leaves = Array.from({ length: half }, () => b.node(0, leaf));
    const hosts = leaves.map(() => Array.from({ length: half }, () => b.node(0, host)));
    return { spines, leaves, hosts };
  });
  for (const { spines, leaves, hosts } of pods) {
    leaves.forEach((l, i) => {
      for (const h of hosts[i]!) b.link(h, l, linkClass('accelerator-leaf'), capacity);
      for (const s of spines) b.link(l, s, linkClass('leaf-spine'), capacity);
    });
    spines.forEach((s, j) => {
      for (let c = 0; c < half; c++) b.link(s, cores[j * half + c]!, linkClass('spine-core'), capacity);
    });
  }
  const symmetries: Symmetry[] = [];
  const swap = (as: readonly number[], bs: readonly number[]): void => {
    symmetries.push({ nodes: Int32Array.from([...as, ...bs]), images: Int32Array.from([...bs, ...as]) });
  };
  const all = (p: (typeof pods)[number]): number[] => [...p.spines, ...p.leaves, ...p.hosts.flat()];
  for (let p = 0; p + 1 < k; p++) swap(all(pods[p]!), all(pods[p + 1]!));
  for (const { leaves, hosts } of pods) {
    for (let i = 0; i + 1 < half; i++) swap([leaves[i]!, ...hosts[i]!], [leaves[i + 1]!, ...hosts[i + 1]!]);
    for (const h of hosts) for (let i = 0; i + 1 < half; i++) swap([h[i]!], [h[i + 1]!]);
  }
  for (let j = 0; j < half; j++) {
    const group = cores.slice(j * half, (j + 1) * half);
    for (let c = 0; c + 1 < half; c++) swap([group[c]!], [group[c + 1]!]);
    if (j + 1 === half) continue;
    const next = cores.slice((j + 1) * half, (j + 2) * half);
    swap([...group, ...pods.map((p) => p.spines[j]!)], [...next, ...pods.map((p) => p.spines[j + 1]!)]);
  }
  b.region({ family: 'fat-tree', group: 0, shape: { k }, routers: new Int32Array(0), symmetries });
  const endpoints = Int32Array.from(pods.flatMap((p) => p.hosts.flat()));
  return { topology: b.build(), endpoints };
}

/** A grid of accelerators that pass traffic on themselves; ships the shift along each wrapped dimension. */
export function torus(dimensions: readonly number[], wrap = true, capacity = 1): Made {
  const b = new TopologyBuilder();
  const count = dimensions.reduce((a, d) => a * d, 1);
  const node = nodeClass('accelerator');
  for (let v = 0; v < count; v++) b.node(0, node);
  const symmetries: Symmetry[] = [];
  let stride = 1;
  const all = Int32Array.from({ length: count }, (_, v) => v);
  for (const d of dimensions) {
    const step = stride;
    const shifted = (v: number, by: number): number => {
      const x = Math.floor(v / step) % d;
      return v + (((x + by) % d) - x) * step;
    };
    for (let v = 0; v < count; v++) {
      const x = Math.floor(v / step) % d;
      if (x + 1 < d || (wrap && d > 2)) b.link(v, shifted(v, 1), linkClass('grid'), capacity);
    }
    if (wrap && d > 2) symmetries.push({ nodes: all, images: all.map((v) => shifted(v, 1)) });
    stride *= d;
  }
  const shape = { dimensions, wrap: dimensions.map(() => (wrap ? 1 : 0)) };
  b.region({ family: 'torus', group: 0, shape, routers: all, symmetries });
  return { topology: b.build(), endpoints: all };
}

/**
 * Dragonfly of a h + 1 groups (or fewer), one global link a pair of groups: link j of group g, on router j / h, goes to group g + j + 1.
 * Ships the shift of groups.
 */
export function dragonfly(p: number, a: number, h: number, capacity = 1, hostCapacity = capacity): Made {
  const groups = a * h + 1;
  const b = new TopologyBuilder();
  for (let r = 0; r < groups * a; r++) b.node(0, router);
  for (let g = 0; g < groups; g++) {
    for (let i = 0; i < a; i++)
      for (let j = i + 1; j < a; j++) b.link(g * a + i, g * a + j, linkClass('local'), capacity);
    for (let j = 0; j < a * h; j++) {
      const other = (g + j + 1) % groups;
      // The far end's own number of this link: from `other` back to g.
      const back = groups - j - 2;
      if (g < other) b.link(g * a + Math.floor(j / h), other * a + Math.floor(back / h), linkClass('global'), capacity);
    }
  }
  const endpoints: number[] = [];
  for (let r = 0; r < groups * a; r++) {
    for (let i = 0; i < p; i++) {
      const e = b.node(0, host);
      b.link(e, r, linkClass('accelerator-router'), hostCapacity);
      endpoints.push(e);
    }
  }
  const routers = Int32Array.from({ length: groups * a }, (_, r) => r);
  const nodes = Int32Array.from([...routers, ...endpoints]);
  const symmetries: Symmetry[] = [
    {
      nodes,
      images: Int32Array.from([
        ...routers.map((r) => (r + a) % routers.length),
        ...endpoints.map((_, i) => endpoints[(i + a * p) % endpoints.length]!),
      ]),
    },
  ];
  for (let r = 0; r < groups * a; r++) {
    for (let i = 0; i + 1 < p; i++) {
      const [x, y] = [endpoints[r * p + i]!, endpoints[r * p + i + 1]!];
      symmetries.push({ nodes: Int32Array.of(x, y), images: Int32Array.of(y, x) });
    }
  }
  b.region({ family: 'dragonfly', group: 0, shape: { p, a, h, groups }, routers, symmetries });
  return { topology: b.build(), endpoints: Int32Array.from(endpoints) };
}

/** Full mesh in every dimension, `t` endpoints a router. */
export function hyperx(dimensions: readonly number[], t: number, capacity = 1, hostCapacity = capacity): Made {
  const b = new TopologyBuilder();
  const count = dimensions.reduce((a, d) => a * d, 1);
  for (let r = 0; r < count; r++) b.node(0, router);
  let stride = 1;
  for (const d of dimensions) {
    for (let r = 0; r < count; r++) {
      const x = Math.floor(r / stride) % d;
      for (let y = x + 1; y < d; y++) b.link(r, r + (y - x) * stride, linkClass('local'), capacity);
    }
    stride *= d;
  }
  const endpoints: number[] = [];
  for (let r = 0; r < count; r++) {
    for (let i = 0; i < t; i++) {
      const e = b.node(0, host);
      b.link(e, r, linkClass('accelerator-router'), hostCapacity);
      endpoints.push(e);
    }
  }
  const routers = Int32Array.from({ length: count }, (_, r) => r);
  b.region({ family: 'hyperx', group: 0, shape: { dimensions }, routers, symmetries: [] });
  return { topology: b.build(), endpoints: Int32Array.from(endpoints) };
}

/**
 * Servers of one accelerator a rail, each with its NIC on the leaf of its rail, all on one scale-up switch. A spine of `spine` capacity a
 * rail joins the leaves, or none (null): then rails meet in the servers alone.
 */
export function rails(
  servers: number,
  rail: number,
  nicCapacity: number,
  nvlink: number,
  spineLink: number | null,
): Made {
  const b = new TopologyBuilder();
  const leaves = Array.from({ length: rail }, (_, r) => b.node(0, leaf, { rail: r }));
  if (spineLink !== null) {
    const top = b.node(0, spine);
    for (const l of leaves) b.link(l, top, linkClass('leaf-spine'), spineLink);
  }
  const endpoints: number[] = [];
  for (let s = 0; s < servers; s++) {
    const server = b.group(0, { word: 'server', layout: 'free', columns: 0, device: true, part: null });
    const fabric = b.node(server, scaleUp);
    for (let r = 0; r < rail; r++) {
      const gpu = b.node(server, host, { rail: r });
      const card = b.node(server, nic, { rail: r });
      b.link(gpu, fabric, linkClass('accelerator-scaleUp'), nvlink);
      b.link(gpu, card, linkClass('accelerator-nic'), nicCapacity);
      b.link(card, leaves[r]!, linkClass('nic-leaf'), nicCapacity);
      endpoints.push(gpu);
    }
  }
  return { topology: b.build(), endpoints: Int32Array.from(endpoints) };
}

/** A random regular graph by pairing ports and repairing by swaps; same seed, same graph. */
export function jellyfish(switches: number, degree: number, hostsPerSwitch: number, seed: number, capacity = 1): Made {
  const next = randomOf(seed);
  const stubs: number[] = [];
  for (let s = 0; s < switches; s++) for (let d = 0; d < degree; d++) stubs.push(s);
  shuffle(stubs, next);
  const pairs: [number, number][] = [];
  for (let i = 0; i + 1 < stubs.length; i += 2) pairs.push([stubs[i]!, stubs[i + 1]!]);
  const key = (u: number, v: number): number => Math.min(u, v) * switches + Math.max(u, v);
  const count = new Map<number, number>();
  for (const [u, v] of pairs) count.set(key(u, v), (count.get(key(u, v)) ?? 0) + 1);
  const bad = ([u, v]: readonly [number, number]): boolean => u === v || count.get(key(u, v))! > 1;
  for (let i = 0; i < pairs.length; i++) {
    while (bad(pairs[i]!)) {
      const j = Math.floor(next() * pairs.length);
      const [a, c] = pairs[i]!;
      const [d, e] = pairs[j]!;
      if (i === j || a === d || c === e || (count.get(key(a, d)) ?? 0) > 0 || (count.get(key(c, e)) ?? 0) > 0) continue;
      for (const [u, v] of [pairs[i]!, pairs[j]!]) count.set(key(u, v), count.get(key(u, v))! - 1);
      pairs[i] = [a, d];
      pairs[j] = [c, e];
      for (const [u, v] of [pairs[i]!, pairs[j]!]) count.set(key(u, v), (count.get(key(u, v)) ?? 0) + 1);
    }
  }
  const hosts = Array.from({ length: switches * hostsPerSwitch }, (_, i) => Math.floor(i / hostsPerSwitch));
  return graphFabric(
    switches,
    hosts,
    pairs.map(([u, v]) => [u, v, capacity] as const),
    capacity,
  );
}

/** Seeded uniform numbers in [0, 1): a Weyl sequence through a 32-bit mix. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return ((x ^ (x >>> 15)) >>> 0) / 0x100000000;
  };
}

export function shuffle<T>(items: T[], next: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
}
