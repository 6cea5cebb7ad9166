/**
 * A device the study brought along, as a part: what a device-type file says, each figure marked as coming from it. What the file does not say stays unknown.
 */
import { say } from '@weft/units';
import type { Figure, Part } from '@weft/catalogue';

/** What a device-type file says about a switch. */
export interface BroughtDevice {
  readonly manufacturer: string;
  readonly model: string;
  readonly rackUnits: number | null;
  /** Sum of the highest draw of all power inlets, spare ones included; null when the file gives none. */
  readonly maximumDraw_W: number | null;
  /** Network ports by rate, most first. */
  readonly ports: readonly { readonly rate_Gbps: number | null; readonly count: number }[];
}

/** The part; `id` is how nodes of the study name it. */
export function partOfDevice(id: string, device: BroughtDevice): Part {
  const main = device.ports.find(({ rate_Gbps }) => rate_Gbps !== null);
  const ports = main ?? device.ports[0];
  const figures: Record<string, Figure> = {};
  const add = (
    key: string,
    unit: string,
    value: number | null | undefined,
    bound: 'typical' | 'high',
    note: string | null,
  ): void => {
    const none = { low: null, typical: null, high: null };
    const given = value !== null && value !== undefined;
    figures[key] = {
      unit,
      ...none,
      ...(given ? { [bound]: value } : {}),
      sources: [],
      confidence: given ? 'datasheet' : 'not_found',
      evidence: given ? 'direct' : null,
      basis: given ? say`device file` : null,
      note,
    };
  };
  add('ports', 'ports', ports?.count, 'typical', null);
  add('port_speed_gbps', 'Gb/s', main?.rate_Gbps, 'typical', null);
  add('rack_units', 'U', device.rackUnits, 'typical', null);
  // Inlets back each other up, so their sum is a bound and not a draw.
  add('power_max_w', 'W', device.maximumDraw_W, 'high', say`all inlets together, spare ones included`);
  add('price_usd', 'USD', null, 'typical', null);
  return {
    kind: 'switch',
    id,
    name: `${device.manufacturer} ${device.model}`,
    vendor: device.manufacturer,
    family: null,
    generation: null,
    lanes: null,
    lane_Gbps: null,
    figures,
    statements: {},
    notes: [],
  };
}
