/**
 * Topology files of two simulators that share a line format: SimAI, and the ns-3 back end of ASTRA-sim.
 *
 *   SimAI   nodes gpus_per_server nvswitches switches links gpu_type; ids of all switches, scale-up ones first; a line a link
 *   ns-3    nodes switches links; ids of all switches; a line a link
 * Ids: accelerators from 0, then scale-up switches, then switches.
 */
import { nodeClassOf, type Topology } from '@weft/topology';
import { done, failed, say } from '@weft/units';
import type { ExportOutcome } from '../export/exported.ts';
import { latencyNote, linkLine, simulatorGraph, type SimulatorGraph } from './endpoints.ts';

export function exportSimai(topology: Topology, _title: string): ExportOutcome {
  const found = simulatorGraph(topology);
  if (!found.ok) return found;
  const graph = found.value;
  const { endpoints, scaleUp, switches, perServer } = graph;
  if (perServer === null) {
    return failed(
      'not-expressible',
      say`the design`,
      say`Servers have different numbers of accelerators; SimAI has one number for all.`,
    );
  }
  const first = endpoints.length;
  if (graph.links.some(({ a, z }) => a < first && z < first)) {
    return failed(
      'not-expressible',
      say`the design`,
      say`Accelerators are linked to each other directly; SimAI knows them behind switches only.`,
    );
  }
  const part = nodeClassOf(topology, endpoints[0]!).part;
  const notes = [...graph.notes, latencyNote];
  if (part === null)
    notes.push(say`The accelerator has no part: put A100, A800, H100 or H800 in the place of GPU on line 1.`);
  const head = [
    first + scaleUp.length + switches.length,
    perServer,
    scaleUp.length,
    switches.length,
    graph.links.length,
  ];
  return done({ text: written(`${head.join(' ')} ${part?.toUpperCase() ?? 'GPU'}`, graph), notes });
}

export function exportNs3(topology: Topology, _title: string): ExportOutcome {
  const found = simulatorGraph(topology);
  if (!found.ok) return found;
  const graph = found.value;
  const { endpoints, scaleUp, switches } = graph;
  const all = scaleUp.length + switches.length;
  return done({
    text: written(`${endpoints.length + all} ${all} ${graph.links.length}`, graph),
    notes: [...graph.notes, latencyNote],
  });
}

function written(head: string, graph: SimulatorGraph): string {
  const ids = Array.from(
    { length: graph.scaleUp.length + graph.switches.length },
    (_, i) => graph.endpoints.length + i,
  );
  const lines = graph.links
    .toSorted((x, y) => Math.min(x.a, x.z) - Math.min(y.a, y.z) || Math.max(x.a, x.z) - Math.max(y.a, y.z))
    .map((link) => linkLine(graph, link));
  return `${[head, ids.join(' '), ...lines].join('\n')}\n`;
}
