/**
 * A drawing for draw.io: one box a device, one line a pair of devices with the number of its cables, each fabric on a layer of its own so that
 * it can be shown alone. Where a person placed devices they stand there; the others stand in rows by tier. Written uncompressed.
 */
import type { Topology } from '@weft/topology';
import { done, formatRate_Gbps } from '@weft/units';
import { cablingOf, type CablingDevice } from '../export/cabling.ts';
import { sizeFault, type ExportOutcome } from '../export/exported.ts';
import { xmlText } from '../import/xml.ts';

/** Beyond this the editor does not open the file in useful time; a drawing of more is not read either. */
const mostDrawn = 20_000;

const size = { width: 100, height: 40, gapX: 30, gapY: 120 } as const;
const rows: readonly CablingDevice['role'][] = [
  'core',
  'spine',
  'router',
  'leaf',
  'scaleUp',
  'server',
  'accelerator',
  'nic',
  'service',
];
/** Fill colours that tell tiers apart in print too, light so that black text reads on them. */
const fills: Readonly<Partial<Record<CablingDevice['role'], string>>> = {
  core: '#e1d5e7',
  spine: '#dae8fc',
  router: '#dae8fc',
  leaf: '#d5e8d4',
  scaleUp: '#ffe6cc',
};

export function exportDrawio(topology: Topology, title: string): ExportOutcome {
  const fault = sizeFault(topology, mostDrawn);
  if (fault) return fault;
  const { devices, cables } = cablingOf(topology);
  const places = placed(topology, devices);
  const bundles = new Map<
    string,
    { readonly a: number; readonly z: number; readonly fabric: string; count: number; rate_Gbps: number }
  >();
  for (const { a, z, fabric, rate_Gbps } of cables) {
    const [first, second] = a.device < z.device ? [a.device, z.device] : [z.device, a.device];
    const key = `${first} ${second} ${fabric}`;
    const known = bundles.get(key);
    if (known) {
      known.count++;
      known.rate_Gbps += rate_Gbps;
    } else bundles.set(key, { a: first, z: second, fabric, count: 1, rate_Gbps });
  }
  const fabrics = [...new Set(cables.map((cable) => cable.fabric))].toSorted();
  const lines = [
    '<mxfile>',
    `<diagram name="${xmlText(title)}"><mxGraphModel><root>`,
    '<mxCell id="0"/>',
    ...fabrics.map((fabric, index) => `<mxCell id="layer-${index}" value="${xmlText(fabric)}" parent="0"/>`),
    '<mxCell id="devices" value="devices" parent="0"/>',
  ];
  for (const [index, { name, role }] of devices.entries()) {
    const { x, y } = places[index]!;
    const style = `rounded=1;whiteSpace=wrap;html=0;fillColor=${fills[role] ?? '#f5f5f5'};strokeColor=#666666;fontColor=#000000;`;
    lines.push(
      `<mxCell id="d${index}" value="${xmlText(name)}" style="${style}" vertex="1" parent="devices"><mxGeometry x="${x}" y="${y}" width="${size.width}" height="${size.height}" as="geometry"/></mxCell>`,
    );
  }
  let number = 0;
  for (const { a, z, fabric, count, rate_Gbps } of bundles.values()) {
    const label = `${count > 1 ? `${count} × ` : ''}${formatRate_Gbps(rate_Gbps / count)}`;
    lines.push(
      `<mxCell id="e${number++}" value="${xmlText(label)}" style="endArrow=none;html=0;fontSize=9;" edge="1" parent="layer-${fabrics.indexOf(fabric)}" source="d${a}" target="d${z}"><mxGeometry relative="1" as="geometry"/></mxCell>`,
    );
  }
  return done({ text: `${lines.join('\n')}\n</root></mxGraphModel></diagram>\n</mxfile>\n`, notes: [] });
}

function placed(
  topology: Topology,
  devices: readonly CablingDevice[],
): readonly { readonly x: number; readonly y: number }[] {
  const own = devices.map(({ node, group }) => {
    const [x, y] =
      node >= 0 ? [topology.nodeX[node]!, topology.nodeY[node]!] : [topology.groupX[group]!, topology.groupY[group]!];
    return Number.isNaN(x) || Number.isNaN(y) ? null : { x: x - size.width / 2, y: y - size.height / 2 };
  });
  if (own.every((place) => place !== null)) return own;
  const perRow = new Map<number, number>();
  for (const { role } of devices) {
    const row = rows.indexOf(role);
    perRow.set(row, (perRow.get(row) ?? 0) + 1);
  }
  const used = [...perRow.keys()].toSorted((a, b) => a - b);
  const widest = Math.max(...perRow.values());
  const next = new Map<number, number>();
  return devices.map(({ role }) => {
    const row = rows.indexOf(role);
    const at = next.get(row) ?? 0;
    next.set(row, at + 1);
    const indent = ((widest - perRow.get(row)!) * (size.width + size.gapX)) / 2;
    return { x: indent + at * (size.width + size.gapX), y: used.indexOf(row) * (size.height + size.gapY) };
  });
}
