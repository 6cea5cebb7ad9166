/**
 * A graph in GraphML, plain, as yEd writes it, or as the Internet Topology Zoo has it. In: XML. Out: a design with its report. Names, roles,
 * rates and places are taken from the keys that are usually named so; parallel edges are parallel cables.
 */
import { limits } from '@weft/model';
import { failed, say } from '@weft/units';
import { rateIn } from '../dot/import-dot.ts';
import { finished } from '../import/finish.ts';
import { namedFabric, type NamedCable, type NamedDevice } from '../import/named.ts';
import { labelOf, textOf } from '../import/text.ts';
import { attribute, below, childrenOf, xmlIn, type Element } from '../import/xml.ts';
import { Report, type ImportOutcome } from '../report.ts';

export function looksLikeGraphml(head: string): boolean {
  return /<(?:\w+:)?graphml\b/.test(head);
}

export function importGraphml(name: string, bytes: Uint8Array): ImportOutcome {
  const text = textOf(bytes);
  if (!text.ok) return text;
  const xml = xmlIn(text.value);
  if (!xml.ok) return xml;
  const root = xml.value;
  const [graph] = childrenOf(root, 'graph');
  if (!/(?:^|:)graphml$/.test(root.name) || !graph) {
    return failed('not-this-format', say`the root`, say`The file has no graph inside graphml; expected GraphML.`);
  }
  /** What each key id means: `role`, `speed_gbps`, or `nodegraphics` for yEd's. */
  const keys = new Map(
    childrenOf(root, 'key').map((key) => [
      attribute(key, 'id') ?? '',
      (attribute(key, 'attr.name') ?? attribute(key, 'yfiles.type') ?? attribute(key, 'id') ?? '').toLowerCase(),
    ]),
  );
  const names = new Map<string, string>();
  const used = new Set<string>();
  const places = new Map<string, { x: number; y: number }>();
  const devices: NamedDevice[] = [];
  for (const node of nodesIn(graph)) {
    const id = attribute(node, 'id');
    if (id === undefined) continue;
    const data = dataOf(node, keys);
    const drawn = below(node, 'NodeLabel')?.text;
    const wanted = labelOf(data.get('label') ?? data.get('name') ?? drawn ?? id) || id;
    const unique = used.has(wanted) ? `${wanted} (${id})` : wanted;
    used.add(unique);
    names.set(id, unique);
    const place = placeOf(data, below(node, 'Geometry'));
    if (place) places.set(unique, place);
    const role = data.get('role') ?? data.get('function') ?? data.get('tier') ?? data.get('type') ?? null;
    devices.push({ name: unique, role, model: data.get('part') ?? data.get('model') ?? null, isSwitch: null });
  }
  const cables: NamedCable[] = [];
  let loose = 0;
  for (const edge of edgesIn(graph)) {
    const [a, z] = [names.get(attribute(edge, 'source') ?? ''), names.get(attribute(edge, 'target') ?? '')];
    if (a === undefined || z === undefined) {
      loose++;
      continue;
    }
    const data = dataOf(edge, keys);
    cables.push({
      a: { device: a, port: data.get('source_port') ?? attribute(edge, 'sourceport') ?? null },
      z: { device: z, port: data.get('target_port') ?? attribute(edge, 'targetport') ?? null },
      rate_Gbps: edgeRate_Gbps(data),
      medium: null,
      label: data.get('label') ?? '',
      line: null,
    });
  }
  if (devices.length + cables.length > limits.records) {
    return failed('too-much', say`the graph`, say`The graph has more than ${limits.records} nodes and edges.`);
  }
  if (devices.length === 0)
    return failed('broken', say`the graph`, say`The graph has no nodes; expected at least one.`);
  const report = new Report();
  report.add('dropped', loose, say`edge to a node that is not there`, say`edges to nodes that are not there`);
  return finished(name, namedFabric(devices, cables), report, { places });
}

/** Nodes at any depth: yEd nests graphs in group nodes, which are no devices themselves. */
function nodesIn(graph: Element): readonly Element[] {
  return childrenOf(graph, 'node').flatMap((node) => {
    const inner = childrenOf(node, 'graph');
    return inner.length > 0 ? inner.flatMap(nodesIn) : [node];
  });
}

function edgesIn(graph: Element): readonly Element[] {
  const inner = childrenOf(graph, 'node').flatMap((node) => childrenOf(node, 'graph'));
  return [...childrenOf(graph, 'edge'), ...inner.flatMap(edgesIn)];
}

function dataOf(element: Element, keys: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const data = new Map<string, string>();
  for (const child of childrenOf(element, 'data')) {
    if (child.text !== '') data.set(keys.get(attribute(child, 'key') ?? '') ?? '', child.text);
  }
  return data;
}

/** The Topology Zoo's raw speeds are b/s; other keys are Gb/s unless they say their unit. */
function edgeRate_Gbps(data: ReadonlyMap<string, string>): number | null {
  const raw = Number(data.get('linkspeedraw') ?? NaN);
  if (raw > 0 && raw / 1e9 <= limits.rate_Gbps) return raw / 1e9;
  return rateIn(
    data.get('speed_gbps') ??
      data.get('speed') ??
      data.get('rate') ??
      data.get('bandwidth') ??
      data.get('capacity') ??
      null,
  );
}

function placeOf(
  data: ReadonlyMap<string, string>,
  geometry: Element | undefined,
): { readonly x: number; readonly y: number } | null {
  const x = Number(data.get('x') ?? (geometry && attribute(geometry, 'x')) ?? NaN);
  const y = Number(data.get('y') ?? (geometry && attribute(geometry, 'y')) ?? NaN);
  return Math.abs(x) <= 1e6 && Math.abs(y) <= 1e6 ? { x, y } : null;
}
