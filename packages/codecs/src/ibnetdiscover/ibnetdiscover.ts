/**
 * A real InfiniBand cluster from the output of `ibnetdiscover`, either form. In: bytes. Out: a design of switches and hosts with every cable on its
 * port, and a report of what was found, merged, dropped, unnamed and inferred.
 *
 * One adapter record is one adapter port: adapters whose descriptions name the same host become one server, its ports in the order of the
 * adapters' names. Aggregation nodes inside switches are dropped and counted. Accelerators are not in the file: a server has none.
 */
import { failed, say } from '@weft/units';
import { assembled } from '../import/assemble.ts';
import { Fabric } from '../import/fabric.ts';
import { byName, labelOf, textOf } from '../import/text.ts';
import { Report, Tally, type ImportOutcome } from '../report.ts';
import { hostDescription, isAggregationNode, switchDescription } from './describe.ts';
import { readListing, type ListedLink, type ListedNode, type Listing } from './listing.ts';

/** Whether a text looks like ibnetdiscover's output: a header or a port line in its beginning. */
export function looksLikeIbnetdiscover(head: string): boolean {
  return (
    /^(?:Switch|Ca|Hca|Rt)\s+\d+\s+"[SHR]-[0-9a-fA-F]+"/m.test(head) ||
    /^(?:SW|CA|RT)\s+\d+\s+\d+\s+(?:0x)?[0-9a-fA-F]+\s+\d+x\s/m.test(head)
  );
}

export interface IbnetdiscoverOptions {
  /** Which adapters to keep, by their names within a host (`mlx5_4`); a compute and a storage fabric in one listing are told apart so. */
  readonly keepsAdapter?: (adapter: string) => boolean;
}

export function importIbnetdiscover(
  name: string,
  bytes: Uint8Array,
  options: IbnetdiscoverOptions = {},
): ImportOutcome {
  const text = textOf(bytes);
  if (!text.ok) return text;
  const listing = readListing(text.value);
  if (listing.form === null) {
    const first = listing.unparsed.examples[0];
    return failed(
      'not-this-format',
      first?.split(':')[0] ?? say`the file`,
      say`No line of the file is ibnetdiscover output${first === undefined ? '' : ` (${first})`}; expected records such as Switch 65 "S-…" or lines such as SW 1 2 0x….`,
    );
  }
  const report = new Report();
  const fabric = new Fabric();
  const aggregation = new Set(
    [...listing.nodes.values()].filter((node) => isAggregationNode(node.description)).map((node) => node.guid),
  );
  const keeps = options.keepsAdapter ?? (() => true);
  const unwanted = new Set(
    [...listing.nodes.values()]
      .filter((node) => node.type === 'adapter' && !aggregation.has(node.guid))
      .filter((node) => !keeps(hostDescription(node.description).adapter))
      .map((node) => node.guid),
  );
  addSwitches(listing, fabric, aggregation);
  const hosts = addHosts(listing, fabric, new Set([...aggregation, ...unwanted]));
  const noPort = new Tally();
  let inside = 0;
  for (const link of distinct(listing.links)) {
    if (aggregation.has(link.from.guid) || aggregation.has(link.to.guid)) inside++;
  }
  for (const link of listing.links) {
    if (aggregation.has(link.from.guid) || aggregation.has(link.to.guid)) continue;
    if (unwanted.has(link.from.guid) || unwanted.has(link.to.guid)) continue;
    const beyond = [link.from, link.to].find((end) => !hasPort(listing, end));
    if (beyond) {
      noPort.add(say`line ${link.line}: port ${beyond.port} of ${listing.nodes.get(beyond.guid)!.description}`);
      continue;
    }
    fabric.cable({
      a: hosts.endOf(link.from),
      z: hosts.endOf(link.to),
      rate_Gbps: link.rate_Gbps,
      medium: null,
      label: '',
      line: link.line,
    });
  }
  const { records, unparsed, unknownSpeeds } = listing;
  const adapters = [...listing.nodes.values()].filter((node) => node.type === 'adapter').length;
  report.add('found', count(listing, 'switch'), say`switch`, say`switches`);
  report.add('found', count(listing, 'router'), say`router`, say`routers`);
  report.add('found', adapters, say`channel adapter`, say`channel adapters`);
  report.add('found', adapters - aggregation.size, say`host port`, say`host ports`);
  report.add('found', fabric.cables.length + inside, say`link`, say`links`);
  report.add(
    'merged',
    hosts.grouped,
    say`named host port into ${hosts.named} hosts`,
    say`named host ports into ${hosts.named} hosts`,
  );
  report.add(
    'dropped',
    aggregation.size,
    say`aggregation node inside a switch, with its link`,
    say`aggregation nodes inside switches, with their ${inside} links`,
  );
  report.add(
    'unnamed',
    hosts.unnamed.count,
    say`adapter without a host name, kept as a host of its own`,
    say`adapters without a host name, each kept as a host of its own`,
    hosts.unnamed.examples,
  );
  report.add(
    'warning',
    hosts.defaults.count,
    say`host has a name that no one chose; it may stand for several machines`,
    say`hosts have names that no one chose; each may stand for several machines`,
    hosts.defaults.examples,
  );
  report.add('dropped', unwanted.size, say`adapter that was not asked for`, say`adapters that were not asked for`);
  report.add(
    'warning',
    noPort.count,
    say`listed end is a port that the device does not have, left out`,
    say`listed ends are ports that the device does not have, left out`,
    noPort.examples,
  );
  report.add('found', listing.unconnected, say`port without a cable`, say`ports without a cable`);
  const oneSided = listing.nodes.size - records.switch - records.adapter - records.router;
  report.add('warning', oneSided, say`node known from its links only`, say`nodes known from their links only`);
  report.add(
    'warning',
    unknownSpeeds.count,
    say`link of unknown speed`,
    say`links of unknown speed`,
    unknownSpeeds.examples,
  );
  report.add('dropped', unparsed.count, say`line not understood`, say`lines not understood`, unparsed.examples);
  return assembled(name, fabric, report, { apart: hosts.apart });
}

/** Port 0 is inside the switch; the number of ports is known where the node has a record of its own. */
function hasPort(listing: Listing, { guid, port }: ListedLink['from']): boolean {
  const most = listing.form === 'records' ? listing.nodes.get(guid)?.ports : null;
  return port >= 1 && port <= (most ?? 65_535);
}

function count(listing: Listing, type: ListedNode['type']): number {
  return [...listing.nodes.values()].filter((node) => node.type === type).length;
}

function addSwitches(listing: Listing, fabric: Fabric, aggregation: ReadonlySet<string>): void {
  /** Per switch: the highest port with a cable to anything but its own aggregation node. */
  const highest = new Map<string, number>();
  const hasEngine = new Set<string>();
  for (const { from, to } of listing.links) {
    for (const [end, far] of [
      [from, to],
      [to, from],
    ] as const) {
      if (aggregation.has(far.guid)) hasEngine.add(end.guid);
      else highest.set(end.guid, Math.max(highest.get(end.guid) ?? 0, end.port));
    }
  }
  for (const node of listing.nodes.values()) {
    if (node.type === 'adapter') continue;
    const { name, model } = switchDescription(node.description);
    const used = highest.get(node.guid) ?? 0;
    // The last of an odd number of ports is the one the aggregation node sits on; no cable fits there. A list of ports may just end early.
    const odd = node.ports !== null && node.ports % 2 === 1 && used < node.ports;
    const inner = odd && (listing.form === 'records' || hasEngine.has(node.guid)) ? 1 : 0;
    fabric.device({
      key: node.guid,
      kind: 'switch',
      name: labelOf(name ?? `${node.type} ${node.guid}`),
      model,
      ports: node.ports === null ? null : Math.max(node.ports - inner, used),
      named: name !== null,
    });
  }
}

interface Hosts {
  /** The device and port, counted from 0, that a listed end is. */
  endOf(end: ListedLink['from']): { readonly device: string; readonly port: number };
  readonly named: number;
  readonly grouped: number;
  readonly unnamed: Tally;
  readonly defaults: Tally;
  readonly apart: ReadonlySet<string>;
}

/** Gathers adapters into hosts and numbers each host's ports by the adapters' names. */
function addHosts(listing: Listing, fabric: Fabric, aggregation: ReadonlySet<string>): Hosts {
  const adaptersOf = new Map<string, { readonly node: ListedNode; readonly adapter: string }[]>();
  const unnamed = new Tally();
  const defaults = new Tally();
  const apart = new Set<string>();
  let grouped = 0;
  for (const node of listing.nodes.values()) {
    if (node.type !== 'adapter' || aggregation.has(node.guid)) continue;
    const { host, adapter, isDefault } = hostDescription(node.description);
    const key = host === null ? node.guid : `host ${host}`;
    if (host === null) {
      unnamed.add(node.guid);
      apart.add(key);
    } else {
      grouped++;
      if (isDefault && !apart.has(key)) {
        defaults.add(host);
        apart.add(key);
      }
    }
    const list = adaptersOf.get(key);
    if (list) list.push({ node, adapter });
    else adaptersOf.set(key, [{ node, adapter }]);
  }
  const mostPort = new Map<string, number>();
  for (const { from, to } of listing.links) {
    for (const end of [from, to]) mostPort.set(end.guid, Math.max(mostPort.get(end.guid) ?? 1, end.port));
  }
  /** Where the ports of each adapter begin within its host. */
  const place = new Map<string, { readonly device: string; readonly first: number }>();
  for (const [key, adapters] of adaptersOf) {
    adapters.sort((a, b) => byName(a.adapter, b.adapter) || (a.node.guid < b.node.guid ? -1 : 1));
    let ports = 0;
    for (const { node } of adapters) {
      place.set(node.guid, { device: key, first: ports });
      ports += Math.max(node.ports ?? 1, mostPort.get(node.guid) ?? 1);
    }
    const isNamed = key.startsWith('host ');
    const name = isNamed ? key.slice(5) : `unnamed ${key}`;
    fabric.device({ key, kind: 'host', name: labelOf(name), model: null, ports, named: isNamed });
  }
  return {
    endOf: ({ guid, port }) => {
      const host = place.get(guid);
      return host
        ? { device: host.device, port: host.first + Math.max(port, 1) - 1 }
        : { device: guid, port: Math.max(port, 1) - 1 };
    },
    named: adaptersOf.size - unnamed.count,
    grouped,
    unnamed,
    defaults,
    apart,
  };
}

/** Each link once, from whichever end it was listed first. */
function* distinct(links: readonly ListedLink[]): Generator<ListedLink> {
  const seen = new Set<string>();
  for (const link of links) {
    const ends = [`${link.from.guid}:${link.from.port}`, `${link.to.guid}:${link.to.port}`].toSorted();
    const key = ends.join(' ');
    if (seen.has(key)) continue;
    seen.add(key);
    yield link;
  }
}
