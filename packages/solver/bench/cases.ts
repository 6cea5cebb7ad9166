/**
 * Instances of the bench: fat-trees with hashed single paths, and leaf-level fat-trees of up to a million endpoints.
 */
import { TopologyBuilder, type Symmetry } from '@weft/topology';
import type { Instance } from '../src/maxmin/instance.ts';
import { fabricOf, noFailures, type Fabric } from '../src/route/fabric.ts';
import { policyOf } from '../src/route/policy.ts';
import { instanceOf, planOf, routeFlows } from '../src/route/routes.ts';
import { finish } from '../src/steps.ts';
import { fatTree, linkClass, nodeClass, randomOf, shuffle, type Made } from '../src/testing/fabrics.ts';

/** `n` random permutations of all hosts of a k-ary fat-tree, hashed single paths. */
export function permutations(k: number, n: number, seeds: readonly number[] = [1]): Instance {
  const made = fatTree(k);
  const source: number[] = [];
  const target: number[] = [];
  const next = randomOf(7);
  for (let i = 0; i < n; i++) {
    const to = [...made.endpoints];
    shuffle(to, next);
    made.endpoints.forEach((s, j) => {
      if (s === to[j]) return;
      source.push(s);
      target.push(to[j]!);
    });
  }
  return joined(seeds.map((seed) => routed(made, source, target, seed)));
}

/** All pairs of hosts of a k-ary fat-tree, hashed single paths. */
export function allPairs(k: number): Instance {
  const made = fatTree(k);
  const source: number[] = [];
  const target: number[] = [];
  for (const s of made.endpoints)
    for (const t of made.endpoints) {
      if (s === t) continue;
      source.push(s);
      target.push(t);
    }
  return routed(made, source, target, 1);
}

function routed(made: Made, source: number[], target: number[], seed: number): Instance {
  const policy = policyOf(made.topology, { policy: 'single-path', seed, handOver: false }, noFailures);
  if (!policy.ok) throw new Error(policy.fault.message);
  const plan = planOf(policy.value, made.endpoints);
  const flows = { source: Int32Array.from(source), target: Int32Array.from(target), weight: null };
  const rows = finish(routeFlows(plan, policy.value, flows));
  if (!rows.ok) throw new Error(rows.fault.message);
  return instanceOf(policy.value, plan, rows.value.rows, null, null);
}

/** The flows of several instances on the same links. */
function joined(instances: readonly Instance[]): Instance {
  if (instances.length === 1) return instances[0]!;
  const offset = [0];
  const link: number[] = [];
  for (const one of instances) {
    for (let f = 0; f + 1 < one.offset.length; f++) {
      for (let i = one.offset[f]!; i < one.offset[f + 1]!; i++) link.push(one.link[i]!);
      offset.push(link.length);
    }
  }
  return { ...instances[0]!, offset: Int32Array.from(offset), link: Int32Array.from(link) };
}

/** A k-ary fat-tree down to its leaves, each standing for k/2 hosts: k^3/4 hosts in all. */
export function leafLevel(k: number): Made {
  const half = k / 2;
  const b = new TopologyBuilder();
  const [core, spine, leaf] = [nodeClass('core'), nodeClass('spine'), nodeClass('leaf')];
  const [up, top] = [linkClass('leaf-spine'), linkClass('spine-core')];
  const cores = Array.from({ length: half * half }, () => b.node(0, core));
  const pods = Array.from({ length: k }, () => ({
    spines: Array.from({ length: half }, () => b.node(0, spine)),
    leaves: Array.from({ length: half }, () => b.node(0, leaf)),
  }));
  const symmetries: Symmetry[] = [];
  const swap = (as: readonly number[], bs: readonly number[]): void => {
    symmetries.push({ nodes: Int32Array.from([...as, ...bs]), images: Int32Array.from([...bs, ...as]) });
  };
  for (const { spines, leaves } of pods) {
    for (const l of leaves) for (const s of spines) b.link(l, s, up, 1);
    spines.forEach((s, j) => {
      for (let c = 0; c < half; c++) b.link(s, cores[j * half + c]!, top, 1);
    });
    for (let i = 0; i + 1 < half; i++) swap([leaves[i]!], [leaves[i + 1]!]);
  }
  for (let p = 0; p + 1 < k; p++) {
    swap([...pods[p]!.spines, ...pods[p]!.leaves], [...pods[p + 1]!.spines, ...pods[p + 1]!.leaves]);
  }
  for (let j = 0; j < half; j++) {
    for (let c = 0; c + 1 < half; c++) swap([cores[j * half + c]!], [cores[j * half + c + 1]!]);
    if (j + 1 === half) continue;
    const group = (g: number): number[] => [...cores.slice(g * half, (g + 1) * half), ...pods.map((p) => p.spines[g]!)];
    swap(group(j), group(j + 1));
  }
  b.region({ family: 'fat-tree', group: 0, shape: { k }, routers: new Int32Array(0), symmetries });
  return { topology: b.build(), endpoints: Int32Array.from(pods.flatMap((p) => p.leaves)) };
}

export function plainFabric(made: Made): Fabric {
  return fabricOf(made.topology, { handOver: false, failures: noFailures, byCapacity: false, length: null });
}
