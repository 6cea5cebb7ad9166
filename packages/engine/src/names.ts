/**
 * How parts are called in sentences: `unit 0 server 12 nic 3`. The block or group at the top is left out: it is the context.
 */
import { groupClassOf, groupLabel, nodeLabel, type Topology } from '@weft/topology';

/** A node by its label, after those of the groups it stands in. */
export function nodeInWords(topology: Topology, node: number): string {
  const words = [nodeLabel(topology, node)];
  for (let g = topology.nodeGroup[node]!; g > 0; g = topology.groupParent[g]!) {
    if (topology.groupParent[g] !== 0 || groupClassOf(topology, g).device) words.unshift(groupLabel(topology, g));
  }
  return words.join(' ');
}

/** A link by its two ends. */
export function linkInWords(topology: Topology, link: number): string {
  return `${nodeInWords(topology, topology.linkA[link]!)} – ${nodeInWords(topology, topology.linkB[link]!)}`;
}
