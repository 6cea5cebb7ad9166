/**
 * Slim Fly: the McKay-Miller-Siran graphs, diameter 2 with close to the fewest switches possible.
 *
 * q = 4 w + delta a prime power, delta in {-1, 0, 1}; 2 q^2 switches of network degree (3 q - delta) / 2. Switches are (0, x, y) and (1, m, c) over
 * GF(q): (0, x, y) ~ (0, x, y') where y - y' is in X, (1, m, c) ~ (1, m, c') where c - c' is in X', and (0, x, y) ~ (1, m, c) where y = m x + c. With xi
 * primitive, X and X' are the even and odd powers of xi for delta = 1 and 0, and for delta = -1 the union of +- even and +- odd powers below w.
 * Source: Besta and Hoefler, "Slim Fly", SC 2014; Hafner, "Geometric realisation of the graphs of McKay-Miller-Siran", 2004.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { Parameters } from '@weft/model';
import { recipeFrom } from './assemble.ts';
import { finiteField, primePower, type FiniteField } from './finite-field.ts';
import { computeLink, networkPartsOf, numberOr, switchClass } from './network-parameters.ts';
import { count, numberIn, withSymbols } from './parameters.ts';
import type { Pauses } from './pauses.ts';
import type { ParameterSpec } from './recipe.ts';
import { buildRoutedFabric, routedFabricCounts, type RoutedFabricPlan } from './routed-fabric.ts';
import {
  grouped,
  nicRouterLink,
  portsFault,
  routedPartsOf,
  routedServers,
  routedServersOf,
  routerParameters,
} from './routed-recipe.ts';
import { serverParameters, serverPlanOf } from './server.ts';

const parameters: readonly ParameterSpec[] = [
  count('q', 'Order of the graph: a prime power that leaves 0, 1 or 3 when divided by 4', null, 5, 3, 512),
  count(
    'endpointsPerRouter',
    'Endpoints (NIC ports) of one router; 0 takes half of the network degree, rounded up',
    'endpoints',
    0,
    0,
    4096,
  ),
  routedServers,
  ...routerParameters(64),
  ...serverParameters,
];

/** The network degree of a switch; q leaves 0, 1 or 3 when divided by 4. */
export function slimFlyDegree(q: number): number {
  const delta = q % 4 === 3 ? -1 : q % 4;
  return (3 * q - delta) / 2;
}

/** The connection sets X and X' of the two halves. */
function connectionSets({ q, power, negative }: FiniteField): [number[], number[]] {
  if (q % 4 !== 3) {
    // For even q the odd powers come round to xi^(q - 1) = 1, which both sets hold then.
    const parity = (odd: number): number[] =>
      Array.from({ length: Math.floor(q / 2) }, (_, i) => power[(2 * i + odd) % (q - 1)]!);
    return [parity(0), parity(1)];
  }
  const w = (q + 1) / 4;
  const signed = (odd: number): number[] =>
    Array.from({ length: w }, (_, i) => power[2 * i + odd]!).flatMap((element) => [element, negative(element)]);
  return [signed(0), signed(1)];
}

function planOf(values: Parameters): Outcome<RoutedFabricPlan> {
  const server = serverPlanOf(values);
  if (!server.ok) return server;
  const q = numberIn(values, 'q');
  if (primePower(q) === null || q % 4 === 2) {
    return failed(
      'not-prime-power',
      'q',
      say`q is ${q}, over which there is no field to make the graph from; expected a prime power of 3 or more.`,
    );
  }
  const degree = slimFlyDegree(q);
  const seats = numberOr(values, 'endpointsPerRouter', Math.ceil(degree / 2));
  const parts = routedPartsOf(values, parameters);
  const ports = portsFault(
    seats + degree,
    parts.ports,
    'endpointsPerRouter',
    say`${seats} endpoints, ${degree} to routers`,
  );
  if (ports !== null) return ports;
  const routers = 2 * q * q;
  const servers = routedServersOf(values, server.value, routers * seats);
  if (!servers.ok) return servers;
  const { switchPart, protocol } = networkPartsOf(values, parameters);
  const routerClass = switchClass('router', switchPart, parts.ports);
  const linkClass = computeLink('router-router', protocol);
  return done({
    family: 'slim-fly',
    server: server.value,
    servers: servers.value,
    routers,
    routerClass: () => routerClass,
    seats,
    seated: null,
    nicLink: nicRouterLink(protocol),
    join: (link) => joinSlimFly(q, (a, b) => link(a, b, linkClass, parts.routerLink_Gbps)),
    routerLinks: { 'router-router': (routers * degree) / 2 },
    homes: grouped('group', 'rows', 2 * q, (r) => Math.floor(r / q)),
    shape: { q, degree },
    turns: slimFlyTurns(q),
    swaps: () => [],
  });
}

/** Router (half, x, y) is number half q^2 + x q + y. */
function* joinSlimFly(q: number, link: (a: number, b: number) => void): Pauses<void> {
  const field = finiteField(q);
  for (const [half, set] of connectionSets(field).entries()) {
    for (let x = 0; x < q; x++) {
      for (let y = 0; y < q; y++) {
        for (const step of set) {
          const other = field.add(y, step);
          // X = -X, so each pair is met from both sides.
          if (other > y) link((half * q + x) * q + y, (half * q + x) * q + other);
        }
        yield;
      }
    }
  }
  for (let x = 0; x < q; x++) {
    for (let m = 0; m < q; m++) {
      const product = field.times(m, x);
      for (let c = 0; c < q; c++) link(x * q + field.add(product, c), (q + m) * q + c);
      yield;
    }
  }
}

/**
 * Automorphisms that together reach every switch of a half, and for delta = 1 both halves:
 * y and c moved on by t; x moved on by s (c by -m s); m moved on by t (y by t x); x times a and m divided by a; y, m and c times a square;
 * and the two halves exchanged, (0, x, y) to (1, x, xi y) and (1, m, c) to (0, -xi m, xi c).
 */
function slimFlyTurns(q: number): ((router: number) => number)[] {
  let made: FiniteField | null = null;
  const field = (): FiniteField => (made ??= finiteField(q));
  type Move = (x: number, y: number, half: number) => [x: number, y: number, half: number];
  const turn = (move: Move): ((router: number) => number) => {
    return (router) => {
      const half = Math.floor(router / (q * q));
      const [x, y, to] = move(Math.floor(router / q) % q, router % q, half);
      return (to * q + x) * q + y;
    };
  };
  const { p, n } = primePower(q)!;
  const turns: ((router: number) => number)[] = [];
  for (let i = 0; i < n; i++) {
    const t = p ** i;
    turns.push(
      turn((x, y, half) => [x, field().add(y, t), half]),
      turn((x, y, half) =>
        half === 0 ? [field().add(x, t), y, 0] : [x, field().add(y, field().negative(field().times(x, t))), 1],
      ),
      turn((x, y, half) => (half === 0 ? [x, field().add(y, field().times(t, x)), 0] : [field().add(x, t), y, 1])),
    );
  }
  turns.push(
    turn((x, y, half) => {
      const xi = field().power[1] ?? 1;
      return half === 0 ? [field().times(xi, x), y, 0] : [field().times(field().inverse(xi), x), y, 1];
    }),
  );
  if (q % 4 === 1) {
    turns.push(
      turn((x, y, half) => {
        const square = field().power[2]!;
        return half === 0 ? [x, field().times(square, y), 0] : [field().times(square, x), field().times(square, y), 1];
      }),
      turn((x, y, half) => {
        const xi = field().power[1]!;
        return half === 0
          ? [x, field().times(xi, y), 1]
          : [field().negative(field().times(xi, x)), field().times(xi, y), 0];
      }),
    );
  }
  return turns;
}

export const slimFly = recipeFrom<RoutedFabricPlan>({
  name: 'slim-fly',
  version: 1,
  title: 'Slim Fly',
  use: 'Two hops between any two switches with nearly the fewest switches and cables that allows.',
  parameters: withSymbols(parameters, { q: 'q', endpointsPerRouter: 'p' }),
  sizedBy: 'q',
  plan: planOf,
  counts: (plan) => routedFabricCounts(plan, { router: plan.routers }),
  arrangement: () => ({ layout: 'ring', columns: 0 }),
  build: buildRoutedFabric,
});
