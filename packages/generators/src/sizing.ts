/**
 * From a number of accelerators to the smallest parameters of each recipe that carry it.
 *
 * In: accelerators, and what the switches are. Out: for each recipe its parameters and counts, or why none fit. Fabrics of routers are sized
 * to be balanced by the rule of thumb of their own literature, named beside each. Every answer has passed the recipe's own check.
 */
import { acceleratorScaleUpDomain } from '@weft/catalogue';
import { done, failed, type Fault, type Outcome, say } from '@weft/units';
import type { Counts } from '@weft/topology';
import type { ParameterValue, Parameters } from '@weft/model';
import { primePower } from './finite-field.ts';
import { placesOf } from './grid.ts';
import type { Recipe } from './recipe.ts';
import { recipeOf, recipes } from './recipes.ts';
import { slimFlyDegree } from './slim-fly.ts';

export interface Need {
  readonly accelerators: number;
  /** 8 when left out. */
  readonly acceleratorsPerServer?: number;
  /** Ports of a switch; 64 when left out. */
  readonly switchPorts?: number;
  /** Oversubscription of a leaf; 1 when left out. */
  readonly taper?: number;
  /** Further parameters that every recipe which knows them takes: rates, parts. */
  readonly parameters?: Parameters;
}

export interface Sized {
  readonly recipe: string;
  readonly parameters: Parameters;
  readonly counts: Counts;
}

/** The need with nothing left open. */
interface Wanted {
  readonly accelerators: number;
  readonly servers: number;
  /** NIC ports: as many as accelerators of whole servers. */
  readonly endpoints: number;
  readonly perServer: number;
  readonly ports: number;
  readonly taper: number;
  readonly parameters: Parameters;
}

type Sizing = (wanted: Wanted) => Parameters | string;

/** The smallest design of a recipe that carries so many accelerators, or why there is none. */
export function sizeFor(recipeName: string, need: Need): Outcome<Sized> {
  const recipe = recipeOf(recipeName);
  if (recipe === undefined) {
    return failed('unknown-recipe', 'recipe', say`There is no recipe "${recipeName}".`);
  }
  const perServer = need.acceleratorsPerServer ?? 8;
  for (const [key, value] of [
    ['accelerators', need.accelerators],
    ['acceleratorsPerServer', perServer],
    ['switchPorts', need.switchPorts ?? 64],
  ] as const) {
    if (!Number.isInteger(value) || value < 1) {
      return failed('parameter-kind', key, say`${key} is ${value}; expected a whole number above 0.`);
    }
  }
  const servers = Math.ceil(need.accelerators / perServer);
  const given = sizings[recipeName]!({
    accelerators: need.accelerators,
    servers,
    endpoints: servers * perServer,
    perServer,
    ports: need.switchPorts ?? 64,
    taper: need.taper ?? 1,
    parameters: need.parameters ?? {},
  });
  if (typeof given === 'string') return failed('no-size', recipeName, given);
  const known = new Set(recipe.parameters.map(({ key }) => key));
  const all: Record<string, ParameterValue> = {};
  for (const [key, value] of Object.entries({ ...need.parameters, ...given })) if (known.has(key)) all[key] = value;
  const checked = recipe.check(all);
  if (!checked.ok) return refusedSize(recipe, all, checked.fault);
  return done({ recipe: recipeName, parameters: all, counts: recipe.expected(all) });
}

/** A refusal with what the nearest possible fabric carries: a number of servers or boards does not tell. */
function refusedSize(recipe: Recipe, parameters: Parameters, fault: Fault): Outcome<Sized> {
  const { nearest, code, where, message } = fault;
  const possible = nearest && recipe.check({ ...parameters, [nearest.where]: nearest.value });
  if (!possible?.ok) return failed(code, where, message);
  const { accelerators } = recipe.expected(possible.value);
  return failed(code, where, say`${message} That carries ${accelerators} accelerators.`);
}

/** The answer of every recipe, in the order of the palette. */
export function sizesFor(need: Need): { readonly recipe: string; readonly answer: Outcome<Sized> }[] {
  return recipes.map(({ name }) => ({ recipe: name, answer: sizeFor(name, need) }));
}

function base({ servers, perServer, ports }: Wanted): Record<string, ParameterValue> {
  return { servers, acceleratorsPerServer: perServer, nicsPerServer: perServer, switchPorts: ports };
}

function tapered(wanted: Wanted): Record<string, ParameterValue> {
  return { ...base(wanted), taper: wanted.taper, tiers: 'auto' };
}

const sizings: Readonly<Record<string, Sizing>> = {
  'leaf-spine': tapered,
  'rail-optimized': tapered,
  'rail-only': tapered,
  'multi-plane': (wanted) => ({ ...tapered(wanted), planes: largestDivisor(wanted.perServer, 8) }),
  'fat-tree': tapered,
  dragonfly,
  'dragonfly-plus': dragonflyPlus,
  torus,
  hyperx,
  'full-mesh': fullMesh,
  hammingmesh: ({ accelerators, ports, taper }) => {
    const across = Math.ceil(Math.sqrt(Math.ceil(accelerators / 4)));
    return { board: [2, 2], boards: [across, Math.ceil(accelerators / 4 / across)], switchPorts: ports, taper };
  },
  'slim-fly': slimFly,
  jellyfish,
  xpander,
  'scale-up': scaleUp,
};

/** Balanced, a = 2 p = 2 h, from 4 p - 1 ports: the smallest p whose full size suffices, then the groups it takes. */
function dragonfly(wanted: Wanted): Parameters | string {
  const { endpoints, ports } = wanted;
  for (let p = 1; 4 * p - 1 <= ports; p++) {
    const inGroup = 2 * p * p;
    if (inGroup * (2 * p * p + 1) < endpoints) continue;
    const groups = Math.max(1, Math.ceil(endpoints / inGroup));
    return { ...base(wanted), endpointsPerRouter: p, routersPerGroup: 2 * p, globalLinksPerRouter: p, groups };
  }
  const p = Math.floor((ports + 1) / 4);
  return say`A balanced Dragonfly of switches with ${ports} ports carries at most ${2 * p * p * (2 * p * p + 1)} accelerators; ${endpoints} need more ports.`;
}

/** Half of the ports of leaves and spines each way: r = endpoints of a leaf = leaves = spines = global links of a spine, from 2 r ports. */
function dragonflyPlus(wanted: Wanted): Parameters | string {
  const { endpoints, ports } = wanted;
  for (let r = 1; 2 * r <= ports; r++) {
    if (r * r * (r * r + 1) < endpoints) continue;
    return {
      ...base(wanted),
      endpointsPerLeaf: r,
      leavesPerGroup: r,
      spinesPerGroup: r,
      globalLinksPerSpine: r,
      groups: Math.max(1, Math.ceil(endpoints / (r * r))),
    };
  }
  const r = Math.floor(ports / 2);
  return say`A balanced Dragonfly+ of switches with ${ports} ports carries at most ${r * r * (r * r + 1)} accelerators; ${endpoints} need more ports.`;
}

/** Three dimensions in steps of four chips, as TPU slices come, no side more than twice another; the fewest chips, then the most even sides. */
function torus({ accelerators }: Wanted): Parameters | string {
  const step = accelerators >= 64 ? 4 : 1;
  const cells = Math.ceil(accelerators / step ** 3);
  let best: readonly number[] | null = null;
  for (let a = 1; a ** 3 <= 8 * cells; a++) {
    for (let b = a; b <= 2 * a; b++) {
      const c = Math.max(b, Math.ceil(cells / (a * b)));
      if (c > 2 * a) continue;
      const better =
        best === null ||
        placesOf([a, b, c]) < placesOf(best) ||
        (placesOf([a, b, c]) === placesOf(best) && c < best[2]!);
      if (better) best = [a, b, c];
    }
  }
  if (best === null) return say`No torus with sides within a factor of two holds ${accelerators} accelerators.`;
  return { dimensions: best.map((n) => n * step) };
}

/** Two dimensions, then three; no more endpoints on a router than there are routers along its shortest side, so that rows are not oversubscribed. */
function hyperx(wanted: Wanted): Parameters | string {
  const { endpoints, ports } = wanted;
  for (const rank of [2, 3]) {
    for (let side = 1; rank * (side - 1) + 1 <= ports; side++) {
      // Sides differ by one at most: the fewest routers first.
      for (let longer = 0; longer < rank; longer++) {
        const shape = Array.from({ length: rank }, (_, d) => (d < longer ? side + 1 : side));
        const routers = placesOf(shape);
        const free = ports - shape.reduce((sum, n) => sum + n - 1, 0);
        const seats = Math.min(free, Math.max(1, side));
        if (seats < 1 || routers * seats < endpoints) continue;
        return { ...base(wanted), dimensions: shape, endpointsPerRouter: Math.ceil(endpoints / routers) };
      }
    }
  }
  return say`No HyperX of two or three dimensions with full bandwidth in its rows carries ${endpoints} accelerators on switches of ${ports} ports; expected more ports.`;
}

/** As many endpoints on a switch as there are switches at most: half of the traffic of a switch fits its links. */
function fullMesh(wanted: Wanted): Parameters | string {
  const { endpoints, ports } = wanted;
  for (let n = 1; n <= ports; n++) {
    const seats = Math.min(n, ports - n + 1);
    if (n * seats < endpoints) continue;
    return { ...base(wanted), switches: n, endpointsPerRouter: Math.ceil(endpoints / n) };
  }
  const half = Math.floor((ports + 1) / 2);
  return say`A full mesh of switches with ${ports} ports and no more endpoints than links carries at most ${half * (ports - half + 1)} accelerators; ${endpoints} need more ports.`;
}

/** Half as many endpoints as links to other switches, as its authors advise. */
function slimFly(wanted: Wanted): Parameters | string {
  const { endpoints, ports } = wanted;
  let most = 0;
  for (let q = 3; ; q++) {
    if (primePower(q) === null || q % 4 === 2) continue;
    const degree = slimFlyDegree(q);
    const seats = Math.ceil(degree / 2);
    if (degree + seats > ports) break;
    most = 2 * q * q * seats;
    if (most >= endpoints) return { ...base(wanted), q };
  }
  return say`A Slim Fly of switches with ${ports} ports carries at most ${most} accelerators; ${endpoints} need more ports.`;
}

/** A quarter of the ports for endpoints: three links a switch for each of them, which pays for paths of about three hops. */
function jellyfish(wanted: Wanted): Parameters | string {
  const { endpoints, ports } = wanted;
  const seats = Math.max(1, Math.floor(ports / 4));
  const switches = Math.max(2, Math.ceil(endpoints / seats));
  let degree = Math.min(ports - seats, switches - 1);
  if ((switches * degree) % 2 === 1) degree--;
  if (degree < 1) return say`${switches} switches with ${ports} ports make no random graph; expected more ports.`;
  return { ...base(wanted), switches, degree, endpointsPerRouter: seats };
}

/** As Jellyfish, in degree + 1 sets. */
function xpander(wanted: Wanted): Parameters | string {
  const { endpoints, ports } = wanted;
  const seats = Math.max(1, Math.floor(ports / 4));
  const switches = Math.max(3, Math.ceil(endpoints / seats));
  const degree = Math.min(ports - seats, switches - 1);
  if (degree < 2)
    return say`Switches with ${ports} ports have too few links for an Xpander; expected at least 3 ports.`;
  return { ...base(wanted), degree, switchesPerSet: Math.ceil(switches / (degree + 1)), endpointsPerRouter: seats };
}

/** One domain, if the accelerator is made for one of that size. */
function scaleUp({ accelerators, parameters }: Wanted): Parameters | string {
  const recipe = recipeOf('scale-up')!;
  const given = parameters['accelerator'] ?? recipe.parameters.find(({ key }) => key === 'accelerator')!.default;
  const most = acceleratorScaleUpDomain(String(given));
  if (most === null) return say`The catalogue does not say how many of ${String(given)} one scale-up domain holds.`;
  if (accelerators > most) {
    return say`One scale-up domain of ${String(given)} holds at most ${most} accelerators; ${accelerators} need a fabric between domains.`;
  }
  return { accelerators, acceleratorsPerTray: largestDivisor(accelerators, 4) };
}

function largestDivisor(n: number, most: number): number {
  let divisor = Math.min(n, most);
  while (n % divisor !== 0) divisor--;
  return divisor;
}
