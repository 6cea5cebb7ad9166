/**
 * How a switch or a NIC is built, as far as cables, power and racks are concerned.
 *
 * Rates in Gb/s each direction, power in W. Null is unknown.
 */
import { bandOf, type Band } from './band.ts';
import type { Figure, Part } from './part.ts';

type Figures = Pick<Part, 'figures' | 'id' | 'kind' | 'family'>;

/** Rate of one cage: what the ports of a device share out over its cages; one cage a port unless the catalogue counts them. */
export function cage_Gbps(part: Figures): number | null {
  if (part.kind === 'nic') return ratio(typical(part, 'total_gbps'), typical(part, 'ports'));
  const ports = typical(part, 'ports');
  const port_Gbps = typical(part, 'port_speed_gbps');
  if (ports === null || port_Gbps === null) return null;
  return (ports * port_Gbps) / (typical(part, 'cages') ?? ports);
}

/** How many cages a device has. */
export function cageCount(part: Figures): number | null {
  return part.kind === 'nic' ? typical(part, 'ports') : (typical(part, 'cages') ?? typical(part, 'ports'));
}

/** The shape of a device's cages, where the catalogue says it. */
export function cageShape(part: Figures): string | null {
  const note = part.figures[part.kind === 'nic' ? 'ports' : 'cages']?.note ?? '';
  return /OSFP|QSFP-DD|QSFP112/.exec(note)?.[0] ?? null;
}

/** True for a switch with its optics in the package. */
export function isCoPackaged(part: Figures): boolean {
  return part.family?.includes('CPO') ?? false;
}

/** Switches that share one chassis, whose published power and height are the chassis's. */
const perChassis: Readonly<Record<string, number>> = { q3200: 2 };
/** Parts whose published power is that of the chip alone. */
const chipPower: ReadonlySet<string> = new Set(['tomahawk5', 'teralynx10', 'rosetta']);

/** Power of a switch: without modules in its cages, and with them. A published maximum counts the modules in. */
export interface SwitchPower {
  readonly bare_W: Band | null;
  readonly full_W: Band | null;
}

/** Reads which of the published powers is which. `figure` answers the figures in force, so that a changed one counts. */
export function switchPower(part: Figures, figure: (key: string) => Figure | undefined): SwitchPower {
  const share = 1 / (perChassis[part.id] ?? 1);
  const box = figure('box_power_w');
  if (box) {
    // Two ends without a typical value are the typical draw of one box and the maximum of another.
    const bare = box.typical === null && box.low !== null ? box.low : null;
    const full = box.typical ?? box.high;
    return {
      bare_W: bare === null ? null : bandOf({ low: null, typical: bare, high: null }),
      full_W: full === null ? null : bandOf({ low: null, typical: full, high: box.high }),
    };
  }
  if (chipPower.has(part.id)) return { bare_W: null, full_W: null };
  return { bare_W: scaled(bandOf(figure('power_typ_w')), share), full_W: scaled(bandOf(figure('power_max_w')), share) };
}

/** Height of a switch in rack units; half of a chassis that two share. */
export function switchUnits(part: Figures): number | null {
  const units = typical(part, 'rack_units');
  return units === null ? null : units / (perChassis[part.id] ?? 1);
}

function typical(part: Figures, key: string): number | null {
  return Object.hasOwn(part.figures, key) ? (bandOf(part.figures[key])?.typical ?? null) : null;
}

function ratio(a: number | null, b: number | null): number | null {
  return a === null || b === null || b === 0 ? null : a / b;
}

function scaled(band: Band | null, factor: number): Band | null {
  return band && { low: band.low * factor, typical: band.typical * factor, high: band.high * factor };
}
