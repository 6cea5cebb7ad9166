/**
 * A lab topology of containerlab. In: YAML with `topology.nodes` and `topology.links`; ends as `node:interface` or as records. Out: a design with
 * its report. The file carries no speeds. Links with one end (management, host, macvlan) and templates are left out or refused, with words.
 */
import { failed, say } from '@weft/units';
import { finished } from '../import/finish.ts';
import { namedFabric, tierOfWord, type NamedCable, type NamedDevice } from '../import/named.ts';
import { textOf } from '../import/text.ts';
import { fieldIn, listIn, recordIn, wordIn, yamlIn } from '../import/yaml.ts';
import { Report, Tally, type ImportOutcome } from '../report.ts';

export function looksLikeContainerlab(head: string): boolean {
  return /^topology:\s*$/m.test(head) && /^\s+nodes:/m.test(head);
}

export function importContainerlab(name: string, bytes: Uint8Array): ImportOutcome {
  const text = textOf(bytes);
  if (!text.ok) return text;
  if (/^\s*\{\{/m.test(text.value)) {
    return failed(
      'broken',
      say`the file`,
      say`The file is a template with {{ }}; render it first and import the result.`,
    );
  }
  const parsed = yamlIn(text.value);
  if (!parsed.ok) return parsed;
  const topology = fieldIn(parsed.value, 'topology');
  const nodes = recordIn(fieldIn(topology, 'nodes'));
  if (!nodes)
    return failed(
      'not-this-format',
      'topology.nodes',
      say`The file has no topology.nodes; expected a containerlab topology.`,
    );
  const places = new Map<string, { x: number; y: number }>();
  const devices = Object.entries(nodes).map(([node, value]): NamedDevice => {
    const labels = fieldIn(value, 'labels');
    const [x, y] = [Number(wordIn(fieldIn(labels, 'graph-posX'))), Number(wordIn(fieldIn(labels, 'graph-posY')))];
    if (fieldIn(labels, 'graph-posX') !== undefined && isPlace(x) && isPlace(y)) places.set(node, { x, y });
    const role =
      wordIn(fieldIn(labels, 'role')) ?? wordIn(fieldIn(labels, 'graph-role')) ?? wordIn(fieldIn(value, 'group'));
    const kind = wordIn(fieldIn(value, 'kind'));
    // Every kind but plain Linux is a network system; Linux may be either, so there the name decides.
    const isSwitch = kind !== null && kind !== 'linux' && kind !== 'bridge' ? true : null;
    return {
      name: node,
      role: role ?? (isSwitch && tierOfWord(node) ? node : null),
      model: wordIn(fieldIn(value, 'type')),
      isSwitch,
    };
  });
  const oneEnded = new Tally();
  const unknown = new Tally();
  const cables: NamedCable[] = [];
  for (const [index, link] of listIn(fieldIn(topology, 'links')).entries()) {
    const where = say`link ${index + 1}`;
    const type = wordIn(fieldIn(link, 'type'));
    const ends = listIn(fieldIn(link, 'endpoints')).map(endOf);
    if ((type !== null && type !== 'veth') || ends.length !== 2) {
      oneEnded.add(`${where}${type === null ? '' : ` (${type})`}`);
      continue;
    }
    const [a, z] = ends;
    if (!a || !z || !Object.hasOwn(nodes, a.device) || !Object.hasOwn(nodes, z.device)) {
      unknown.add(where);
      continue;
    }
    cables.push({ a, z, rate_Gbps: null, medium: null, label: '', line: null });
  }
  const report = new Report();
  report.add('dropped', oneEnded.count, say`link with one end`, say`links with one end`, oneEnded.examples);
  report.add(
    'dropped',
    unknown.count,
    say`link to a node that is not there`,
    say`links to nodes that are not there`,
    unknown.examples,
  );
  return finished(wordIn(fieldIn(parsed.value, 'name')) ?? name, namedFabric(devices, cables), report, { places });
}

function endOf(value: unknown): NamedCable['a'] | null {
  if (typeof value === 'string') {
    const colon = value.indexOf(':');
    return colon < 1 ? null : { device: value.slice(0, colon), port: value.slice(colon + 1) || null };
  }
  const device = wordIn(fieldIn(value, 'node'));
  return device === null ? null : { device, port: wordIn(fieldIn(value, 'interface')) };
}

function isPlace(value: number): boolean {
  return Number.isFinite(value) && Math.abs(value) <= 1e6;
}
