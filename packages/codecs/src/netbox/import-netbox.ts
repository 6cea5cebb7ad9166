/**
 * A device type of NetBox's library. In: YAML. Out: what it says about the part, and a design of one switch with these ports.
 *
 * The library is good for names, ports and rack units. Of power it rarely says anything, of NVLink ports nothing; what is not said stays unknown.
 */
import { blankNode, emptyDesign, limits } from '@weft/model';
import { done, failed, formatRate_Gbps, type Outcome, say } from '@weft/units';
import { partOfModel } from '../import/parts.ts';
import { labelOf, textOf } from '../import/text.ts';
import { fieldIn, listIn, wordIn, yamlIn } from '../import/yaml.ts';
import { Report, type ImportFault, type ImportOutcome } from '../report.ts';

export interface DeviceType {
  readonly manufacturer: string;
  readonly model: string;
  readonly rackUnits: number | null;
  /** Sum of the highest draw of the power inlets that say one; null when none does. */
  readonly maximumDraw_W: number | null;
  /** Network ports by rate, most first; management ports are not among them. */
  readonly ports: readonly { readonly rate_Gbps: number | null; readonly count: number }[];
  readonly managementPorts: number;
}

export function looksLikeDeviceType(head: string): boolean {
  return /^manufacturer:/m.test(head) && /^model:/m.test(head) && /^slug:/m.test(head);
}

export function readDeviceType(bytes: Uint8Array): Outcome<DeviceType, ImportFault> {
  const text = textOf(bytes);
  if (!text.ok) return text;
  const parsed = yamlIn(text.value);
  if (!parsed.ok) return parsed;
  const [manufacturer, model] = [wordIn(fieldIn(parsed.value, 'manufacturer')), wordIn(fieldIn(parsed.value, 'model'))];
  if (manufacturer === null || model === null) {
    return failed(
      'not-this-format',
      say`the file`,
      say`The file names no manufacturer and model; expected a NetBox device type.`,
    );
  }
  const counts = new Map<number | null, number>();
  let managementPorts = 0;
  const interfaces = listIn(fieldIn(parsed.value, 'interfaces'));
  for (const port of interfaces) {
    const type = wordIn(fieldIn(port, 'type')) ?? '';
    const name = wordIn(fieldIn(port, 'name')) ?? '';
    if (fieldIn(port, 'mgmt_only') === true || isManagement(name, type)) {
      managementPorts++;
      continue;
    }
    const rate = interfaceRate_Gbps(type);
    counts.set(rate, (counts.get(rate) ?? 0) + 1);
  }
  const draws = listIn(fieldIn(parsed.value, 'power-ports'))
    .map((port) => fieldIn(port, 'maximum_draw'))
    .filter((draw): draw is number => typeof draw === 'number' && draw > 0);
  const units = fieldIn(parsed.value, 'u_height');
  return done({
    manufacturer: labelOf(manufacturer),
    model: labelOf(model),
    rackUnits: typeof units === 'number' && units > 0 && units <= 100 ? units : null,
    maximumDraw_W: draws.length === 0 ? null : draws.reduce((sum, draw) => sum + draw, 0),
    ports: [...counts].map(([rate_Gbps, count]) => ({ rate_Gbps, count })).toSorted((a, b) => b.count - a.count),
    managementPorts,
  });
}

export function importDeviceType(_name: string, bytes: Uint8Array): ImportOutcome {
  const read = readDeviceType(bytes);
  if (!read.ok) return read;
  const { manufacturer, model, rackUnits, maximumDraw_W, ports, managementPorts } = read.value;
  const main = ports.find((group) => group.rate_Gbps !== null) ?? ports[0] ?? null;
  const report = new Report();
  for (const { rate_Gbps, count } of ports) {
    const at = rate_Gbps === null ? say`of unknown rate` : say`at ${formatRate_Gbps(rate_Gbps)}`;
    report.add(
      count === main?.count && rate_Gbps === main.rate_Gbps ? 'found' : 'dropped',
      count,
      say`port ${at}`,
      say`ports ${at}`,
    );
  }
  report.add('dropped', managementPorts, say`management port`, say`management ports`);
  report.add('found', rackUnits ?? 0, say`rack unit`, say`rack units`);
  if (maximumDraw_W === null) report.add('warning', 1, say`figure is not in the file: its power`, '');
  else report.add('found', maximumDraw_W, say`watt of highest draw`, say`watts of highest draw`);
  if (main === null) report.add('warning', 1, say`part without network ports in the file`, '');
  const count = main === null ? null : Math.min(main.count, limits.ports);
  const name = labelOf(`${manufacturer} ${model}`);
  const node = {
    ...blankNode('n1', 'switch', name),
    part: partOfModel(model, count),
    ports: count,
    port_Gbps: main?.rate_Gbps ?? null,
  };
  return done({ design: { ...emptyDesign('d1', name), nodes: { n1: node } }, report: report.lines });
}

function isManagement(name: string, type: string): boolean {
  return /^(?:mgmt|management|eth\d|bmc|ma\d|fxp|me\d)/i.test(name) && /^(?:100|1000)base|^10base/.test(type);
}

/** Rate by NetBox's interface type: `400gbase-x-osfp`, `1000base-t`, `infiniband-ndr`, `2.5gbase-t`. Null for types without one. */
export function interfaceRate_Gbps(type: string): number | null {
  const ethernet = /^(\d+(?:\.\d+)?)(g|m)?base/i.exec(type);
  if (ethernet) {
    const value = Number(ethernet[1]);
    const rate = ethernet[2]?.toLowerCase() === 'g' ? value : value / 1000;
    return rate <= limits.rate_Gbps ? rate : null;
  }
  const infiniband: Readonly<Record<string, number>> = {
    sdr: 8,
    ddr: 16,
    qdr: 32,
    fdr10: 40,
    fdr: 54,
    edr: 100,
    hdr: 200,
    ndr: 400,
    xdr: 800,
  };
  const speed = /^infiniband-(\w+)$/.exec(type)?.[1] ?? '';
  return Object.hasOwn(infiniband, speed) ? infiniband[speed]! : null;
}
