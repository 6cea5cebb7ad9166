/**
 * A network drawn in DOT, as Cumulus, PTM and UFM tools write it. In: DOT with ports on edge ends; roles in `function`, `role` or `type`; rates in
 * `speed`, `rate` or `bandwidth`. Out: a design with its report.
 */
import { limits } from '@weft/model';
import { failed, parseRate_Gbps, say } from '@weft/units';
import { finished } from '../import/finish.ts';
import { namedFabric, type NamedCable, type NamedDevice } from '../import/named.ts';
import { textOf } from '../import/text.ts';
import { Report, type ImportOutcome } from '../report.ts';
import { DotFault, parseDot, type Attributes, type DotGraph } from './parse-dot.ts';

export function looksLikeDot(head: string): boolean {
  return /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/|#[^\n]*\n)*(?:strict\s+)?(?:di)?graph\b\s*(?:"(?:[^"\\]|\\[\s\S])*"|[\w-]+)?\s*\{/i.test(
    head,
  );
}

export function importDot(name: string, bytes: Uint8Array): ImportOutcome {
  const text = textOf(bytes);
  if (!text.ok) return text;
  let graph: DotGraph;
  try {
    graph = parseDot(text.value, limits.records);
  } catch (fault) {
    if (fault instanceof DotFault) {
      return failed(
        'broken',
        say`line ${fault.line}`,
        say`The text is not DOT at line ${fault.line}: ${fault.message}.`,
      );
    }
    throw fault;
  }
  if (graph.nodes.size === 0)
    return failed('broken', say`the graph`, say`The graph has no nodes; expected at least one.`);
  const devices = [...graph.nodes].map(([node, attributes]): NamedDevice => ({
    name: node,
    role: first(attributes, ['function', 'role', 'type', 'tier']),
    model: first(attributes, ['model', 'part', 'hwmodel']),
    isSwitch: null,
  }));
  const cables = graph.edges.map(({ a, z, attributes, line }): NamedCable => ({
    a: { device: a.node, port: a.port },
    z: { device: z.node, port: z.port },
    rate_Gbps: rateIn(first(attributes, ['speed', 'speed_gbps', 'rate', 'bandwidth'])),
    medium: null,
    label: '',
    line,
  }));
  return finished(name, namedFabric(devices, cables), new Report());
}

/** A rate in words (`400G`), or a bare number in Gb/s; null when it is none. */
export function rateIn(text: string | null): number | null {
  if (text === null) return null;
  const rate = parseRate_Gbps(text);
  return rate.ok && rate.value > 0 && rate.value <= limits.rate_Gbps ? rate.value : null;
}

function first(attributes: Attributes, keys: readonly string[]): string | null {
  for (const [key, value] of attributes) if (keys.includes(key.toLowerCase()) && value !== '') return value;
  return null;
}
