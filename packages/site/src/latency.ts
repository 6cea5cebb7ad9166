/**
 * Zero-load latency along a route: what light and wire take, what modules and cables add, what switches take. No queue, no host software.
 *
 *   t = sum over links (length x time per metre + added by the medium) + sum over switches on the way
 *
 * In: a plan and the links of a route in order. Out: the parts in ns, each a range, with what is not published named; such a total is a lower bound. Forward error
 * correction of the hosts is not in it: only the accumulation of a codeword is published, not the decoding.
 */
import { say } from '@weft/units';
import { exactly, mediumFacts, type Band } from '@weft/catalogue';
import { nodeClassOf, type Topology } from '@weft/topology';
import type { SitePlan } from './plan.ts';
import type { Figures } from './figures.ts';
import { insideMedium } from './inside.ts';
import { addedLatency } from './link-options.ts';
import { Sum, totalOf, type Known, type Total } from './total.ts';

export interface Latency {
  readonly propagation_ns: Total;
  readonly media_ns: Total;
  readonly switches_ns: Total;
  readonly total_ns: Total;
  /** Switches on the way. */
  readonly hops: number;
}

/** The latency of a route given by its links in order, from `source`. Throws when the links do not join. */
export function latencyOf(plan: SitePlan, source: number, links: readonly number[]): Latency {
  const { topology, figures, media, runs } = plan;
  const propagation = new Sum();
  const added = new Sum();
  const switched = new Sum();
  let hops = 0;
  let at = source;
  links.forEach((e, i) => {
    const a = topology.linkA[e]!;
    const b = topology.linkB[e]!;
    if (a !== at && b !== at) throw new Error(`link ${e} does not start at node ${at}`);
    at = a === at ? b : a;
    if (i < links.length - 1 && isSwitch(topology, at)) {
      switched.add(switchLatency(topology, figures, at, topology.linkClasses[topology.linkClass[e]!]!.protocol), 1);
      hops++;
    }
    if (Number.isNaN(runs.length_m[e]!)) {
      const linkClass = topology.linkClasses[topology.linkClass[e]!]!;
      if (linkClass.fabric !== 'scale-up') return;
      const { devices, options } = plan.placement;
      const medium = insideMedium(linkClass, devices.makes[devices.make[devices.ofNode[a]!]!]!, options, figures);
      // Lanes on a board have no figure of their own.
      if (medium) added.add(addedLatency(figures, medium), 1);
      return;
    }
    const option = media.choices[media.choice[e]!];
    if (!option) {
      added.add({ band: null, path: 'media', name: say`latency of a cable without a medium`, yours: false }, 1);
      return;
    }
    propagation.add(perMetre(figures, mediumFacts(option.media[0]).path), runs.bought_m[e]!);
    if (option.media[0] === option.media[1]) added.add(addedLatency(figures, option.media[0]), 1);
    else for (const medium of option.media) added.add(addedLatency(figures, medium), 1 / 2);
  });
  const parts = [propagation.total(), added.total(), switched.total()] as const;
  return {
    propagation_ns: parts[0],
    media_ns: parts[1],
    switches_ns: parts[2],
    total_ns: totalOf(parts),
    hops,
  };
}

/** Time a metre takes. */
export function perMetre(figures: Figures, path: 'copper' | 'fibre' | null): Known {
  if (path === null) return { band: exactly(0), path: '', name: say`within a package`, yours: false };
  return figures.physical(path === 'copper' ? 'copper_ns_per_m' : 'fibre_ns_per_m');
}

/** The time through a switch: its own figure, else that of a hop of its protocol. */
export function switchLatency(topology: Topology, figures: Figures, node: number, protocol: string | null): Known {
  const part = figures.part('switch', nodeClassOf(topology, node).part);
  const own = part && figures.of('switch', part.id, 'latency_ns');
  if (own?.band) return own;
  if (protocol !== null && figures.part('protocol', protocol)) {
    const hop = figures.of('protocol', protocol, 'hop_latency_ns');
    if (hop.band) return hop;
  }
  return own ?? { band: null, path: 'parts.switch', name: say`latency of a switch without a part`, yours: false };
}

function isSwitch(topology: Topology, node: number): boolean {
  const { role } = nodeClassOf(topology, node);
  return role !== 'accelerator' && role !== 'nic' && role !== 'service';
}

/**
 * The published one-way budget of a scale-up network of one switch: a fixed part, and twice the way from an accelerator to the switch.
 * The fixed part follows from the budget of 477.6 ns over 3 m of copper; any other length and wire then has its own budget.
 */
export function scaleUpBudget_ns(
  figures: Figures,
  length_m: number,
  path: 'copper' | 'fibre' | 'hollow-core',
): Band | null {
  const budget = figures.of('protocol', 'sue-esun', 'end_to_end_latency_ns').band;
  const copper = figures.physical('copper_ns_per_m').band;
  const way = path === 'hollow-core' ? figures.physical('hollow_core_ns_per_m').band : perMetre(figures, path).band;
  if (!budget || !copper || !way) return null;
  const fixed_ns = budget.typical - 2 * 3 * copper.typical;
  return {
    low: fixed_ns + 2 * length_m * way.low,
    typical: fixed_ns + 2 * length_m * way.typical,
    high: fixed_ns + 2 * length_m * way.high,
  };
}

/** The time one more switch and its link take, from two measured latencies: for calibrating a hop with one's own measurement. */
export function measuredHop_ns(near_ns: number, far_ns: number, extraSwitches: number): number {
  return (far_ns - near_ns) / extraSwitches;
}
