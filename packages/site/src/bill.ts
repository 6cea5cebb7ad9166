/**
 * The bill of material: every line counted from the nodes and links of the topology and from nothing else.
 *
 * In: the topology, where everything stands, what runs between. Out: lines with quantity, unit price and unit power, totals with their range and the names of
 * what is not known. Prices in USD, power in W, heights in rack units.
 *
 * - A server with a part has one price and one power for all it holds; a server without is the sum of its accelerators, its NICs and a chassis.
 * - A switch draws its published power without modules, and each module its own; where only a power with modules is published, that one counts and its
 *   modules draw nothing more. Nothing is counted twice.
 * - A module counts once for each cage that holds one, a cable with fixed ends once for all links it carries.
 */
import { mediumFacts, switchPower, type PartKind } from '@weft/catalogue';
import type { Finding } from '@weft/model';
import type { Topology } from '@weft/topology';
import { cagesOf, type Cages } from './cages.ts';
import type { Figures } from './figures.ts';
import { endPower, fibrePrice, linksPerCable, mediumPrice } from './link-options.ts';
import { insideLinks, insidePower } from './inside.ts';
import { mediaOf, type MediaPlan } from './media.ts';
import type { MediumPolicy } from './options.ts';
import type { Placement } from './placement.ts';
import { runsOf, type Runs } from './runs.ts';
import { Sum, totalOf, type Known, type Total } from './total.ts';

export const billKinds = [
  'server',
  'accelerator',
  'chassis',
  'nic',
  'switch',
  'transceiver',
  'engine',
  'cable',
  'fibre',
  'inside',
] as const;
export type BillKind = (typeof billKinds)[number];
/** What belongs to the network's share of the cost. */
export const networkKinds: ReadonlySet<BillKind> = new Set([
  'nic',
  'switch',
  'transceiver',
  'engine',
  'cable',
  'fibre',
]);

export interface BillLine {
  readonly kind: BillKind;
  readonly fabric: string;
  readonly name: string;
  /** Where a switch stands in the network: `leaf`, `spine` ...; null for everything else. */
  readonly tier: string | null;
  readonly part: { readonly kind: PartKind; readonly id: string } | null;
  readonly vendor: string | null;
  readonly rate_Gbps: number | null;
  readonly cage: string | null;
  readonly length_m: number | null;
  /** Links one cable with fixed ends carries; 1 for a straight one. */
  readonly legs: number;
  readonly quantity: number;
  readonly spares: number;
  /** Of one. */
  readonly price: Known;
  readonly power: Known;
  readonly units: number;
  /** What is counted elsewhere: `optics included in the switch`. */
  readonly remark: string | null;
}

export interface Bill {
  readonly lines: readonly BillLine[];
  /** Fitted parts and spares. */
  readonly price: Total;
  readonly power: Total;
  readonly networkPrice: Total;
  readonly networkPower: Total;
  readonly priceByKind: Readonly<Partial<Record<BillKind, Total>>>;
  readonly powerByKind: Readonly<Partial<Record<BillKind, Total>>>;
  readonly priceByFabric: Readonly<Record<string, Total>>;
  readonly rackUnits: number;
  readonly racks: number;
  readonly cables: number;
  readonly accelerators: number;
  /** Raw rate of all cables at NICs (or, without NICs, at accelerators), each direction. */
  readonly injection_Gbps: number;
  readonly findings: readonly Finding[];
}

/** Everything between the placement and the bill, so that several policies and lists can share it. */
export interface SitePlan {
  readonly topology: Topology;
  readonly figures: Figures;
  readonly placement: Placement;
  readonly runs: Runs;
  readonly cages: Cages;
  readonly media: MediaPlan;
}

/** Measures the cables and chooses their media. */
export function planOf(
  topology: Topology,
  placement: Placement,
  figures: Figures,
  policy: MediumPolicy | null = null,
): SitePlan {
  const runs = runsOf(topology, placement);
  const cages = cagesOf(topology, runs, figures);
  const media = mediaOf(topology, runs, cages, figures, placement.options, policy);
  return { topology, figures, placement, runs, cages, media };
}

/** The bill of a plan. */
export function billOf(plan: SitePlan): Bill {
  const { topology, placement, figures } = plan;
  const lines = new Lines(placement.options.spares);
  const fabricOf = fabrics(topology);
  const fullPower = addDevices(plan, lines, fabricOf);
  const unserved = addCables(plan, lines, fullPower);
  addInside(plan, lines);
  const list = lines.list();
  const priced = (of: (line: BillLine) => boolean): Total =>
    sumOf(
      list.filter(of),
      (l) => l.price,
      (l) => l.quantity + l.spares,
    );
  const powered = (of: (line: BillLine) => boolean): Total =>
    sumOf(
      list.filter(of),
      (l) => l.power,
      (l) => l.quantity,
    );
  const used = billKinds.filter((kind) => list.some((line) => line.kind === kind));
  const counts = countsFor(topology, plan.runs);
  return {
    lines: list,
    price: priced(() => true),
    power: powered(() => true),
    networkPrice: priced(({ kind }) => networkKinds.has(kind)),
    networkPower: powered(({ kind }) => networkKinds.has(kind)),
    priceByKind: Object.fromEntries(used.map((kind) => [kind, priced((line) => line.kind === kind)])),
    powerByKind: Object.fromEntries(used.map((kind) => [kind, powered((line) => line.kind === kind)])),
    priceByFabric: Object.fromEntries(
      [...new Set(list.map((line) => line.fabric))].map((fabric) => [fabric, priced((line) => line.fabric === fabric)]),
    ),
    rackUnits: list.reduce((sum, line) => sum + line.units * line.quantity, 0),
    racks: placement.rackCount,
    cables: plan.runs.cables,
    ...counts,
    findings: [
      ...wideFigures(list),
      ...figures.findings,
      ...placement.findings,
      ...plan.cages.findings,
      ...plan.media.findings,
      ...unserved,
    ],
  };
}

function sumOf(
  lines: readonly BillLine[],
  figure: (line: BillLine) => Known,
  quantity: (line: BillLine) => number,
): Total {
  const sum = new Sum();
  for (const line of lines) sum.add(figure(line), quantity(line));
  return sum.total();
}

/** Ends this many times apart say little about what lies between. */
const wide = 3;

/** Notes where a total rests on the middle of two ends far apart, so that the user sets a figure of their own. */
function wideFigures(lines: readonly BillLine[]): Finding[] {
  const seen = new Map<string, Finding>();
  for (const { price, power } of lines) {
    for (const { midpoint, band, path, name } of [price, power]) {
      if (!midpoint || !band || band.low <= 0 || band.high / band.low < wide) continue;
      seen.set(path, {
        code: 'figure-wide',
        severity: 'note',
        targets: [path],
        message: `The ${name} is published as ${band.low} to ${band.high} without a typical value; their geometric mean is used, set your own.`,
      });
    }
  }
  return [...seen.values()];
}

/** Adds totals of several bills, for a site of several designs. */
export function priceOfAll(bills: readonly Bill[]): Total {
  return totalOf(bills.map((bill) => bill.price));
}

/** Servers, switches and loose parts. Answers which nodes' power counts their modules in. */
function addDevices(plan: SitePlan, lines: Lines, fabricOf: readonly string[]): Uint8Array {
  const { topology, figures, placement } = plan;
  const { devices } = placement;
  const full = new Uint8Array(topology.nodeCount);
  for (let d = 0; d < devices.count; d++) {
    const make = devices.makes[devices.make[d]!]!;
    if (make.kind !== 'server') continue;
    const { part } = make;
    if (part) {
      const steady = figures.of('server', part.id, 'power_w');
      lines.add(`server ${part.id}`, () => ({
        ...plain('server', '', part.name),
        part: { kind: 'server', id: part.id },
        vendor: part.vendor,
        units: make.units,
        price: figures.of('server', part.id, 'price_usd'),
        power: steady.band ? steady : figures.of('server', part.id, 'power_max_w'),
      }));
    } else {
      lines.add(`chassis ${make.name}`, () => ({
        ...plain('chassis', '', `chassis of a ${make.name}`),
        units: make.units,
        price: siteFigure(figures, 'chassis_usd', 'price of a server chassis'),
        power: siteFigure(figures, 'chassis_w', 'power of a server chassis without its accelerators'),
      }));
    }
  }
  for (let v = 0; v < topology.nodeCount; v++) {
    const nodeClass = topology.nodeClasses[topology.nodeClass[v]!]!;
    const { role, part: id, word } = nodeClass;
    const make = devices.makes[devices.make[devices.ofNode[v]!]!]!;
    const inside = make.kind === 'server';
    if (inside && (make.part !== null || role === 'service' || role === 'scaleUp')) continue;
    const fabric = fabricOf[v]!;
    if (role === 'accelerator' || role === 'nic') {
      const part = figures.part(role, id);
      lines.add(`${role} ${topology.nodeClass[v]!} ${fabric} ${String(inside)}`, () => ({
        ...plain(role, role === 'nic' ? fabric : '', part?.name ?? `${word} without a part`),
        part: part ? { kind: role, id: part.id } : null,
        vendor: part?.vendor ?? null,
        units: inside ? 0 : make.units,
        price: part ? figures.of(role, part.id, 'price_usd') : noPart('price', word),
        power: part ? figures.of(role, part.id, 'power_w') : noPart('power', word),
      }));
      continue;
    }
    if (role === 'service') {
      lines.add(`service ${topology.nodeClass[v]!}`, () => ({
        ...plain('chassis', '', word),
        units: make.units,
        price: noPart('price', word),
        power: noPart('power', word),
      }));
      continue;
    }
    const part = figures.part('switch', id);
    const power = part && switchPower(part, (key) => figures.figure('switch', part.id, key));
    const counted = power !== undefined && power.bare_W === null && power.full_W !== null;
    if (counted) full[v] = 1;
    lines.add(`switch ${topology.nodeClass[v]!} ${fabric}`, () => ({
      ...plain('switch', fabric, part?.name ?? `${word} without a part`),
      part: part ? { kind: 'switch', id: part.id } : null,
      tier: role,
      vendor: part?.vendor ?? null,
      units: make.units,
      rate_Gbps: part ? (figures.of('switch', part.id, 'port_speed_gbps').band?.typical ?? null) : null,
      price: part ? figures.of('switch', part.id, 'price_usd') : noPart('price', word),
      power: part
        ? {
            ...figures.of('switch', part.id, counted ? 'power_max_w' : 'power_typ_w'),
            band: power?.bare_W ?? power?.full_W ?? null,
          }
        : noPart('power', word),
      remark: counted ? 'power with its modules' : null,
    }));
  }
  return full;
}

/** Modules, engines, fibres and cables; answers findings about links that have none. */
function addCables(plan: SitePlan, lines: Lines, full: Uint8Array): Finding[] {
  const { topology, figures, cages, media } = plan;
  const filled = new Uint8Array(cages.count);
  const pulled = new Uint8Array(topology.linkCount);
  const cableEnds = cableEndsOf(plan, full);
  let unserved = 0;
  for (let e = 0; e < topology.linkCount; e++) {
    if (media.make[e]! < 0) continue;
    const make = media.makes[media.make[e]!]!;
    const fabric = topology.linkClasses[topology.linkClass[e]!]!.fabric;
    const option = media.choices[media.choice[e]!];
    const root = media.bundle[e]!;
    if (!option) {
      unserved++;
      lines.add(`none ${fabric} ${make.rate_Gbps}`, () => ({
        ...plain('cable', fabric, `cable of ${make.rate_Gbps} Gb/s without a medium`),
        rate_Gbps: make.rate_Gbps,
        price: noPart('price', 'cable'),
        power: noPart('power', 'cable'),
      }));
      continue;
    }
    if (option.assembly === 'cable') {
      if (pulled[root] === 1) continue;
      pulled[root] = 1;
      const [medium] = option.media;
      const length_m = media.bundleLength_m[root]!;
      const legs = linksPerCable(make);
      const straight = make.ends[0].slots === make.ends[1].slots;
      const shape = make.ends.map(({ cage }) => cage.shape).find((s) => s !== null) ?? null;
      // Both ends of a cable draw power from their devices; an end at a device whose power counts its modules draws none of its own.
      const ends = cableEnds[root]!;
      lines.add(`cable ${medium.id} ${fabric} ${length_m} ${legs} ${String(straight)} ${ends}`, () => {
        const power = endPower(figures, medium, Math.max(make.ends[0].module_Gbps, make.ends[1].module_Gbps));
        return {
          ...plain('cable', fabric, `${medium.name}${straight || legs === 1 ? '' : `, 1 to ${legs}`}`),
          part: { kind: 'medium', id: medium.id },
          vendor: medium.vendor,
          cage: shape,
          length_m,
          legs: straight ? 1 : legs,
          rate_Gbps: Math.max(make.ends[0].module_Gbps, make.ends[1].module_Gbps),
          price: mediumPrice(figures, medium),
          power: scaled(power, ends),
          remark: ends < (straight ? 2 : 1 + legs) ? 'power of an end counted in the switch' : null,
        };
      });
      continue;
    }
    ([cages.a[e]!, cages.b[e]!] as const).forEach((cage, i) => {
      if (filled[cage] === 1) return;
      filled[cage] = 1;
      const medium = option.media[i]!;
      const end = make.ends[i]!;
      const engine = mediumFacts(medium).assembly === 'engine';
      const included = full[cages.node[cage]!] === 1;
      lines.add(
        `${engine ? 'engine' : 'transceiver'} ${medium.id} ${fabric} ${end.module_Gbps} ${end.cage.shape ?? ''} ${String(included)} ${String(end.cage.coPackaged)}`,
        () => ({
          ...plain(engine ? 'engine' : 'transceiver', fabric, medium.name),
          part: { kind: 'medium', id: medium.id },
          vendor: medium.vendor,
          cage: end.cage.shape,
          rate_Gbps: end.module_Gbps,
          price: engine && end.cage.coPackaged ? nothing(mediumPrice(figures, medium)) : mediumPrice(figures, medium),
          power: included
            ? nothing(endPower(figures, medium, end.module_Gbps))
            : endPower(figures, medium, end.module_Gbps),
          remark: included
            ? 'power counted in the switch'
            : engine && end.cage.coPackaged
              ? 'price included in the switch'
              : null,
        }),
      );
    });
    const fibre = mediumFacts(option.media[0]).fibre ?? mediumFacts(option.media[1]).fibre ?? 'parallel';
    const length_m = plan.runs.bought_m[e]!;
    lines.add(
      `fibre ${fibre} ${fabric} ${option.technology === 'multimode' ? 'multimode' : 'single-mode'} ${length_m}`,
      () => ({
        ...plain('fibre', fabric, `${option.technology === 'multimode' ? 'multimode' : 'single-mode'} ${fibre} fibre`),
        length_m,
        price: fibrePrice(figures, fibre),
        power: zero,
      }),
    );
  }
  if (unserved === 0) return [];
  return [
    {
      code: 'cables-not-priced',
      severity: 'warning',
      targets: [],
      message: `${unserved} of ${plan.runs.cables} cables have no medium; the totals lack their price and power.`,
    },
  ];
}

/** Links inside devices: bought with them; their power counts where the device has none of its own. */
function addInside({ topology, placement, figures }: SitePlan, lines: Lines): void {
  for (const { medium, fabric, rate_Gbps, links, deviceDraws } of insideLinks(topology, placement, figures)) {
    const power = insidePower(figures, medium, rate_Gbps);
    lines.add(
      `inside ${medium.id} ${fabric} ${rate_Gbps} ${String(deviceDraws)}`,
      () => ({
        ...plain('inside', fabric, medium.name),
        part: { kind: 'medium', id: medium.id },
        vendor: medium.vendor,
        rate_Gbps,
        price: zero,
        power: deviceDraws ? nothing(power) : power,
        remark: deviceDraws ? 'price and power in the device' : 'price in the device',
      }),
      links,
    );
  }
}

/** Per bundle, at its lowest link: how many ends of its cable draw power that is not counted in a device. */
function cableEndsOf(plan: SitePlan, full: Uint8Array): Uint16Array {
  const { topology, cages, media } = plan;
  const ends = new Uint16Array(topology.linkCount);
  const seen = new Uint8Array(cages.count);
  for (let e = 0; e < topology.linkCount; e++) {
    if (media.choices[media.choice[e]!]?.assembly !== 'cable') continue;
    for (const cage of [cages.a[e]!, cages.b[e]!]) {
      if (seen[cage] === 1) continue;
      seen[cage] = 1;
      if (full[cages.node[cage]!] !== 1) ends[media.bundle[e]!]!++;
    }
  }
  return ends;
}

const zero: Known = { band: { low: 0, typical: 0, high: 0 }, path: '', name: 'nothing', yours: false };

function nothing(known: Known): Known {
  return { ...known, band: zero.band };
}

function scaled(known: Known, factor: number): Known {
  const { band } = known;
  return {
    ...known,
    band: band && { low: band.low * factor, typical: band.typical * factor, high: band.high * factor },
  };
}

function noPart(what: string, word: string): Known {
  return { band: null, path: `parts.${word}`, name: `${what} of ${word} without a part`, yours: false };
}

function siteFigure(figures: Figures, key: string, name: string): Known {
  const mine = figures.site(key);
  return {
    band: mine === undefined ? null : { low: mine, typical: mine, high: mine },
    path: `site.${key}`,
    name,
    yours: mine !== undefined,
  };
}

type Draft = Omit<BillLine, 'quantity' | 'spares'>;

function plain(kind: BillKind, fabric: string, name: string) {
  return {
    kind,
    fabric,
    name,
    tier: null,
    part: null,
    vendor: null,
    rate_Gbps: null,
    cage: null,
    length_m: null,
    legs: 1,
    units: 0,
    remark: null,
  };
}

/** Lines by what makes them different; each is described when it is first met. */
class Lines {
  readonly #lines = new Map<string, { readonly draft: Draft; quantity: number }>();
  readonly #spares: number;

  constructor(spares: number) {
    this.#spares = spares;
  }

  add(key: string, describe: () => Draft, quantity = 1): void {
    const line = this.#lines.get(key);
    if (line) line.quantity += quantity;
    else this.#lines.set(key, { draft: describe(), quantity });
  }

  list(): BillLine[] {
    const lines = [...this.#lines.values()].map(({ draft, quantity }) => ({
      ...draft,
      quantity,
      spares: networkKinds.has(draft.kind) ? Math.ceil(quantity * this.#spares - 1e-9) : 0,
    }));
    const rank = (line: BillLine): number => billKinds.indexOf(line.kind);
    return lines.toSorted(
      (x, y) => rank(x) - rank(y) || x.name.localeCompare(y.name, 'en') || (x.length_m ?? 0) - (y.length_m ?? 0),
    );
  }
}

/** The fabric each node belongs to: that of its first link that is not on a board, '' when it has none. */
function fabrics(topology: Topology): string[] {
  const fabric = Array.from({ length: topology.nodeCount }, () => '');
  for (let e = 0; e < topology.linkCount; e++) {
    const own = topology.linkClasses[topology.linkClass[e]!]!.fabric;
    if (own === 'host') continue;
    for (const v of [topology.linkA[e]!, topology.linkB[e]!]) if (fabric[v] === '') fabric[v] = own;
  }
  return fabric;
}

function countsFor(topology: Topology, runs: Runs): { accelerators: number; injection_Gbps: number } {
  const roles = topology.nodeClasses.map(({ role }) => role);
  let accelerators = 0;
  let nics = 0;
  for (const c of topology.nodeClass) {
    if (roles[c] === 'accelerator') accelerators++;
    if (roles[c] === 'nic') nics++;
  }
  const source = nics > 0 ? 'nic' : 'accelerator';
  let injection_Gbps = 0;
  for (let e = 0; e < topology.linkCount; e++) {
    if (Number.isNaN(runs.length_m[e]!)) continue;
    for (const v of [topology.linkA[e]!, topology.linkB[e]!]) {
      if (roles[topology.nodeClass[v]!] === source) injection_Gbps += topology.linkCapacity_Gbps[e]!;
    }
  }
  return { accelerators, injection_Gbps };
}
