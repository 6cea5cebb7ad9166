/**
 * Builds fabrics of routers: switches that carry servers and are joined to each other directly (Dragonfly, torus, HyperX, Slim Fly,
 * Jellyfish ...). The recipe says where each router is drawn, which carry servers, and which are joined.
 *
 * NICs fill the seats (downward ports) of the routers one after the other, so counts are exact whatever the number of NICs in a server;
 * a server may stand on two routers then. Each router's low ports face its servers.
 *
 * Cost: O(nodes + links).
 */
import type { Counts, LinkClass, NodeClass, NodeRole, Symmetry, TopologyBuilder } from '@weft/topology';
import { pausing, whenMuchIsMade, type Pauses } from './pauses.ts';
import {
  acceleratorsOfLanes,
  buildServer,
  lanesAreAlike,
  lanesOf,
  nodesPerServer,
  serverCounts,
  type ServerPlan,
} from './server.ts';
import { runs, symmetriesOf, type Chain, type Family } from './symmetry.ts';
import { tally } from './tally.ts';

/** Joins two routers by a cable. */
export type JoinRouters = (a: number, b: number, linkClass: LinkClass, rate_Gbps: number) => void;

export interface RoutedFabricPlan {
  readonly family: string;
  readonly server: ServerPlan;
  readonly servers: number;
  readonly routers: number;
  readonly routerClass: (router: number) => NodeClass;
  /** Downward ports of each router that carries servers. */
  readonly seats: number;
  /** How many routers carry servers, and the k-th of them in the order in which they fill; null for all. */
  readonly seated: { readonly count: number; readonly router: (k: number) => number } | null;
  readonly nicLink: LinkClass;
  /** Joins routers: calls with both ends, the class and the rate, once for each cable. */
  readonly join: (link: JoinRouters) => Pauses<void>;
  /** Cables between routers by kind, as a formula. */
  readonly routerLinks: Readonly<Record<string, number>>;
  /** Answers the group in which a router (and its servers) is made; asked in ascending order. */
  readonly homes: (builder: TopologyBuilder, group: number) => (router: number) => number;
  readonly shape: Readonly<Record<string, number | readonly number[]>>;
  /** Permutations of the routers that leave the cables as they are: image of each router. */
  readonly turns: readonly ((router: number) => number)[];
  /** Chains of routers that may change places; made when the fabric is built. */
  readonly swaps: () => readonly (readonly number[])[];
}

/** NICs a fabric has seats for. */
export function seatsOf(plan: Pick<RoutedFabricPlan, 'routers' | 'seats' | 'seated'>): number {
  return (plan.seated?.count ?? plan.routers) * plan.seats;
}

/** The counts by formula. */
export function routedFabricCounts(plan: RoutedFabricPlan, switches: Partial<Record<NodeRole, number>>): Counts {
  return tally(serverCounts(plan.server, plan.servers), switches, {
    [plan.nicLink.kind]: plan.servers * plan.server.nics,
    ...plan.routerLinks,
  });
}

/** Adds the fabric under `group`, pausing now and then. */
export function* buildRoutedFabric(plan: RoutedFabricPlan, builder: TopologyBuilder, group: number): Pauses<void> {
  const isDue = whenMuchIsMade(builder);
  const { server, seats } = plan;
  const router = new Int32Array(plan.routers);
  const servers = new Int32Array(plan.servers);
  const home = plan.homes(builder, group);
  const seatedAt = new Int32Array(plan.routers).fill(-1);
  if (plan.seated === null) for (let r = 0; r < plan.routers; r++) seatedAt[r] = r;
  else for (let k = 0; k < plan.seated.count; k++) seatedAt[plan.seated.router(k)] = k;

  // A server stands in the home of the router that its first NIC is on.
  let made = 0;
  for (let r = 0; r < plan.routers; r++) {
    const place = home(r);
    router[r] = builder.node(place, plan.routerClass(r));
    const k = seatedAt[r]!;
    if (k < 0) continue;
    while (made < plan.servers && Math.floor((made * server.nics) / seats) <= k) {
      servers[made++] = buildServer(server, builder, place);
      if (isDue()) yield;
    }
  }
  const routerOfSeat = (n: number): number => {
    const k = Math.floor(n / seats);
    return router[plan.seated === null ? k : plan.seated.router(k)]!;
  };
  for (let s = 0; s < plan.servers; s++) {
    const firstNic = servers[s]! + server.accelerators;
    for (let i = 0; i < server.nics; i++) {
      builder.link(firstNic + i, routerOfSeat(s * server.nics + i), plan.nicLink, server.link_Gbps, { a: 0 });
    }
    if (isDue()) yield;
  }
  yield* pausing(
    plan.join((a, b, linkClass, rate) => builder.link(router[a]!, router[b]!, linkClass, rate)),
    isDue,
  );
  builder.region({
    family: plan.family,
    group,
    shape: plan.shape,
    routers: router,
    symmetries: () => routedSymmetries(plan, router, servers),
  });
}

/** What may change places: servers of a router, NICs of a server, and routers with all they carry, where every seat is taken. */
function* routedSymmetries(plan: RoutedFabricPlan, router: Int32Array, servers: Int32Array): Pauses<Symmetry[]> {
  const { server, seats } = plan;
  const ofLane: Family = Array.from(servers, (first) => acceleratorsOfLanes(server, first)).flat();
  yield;
  if (seats % server.nics !== 0) return yield* symmetriesOf([ofLane, lanesOfRouters(plan, servers)]);
  const perRouter = seats / server.nics;
  const each = nodesPerServer(server);
  const ofRouter: Family = Array.from({ length: Math.ceil(plan.servers / perRouter) }, (_, k) =>
    runs(servers.subarray(k * perRouter, (k + 1) * perRouter), each),
  );
  const ofServer: Family = lanesAreAlike(server) ? Array.from(servers, (first) => lanesOf(server, first)) : [];
  if (plan.servers * server.nics < seatsOf(plan)) return yield* symmetriesOf([ofRouter, ofServer, ofLane]);

  // A router and its servers stand in one run.
  const carries = new Uint8Array(plan.routers);
  if (plan.seated === null) carries.fill(1);
  else for (let k = 0; k < plan.seated.count; k++) carries[plan.seated.router(k)] = 1;
  const sizeOf = (r: number): number => 1 + (carries[r] ? perRouter * each : 0);
  const made: Symmetry[] = [];
  for (const image of plan.turns) {
    let moved = 0;
    for (let r = 0; r < plan.routers; r++) if (image(r) !== r) moved += sizeOf(r);
    const nodes = new Int32Array(moved);
    const images = new Int32Array(moved);
    let at = 0;
    for (let r = 0; r < plan.routers; r++) {
      const to = image(r);
      if (to === r) continue;
      for (let i = 0; i < sizeOf(r); i++, at++) {
        nodes[at] = router[r]! + i;
        images[at] = router[to]! + i;
      }
    }
    made.push({ nodes, images });
    yield;
  }
  const swaps: Family = plan.swaps().map((chain) =>
    runs(
      chain.map((r) => router[r]!),
      chain.length === 0 ? 0 : sizeOf(chain[0]!),
    ),
  );
  return [...(yield* symmetriesOf([ofRouter, ofServer, ofLane, swaps])), ...made];
}

/** Where servers stand on two routers: the NICs of a server that are on one of them, with their accelerators. */
function lanesOfRouters({ server, seats }: RoutedFabricPlan, servers: Int32Array): Family {
  if (!lanesAreAlike(server)) return [];
  const chains: Chain[] = [];
  servers.forEach((first, s) => {
    const lanes = lanesOf(server, first);
    for (let from = 0; from < server.nics;) {
      const next = (Math.floor((s * server.nics + from) / seats) + 1) * seats - s * server.nics;
      const end = Math.min(server.nics, next);
      const start = from;
      chains.push({ ...lanes, copies: end - start, node: (copy, i) => lanes.node(start + copy, i) });
      from = end;
    }
  });
  return chains;
}
