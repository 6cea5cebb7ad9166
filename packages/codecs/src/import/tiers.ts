/**
 * Tiers and pods of a cabled fabric, inferred from the cables alone.
 *
 * A switch with hosts is a leaf; one next to a leaf is a spine, one further away a core. Hosts on the same set of leaves form a pod with these
 * leaves: sets are taken by falling number of hosts, a host with fewer cables joins the pod that has all its leaves, and a host between two
 * pods belongs to none. Cost: O(devices + cables).
 */
import type { Stretches, SwitchTier } from '@weft/model';
import { onEach } from '../export/stretches.ts';
import type { Fabric } from './fabric.ts';

export type Neighbours = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Per device: its neighbours and the number of cables to each. */
export function* neighbourSteps(fabric: Fabric): Stretches<Neighbours> {
  const found = new Map<string, Map<string, number>>();
  for (const key of fabric.devices.keys()) found.set(key, new Map());
  yield* onEach(fabric.cables, ({ a, z }) => {
    const [fromA, fromZ] = [found.get(a.device)!, found.get(z.device)!];
    fromA.set(z.device, (fromA.get(z.device) ?? 0) + 1);
    fromZ.set(a.device, (fromZ.get(a.device) ?? 0) + 1);
  });
  return found;
}

/** The tier of each switch; one without a way to any host has none. */
export function inferredTiers(fabric: Fabric, neighbours: Neighbours): ReadonlyMap<string, SwitchTier> {
  const isSwitch = (key: string) => fabric.devices.get(key)!.kind === 'switch';
  const distance = new Map<string, number>();
  let front: string[] = [];
  for (const key of fabric.devices.keys()) {
    if (isSwitch(key) && [...neighbours.get(key)!.keys()].some((other) => !isSwitch(other))) {
      distance.set(key, 0);
      front.push(key);
    }
  }
  for (let step = 1; front.length > 0; step++) {
    const next: string[] = [];
    for (const key of front) {
      for (const other of neighbours.get(key)!.keys()) {
        if (!isSwitch(other) || distance.has(other)) continue;
        distance.set(other, step);
        next.push(other);
      }
    }
    front = next;
  }
  const tiers = new Map<string, SwitchTier>();
  for (const [key, steps] of distance) tiers.set(key, steps === 0 ? 'leaf' : steps === 1 ? 'spine' : 'core');
  return tiers;
}

export interface Pod {
  readonly leaves: Set<string>;
  readonly hosts: string[];
}

/** The pods, largest first; hosts whose name several machines may share (`apart`) form none and join where their leaves are. */
export function inferredPods(
  fabric: Fabric,
  neighbours: Neighbours,
  tiers: ReadonlyMap<string, SwitchTier>,
  apart: ReadonlySet<string>,
): readonly Pod[] {
  const sets = new Map<string, { readonly leaves: readonly string[]; readonly hosts: string[]; forming: number }>();
  for (const device of fabric.devices.values()) {
    if (device.kind !== 'host') continue;
    const leaves = [...neighbours.get(device.key)!.keys()].filter((key) => tiers.get(key) === 'leaf').toSorted();
    if (leaves.length === 0) continue;
    const key = leaves.join('\n');
    const set = sets.get(key) ?? { leaves, hosts: [], forming: 0 };
    sets.set(key, set);
    set.hosts.push(device.key);
    if (!apart.has(device.key)) set.forming++;
  }
  const inOrder = [...sets.entries()].toSorted(
    ([keyA, a], [keyB, b]) =>
      b.forming * b.leaves.length - a.forming * a.leaves.length ||
      b.leaves.length - a.leaves.length ||
      (keyA < keyB ? -1 : 1),
  );
  const podOf = new Map<string, Pod>();
  const pods: Pod[] = [];
  for (const [, set] of inOrder) {
    const touched = new Set(set.leaves.map((leaf) => podOf.get(leaf)).filter((pod) => pod !== undefined));
    if (touched.size > 1) continue;
    let [pod] = touched;
    if (!pod) {
      pod = { leaves: new Set(), hosts: [] };
      pods.push(pod);
    }
    pod.hosts.push(...set.hosts);
    for (const leaf of set.leaves) {
      pod.leaves.add(leaf);
      podOf.set(leaf, pod);
    }
  }
  return pods;
}

/** Switches that reach each other without passing a host, the largest network first; single switches count too. */
export function switchNetworks(fabric: Fabric, neighbours: Neighbours): readonly (readonly string[])[] {
  const seen = new Set<string>();
  const found: string[][] = [];
  for (const device of fabric.devices.values()) {
    if (device.kind !== 'switch' || seen.has(device.key)) continue;
    const network = [device.key];
    seen.add(device.key);
    // The list grows while it is walked.
    for (const key of network) {
      for (const other of neighbours.get(key)!.keys()) {
        if (seen.has(other) || fabric.devices.get(other)!.kind !== 'switch') continue;
        seen.add(other);
        network.push(other);
      }
    }
    found.push(network);
  }
  return found.toSorted((a, b) => b.length - a.length);
}
