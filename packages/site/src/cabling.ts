/**
 * The cabling list: one row for each cable, both ends with their place, port and optic. The legs of a splitter are rows of their own that share a
 * label up to the stroke.
 *
 * Columns are those of the cabling file the importers read. Lengths in m as bought, rates in Gb/s.
 */
import { say } from '@weft/units';
import { linkId, nodeId, type Topology } from '@weft/topology';
import { csvOf, csvSteps, type Cell } from './csv.ts';
import type { SitePlan } from './plan.ts';
import { deviceId, rackName, rowName, type Placement } from './placement.ts';
import { linksPerCable } from './link-options.ts';

export interface CableEnd {
  readonly device: string;
  readonly site: string;
  readonly row: string;
  readonly rack: string;
  readonly unit: number;
  /** Port on the node, with the node's place in its device where a device has several. */
  readonly port: string;
  /** The module in this end; empty for a cable with fixed ends. */
  readonly optic: string;
}

export interface CableRow {
  readonly id: string;
  readonly a: CableEnd;
  readonly z: CableEnd;
  /** The cable, or the fibre between two modules; empty when no medium serves. */
  readonly medium: string;
  readonly speed_Gbps: number;
  readonly length_m: number;
  readonly label: string;
  readonly fabric: string;
  readonly plane: number | null;
  readonly rail: number | null;
}

const columns = [
  'id',
  ...['device', 'site', 'row', 'rack', 'unit', 'port', 'optic'].map((column) => `a_${column}`),
  ...['device', 'site', 'row', 'rack', 'unit', 'port', 'optic'].map((column) => `z_${column}`),
  'medium',
  'speed_gbps',
  'length_m',
  'label',
  'fabric',
  'plane',
  'rail',
];

/** The rows, made one at a time so that a hundred thousand need not be held. `site` names the hall. */
export function* cablingOf(plan: SitePlan, site = ''): Generator<CableRow> {
  const { topology, placement, media, runs } = plan;
  const ids = deviceIds(topology, placement);
  const labels = new Map<number, { readonly number: number; legs: number }>();
  let cables = 0;
  for (let e = 0; e < topology.linkCount; e++) {
    if (media.make[e]! < 0) continue;
    const make = media.makes[media.make[e]!]!;
    const option = media.choices[media.choice[e]!];
    const cable = option?.assembly === 'cable';
    const root = media.bundle[e]!;
    const shares = cable && linksPerCable(make) > 1;
    let label: string;
    if (shares) {
      let entry = labels.get(root);
      if (!entry) labels.set(root, (entry = { number: ++cables, legs: 0 }));
      label = `C${String(entry.number).padStart(6, '0')}/${++entry.legs}`;
    } else label = `C${String(++cables).padStart(6, '0')}`;
    const a = topology.linkA[e]!;
    const b = topology.linkB[e]!;
    const end = (node: number, port: number, optic: string): CableEnd => {
      const device = placement.devices.ofNode[node]!;
      const rack = placement.rack[device]!;
      const id = ids[device]!;
      const path = placement.devices.group[device]! >= 0 ? `${nodeId(topology, node).slice(id.length + 1)}:` : '';
      return {
        device: id,
        site,
        row: rowName(placement.rackRow[rack]!),
        rack: rackName(placement, rack),
        unit: placement.unit[device]!,
        port: path + String(port),
        optic,
      };
    };
    const optic = (i: 0 | 1): string => (option && !cable ? option.media[i].id : '');
    yield {
      id: linkId(topology, e),
      a: end(a, topology.linkPortA[e]!, optic(0)),
      z: end(b, topology.linkPortB[e]!, optic(1)),
      medium: option === undefined ? '' : cable ? option.media[0].id : fibreName(option.technology),
      speed_Gbps: make.rate_Gbps,
      length_m: cable ? media.bundleLength_m[root]! : runs.bought_m[e]!,
      label,
      fabric: topology.linkClasses[topology.linkClass[e]!]!.fabric,
      plane: sharedOf(topology.nodePlane[a]!, topology.nodePlane[b]!),
      rail: sharedOf(topology.nodeRail[a]!, topology.nodeRail[b]!),
    };
  }
}

/** The list as CSV text. */
export function cablingCsv(rows: Iterable<CableRow>): string {
  return csvOf(columns, cells(rows));
}

/** The same with pauses. */
export function cablingCsvSteps(rows: Iterable<CableRow>): Generator<void, string, void> {
  return csvSteps(columns, cells(rows));
}

function* cells(rows: Iterable<CableRow>): Generator<readonly Cell[]> {
  for (const row of rows) {
    yield [
      row.id,
      ...endCells(row.a),
      ...endCells(row.z),
      row.medium,
      row.speed_Gbps,
      row.length_m,
      row.label,
      row.fabric,
      row.plane,
      row.rail,
    ];
  }
}

function endCells(end: CableEnd): Cell[] {
  return [end.device, end.site, end.row, end.rack, end.unit, end.port, end.optic];
}

function deviceIds(topology: Topology, placement: Placement): string[] {
  return Array.from({ length: placement.devices.count }, (_, d) => deviceId(topology, placement.devices, d));
}

function fibreName(technology: string): string {
  return technology === 'multimode' ? say`multimode fibre` : say`single-mode fibre`;
}

/** The rail or plane of a link: that of its ends, when one of them has one. */
function sharedOf(a: number, b: number): number | null {
  return a >= 0 ? a : b >= 0 ? b : null;
}
