/**
 * The global links of a Dragonfly: which port of which group goes where.
 *
 * Relative: global port k = m (g - 1) + d - 1 of group i goes to group i + d (cyclically) in layer m, where the way back is port
 * m (g - 1) + g - d - 1. Every group looks the same, so turning the groups by one is a symmetry. Absolute: port k of a layer goes to group k,
 * or k + 1 from the group's own number on. With fewer groups than the ports allow, ports left over after whole layers go to the nearest
 * groups on both sides, and a last odd one half way round where that comes out even.
 */
import type { Pauses } from './pauses.ts';

export interface Globals {
  readonly groups: number;
  /** Layers in which each group has one link to every other. */
  readonly layers: number;
  /** Ports of a group left over for further links. */
  readonly spare: number;
  readonly absolute: boolean;
}

/** Unordered pairs of n. */
export function pairs(n: number): number {
  return (n * (n - 1)) / 2;
}

/** Calls `link` for every pair of `n` numbers from `first` on, `each` times. */
export function* allToAll(first: number, n: number, each: number, link: (a: number, b: number) => void): Pauses<void> {
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) for (let k = 0; k < each; k++) link(first + i, first + j);
    yield;
  }
}

/** How many global links there are. */
export function globalCount({ groups, layers, spare }: Globals): number {
  const usable = spare % 2 === 1 && groups % 2 === 1 ? spare - 1 : spare;
  return layers * pairs(groups) + (groups * usable) / 2;
}

/** Calls `link` once for every global link with both groups and the port in each, by group, layer and port. */
export function* globalLinks(
  { groups: g, layers, spare, absolute }: Globals,
  link: (groupA: number, portA: number, groupB: number, portB: number) => void,
): Pauses<void> {
  for (let i = 0; i < g; i++) {
    for (let m = 0; m < layers; m++) {
      const base = m * (g - 1);
      for (let d = 1; d < g; d++) {
        const j = absolute ? (d - 1 < i ? d - 1 : d) : (i + d) % g;
        if (j < i) continue;
        link(i, base + d - 1, j, absolute ? base + i : base + g - d - 1);
      }
      yield;
    }
    const base = layers * (g - 1);
    for (let t = 0; 2 * t + 1 < spare; t++) link(i, base + 2 * t, (i + t + 1) % g, base + 2 * t + 1);
    if (spare % 2 === 1 && g % 2 === 0 && i < g / 2) link(i, base + spare - 1, i + g / 2, base + spare - 1);
  }
}
