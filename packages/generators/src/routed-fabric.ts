/**
 * Builds fabrics of routers: switches that carry servers and are joined to each other directly (Dragonfly, torus, HyperX, Slim Fly,
 * Jellyfish ...). The recipe says where each router is drawn, which carry servers, and which are joined.
 *
 * NICs fill the seats (downward ports) of the routers one after the other, so counts are exact whatever the number of NICs in a server;
 * a server may stand on two routers then. Each router's low ports face its servers.
 *
 * Cost: O(nodes + links).
 */
import type { Counts, LinkClass, NodeClass, NodeRole, TopologyBuilder } from '@weft/topology';
import { buildServer, nodesPerServer, serverCounts, type ServerPlan } from './server.ts';
import { run, symmetriesOf, type Copy, type Family } from './symmetry.ts';
import { tally } from './tally.ts';

export interface RoutedFabricPlan {
  readonly family: string;
  readonly server: ServerPlan;
  readonly servers: number;
  readonly routers: number;
  readonly routerClass: (router: number) => NodeClass;
  /** Downward ports of each router that carries servers. */
  readonly seats: number;
  /** The routers that carry servers, in the order in which they fill; null for all. */
  readonly seated: readonly number[] | null;
  readonly nicLink: LinkClass;
  /** Joins routers: calls with both ends, the class and the rate, once for each cable. */
  readonly join: (link: (a: number, b: number, linkClass: LinkClass, rate_Gbps: number) => void) => void;
  /** Cables between routers by kind, as a formula. */
  readonly routerLinks: Readonly<Record<string, number>>;
  /** Answers the group in which a router (and its servers) is made; asked in ascending order. */
  readonly homes: (builder: TopologyBuilder, group: number) => (router: number) => number;
  readonly shape: Readonly<Record<string, number | readonly number[]>>;
  /** Permutations of the routers that leave the cables as they are: image of each router. */
  readonly turns: readonly ((router: number) => number)[];
  /** Chains of routers that may change places. */
  readonly swaps: readonly (readonly number[])[];
}

/** NICs a fabric has seats for. */
export function seatsOf(plan: Pick<RoutedFabricPlan, 'routers' | 'seats' | 'seated'>): number {
  return (plan.seated?.length ?? plan.routers) * plan.seats;
}

/** The counts by formula. */
export function routedFabricCounts(plan: RoutedFabricPlan, switches: Partial<Record<NodeRole, number>>): Counts {
  return tally(serverCounts(plan.server, plan.servers), switches, {
    [plan.nicLink.kind]: plan.servers * plan.server.nics,
    ...plan.routerLinks,
  });
}

/** Adds the fabric under `group`. */
export function buildRoutedFabric(plan: RoutedFabricPlan, builder: TopologyBuilder, group: number): void {
  const { server, seats } = plan;
  const router = new Int32Array(plan.routers);
  const servers = new Int32Array(plan.servers);
  const home = plan.homes(builder, group);
  const seatedAt = new Int32Array(plan.routers).fill(-1);
  if (plan.seated === null) for (let r = 0; r < plan.routers; r++) seatedAt[r] = r;
  else plan.seated.forEach((r, k) => (seatedAt[r] = k));

  // A server stands in the home of the router that its first NIC is on.
  let made = 0;
  for (let r = 0; r < plan.routers; r++) {
    const place = home(r);
    router[r] = builder.node(place, plan.routerClass(r));
    const k = seatedAt[r]!;
    if (k < 0) continue;
    while (made < plan.servers && Math.floor((made * server.nics) / seats) <= k) {
      servers[made++] = buildServer(server, builder, place);
    }
  }
  const routerOfSeat = (n: number): number => router[plan.seated?.[Math.floor(n / seats)] ?? Math.floor(n / seats)]!;
  for (let s = 0; s < plan.servers; s++) {
    const firstNic = servers[s]! + server.accelerators;
    for (let i = 0; i < server.nics; i++) {
      builder.link(firstNic + i, routerOfSeat(s * server.nics + i), plan.nicLink, server.link_Gbps, { a: 0 });
    }
  }
  plan.join((a, b, linkClass, rate) => builder.link(router[a]!, router[b]!, linkClass, rate));
  builder.region({
    family: plan.family,
    group,
    shape: plan.shape,
    routers: router,
    symmetries: routedSymmetries(plan, router, servers),
  });
}

/** What may change places: servers of a router, NICs of a server, and routers with all they carry, where every seat is taken. */
function routedSymmetries(
  plan: RoutedFabricPlan,
  router: Int32Array,
  servers: Int32Array,
): ReturnType<typeof symmetriesOf> {
  const { server, seats } = plan;
  if (seats % server.nics !== 0) return [];
  const perRouter = seats / server.nics;
  const each = nodesPerServer(server);
  const { wiring } = server.scaleUp;
  const lanesAlike = server.accelerators % server.nics === 0 && wiring !== 'torus' && wiring !== 'mesh';
  const lane = server.accelerators / server.nics;
  const ofRouter: Family = Array.from({ length: Math.ceil(plan.servers / perRouter) }, (_, k) =>
    Array.from(servers.subarray(k * perRouter, (k + 1) * perRouter), (first) => run(first, each)),
  );
  const ofServer: Family = lanesAlike
    ? Array.from(servers, (first) =>
        Array.from({ length: server.nics }, (_, i): Copy => [
          ...(run(first + i * lane, lane) as Int32Array),
          first + server.accelerators + i,
        ]),
      )
    : [];
  const full = plan.servers * server.nics === seatsOf(plan);
  if (!full) return symmetriesOf([ofRouter, ofServer]);

  const place = new Int32Array(plan.routers).fill(-1);
  (plan.seated ?? Array.from({ length: plan.routers }, (_, r) => r)).forEach((r, k) => (place[r] = k));
  const withServers = (r: number): Copy => {
    const k = place[r]!;
    if (k < 0) return [router[r]!];
    const carried = servers.subarray(k * perRouter, (k + 1) * perRouter);
    return [router[r]!, ...Array.from(carried).flatMap((first) => Array.from(run(first, each)))];
  };
  const turns = plan.turns.map((image) => {
    const nodes: number[] = [];
    const images: number[] = [];
    for (let r = 0; r < plan.routers; r++) {
      if (image(r) === r) continue;
      const from = withServers(r);
      const to = withServers(image(r));
      for (let i = 0; i < from.length; i++) {
        nodes.push(from[i]!);
        images.push(to[i]!);
      }
    }
    return { nodes: Int32Array.from(nodes), images: Int32Array.from(images) };
  });
  const swaps: Family = plan.swaps.map((chain) => chain.map(withServers));
  return [...symmetriesOf([ofRouter, ofServer, swaps]), ...turns];
}
