/**
 * Placement: every device in a rack, every rack in a row, rows in a hall. A pure function of topology, figures and options.
 *
 * Hosts fill racks in their own order. Leaves stand at the top of a rack among their hosts, or in network racks in the middle or at the end of
 * their row; switches above stand in rows of their own in the middle of the hall, or in the row itself when there is only one. Lengths in m, power in W,
 * units counted from 1 at the floor. O(nodes + links).
 */
import { say } from '@weft/units';
import type { Finding } from '@weft/model';
import { groupId, nodeId, type Topology } from '@weft/topology';
import { affinitySteps } from './affinity.ts';
import { deviceSteps, type Devices } from './devices.ts';
import type { Figures } from './figures.ts';
import type { SiteOptions } from './options.ts';
import { rackingOf, type Racking } from './racking.ts';
import { atOnce, type Pauses } from './pauses.ts';

/** Options of a hall whose rows have their length. */
export type LaidOut = SiteOptions & { readonly racksPerRow: number };

export interface Placement {
  readonly options: LaidOut;
  readonly devices: Devices;
  readonly rackCount: number;
  readonly rowCount: number;
  /** Per rack: its row, its place in the row, and whether it holds switches only. */
  readonly rackRow: Int32Array;
  readonly rackIndex: Int32Array;
  readonly rackIsNetwork: Uint8Array;
  /** Per rack: the one where a system of several racks goes on; -1 after the last. */
  readonly rackNext: Int32Array;
  /** Per device: its rack (the first, if it fills several) and its lowest unit. */
  readonly rack: Int32Array;
  readonly unit: Float64Array;
  readonly findings: readonly Finding[];
}

/** Fewest racks of a row whose length is left to the layout. */
const shortestRow = 8;

/** Places a topology. */
export function placementOf(topology: Topology, figures: Figures, wanted: SiteOptions): Placement {
  return atOnce(placementSteps(topology, figures, wanted));
}

/** The same with pauses. */
export function* placementSteps(topology: Topology, figures: Figures, wanted: SiteOptions): Pauses<Placement> {
  const devices = yield* deviceSteps(topology, figures, wanted);
  yield;
  const options = laidOut(devices, wanted);
  const kindOf = (d: number) => devices.makes[devices.make[d]!]!.kind;
  const all = Array.from({ length: devices.count }, (_, d) => d);
  const hosts = all.filter((d) => kindOf(d) === 'server' || kindOf(d) === 'loose');
  const leaves = all.filter((d) => kindOf(d) === 'leaf');
  const upper = all.filter((d) => kindOf(d) === 'upper');

  const leafUnits = leaves.reduce((sum, d) => sum + devices.makes[devices.make[d]!]!.units, 0);
  const tight = rackingOf(hosts, devices, options, 0, false);
  const onTop = options.switches === 'top-of-rack' && tight.racks > 0;
  // Room for a whole switch in each rack, as many as an even share of the leaves needs.
  const tallest = leaves.reduce((most, d) => Math.max(most, devices.makes[devices.make[d]!]!.units), 0);
  const reserved = onTop ? Math.ceil(leafUnits / tight.racks / Math.max(1, tallest)) * tallest : 0;
  const compute =
    reserved > 0 ? rackingOf(hosts, devices, options, Math.min(reserved, options.rackUnits - 1), false) : tight;

  const hostPosition = new Float64Array(devices.count).fill(NaN);
  hosts.forEach((d, i) => (hostPosition[d] = compute.rack[i]!));
  yield;
  const position = yield* affinitySteps(topology, devices, hostPosition);
  const byPosition = (list: readonly number[]) =>
    list.toSorted((a, b) => (position[a]! || 0) - (position[b]! || 0) || a - b);

  yield;
  const draft = new Draft(devices, options, compute, hosts);
  let inRows: readonly number[] = byPosition(leaves);
  if (onTop) inRows = draft.hangOnTop(inRows, position);
  yield;
  const oneRow = compute.racks <= options.racksPerRow;
  if (oneRow) inRows = [...inRows, ...byPosition(upper)];
  draft.addRows(inRows, position, oneRow);
  if (!oneRow) draft.addNetworkRows(byPosition(upper));
  yield;
  return draft.finish(topology, figures);
}

/** Gives rows their length: as many racks as make the hall square, when none is set. */
function laidOut(devices: Devices, options: SiteOptions): LaidOut {
  if (options.racksPerRow !== null) return { ...options, racksPerRow: options.racksPerRow };
  let units = 0;
  for (const make of devices.make) units += devices.makes[make]!.units;
  const racks = units / options.rackUnits;
  const square = Math.ceil(Math.sqrt((racks * options.rowPitch_m) / options.rackPitch_m));
  return { ...options, racksPerRow: Math.max(shortestRow, square) };
}

interface Row {
  /** Draft racks in order. */
  readonly racks: number[];
}

/** Collects racks and rows; racks are numbered again row by row at the end. */
class Draft {
  readonly #devices: Devices;
  readonly #options: LaidOut;
  readonly #computeRacks: number;
  readonly #rack: Int32Array;
  readonly #unit: Float64Array;
  readonly #network: boolean[] = [];
  readonly #rows: Row[] = [];

  constructor(devices: Devices, options: LaidOut, compute: Racking, hosts: readonly number[]) {
    this.#devices = devices;
    this.#options = options;
    this.#computeRacks = compute.racks;
    this.#rack = new Int32Array(devices.count).fill(-1);
    this.#unit = new Float64Array(devices.count);
    hosts.forEach((d, i) => {
      this.#rack[d] = compute.rack[i]!;
      this.#unit[d] = compute.unit[i]!;
    });
    for (let r = 0; r < compute.racks; r++) this.#network.push(false);
  }

  /** Hangs each leaf at the top of the nearest rack with room; answers those for which no rack has any. */
  hangOnTop(leaves: readonly number[], position: Float64Array): number[] {
    const free = new Float64Array(this.#computeRacks).fill(this.#options.rackUnits);
    const top = new Float64Array(this.#computeRacks).fill(this.#options.rackUnits);
    for (let d = 0; d < this.#devices.count; d++) {
      const r = this.#rack[d]!;
      if (r < 0) continue;
      const make = this.#make(d);
      for (let k = 0; k < Math.max(1, make.racks); k++) {
        free[r + k]! -= make.racks > 0 ? this.#options.rackUnits : make.units;
      }
    }
    const left: number[] = [];
    for (const d of leaves) {
      const { units } = this.#make(d);
      const wanted = Math.min(this.#computeRacks - 1, Math.max(0, Math.round(position[d]! || 0)));
      let found = -1;
      for (let step = 0; step < this.#computeRacks && found < 0; step++) {
        for (const r of step === 0 ? [wanted] : [wanted - step, wanted + step]) {
          if (r >= 0 && r < this.#computeRacks && free[r]! >= units) {
            found = r;
            break;
          }
        }
      }
      if (found < 0) {
        left.push(d);
        continue;
      }
      free[found]! -= units;
      top[found]! -= units;
      this.#rack[d] = found;
      this.#unit[d] = top[found]! + 1;
    }
    return left;
  }

  /** Makes rows of compute racks, each with network racks for the switches that belong to it. */
  addRows(switches: readonly number[], position: Float64Array, oneRow: boolean): void {
    const { racksPerRow } = this.#options;
    if (this.#computeRacks === 0) {
      this.addNetworkRows(switches);
      return;
    }
    let perRow = Math.min(racksPerRow, this.#computeRacks);
    for (;;) {
      const rows = Math.ceil(this.#computeRacks / perRow);
      const lists: number[][] = Array.from({ length: rows }, () => []);
      for (const d of switches) {
        const row = oneRow ? 0 : Math.floor((position[d]! || 0) / perRow);
        lists[Math.min(rows - 1, row)]!.push(d);
      }
      const rackings = lists.map((list) => rackingOf(list, this.#devices, this.#options, 0, true));
      const network = rackings.reduce((most, { racks }) => Math.max(most, racks), 0);
      if (!oneRow && perRow + network > racksPerRow && perRow > 1) {
        perRow = Math.max(1, Math.min(perRow - 1, racksPerRow - network));
        continue;
      }
      for (let row = 0; row < rows; row++) {
        const compute: number[] = [];
        for (let r = row * perRow; r < Math.min(this.#computeRacks, (row + 1) * perRow); r++) compute.push(r);
        const own = this.#addNetworkRacks(lists[row]!, rackings[row]!);
        const at = this.#options.switches === 'middle-of-row' ? Math.ceil(compute.length / 2) : compute.length;
        this.#rows.push({ racks: [...compute.slice(0, at), ...own, ...compute.slice(at)] });
      }
      return;
    }
  }

  /** Puts switches into rows of their own, in the middle of the rows there are. */
  addNetworkRows(switches: readonly number[]): void {
    const racks = this.#addNetworkRacks(switches, rackingOf(switches, this.#devices, this.#options, 0, true));
    const rows: Row[] = [];
    for (let r = 0; r < racks.length; r += this.#options.racksPerRow) {
      rows.push({ racks: racks.slice(r, r + this.#options.racksPerRow) });
    }
    this.#rows.splice(Math.ceil(this.#rows.length / 2), 0, ...rows);
  }

  finish(topology: Topology, figures: Figures): Placement {
    const count = this.#network.length;
    const rackRow = new Int32Array(count);
    const rackIndex = new Int32Array(count);
    const rackIsNetwork = new Uint8Array(count);
    const renumbered = new Int32Array(count);
    let next = 0;
    this.#rows.forEach(({ racks }, row) =>
      racks.forEach((rack, index) => {
        renumbered[rack] = next;
        rackRow[next] = row;
        rackIndex[next] = index;
        rackIsNetwork[next] = this.#network[rack] ? 1 : 0;
        next++;
      }),
    );
    if (next !== count) throw new Error(`${count} racks were filled, ${next} stand in rows`);
    const rackNext = new Int32Array(count).fill(-1);
    for (let r = 0; r + 1 < this.#computeRacks; r++) rackNext[renumbered[r]!] = renumbered[r + 1]!;
    const placement = {
      options: this.#options,
      devices: this.#devices,
      rackCount: count,
      rowCount: this.#rows.length,
      rackRow,
      rackIndex,
      rackIsNetwork,
      rackNext,
      rack: this.#rack.map((r) => renumbered[r]!),
      unit: this.#unit,
    };
    return { ...placement, findings: rackFindings(topology, placement, figures) };
  }

  #make(device: number) {
    return this.#devices.makes[this.#devices.make[device]!]!;
  }

  #addNetworkRacks(list: readonly number[], racking: Racking): number[] {
    const first = this.#network.length;
    const racks = Array.from({ length: racking.racks }, (_, r) => first + r);
    for (const _ of racks) this.#network.push(true);
    list.forEach((d, i) => {
      this.#rack[d] = first + racking.rack[i]!;
      this.#unit[d] = racking.unit[i]!;
    });
    return racks;
  }
}

/** What each rack draws and weighs as far as it is known. */
export function rackLoads(placement: Omit<Placement, 'findings'>): {
  readonly units: Float64Array;
  readonly power_W: Float64Array;
  readonly weight_kg: Float64Array;
} {
  const { devices, rackCount } = placement;
  const units = new Float64Array(rackCount);
  const power_W = new Float64Array(rackCount);
  const weight_kg = new Float64Array(rackCount);
  for (let d = 0; d < devices.count; d++) {
    const make = devices.makes[devices.make[d]!]!;
    const racks = Math.max(1, make.racks);
    for (let k = 0, rack = placement.rack[d]!; k < racks; k++, rack = placement.rackNext[rack]!) {
      units[rack]! += make.racks > 0 ? placement.options.rackUnits : make.units;
      power_W[rack]! += (make.plan_W ?? 0) / racks;
      weight_kg[rack]! += (make.weight_kg ?? 0) / racks;
    }
  }
  return { units, power_W, weight_kg };
}

/** Most racks named one by one in findings of one kind. */
const namedRacks = 20;

function rackFindings(topology: Topology, placement: Omit<Placement, 'findings'>, figures: Figures): Finding[] {
  const { options } = placement;
  const { power_W, weight_kg } = rackLoads(placement);
  const published_W = (figures.physical('rack_power_kw').band?.high ?? Infinity) * 1000;
  const findings: Finding[] = [];
  const report = (
    code: string,
    severity: Finding['severity'],
    racks: number[],
    sentence: (rack: number) => string,
  ): void => {
    for (const rack of racks.slice(0, namedRacks)) {
      findings.push({ code, severity, targets: devicesIn(topology, placement, rack), message: sentence(rack) });
    }
    if (racks.length > namedRacks) {
      const targets = racks.slice(namedRacks).map((rack) => rackName(placement, rack));
      findings.push({
        code,
        severity,
        targets: [],
        message: say`The same holds for ${targets.length} more racks, from ${targets[0]!} on.`,
      });
    }
  };
  const racks = Array.from({ length: placement.rackCount }, (_, r) => r);
  const { devices } = placement;
  for (const make of devices.makes.filter(({ tooTall }) => tooTall !== null)) {
    const like = Array.from({ length: devices.count }, (_, d) => d).filter(
      (d) => devices.makes[devices.make[d]!] === make,
    );
    findings.push({
      code: 'device-taller-than-rack',
      severity: 'error',
      targets: like.slice(0, namedRacks).map((d) => deviceId(topology, devices, d)),
      message: say`${make.name} is ${make.tooTall!} units high; a rack has ${options.rackUnits}. ${like.length} of them fill a rack each.`,
    });
  }
  const limit_W = options.rackPower_W ?? Infinity;
  report(
    'rack-over-power',
    'error',
    racks.filter((r) => power_W[r]! > limit_W),
    (r) =>
      say`Rack ${rackName(placement, r)} draws ${round(power_W[r]! / 1000)} kW; its limit is ${round(limit_W / 1000)} kW.`,
  );
  report(
    'rack-over-published-power',
    'warning',
    racks.filter((r) => power_W[r]! > published_W && power_W[r]! <= limit_W),
    (r) =>
      say`Rack ${rackName(placement, r)} draws ${round(power_W[r]! / 1000)} kW; the highest published for a rack is ${round(published_W / 1000)} kW.`,
  );
  const limit_kg = options.rackWeight_kg ?? Infinity;
  report(
    'rack-over-weight',
    'error',
    racks.filter((r) => weight_kg[r]! > limit_kg),
    (r) => say`Rack ${rackName(placement, r)} weighs ${round(weight_kg[r]!)} kg; its limit is ${round(limit_kg)} kg.`,
  );
  return findings;
}

/** The name of a row: A, B ... Z, AA, AB ... */
export function rowName(row: number): string {
  return (row >= 26 ? rowName(Math.floor(row / 26) - 1) : '') + String.fromCharCode(65 + (row % 26));
}

/** The name of a rack: its row and its place there, counted from 1: `B07`. */
export function rackName(placement: Pick<Placement, 'rackRow' | 'rackIndex'>, rack: number): string {
  return rowName(placement.rackRow[rack]!) + String(placement.rackIndex[rack]! + 1).padStart(2, '0');
}

/** The id of a device: of its group, or of its node. */
export function deviceId(topology: Topology, devices: Devices, device: number): string {
  const group = devices.group[device]!;
  return group >= 0 ? groupId(topology, group) : nodeId(topology, devices.firstNode[device]!);
}

function devicesIn(topology: Topology, placement: Pick<Placement, 'devices' | 'rack'>, rack: number): string[] {
  const found: string[] = [];
  placement.rack.forEach((r, d) => {
    if (r === rack) found.push(deviceId(topology, placement.devices, d));
  });
  return found;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
