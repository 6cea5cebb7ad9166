/**
 * A topology as GraphML: devices and cables with role, part, ports, rate, fabric and, where a person placed them, positions.
 */
import type { Stretches } from '@weft/model';
import type { Topology } from '@weft/topology';
import { done } from '@weft/units';
import { cablingSteps } from '../export/cabling.ts';
import { sizeFault, type ExportOutcome } from '../export/exported.ts';
import { portWord } from '../dot/export-dot.ts';
import { xmlText } from '../import/xml.ts';
import { joinedLines, onEach } from '../export/stretches.ts';

const keys = [
  ['label', 'node', 'string'],
  ['role', 'node', 'string'],
  ['part', 'node', 'string'],
  ['x', 'node', 'double'],
  ['y', 'node', 'double'],
  ['speed_gbps', 'edge', 'double'],
  ['source_port', 'edge', 'string'],
  ['target_port', 'edge', 'string'],
  ['fabric', 'edge', 'string'],
] as const;

export function* exportGraphml(topology: Topology, title: string): Stretches<ExportOutcome> {
  const fault = sizeFault(topology);
  if (fault) return fault;
  const cabling = yield* cablingSteps(topology);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys.map(([key, on, type]) => `  <key id="${key}" for="${on}" attr.name="${key}" attr.type="${type}"/>`),
    `  <graph id="${xmlText(title)}" edgedefault="undirected">`,
  ];
  const data = (key: (typeof keys)[number][0], value: string | number) =>
    `<data key="${key}">${xmlText(String(value))}</data>`;
  yield* onEach(cabling.devices, ({ name, role, part, node, group }, index) => {
    const [x, y] =
      node >= 0 ? [topology.nodeX[node]!, topology.nodeY[node]!] : [topology.groupX[group]!, topology.groupY[group]!];
    const placed = Number.isNaN(x) || Number.isNaN(y) ? '' : data('x', x) + data('y', y);
    const known = part === null ? '' : data('part', part);
    lines.push(`    <node id="n${index}">${data('label', name)}${data('role', role)}${known}${placed}</node>`);
  });
  yield* onEach(cabling.cables, (cable, index) => {
    const { a, z, rate_Gbps, fabric } = cable;
    const ports = data('source_port', portWord(cabling, a)) + data('target_port', portWord(cabling, z));
    lines.push(
      `    <edge id="e${index}" source="n${a.device}" target="n${z.device}">${data('speed_gbps', rate_Gbps)}${ports}${data('fabric', fabric)}</edge>`,
    );
  });
  return done({ text: `${yield* joinedLines(lines)}\n  </graph>\n</graphml>\n`, notes: [] });
}
