/**
 * Every format with a writer, in one table for menus and the command line.
 */
import { allAtOnce, type Stretches } from '@weft/model';
import type { Topology } from '@weft/topology';
import { failed, type Outcome, say } from '@weft/units';
import { exportCabling } from '../cabling/export-csv.ts';
import { exportContainerlab } from '../containerlab/export-clab.ts';
import { exportDot } from '../dot/export-dot.ts';
import { exportDrawio } from '../drawio/export-drawio.ts';
import { exportGraphml } from '../graphml/export-graphml.ts';
import { exportTopo } from '../ibdiagnet/export-topo.ts';
import { exportHtsim } from '../simulators/export-htsim.ts';
import { exportSimgrid } from '../simulators/export-simgrid.ts';
import { exportNs3, exportSimai } from '../simulators/export-text.ts';
import { exportSlurmConf, exportSlurmYaml } from '../slurm/export-slurm.ts';
import type { Exported, ExportFault, ExportFormat } from './exported.ts';

const xml = 'application/xml';
const text = 'text/plain';

export const exportFormats: readonly ExportFormat[] = [
  {
    id: 'cabling',
    title: 'Cabling list (CSV)',
    extension: 'csv',
    mediaType: 'text/csv',
    write: (t, title) => exportCabling(t, title),
  },
  { id: 'ibdiagnet', title: 'ibdiagnet .topo', extension: 'topo', mediaType: text, write: exportTopo },
  { id: 'dot', title: 'DOT (Graphviz, Air)', extension: 'dot', mediaType: 'text/vnd.graphviz', write: exportDot },
  { id: 'graphml', title: 'GraphML', extension: 'graphml', mediaType: xml, write: exportGraphml },
  { id: 'drawio', title: 'draw.io', extension: 'drawio', mediaType: xml, write: exportDrawio },
  {
    id: 'containerlab',
    title: 'containerlab',
    extension: 'clab.yml',
    mediaType: 'application/yaml',
    write: exportContainerlab,
  },
  { id: 'slurm', title: 'Slurm topology.conf', extension: 'conf', mediaType: text, write: exportSlurmConf },
  {
    id: 'slurm-yaml',
    title: 'Slurm topology.yaml',
    extension: 'yaml',
    mediaType: 'application/yaml',
    write: exportSlurmYaml,
  },
  { id: 'simai', title: 'SimAI topology', extension: 'txt', mediaType: text, write: exportSimai },
  { id: 'ns3', title: 'ns-3 (ASTRA-sim) topology', extension: 'txt', mediaType: text, write: exportNs3 },
  { id: 'htsim', title: 'htsim fat-tree', extension: 'topo', mediaType: text, write: exportHtsim },
  { id: 'simgrid', title: 'SimGrid platform', extension: 'xml', mediaType: xml, write: exportSimgrid },
];

/** Writes a topology in a format, by the format's id. */
export function exportAs(
  id: string,
  topology: Topology,
  title: string,
): Outcome<Exported, ExportFault | 'unknown-format'> {
  return allAtOnce(exportSteps(id, topology, title));
}

/** The same in stretches. */
export function* exportSteps(
  id: string,
  topology: Topology,
  title: string,
): Stretches<Outcome<Exported, ExportFault | 'unknown-format'>> {
  const format = exportFormats.find((candidate) => candidate.id === id);
  if (format) {
    const written = format.write(topology, title);
    return 'ok' in written ? written : yield* written;
  }
  const known = exportFormats.map((candidate) => candidate.id).join(', ');
  return failed('unknown-format', id, say`There is no writer for ${id}; expected one of: ${known}.`);
}
