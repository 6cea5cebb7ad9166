/**
 * A platform file of SimGrid: accelerators as hosts, cards and switches as routers, one full-duplex link a bundle, shortest paths computed by SimGrid.
 *
 * SimGrid takes one route between two points, so parallel cables are one link of their summed rate. Rates in bytes a second would lose nothing,
 * but the file keeps Gb/s as everywhere.
 */
import type { Stretches } from '@weft/model';
import { nodeId, roleOf, type Topology } from '@weft/topology';
import { done, say } from '@weft/units';
import { sizeFault, type ExportOutcome } from '../export/exported.ts';
import { namer, plainName } from '../export/names.ts';
import { xmlText } from '../import/xml.ts';
import { inStretches, joinedLines, onEach } from '../export/stretches.ts';

export function* exportSimgrid(topology: Topology, title: string): Stretches<ExportOutcome> {
  const fault = sizeFault(topology);
  if (fault) return fault;
  const named = namer(plainName, { joint: '-' });
  const names: string[] = [];
  yield* inStretches(topology.nodeCount, (from, to) => {
    for (let v = from; v < to; v++) names.push(named(nodeId(topology, v)));
  });
  /** Summed rate of each pair of nodes, in the order of the first link. */
  const bundles = new Map<number, { readonly a: number; readonly b: number; rate_Gbps: number; count: number }>();
  yield* inStretches(topology.linkCount, (from, to) => {
    for (let e = from; e < to; e++) {
      const [a, b] = [topology.linkA[e]!, topology.linkB[e]!].toSorted((x, y) => x - y) as [number, number];
      if (a === b) continue;
      const key = a * topology.nodeCount + b;
      const known = bundles.get(key);
      const rate_Gbps = topology.linkCapacity_Gbps[e]!;
      if (known) {
        known.rate_Gbps += rate_Gbps;
        known.count++;
      } else bundles.set(key, { a, b, rate_Gbps, count: 1 });
    }
  });
  const lines = [
    "<?xml version='1.0'?>",
    '<!DOCTYPE platform SYSTEM "https://simgrid.org/simgrid.dtd">',
    `<!-- ${xmlText(title).replace(/--+/g, '-')} -->`,
    '<platform version="4.1">',
    '  <zone id="weft" routing="Dijkstra">',
  ];
  yield* inStretches(topology.nodeCount, (from, to) => {
    for (let v = from; v < to; v++) {
      const sends = ['accelerator', 'service'].includes(roleOf(topology, v));
      lines.push(sends ? `    <host id="${names[v]!}" speed="1Gf"/>` : `    <router id="${names[v]!}"/>`);
    }
  });
  yield* onEach([...bundles.values()], ({ rate_Gbps }, index) => {
    lines.push(
      `    <link id="link-${index}" bandwidth="${rate_Gbps}Gbps" latency="0us" sharing_policy="SPLITDUPLEX"/>`,
    );
  });
  yield* onEach([...bundles.values()], ({ a, b }, index) => {
    lines.push(
      `    <route src="${names[a]!}" dst="${names[b]!}"><link_ctn id="link-${index}" direction="UP"/></route>`,
    );
  });
  const merged = [...bundles.values()].reduce((sum, { count }) => sum + count - 1, 0);
  return done({
    text: `${yield* joinedLines(lines)}\n  </zone>\n</platform>\n`,
    notes: [
      say`Latencies are written as zero and the computing speed of hosts as 1 Gf: a design does not hold them.`,
      say`SimGrid takes one shortest path for each pair; routing policies of the design are not written.`,
      ...(merged === 0 ? [] : [say`${merged} parallel links are merged into the first of each pair, rates added.`]),
    ],
  });
}
