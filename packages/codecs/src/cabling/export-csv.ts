/**
 * The cabling list as a table: one row a cable, both ends, for the people who plug it. Units stand in the headings.
 *
 * Where things stand, lengths, optics and the chosen medium are not in the topology: the caller may say them for each link.
 */
import type { Stretches } from '@weft/model';
import type { Topology } from '@weft/topology';
import { done } from '@weft/units';
import Papa from 'papaparse';
import { cablingSteps, type CablingEnd } from '../export/cabling.ts';
import { sizeFault, type ExportOutcome } from '../export/exported.ts';
import { cleanNames } from '../export/names.ts';
import { portWord } from '../dot/export-dot.ts';
import { inStretches, onEach } from '../export/stretches.ts';

export interface CableSite {
  readonly site?: string;
  readonly row?: string;
  readonly rack?: string;
  readonly unit?: string;
  readonly optic?: string;
}

/** What is known of a cable besides the topology. */
export interface CableFacts {
  readonly a?: CableSite;
  readonly z?: CableSite;
  readonly medium?: string;
  readonly length_m?: number;
}

const ends = ['device', 'site', 'row', 'rack', 'unit', 'port', 'optic'] as const;

/** The columns, in order. */
export const cablingColumns: readonly string[] = [
  'id',
  ...ends.map((field) => `a_${field}`),
  ...ends.map((field) => `z_${field}`),
  'medium',
  'speed_gbps',
  'length_m',
  'label',
  'fabric',
  'plane',
  'rail',
];

export function* exportCabling(
  topology: Topology,
  _title: string,
  factsOf: (link: number) => CableFacts = () => ({}),
): Stretches<ExportOutcome> {
  const fault = sizeFault(topology);
  if (fault) return fault;
  const cabling = yield* cablingSteps(topology);
  const names = cleanNames(
    cabling.devices.map((device) => device.name),
    (name) => name,
  );
  const side = (end: CablingEnd, site: CableSite = {}) => [
    names[end.device]!,
    site.site ?? '',
    site.row ?? '',
    site.rack ?? '',
    site.unit ?? '',
    portWord(cabling, end),
    site.optic ?? '',
  ];
  const rows: (readonly (string | number)[])[] = [cablingColumns];
  yield* onEach(cabling.cables, (cable) => {
    const facts = factsOf(cable.link);
    rows.push([
      cable.id,
      ...side(cable.a, facts.a),
      ...side(cable.z, facts.z),
      facts.medium ?? cable.medium ?? '',
      cable.rate_Gbps,
      facts.length_m ?? '',
      `${names[cable.a.device]!} ${portWord(cabling, cable.a)} to ${names[cable.z.device]!} ${portWord(cabling, cable.z)}`,
      cable.fabric,
      cable.plane < 0 ? '' : cable.plane,
      cable.rail < 0 ? '' : cable.rail,
    ]);
  });
  const parts: string[] = [];
  yield* inStretches(rows.length, (from, to) => parts.push(csvText(rows.slice(from, to))));
  return done({ text: `${parts.join('\n')}\n`, notes: [] });
}

/** Rows as CSV; a cell that a spreadsheet would compute gets a mark in front that keeps it text. */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return Papa.unparse(
    rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell.replace(/^(?=[=+\-@\t\r])/, "'") : cell))),
    { newline: '\n' },
  );
}
