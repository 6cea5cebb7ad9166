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
import { say } from '@weft/units';
import type { Finding } from '@weft/model';
import type { Topology } from '@weft/topology';
import { addCables, addInside } from './bill-cables.ts';
import { addDevices } from './bill-devices.ts';
import { billKinds, Lines, networkKinds, type BillKind, type BillLine } from './bill-lines.ts';
import type { SitePlan } from './plan.ts';
import type { Runs } from './runs.ts';
import { Sum, type Known, type Total } from './total.ts';
import { atOnce, inSlices, many, type Pauses } from './pauses.ts';

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

/** The bill of a plan. */
export function billOf(plan: SitePlan): Bill {
  return atOnce(billSteps(plan));
}

/** The same with pauses. */
export function* billSteps(plan: SitePlan): Pauses<Bill> {
  const { topology, placement, figures } = plan;
  const lines = new Lines(placement.options.spares);
  const fabricOf = yield* fabrics(topology);
  const fullPower = yield* addDevices(plan, lines, fabricOf);
  const unserved = yield* addCables(plan, lines, fullPower);
  yield* addInside(plan, lines);
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
  const counts = yield* countsFor(topology, plan.runs);
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
        message: say`The ${name} is published as ${band.low} to ${band.high} without a typical value; their geometric mean is used, set your own.`,
      });
    }
  }
  return [...seen.values()];
}

/** The fabric each node belongs to: that of its first link that is not on a board, '' when it has none. */
function* fabrics(topology: Topology): Pauses<string[]> {
  const fabric = Array.from({ length: topology.nodeCount }, () => '');
  yield* inSlices(topology.linkCount, many, (from, to) => {
    for (let e = from; e < to; e++) {
      const own = topology.linkClasses[topology.linkClass[e]!]!.fabric;
      if (own === 'host') continue;
      for (const v of [topology.linkA[e]!, topology.linkB[e]!]) if (fabric[v] === '') fabric[v] = own;
    }
  });
  return fabric;
}

function* countsFor(topology: Topology, runs: Runs): Pauses<{ accelerators: number; injection_Gbps: number }> {
  const roles = topology.nodeClasses.map(({ role }) => role);
  let accelerators = 0;
  let nics = 0;
  yield* inSlices(topology.nodeCount, many, (from, to) => {
    for (let v = from; v < to; v++) {
      const role = roles[topology.nodeClass[v]!];
      if (role === 'accelerator') accelerators++;
      if (role === 'nic') nics++;
    }
  });
  const source = nics > 0 ? 'nic' : 'accelerator';
  let injection_Gbps = 0;
  yield* inSlices(topology.linkCount, many, (from, to) => {
    for (let e = from; e < to; e++) {
      if (Number.isNaN(runs.length_m[e]!)) continue;
      for (const v of [topology.linkA[e]!, topology.linkB[e]!]) {
        if (roles[topology.nodeClass[v]!] === source) injection_Gbps += topology.linkCapacity_Gbps[e]!;
      }
    }
  });
  return { accelerators, injection_Gbps };
}
