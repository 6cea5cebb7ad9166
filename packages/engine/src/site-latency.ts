/**
 * Zero-load latency between two ends of a design, split by what takes the time. In: ids of nodes, or of devices (then their first accelerator).
 */
import { done, failed, type Outcome, say } from '@weft/units';
import { nodeId, type Topology } from '@weft/topology';
import type { Assumptions, Design, RoutingChoice } from '@weft/model';
import { latencyOf, type Latency } from '@weft/site';
import type { Compiled } from './compiled.ts';
import { nodeInWords } from './names.ts';
import { routeOf } from './site-route.ts';
import { planFor } from './site.ts';

export interface LatencyRequest {
  readonly design: Design;
  readonly assumptions: Assumptions;
  readonly routing: RoutingChoice;
  /** Null takes the first and the last endpoint. */
  readonly source: string | null;
  readonly target: string | null;
}

export interface LatencyFacts {
  readonly designId: string;
  readonly source: { readonly id: string; readonly name: string };
  readonly target: { readonly id: string; readonly name: string };
  readonly latency: Latency;
  /** Every link of the way, with what it is and its cable. */
  readonly way: readonly {
    readonly to: string;
    readonly kind: string;
    readonly medium: string | null;
    readonly length_m: number | null;
  }[];
}

/** The latency of the way that the design's routing takes. */
export function latencyFactsOf(request: LatencyRequest, compiled: Compiled): Outcome<LatencyFacts> {
  const planned = planFor(compiled, request.assumptions);
  if (!planned.ok) return planned;
  const { plan } = planned.value;
  const { topology } = compiled;
  const ends = endsIn(topology);
  if (ends.length < 2) {
    return failed('no-ends', 'latency', say`The design has fewer than two endpoints; expected two to go between.`);
  }
  const source = request.source === null ? ends[0]! : endOf(compiled, request.source);
  const target = request.target === null ? ends.at(-1)! : endOf(compiled, request.target);
  for (const [node, id] of [
    [source, request.source],
    [target, request.target],
  ] as const) {
    if (node === null)
      return failed('no-end', id!, say`${id!} is no endpoint; expected an accelerator, a card or a server.`);
  }
  if (source === target)
    return failed('same-end', 'latency', say`Both ends are the same; expected two different ones.`);
  const route = routeOf(topology, plan.runs, request.routing, source!, target!);
  if (!route.ok) return route;
  let at = source!;
  const way = route.value.map((e) => {
    at = topology.linkA[e] === at ? topology.linkB[e]! : topology.linkA[e]!;
    const option = plan.media.make[e]! < 0 ? undefined : plan.media.choices[plan.media.choice[e]!];
    const length_m = plan.runs.bought_m[e]!;
    return {
      to: nodeInWords(topology, at),
      kind: topology.linkClasses[topology.linkClass[e]!]!.kind,
      medium: option?.media[0].name ?? null,
      length_m: Number.isNaN(length_m) ? null : length_m,
    };
  });
  const named = (node: number) => ({ id: nodeId(topology, node), name: nodeInWords(topology, node) });
  return done({
    designId: request.design.id,
    source: named(source!),
    target: named(target!),
    latency: latencyOf(plan, source!, route.value),
    way,
  });
}

/** Accelerators, or network cards and other hosts where there are none. */
export function endsIn(topology: Topology): readonly number[] {
  for (const roles of [['accelerator'], ['nic'], ['service']]) {
    const wanted = topology.nodeClasses.map(({ role }) => roles.includes(role));
    const found: number[] = [];
    topology.nodeClass.forEach((c, v) => {
      if (wanted[c]) found.push(v);
    });
    if (found.length > 0) return found;
  }
  return [];
}

/** The node an id stands for; of a device or group its first endpoint. */
function endOf({ topology, names }: Compiled, id: string): number | null {
  const node = names().node.get(id);
  if (node !== undefined) return node;
  const group = names().group.get(id);
  if (group === undefined) return null;
  const inside = (g: number): boolean => g === group || (g > 0 && inside(topology.groupParent[g]!));
  return endsIn(topology).find((v) => inside(topology.nodeGroup[v]!)) ?? null;
}
