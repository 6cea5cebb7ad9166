/**
 * The laws every generated fabric keeps, checked together so that each test of a recipe gets them all. For tests.
 *
 *   counts by formula = counts of what was built;   degrees sum to twice the links;   cables <= ports on every device, each port once;
 *   every claimed symmetry maps every arc to an arc of the same capacity and class;   ids are unique and lead back.
 */
import { valueOf } from '@weft/units';
import {
  cablingFaults,
  countsOf,
  expectTopology,
  nameIndexOf,
  nodeId,
  TopologyBuilder,
  type Counts,
  type Symmetry,
  type Topology,
} from '@weft/topology';
import type { Parameters } from '@weft/model';
import { recipeOf } from './recipes.ts';

/** Builds a recipe alone, in a block b1. */
export function fabricOf(name: string, parameters: Parameters): Topology {
  const recipe = recipeOf(name);
  if (recipe === undefined) throw new Error(`there is no recipe ${name}`);
  const checked = valueOf(recipe.check(parameters));
  const builder = new TopologyBuilder();
  const block = builder.group(
    0,
    { word: 'block', ...recipe.arrangement(checked), device: false, part: null },
    { name: 'b1' },
  );
  recipe.build(checked, builder, block);
  return builder.build();
}

/** Builds a recipe alone and checks the laws; throws with what is broken. */
export function lawfulFabric(name: string, parameters: Parameters): { topology: Topology; counts: Counts } {
  const topology = fabricOf(name, parameters);
  const counts = countsOf(topology);
  const broken = (law: string): Error => new Error(`${name} ${JSON.stringify(parameters)}: ${law}`);

  expectTopology(topology);
  const expected = recipeOf(name)!.expected(parameters);
  if (canonical(expected) !== canonical(counts)) {
    throw broken(`counts by formula ${canonical(expected)}, built ${canonical(counts)}`);
  }
  const faults = cablingFaults(topology);
  if (faults.length > 0)
    throw broken(`${faults[0]!.code} at ${nodeId(topology, faults[0]!.node)}: ${faults[0]!.message}`);
  const degree = degreesOf(topology);
  const sum = degree.reduce((total, d) => total + d, 0);
  if (sum !== 2 * topology.linkCount) throw broken(`degrees sum to ${sum}, expected ${2 * topology.linkCount}`);
  for (const region of topology.regions) {
    if (new Set(region.routers).size !== region.routers.length) throw broken('a router is listed twice');
    region.symmetries.forEach((symmetry, i) => {
      const why = brokenSymmetry(topology, symmetry);
      if (why !== null) throw broken(`symmetry ${i}: ${why}`);
    });
  }
  expectIds(topology);
  return { topology, counts };
}

/** Cables on each node. */
export function degreesOf(topology: Topology): Int32Array {
  const degree = new Int32Array(topology.nodeCount);
  for (let e = 0; e < topology.linkCount; e++) {
    degree[topology.linkA[e]!]!++;
    degree[topology.linkB[e]!]!++;
  }
  return degree;
}

const incidence = new WeakMap<Topology, number[][]>();

/** Why a permutation is no symmetry, null when it is one: link by link, as multisets of (ends, capacity, class). */
export function brokenSymmetry(topology: Topology, { nodes, images }: Symmetry): string | null {
  if (nodes.length !== images.length) return `${nodes.length} nodes go to ${images.length}`;
  const image = new Map<number, number>();
  for (let i = 0; i < nodes.length; i++) image.set(nodes[i]!, images[i]!);
  if (image.size !== nodes.length || new Set(images).size !== nodes.length) return 'a node is moved twice';
  for (const to of images) if (!image.has(to)) return `node ${to} is an image but is not moved`;
  let linksAt = incidence.get(topology);
  if (linksAt === undefined) {
    linksAt = Array.from({ length: topology.nodeCount }, () => []);
    for (let e = 0; e < topology.linkCount; e++) {
      linksAt[topology.linkA[e]!]!.push(e);
      linksAt[topology.linkB[e]!]!.push(e);
    }
    incidence.set(topology, linksAt);
  }
  const touched = new Set<number>();
  for (const v of nodes) for (const e of linksAt[v]!) touched.add(e);
  const balance = new Map<string, number>();
  const add = (a: number, b: number, e: number, by: number): void => {
    const key = `${Math.min(a, b)} ${Math.max(a, b)} ${topology.linkCapacity_Gbps[e]!} ${topology.linkClass[e]!}`;
    const now = (balance.get(key) ?? 0) + by;
    if (now === 0) balance.delete(key);
    else balance.set(key, now);
  };
  for (const e of touched) {
    const a = topology.linkA[e]!;
    const b = topology.linkB[e]!;
    add(a, b, e, 1);
    add(image.get(a) ?? a, image.get(b) ?? b, e, -1);
  }
  for (const [v, to] of image) {
    if (topology.nodeClass[v] !== topology.nodeClass[to]) return `${nodeId(topology, v)} goes to another class`;
  }
  const first = [...balance.entries()][0];
  return first === undefined ? null : `link ${first[0]} has a balance of ${first[1]}`;
}

function expectIds(topology: Topology): void {
  const seen = new Set<string>();
  const names = nameIndexOf(topology);
  for (let v = 0; v < topology.nodeCount; v++) {
    const id = nodeId(topology, v);
    if (seen.has(id)) throw new Error(`two nodes have the id ${id}`);
    seen.add(id);
    if (v % 97 === 0 && names.node.get(id) !== v) throw new Error(`the id ${id} does not lead back to node ${v}`);
  }
}

/** A record with its keys in order, for comparison. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, v: unknown) =>
    v !== null && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );
}
